"""Records whose title is in capitals throughout: what an author once typed, and nobody's spelling of the title."""

from __future__ import annotations

from typing import Final

from papersync.titles.verdicts import Change

# Names and acronyms alone are spelled so: `GPT-4`, `BERT`.
_FEWEST_WORDS: Final = 3
_FEWEST_LONG: Final = 2
_LONG: Final = 4


def is_shouted(title: str) -> bool:
    """Whether a title has no small letter, and enough words that cannot all be names."""
    words = title.split() if title.isupper() else ()
    return len(words) >= _FEWEST_WORDS and sum(len(word) >= _LONG for word in words) >= _FEWEST_LONG


def lowered(change: Change, words: str) -> Change:
    """The change in the letter case of what it replaces in ``words``; what it puts between words in small letters."""
    before = words[change.start : change.end]
    if before.isupper():
        return change
    return Change(change.start, change.end, change.text.title() if before[:1].isupper() else change.text.lower())
