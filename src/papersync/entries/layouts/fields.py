"""A title, then fields: `**Title**` and below it `- Paper: https://arxiv.org/abs/…`, `- Code: …`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from papersync.entries.choice import Choice
from papersync.entries.choosing import title_among
from papersync.entries.field_lines import field_name, line_before
from papersync.entries.layouts.told import Told
from papersync.entries.passages import Context, Shape, Siblings
from papersync.entries.pieces import Piece, PieceKind
from papersync.entries.titling import is_capitalised, is_name
from papersync.entries.wording import bare, is_citation, is_label, words_of

NAME: Final = "title-then-fields"


def read(siblings: Siblings) -> Told | None:
    """A labelled link, or one alone, that shows no title, below words that are one.

    A heading over a list must be led to by a label: it may be a section's as well.
    """
    passage, context = siblings.passage, siblings.passage.context
    if passage.shape not in _SHAPES or not context.above or siblings.linked is not None or siblings.before is not None:
        return None
    words = [at for at, piece in enumerate(passage.pieces) if piece.kind is PieceKind.TEXT]
    if not all(_is_of_a_field(passage.pieces, at) for at in words) or is_name(passage.pieces[siblings.first].text):
        return None
    led_by = "".join(piece.text for piece in passage.pieces[: siblings.first] if piece.kind is PieceKind.TEXT)
    title = title_among(context.above, 0, len(context.above))
    if title is None:
        return None
    if (context.is_heading or context.is_html) and not _is_headed(context, title, led_by):
        return None
    if context.is_html:
        title = title._replace(slot=title.slot._replace(html=True))
    return Told(NAME, title, context.above_span)


def _is_of_a_field(pieces: Sequence[Piece], at: int) -> bool:
    """Whether words are a field's name, or stand on a line that is a field: `Concept: Attention`."""
    return _is_field_name(pieces[at].text) or field_name(line_before(pieces, 0, at + 1)[1]) is not None


def _is_field_name(text: str) -> bool:
    """Whether words name a field, in whatever language: a label, or a word or two and a colon."""
    named = text.rstrip().endswith((":", "：")) and len(words_of(text)) <= _MOST_WORDS_OF_A_NAME
    return named or is_label(text)


def _is_headed(context: Context, title: Choice, led_by: str) -> bool:
    """Whether a heading is a title rather than a section's: authors stand before it, a label before the link, or the
    headings beside it have one paper each as well.
    """
    text = "".join(piece.text for piece in context.above)
    cited = is_citation(text[: text.find(title.slot.text)].strip(" :-–—"))
    if cited or (context.is_family and not context.is_html):
        return True
    told = context.is_family or ":" in title.slot.text or bool(bare(led_by))
    return len(words_of(title.slot.text)) >= _FEWEST_WORDS and is_capitalised(title.slot.text) and told


_SHAPES: Final = (Shape.ITEM, Shape.PARAGRAPH)
_FEWEST_WORDS: Final = 4
_MOST_WORDS_OF_A_NAME: Final = 2
