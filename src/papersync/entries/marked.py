"""Titles that somebody marked: by a link, bold or italic letters, quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from papersync.entries.asides import is_aside, is_named_otherwise
from papersync.entries.choice import LONGEST_TITLE, Choice, How, marked_title, slot_within
from papersync.entries.leading import lead
from papersync.entries.names import author_names
from papersync.entries.peeling import peeled, title_within
from papersync.entries.people import is_person
from papersync.entries.pieces import Piece, PieceKind, parts_of
from papersync.entries.quotations import OPENING_MARK
from papersync.entries.surroundings import is_embedded, is_locator, is_sentence, is_tag, is_where_it_appeared
from papersync.entries.titling import is_capitalised, is_name, is_title
from papersync.entries.vocabulary import OTHER_COLUMNS
from papersync.entries.wording import NAMED_YEAR, YEARS, bare, is_journal, is_long_and_plain, without_period, words_of
from papersync.markdown.model import InlineKind
from papersync.text.patterns import late_pattern

_NUMBER: Final = late_pattern(r"\d{4}\.\d{4,5}")
_COLON: Final = late_pattern(r"\s*[:：]\s*")
_FEWEST_WORDS_IN_ITALICS: Final = 3
_MOST_NAME_WORDS: Final = 4
# Behind a name may stand a title and words about it.
_LONGEST_REST: Final = 2 * LONGEST_TITLE


def linked_title(pieces: Sequence[Piece], at: int, high: int) -> Choice | None:
    """The text of the link at a place, if it is a title; a name goes on behind it: `[BERT](…): Pre-training …`."""
    piece = pieces[at]
    if piece.kind is not PieceKind.LINK:
        return None
    if len(piece.runs) == 1 and piece.runs[0].kind is InlineKind.TEXT and is_long_and_plain(without_period(piece.text)):
        return marked_title(piece, at, How.LINK)
    return None if is_picture(piece) or _is_whole_citation(piece) else _title_of_link(pieces, at, high)


def _title_of_link(pieces: Sequence[Piece], at: int, high: int) -> Choice | None:
    piece = pieces[at]
    inner = _inside(piece, at, How.LINK)
    if inner is not None:
        return inner
    if is_title(piece.text) or _is_cited_title(piece.text):
        return marked_title(piece, at, How.LINK)
    if is_name(piece.text):
        return _continued(pieces, at, high, How.LINK)
    return None


def is_number(text: str) -> bool:
    """Whether a link shows an identifier and nothing else, as in every row of a table that a machine makes."""
    return _NUMBER.fullmatch(text) is not None


def _is_cited_title(text: str) -> bool:
    """Whether a few words behind somebody and others are a title: `[Lovelace et al. (2023). Rank Order](…)`."""
    rest = text[lead(text, explicit=True) :] if " al" in text else ""
    return is_title(rest) and not YEARS.search(rest)


def _is_whole_citation(piece: Piece) -> bool:
    """Whether a link shows a number, or says where a paper appeared instead of what it is called:
    `[(Lovelace, WWW'19)](…)`, `[Lovelace, *J. Words* (2002)](…)`.
    """
    if is_number(piece.text):
        return True
    if piece.text.startswith("(") and piece.text.endswith(")") and YEARS.search(piece.text):
        return True
    return len(piece.runs) > 1 and any(not part.is_plain and is_journal(part.text) for part in parts_of(piece))


def _inside(piece: Piece, at: int, how: How) -> Choice | None:
    """The title that is marked inside words that are a whole citation: `[Lovelace et al., *Title* (2020)](…)`."""
    is_one = len(piece.runs) == 1 or all(run.styles == piece.runs[0].styles for run in piece.runs)
    if is_one and not OPENING_MARK.search(piece.text):
        return None
    parts = parts_of(piece)
    for number, part in enumerate(parts):
        if not part.is_plain and is_title(part.text) and not is_named_otherwise(part.text):
            around = (*parts[:number], *parts[number + 1 :])
            words = (each.text[lead(each.text, explicit=False) :] for each in around)
            beside = all(is_aside(each) or author_names(bare(each) + ", Others") for each in words)
            return marked_title(part, at, how) if beside else None
    return None


def is_picture(piece: Piece) -> bool:
    """Whether a reader sees nothing of it but images: a badge."""
    return all(run.kind is InlineKind.IMAGE or not run.text.strip() for run in piece.runs)


def bold(pieces: Sequence[Piece], low: int, high: int) -> Choice | None:
    """The first bold words that are a title."""
    for at in range(low, high):
        piece = pieces[at]
        if (
            piece.kind is PieceKind.TEXT
            and piece.strong
            and not is_tag(pieces, at)
            and not (is_embedded(pieces, low, at, high) and not _is_right_before(pieces, at, high))
        ):
            merged = _continued(pieces, at, high, How.BOLD)
            if merged is not None:
                return merged
            listed = at + 1 < high and pieces[at + 1].text.lstrip().startswith(",") and is_person(piece.text)
            listed = listed or _is_field_name(pieces, at, high) or is_where_it_appeared(pieces, low, at, high)
            if is_title(piece.text) and not listed and not is_named_otherwise(piece.text):
                return marked_title(piece, at, How.BOLD)
    return None


def _is_field_name(pieces: Sequence[Piece], at: int, high: int) -> bool:
    """Whether a colon ends a few marked words, and others follow: `**Main article:** Ada Lovelace, *Title*`."""
    ends = pieces[at].text.rstrip().endswith((":", "：")) and not pieces[at].text.isascii()
    if at + 1 >= high or pieces[at + 1].kind is not PieceKind.TEXT or not (ends or bare(pieces[at + 1].text)):
        return False
    colon = pieces[at].text.rstrip().endswith((":", "：")) or pieces[at + 1].text.startswith((":", "："))
    return colon and len(words_of(pieces[at].text)) < _MOST_NAME_WORDS


def _is_right_before(pieces: Sequence[Piece], at: int, high: int) -> bool:
    """Whether words that are surely a title stand right before the link, whatever sentence leads to them."""
    piece = pieces[at]
    behind = "".join(each.text for each in pieces[at + 1 : high])
    return not bare(behind) and len(words_of(piece.text)) > _MOST_NAME_WORDS and is_capitalised(piece.text)


def quoted(pieces: Sequence[Piece], low: int, high: int, *, bracketed: bool = False) -> Choice | None:
    """The first words in quotation marks that are a title; in brackets only if that is ``bracketed``."""
    for at in range(low, high):
        piece = pieces[at]
        if piece.quoted and is_title(piece.text) and not is_named_otherwise(piece.text):
            if is_sentence(piece.text):
                continue
            inside = at > low and pieces[at - 1].text.rstrip('"“”« ').endswith("(")
            if (inside and not bracketed) or is_embedded(pieces, low, at, high):
                continue
            return marked_title(piece, at, How.QUOTED)
    return None


def other_link(pieces: Sequence[Piece], low: int, high: int, *, persons: bool) -> Choice | None:
    """The first link's text that is a title; without ``persons`` one that may be somebody's name is none."""
    for at in range(low, high):
        piece = pieces[at]
        if piece.kind is not PieceKind.LINK or is_picture(piece) or not is_title(piece.text):
            continue
        if (not persons and is_person(piece.text)) or _has_own_label(pieces, low, at):
            continue
        if not is_named_otherwise(piece.text):
            url = piece.link.url if piece.link is not None else ""
            is_code = len(words_of(piece.text)) <= _MOST_WORDS_OF_CODE and _CODE.search(url) is not None
            return None if is_code or _POST.search(url) else marked_title(piece, at, How.OTHER_LINK)
    return None


def _has_own_label(pieces: Sequence[Piece], low: int, at: int) -> bool:
    """Whether a label of its own leads to a link, that of something else than a paper: `Dataset: [Title](…)`."""
    first = at
    while first > low and pieces[first - 1].kind is PieceKind.TEXT:
        first -= 1
    led_by = "".join(piece.text for piece in pieces[first:at]).rstrip()
    return led_by.endswith((":", "：")) and bare(led_by).casefold() in OTHER_COLUMNS


# `[Rank Kit](https://github.com/a/b)` is a program.
_CODE: Final = late_pattern(r"//(?:github|gitlab|huggingface)\.co", re.IGNORECASE)
_MOST_WORDS_OF_CODE: Final = 2
# The title of a post, a talk or a page of news is not that of the paper it goes with.
_POST: Final = late_pattern(
    r"//[^/]*(?:blog|medium\.com|towardsdatascience|substack|engineering\.|youtu\.?be|news|techcrunch|tech\.|twitter\.com|//x\.com|reddit|linkedin)"
    r"|/(?:blogs?|posts?|news|articles?)(?:/|$)|/20\d\d/\d\d?/",
    re.IGNORECASE,
)


def italic(pieces: Sequence[Piece], low: int, high: int) -> Choice | None:
    """The first words in italics that are a title."""
    for at in range(low, high):
        piece = pieces[at]
        if piece.kind is not PieceKind.TEXT or not piece.em or piece.strong or is_embedded(pieces, low, at, high):
            continue
        if (inner := _inside(piece, at, How.QUOTED)) is not None:
            return inner
        located = at > low and is_locator(pieces[at - 1].text)
        enough = located or len(words_of(piece.text)) >= _FEWEST_WORDS_IN_ITALICS
        where = is_journal(piece.text) or NAMED_YEAR.fullmatch(piece.text.strip(" .,")) is not None
        if enough and is_title(piece.text) and not is_aside(piece.text) and not where:
            return marked_title(piece, at, How.ITALIC)
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
    if "." in words and is_person(words):  # `**Paper by**: A. Turing`
        return None
    if low > 1 or not is_title(words) or not is_capitalised(words) or is_aside(words) or is_aside(pieces[at].text):
        return None
    runs = (*pieces[at].runs, *rest.runs)
    text = "".join(run.text for run in runs)
    lead, _ = peeled(pieces[at].text, explicit=True)
    slot = slot_within(runs, lead, len(pieces[at].text) + start + high, len(text))
    return None if slot is None else Choice(slot, how, at, at + 2)
