"""Words that plainly are the record's: almost all of them, of which nothing needs to be compared."""

from __future__ import annotations

from typing import Final

from papersync.text.patterns import late_pattern

_WORD: Final = late_pattern(r"[^\W_]")
# Where blanks and line breaks mean something to the comparison: behind a hyphen, in TeX, inside an ellipsis.
_ODD: Final = late_pattern(r"[\\$\u00ad]|[-‐-―−﹘﹣－]\s|\s\.")
_LONGEST_TITLE: Final = 1_500
# No text has more tokens than characters, and texts of more than 6,000 tokens are not compared at all.
_LONGEST_ABSTRACT: Final = 6_000


def is_verbatim_title(words: str, title: str) -> bool:
    """Whether the words are the title, byte for byte. False in doubt: compare_title then tells."""
    if words != title or len(words) > _LONGEST_TITLE or "\n" in words or "\\" in words:
        return False
    return _WORD.search(words) is not None


def is_verbatim_abstract(words: str, abstract: str) -> bool:
    """Whether the words are the abstract, broken into lines otherwise. False in doubt: comparing then tells."""
    if max(len(words), len(abstract)) > _LONGEST_ABSTRACT or _ODD.search(words) or _WORD.search(words) is None:
        return False
    return words.split() == abstract.split()
