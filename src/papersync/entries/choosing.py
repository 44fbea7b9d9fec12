"""Which of the pieces beside a reference are the paper's title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import Final, NamedTuple

from papersync.entries.asides import is_aside, is_named_otherwise
from papersync.entries.entry import Slot
from papersync.entries.names import author_names
from papersync.entries.peeling import peeled, title_within
from papersync.entries.pieces import Piece, PieceKind, has_quotation, parts_of_link
from papersync.entries.slots import slot_of, trimmed
from papersync.entries.surroundings import is_embedded, is_locator, is_sentence, is_tag, lines
from papersync.entries.wording import (
    bare,
    is_capitalised,
    is_label,
    is_name,
    is_person,
    is_title,
    words_of,
)
from papersync.markdown.model import Inline, InlineKind

_COLON: Final = re.compile(r"\s*[:：]\s*")
# arXiv's longest title has about 250 characters; what goes on longer is text, whatever it looks like.
LONGEST_TITLE: Final = 1000
_FEWEST_WORDS_IN_ITALICS: Final = 3
_MOST_NAME_WORDS: Final = 4


# Behind a name may stand a title and words about it.
_LONGEST_REST: Final = 2 * LONGEST_TITLE


class How(Enum):
    """By what a title is told from the words around it."""

    LINK = "the reference's own text"
    BOLD = "bold"
    QUOTED = "quotation marks"
    OTHER_LINK = "a link to elsewhere"
    ITALIC = "italics"
    PLAIN = "nothing"


class Choice(NamedTuple):
    """A title, how it was told, and the pieces from ``first`` to before ``behind`` that it was taken from."""

    slot: Slot
    how: How
    first: int
    behind: int


def linked_title(pieces: Sequence[Piece], at: int, high: int) -> Choice | None:
    """The text of the link at a place, if it is a title; a name goes on behind it: `[BERT](…): Pre-training …`."""
    piece = pieces[at]
    if piece.kind is not PieceKind.LINK or is_picture(piece):
        return None
    inner = _inside_link(piece, at)
    if inner is not None:
        return inner
    if is_title(piece.text):
        return _explicit(piece, at, How.LINK)
    if is_name(piece.text):
        return _continued(pieces, at, high, How.LINK)
    return None


def _inside_link(piece: Piece, at: int) -> Choice | None:
    """The title that is marked inside a link whose text is a whole citation: `[Lovelace et al., *Title* (2020)](…)`."""
    if all(run.styles == piece.runs[0].styles for run in piece.runs) and not has_quotation(piece.text):
        return None
    parts = parts_of_link(piece)
    for number, part in enumerate(parts):
        marked = part.quoted or (part.em and not piece.em) or (part.strong and not piece.strong)
        if marked and is_title(part.text) and not is_named_otherwise(part.text):
            around = (*parts[:number], *parts[number + 1 :])
            beside = all(is_aside(each.text) or author_names(each.text + ", Others") for each in around)
            return _explicit(part, at, How.LINK) if beside else None
    return None


def is_picture(piece: Piece) -> bool:
    """Whether a reader sees nothing of it but images: a badge."""
    return all(run.kind is InlineKind.IMAGE or not run.text.strip() for run in piece.runs)


def title_among(pieces: Sequence[Piece], low: int, high: int, *, links: bool = True) -> Choice | None:
    """The title among the pieces from ``low`` to before ``high``, none of which is a reference to the paper.

    Without ``links`` the text of a link to elsewhere is none: behind the paper's own link stand its code and its demo.
    """
    marked = _bold(pieces, low, high)
    if marked is None or _is_short(marked):
        marked = _quoted(pieces, low, high) or marked
    if links and (marked is None or _is_short(marked)):
        other = _other_link(pieces, low, high, persons=False)
        marked = other if other is not None and not _is_short(other) else marked or other
    if marked is not None:
        return marked
    italic = _italic(pieces, low, high)
    plain = _plain(pieces, low, high, italic.first if italic is not None else high)
    found = plain or italic
    return _other_link(pieces, low, high, persons=True) if found is None and links else found


def whole_title(pieces: Sequence[Piece], low: int, high: int) -> Choice | None:
    """The first words among the pieces, whatever they read like, for a heading says that they are a title."""
    at = next((at for at in range(low, high) if pieces[at].kind in _WORDS and bare(pieces[at].text)), None)
    if at is None or len(pieces[at].text) > LONGEST_TITLE or is_label(pieces[at].text):
        return None
    piece = pieces[at]
    slot = _slot(piece.runs, *peeled(piece.text, explicit=True), len(piece.text))
    return None if slot is None else Choice(slot, How.PLAIN, at, at + 1)


_WORDS: Final = (PieceKind.TEXT, PieceKind.LINK)


def _is_short(choice: Choice) -> bool:
    """Whether marked words may be a name before the title: `**PaLM Coder** (base): "PaLM: Scaling …"`."""
    return len(words_of(choice.slot.text)) <= _MOST_NAME_WORDS - 1


def _bold(pieces: Sequence[Piece], low: int, high: int) -> Choice | None:
    for at in range(low, high):
        piece = pieces[at]
        if (
            piece.kind is PieceKind.TEXT
            and piece.strong
            and not is_tag(pieces, at)
            and not is_embedded(pieces, low, at, high)
        ):
            merged = _continued(pieces, at, high, How.BOLD)
            if merged is not None:
                return merged
            listed = at + 1 < high and pieces[at + 1].text.lstrip().startswith(",") and is_person(piece.text)
            if is_title(piece.text) and not listed and not is_named_otherwise(piece.text):
                return _explicit(piece, at, How.BOLD)
    return None


def _quoted(pieces: Sequence[Piece], low: int, high: int) -> Choice | None:
    for at in range(low, high):
        piece = pieces[at]
        if piece.quoted and is_title(piece.text) and not is_named_otherwise(piece.text):
            if is_sentence(piece.text):
                continue
            bracketed = at > low and pieces[at - 1].text.rstrip('"“”« ').endswith("(")
            if bracketed or is_embedded(pieces, low, at, high):
                continue
            return _explicit(piece, at, How.QUOTED)
    return None


def _other_link(pieces: Sequence[Piece], low: int, high: int, *, persons: bool) -> Choice | None:
    """The first link's text that is a title; without ``persons`` one that may be somebody's name is none."""
    for at in range(low, high):
        piece = pieces[at]
        if piece.kind is not PieceKind.LINK or is_picture(piece) or not is_title(piece.text):
            continue
        if not persons and is_person(piece.text):
            continue
        if not is_named_otherwise(piece.text):
            return (
                None
                if piece.link is not None and _POST.search(piece.link.url)
                else _explicit(piece, at, How.OTHER_LINK)
            )
    return None


# The title of a post, a talk or a page of news is not that of the paper it goes with.
_POST: Final = re.compile(
    r"//[^/]*(?:blog|medium\.com|towardsdatascience|substack|engineering\.|youtu\.?be|news|techcrunch|tech\.|twitter\.com|//x\.com|reddit|linkedin)"
    r"|/(?:blogs?|posts?|news|articles?)(?:/|$)|/20\d\d/\d\d?/",
    re.IGNORECASE,
)


def _italic(pieces: Sequence[Piece], low: int, high: int) -> Choice | None:
    for at in range(low, high):
        piece = pieces[at]
        if piece.kind is not PieceKind.TEXT or not piece.em or piece.strong or is_embedded(pieces, low, at, high):
            continue
        enough = len(words_of(piece.text)) >= _FEWEST_WORDS_IN_ITALICS
        if enough and is_title(piece.text) and not is_aside(piece.text):
            return _explicit(piece, at, How.ITALIC)
    return None


def _plain(pieces: Sequence[Piece], low: int, high: int, before: int) -> Choice | None:
    """A title in words that nothing marks, on one line; the first that reads like one."""
    for first, behind in lines(pieces, low, min(high, before)):
        runs = tuple(run for piece in pieces[first:behind] for run in piece.runs)
        text = "".join(run.text for run in runs)
        if len(text) > LONGEST_TITLE or (before < high and is_locator(text)):
            continue
        start, end = title_within(text)
        words = text[start:end]
        if not is_title(words) or is_aside(words) or is_sentence(words):
            continue
        # One person's name before a title in italics.
        if before < high and author_names(bare(words)) and len(words_of(words)) <= _MOST_NAME_WORDS:
            continue
        slot = _slot(runs, start, end, len(text))
        if slot is not None:
            return Choice(slot, How.PLAIN, first, behind)
    return None


def _continued(pieces: Sequence[Piece], at: int, high: int, how: How) -> Choice | None:
    """A marked name, a colon, and the rest of the title in plain words: `**BERT**: Pre-training of …`."""
    if at + 1 >= high or not pieces[at + 1].is_plain or not bare(pieces[at].text):
        return None
    rest = pieces[at + 1]
    if len(rest.text) > _LONGEST_REST:
        return None
    if not (_COLON.match(rest.text) or pieces[at].text.rstrip().endswith((":", "："))):
        return None
    colon = _COLON.match(rest.text)
    start = colon.end() if colon else 0
    low, high = title_within(rest.text[start:])
    words = rest.text[start + low : start + high]
    if low > 1 or not is_title(words) or not is_capitalised(words) or is_aside(words) or is_aside(pieces[at].text):
        return None
    runs = (*pieces[at].runs, *rest.runs)
    text = "".join(run.text for run in runs)
    lead, _ = peeled(pieces[at].text, explicit=True)
    slot = _slot(runs, lead, len(pieces[at].text) + start + high, len(text))
    return None if slot is None else Choice(slot, how, at, at + 2)


def _explicit(piece: Piece, at: int, how: How) -> Choice | None:
    if len(piece.text) > LONGEST_TITLE:
        return None
    start, end = peeled(piece.text, explicit=True)
    slot = _slot(piece.runs, start, end, len(piece.text))
    return None if slot is None or not is_title(slot.text) else Choice(slot, how, at, at + 1)


def _slot(runs: Sequence[Inline], start: int, end: int, length: int) -> Slot | None:
    kept = trimmed(runs, start, length - end) if start < end else ()
    while kept and kept[0].kind is InlineKind.SOFT_BREAK:
        kept = kept[1:]
    return slot_of(kept) if kept else None
