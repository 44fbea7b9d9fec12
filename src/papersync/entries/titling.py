"""Whether words of a list may be a title, or a name that stands for one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from papersync.entries.people import are_several, is_names
from papersync.entries.wording import CJK, LONGEST, LONGEST_LABEL, bare, has_cjk, is_label, is_long_and_plain, words_of
from papersync.text.patterns import late_pattern


@lru_cache(maxsize=2048)
def is_title(text: str) -> bool:
    """Whether the text may be a paper's title as it stands: several words (in scripts without blanks several
    characters) that are nothing else.
    """
    return is_long_and_plain(text) or _may_be_title(text)


def _may_be_title(text: str) -> bool:
    words = bare(text[:LONGEST])
    count = len(words_of(words))
    if 1 < count <= _MOST_NAMING_WORDS and words.casefold().rsplit(None, 1)[-1].strip("s") in _NAMED_THINGS:
        return False
    if count <= _MOST_NAMING_WORDS and _SAYS_WHAT_ON.match(words):
        return False
    if has_cjk(words):
        return len(CJK.findall(words)) + len(words_of(words)) >= _FEWEST_CJK and not is_label(words)
    if count <= _FEWEST_IN_SMALL_LETTERS and words.isascii() and words.islower():
        return False
    if count <= _MOST_OF_A_NAME and _NAME_AND_KIND.fullmatch(words):
        return False
    return count > 1 and " " in words and not is_label(words) and not _is_named(words)


# "KIVI quantization": the name of a method, and what kind of thing it is.
_NAME_AND_KIND: Final = late_pattern(r"\w*[A-Z]\w*[A-Z0-9][\w-]*\s+[a-z]{4,}")
_MOST_OF_A_NAME: Final = 2
_FEWEST_CJK: Final = 5
# "InstructGPT paper" names a paper and is not its title.
_NAMED_THINGS: Final = frozenset(
    (
        "paper",
        "preprint",
        "blog",
        "article",
        "论文",
        "論文",
        "논문",
        "repo",
        "thesi",
        "leaderboard",
        "website",
        "homepage",
    )
)
# "Paper on BERT", in a few languages, too.
_SAYS_WHAT_ON: Final = re.compile(
    r"(?:paper|article|papier|art[ií]culo|artigo|artikel) (?:on|sur|sobre|über|about|van|di)\b", re.I
)
_MOST_NAMING_WORDS: Final = 4
# "three dimensional" is a word that somebody linked.
_FEWEST_IN_SMALL_LETTERS: Final = 3


def _is_named(words: str) -> bool:
    return len(words) < LONGEST_LABEL and are_several(words) and is_names(words)


def is_name(text: str) -> bool:
    """Whether the text is one word that can only name a model, a dataset or the like."""
    words = bare(text)
    is_one = len(words_of(words)) <= 1 or " " not in words
    return bool(words) and is_one and not is_label(words) and not has_cjk(words)


def is_capitalised(text: str) -> bool:
    """Whether the words are written as in a title: most of those of four letters and more begin with a capital."""
    long = [word for word in words_of(text) if len(word) > _SHORT]
    return bool(long) and sum(not word[0].islower() for word in long) * 5 >= len(long) * 3


_SHORT: Final = 3
