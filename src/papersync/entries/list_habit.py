"""What the items of one list have in common: where in them the title stands.

Words alone do not always tell `Coend Calculus, Ada Lovelace` from `Ada Lovelace, Alan Turing`. The items beside do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from papersync.entries.leading import lead
from papersync.entries.people import is_person
from papersync.entries.titling import is_title
from papersync.entries.wording import words_of
from papersync.markdown.model import Block, BlockKind

_SAMPLE: Final = 60
_LONGEST: Final = 1000
# Shorter words may be a name.
_FEWEST_WORDS: Final = 4
_FEWEST_SURE: Final = 3


class ListHabit:
    """The habit of one list, found out when somebody asks."""

    def __init__(self, items: Sequence[Block]) -> None:
        self._items = items

    def title_before_names(self, text: str) -> tuple[int, int] | None:
        """The title's range in an item's words, if it stands before a comma and names, as titles do in this list."""
        start = lead(text, explicit=False)
        end = text.find(", ", start)
        if end < 0 or not is_person(_next_field(text, end)) or not is_title(text[start:end]):
            return None
        return (start, end) if self._has_names_behind else None

    @cached_property
    def _has_names_behind(self) -> bool:
        """Whether in most items with a comma that are sure, names follow on it, and what stands before are none."""
        sure = asked = 0
        for text in islice(self._texts(), _SAMPLE):
            start = lead(text, explicit=False)
            end = text.find(", ", start)
            if end > 0:
                asked += 1
                head = text[start:end]
                known = len(words_of(head)) >= _FEWEST_WORDS and is_title(head) and not is_person(head)
                sure += known and is_person(_next_field(text, end))
        return sure >= _FEWEST_SURE and sure * 2 >= asked

    def _texts(self) -> Iterator[str]:
        """What stands before the first link in each item."""
        for item in self._items:
            leaf = item.children[0] if item.children else None
            if leaf is not None and leaf.kind is BlockKind.PARAGRAPH:
                words: list[str] = []
                for inline in leaf.inlines:
                    if inline.link is not None:
                        break
                    words.append(inline.text)
                yield "".join(words)[:_LONGEST]


def _next_field(text: str, comma: int) -> str:
    """The words behind a comma, up to the next one."""
    end = text.find(",", comma + 1)
    return text[comma + 1 : end if end > 0 else len(text)]
