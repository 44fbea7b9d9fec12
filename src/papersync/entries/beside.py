"""What an entry says beside its title: authors, a date, an abstract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from papersync.entries.asides import is_named_otherwise
from papersync.entries.choice import Choice
from papersync.entries.columns import Column
from papersync.entries.entry import Slot
from papersync.entries.names import author_names
from papersync.entries.passages import Siblings
from papersync.entries.people import is_names
from papersync.entries.pieces import Piece, PieceKind
from papersync.entries.slots import FEWEST_WORDS_OF_ABSTRACT, quoted, slot_of, trimmed
from papersync.entries.wording import is_date, is_venue
from papersync.markdown.model import Block, BlockKind
from papersync.text.patterns import late_pattern

_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_FULL_DATE: Final = late_pattern(
    rf"(?<![\d/.-])(?:(?:19|20)\d\d[-./]\d{{1,2}}(?:[-./]\d{{1,2}})?|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?\s(?:19|20)\d\d"
    rf"|{_MONTH}\s(?:\d{{1,2}},?\s)?(?:19|20)\d\d|(?:19|20)\d\d年\d{{1,2}}月(?:\d{{1,2}}日)?)(?![\d/-])"
)
_YEAR: Final = late_pattern(r"(?<![\w./-])(?:19|20)\d\d(?![\w/-]|\.\d)")
_YEAR_BEHIND: Final = late_pattern(r"[\s,.]{0,3}[(\[]?(?:19|20)\d\d[a-z]?\Z")
_LONGEST_YEAR_BEHIND: Final = 9
_ET_AL: Final = late_pattern(
    r"[^\W\d_a-z][\w’'-]{0,40}(?:[ .]{1,9}[^\W\d_a-z][\w’'-]{0,40}){0,3},?\s{1,9}et\.?\s?al\.?"
)
# Stands in each: to look for this first is cheap.
_HAS_ET_AL: Final = late_pattern(r"et\.?\s?al")
_HAS_YEAR: Final = late_pattern(r"(?:19|20)\d\d")
_EDGES: Final = " \t\n,;:|.()[]–—-·•"


def authors_of(siblings: Siblings, texts: Iterable[Piece]) -> Slot | None:
    """The names of the paper's authors, where a list shows nothing else in the same place."""
    passage = siblings.passage
    column = passage.columns.of(Column.AUTHORS) if passage.columns is not None else None
    if column is not None and 0 <= column < len(passage.cells):
        low, high = passage.cell(column)
        return _whole(passage.pieces[low:high])
    return authors_in(texts, passage.context.below)


def authors_in(texts: Iterable[Piece], below: Iterable[Block] = ()) -> Slot | None:
    """The names in the first of these words that are names, or of the blocks below them."""
    for piece in texts:
        start, end = _inside(piece.text)
        others = _ET_AL.search(piece.text, start, end) if _HAS_ET_AL.search(piece.text, start, end) else None
        if others is not None:
            first = start if is_names(piece.text[start : others.end()]) else others.start()
            return _part(piece, first, others.end())
        words = piece.text[start:end]
        behind = _YEAR_BEHIND.search(words, max(0, len(words) - _LONGEST_YEAR_BEHIND))
        if behind is not None and is_names(words[: behind.start()]):
            return _part(piece, start, start + behind.start())
        if is_names(words) or (piece.em and author_names(words) and not is_named_otherwise(words)):
            return _part(piece, start, end)
    return _names_below(below)


def date_of(siblings: Siblings, texts: Iterable[Piece]) -> Slot | None:
    """When the paper appeared: a full date before a month, a month before a year."""
    passage = siblings.passage
    column = passage.columns.of(Column.DATE) if passage.columns is not None else None
    if column is not None and 0 <= column < len(passage.cells):
        low, high = passage.cell(column)
        return _whole(passage.pieces[low:high])
    return date_in(texts)


