"""The title as text, then a labelled link: `- (2023-05) **Title** [paper](abs)`; or the label first."""

from __future__ import annotations

from typing import Final

from papersync.entries.choice import Choice
from papersync.entries.layouts.told import Told
from papersync.entries.passages import Shape, Siblings
from papersync.entries.titling import is_name
from papersync.entries.wording import words_of

NAME: Final = "labelled-title"


def read(siblings: Siblings) -> Told | None:
    """Text with the title before the link or behind it; an item with nothing but a name has none."""
    passage = siblings.passage
    title = siblings.before or siblings.behind
    if title is not None:
        return Told(NAME, None if _is_topic(siblings, title) else title)
    led_by = "".join(piece.text for piece in passage.pieces[siblings.low : siblings.first])
    return Told(NAME, None) if passage.shape is Shape.ITEM and is_name(led_by) else None


def _is_topic(siblings: Siblings, title: Choice) -> bool:
    """Whether a word or two are what several papers are about that are only named: `**Ranking**: A ([1](…)), B …`."""
    papers = {each.id.base for each in siblings.references if each.id is not None}
    return len(papers) > _MOST_PAPERS and len(words_of(title.slot.text)) <= _MOST_WORDS_OF_A_TOPIC


_MOST_PAPERS: Final = 2
_MOST_WORDS_OF_A_TOPIC: Final = 3