def date_in(texts: Iterable[Piece]) -> Slot | None:
    """The date in these words: a full one before a month, a month before a year."""
    beside = [piece for piece in texts if _HAS_YEAR.search(piece.text)]
    for pattern in (_FULL_DATE, _YEAR):
        for piece in beside:
            match = pattern.search(piece.text)
            if match is not None and (pattern is _FULL_DATE or _says_when(piece.text)):
                return _part(piece, *match.span())
    return None


def abstract_of(siblings: Siblings) -> Slot | None:
    """A quote as long as an abstract that stands in the entry, or the cell under such a heading."""
    passage = siblings.passage
    column = passage.columns.of(Column.ABSTRACT) if passage.columns is not None else None
    if column is not None and 0 <= column < len(passage.cells):
        low, high = passage.cell(column)
        return _long(_whole(passage.pieces[low:high]))
    quotes = (block for block in passage.context.below if block.kind is BlockKind.QUOTE)
    return next(filter(None, (_quoted(block) for block in quotes)), None)


def _quoted(block: Block) -> Slot | None:
    return _long(quoted(block, lambda: block))


def _long(slot: Slot | None) -> Slot | None:
    return slot if slot is not None and len(slot.text.split()) >= FEWEST_WORDS_OF_ABSTRACT else None


def texts_beside(siblings: Siblings, title: Choice | None) -> Iterator[Piece]:
    """The words of the entry that are neither its title nor a link."""
    for at in range(siblings.low, siblings.high):
        piece = siblings.passage.pieces[at]
        if piece.is_words and not (title and title.first <= at < title.behind):
            yield piece
    if title is not None and title.behind <= len(siblings.passage.pieces):
        # Plain words may hold the title and what follows it.
        last = siblings.passage.pieces[title.behind - 1]
        if last.kind is PieceKind.TEXT and last.is_plain and last.span.end > title.slot.span.end:
            rest = len(last.text) - _behind(last, title.slot)
            if 0 < rest < len(last.text):
                runs = trimmed(last.runs, len(last.text) - rest, 0)
                yield Piece(PieceKind.TEXT, "".join(run.text for run in runs), runs)


def _behind(piece: Piece, slot: Slot) -> int:
    """How many code points of the piece stand before the slot's end."""
    at = 0
    for run in piece.runs:
        if run.span.end <= slot.span.end:
            at += len(run.text)
        elif run.span.start < slot.span.end and run.verbatim:
            at += len(run.text.encode()[: slot.span.end - run.span.start].decode("utf-8", "ignore"))
    return at


def _says_when(text: str) -> bool:
    """Whether words that hold a year say when something appeared: the year alone, or with a venue or authors."""
    words = text.strip(_EDGES)
    return is_date(words) or is_venue(words) or is_names(words.split("20")[0]) or any(map(is_venue, words.split(",")))


def _inside(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip(_EDGES + "*_"))
    return start, max(start, len(text.rstrip(_EDGES.replace(".", "") + "*_")))


def _part(piece: Piece, start: int, end: int) -> Slot | None:
    runs = trimmed(piece.runs, start, len(piece.text) - end)
    return slot_of(runs) if runs else None


def _whole(pieces: Sequence[Piece]) -> Slot | None:
    shown = [at for at, piece in enumerate(pieces) if piece.kind is not PieceKind.BREAK]
    # A break at a cell's end stands between it and the next.
    runs = [run for piece in pieces[shown[0] : shown[-1] + 1] for run in piece.runs] if shown else []
    return slot_of(runs) if runs else None


def _names_below(blocks: Iterable[Block]) -> Slot | None:
    """The first nested item or paragraph that is names and nothing else."""
    for block in blocks:
        if block.kind is not BlockKind.LIST:
            continue
        for item in block.children:
            leaf = next((child for child in item.children if child.kind is BlockKind.PARAGRAPH), None)
            if leaf is not None and is_names("".join(inline.text for inline in leaf.inlines)):
                return slot_of(leaf.inlines)
    return None
