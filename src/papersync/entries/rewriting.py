"""The judge's changes as edits of the bytes that yield those words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from papersync.entries.entry import Slot
from papersync.entries.reading import WORDS_IN_ABSTRACT, WORDS_IN_TITLE
from papersync.entries.wrapping import Wrap, columns, may_begin_line, wrapped
from papersync.markdown.escaping import Place, escape
from papersync.markdown.model import Document, Inline, InlineKind
from papersync.markdown.visible import visible
from papersync.references.unnaming import unnamed
from papersync.text import Edit, Span
from papersync.titles import Change
from papersync.titles.changes import apply_changes

__all__ = ["Wrap", "abstract_edits", "title_edits"]

_LINK_TEXTS: Final = (Place.LINK_TEXT, Place.LINK_TEXT_IN_CELL)


def title_edits(document: Document, slot: Slot, changes: Sequence[Change], *, headed: bool) -> tuple[Edit, ...]:
    """One edit a change; none at all if one of them would break markup.

    ``headed`` says that the title stands in a heading. There, and in a link's text, an identifier is read as words;
    elsewhere it would be one more reference, and such a title is not written.
    """
    place = _place(slot)
    words = apply_changes(slot.text, changes)
    if not headed and not _reads_as_title(words, _colon_behind(document, slot), linked=place in _LINK_TEXTS):
        return ()
    allowed = WORDS_IN_TITLE if headed or place in _LINK_TEXTS else ()
    seen = visible(slot.inlines)
    edits: list[Edit] = []
    for change in changes:
        span = seen.source_span(change.start, change.end)
        if span is None or any(_is_emptied(inline, change, span) for inline in _within(slot, span)):
            return ()
        text = _escaped(change, slot.text, place)
        named = unnamed(text, allowed)
        if named != text and not allowed:
            return ()
        edits.append(Edit(span, named.encode()))
    return _distinct(document, edits)


def abstract_edits(document: Document, slot: Slot, changes: Sequence[Change], wrap: Wrap) -> tuple[Edit, ...]:
    """One edit a change; what is new is wrapped as the quote is, lines without a change keep their bytes.

    A change that would take away a link, a hard break or words that somebody emphasised is left out.
    """
    seen = visible(slot.inlines)
    edits: list[Edit] = []
    for change in changes:
        span = seen.source_span(change.start, change.end)
        if span is None or any(_is_dear(inline, change) for inline in _within(slot, span)):
            continue
        words = unnamed(_escaped(change, slot.text, _place(slot)), WORDS_IN_ABSTRACT)
        edit = _wrapped_edit(document, Edit(span, words.encode()), wrap)
        if not _begins_a_block(document, edit):
            edits.append(edit)
    return _distinct(document, edits)


def _place(slot: Slot) -> Place:
    """Where the slot's words stand, for which new ones are escaped."""
    if slot.html:
        return Place.HTML
    linked = any(inline.link is not None for inline in slot.inlines)
    if slot.cell:
        return Place.LINK_TEXT_IN_CELL if linked else Place.TABLE_CELL
    return Place.LINK_TEXT if linked else Place.PARAGRAPH


def _within(slot: Slot, span: Span) -> Iterator[Inline]:
    return (inline for inline in slot.inlines if inline.span.overlaps(span))


def _is_dear(inline: Inline, change: Change) -> bool:
    """Whether markup would go with the words: arXiv's abstracts have none, so a person put it there."""
    return inline.link is not None or _loses_markup(inline, change)


def _loses_markup(inline: Inline, change: Change) -> bool:
    """Whether a hard break would go, or emphasis would be left around nothing."""
    return inline.kind is InlineKind.HARD_BREAK or (bool(inline.styles) and not change.text)


def _colon_behind(document: Document, slot: Slot) -> str:
    """The colon behind a slot, if there is one: it may make a field's name of the words."""
    behind = document.source[slot.span.end : slot.span.end + _LONGEST_COLON].decode("utf-8", "ignore").lstrip()
    return behind[:1] if behind.startswith((":", "：")) else ""


# The blanks before a colon, and three bytes for a wide one.
_LONGEST_COLON: Final = 6


def _reads_as_title(words: str, behind: str, *, linked: bool) -> bool:
    """Whether the reader would know the words for a title again, where no heading says so."""
    # Not above: much to load for a list of headings.
    from papersync.entries.asides import is_aside  # noqa: PLC0415
    from papersync.entries.choosing import is_field_name  # noqa: PLC0415
    from papersync.entries.peeling import title_within  # noqa: PLC0415
    from papersync.entries.surroundings import is_sentence  # noqa: PLC0415
    from papersync.entries.titling import is_title  # noqa: PLC0415

    if linked:
        return is_title(words)
    low, high = title_within(words)
    left = words[low:high]
    if is_sentence(words) or is_sentence(left) or is_field_name(left, behind):
        return False
    return is_title(left) and not is_aside(left)


def _is_emptied(inline: Inline, change: Change, span: Span) -> bool:
    """The same, where emphasis may lose words as long as some are left."""
    return _loses_markup(inline, change) and (inline.kind is InlineKind.HARD_BREAK or span.contains(inline.span))


def _escaped(change: Change, words: str, place: Place) -> str:
    """The new text escaped as what stands before it demands: a hyphen begins a list only at the start of a line."""
    before = words[: change.start][-1:]
    if before in ("", "\n"):
        return escape(change.text, place)
    standing_for = "x" if before.isalnum() else "x "
    return escape(standing_for + change.text, place).removeprefix(standing_for)


def _wrapped_edit(document: Document, edit: Edit, wrap: Wrap) -> Edit:
    """The edit with its text broken where the line grows past the wrap; a short mend leaves the line's end where it
    is.
    """
    text, source, span = edit.replacement.decode(), document.source, edit.span
    old = span.of(source).decode("utf-8", "replace")
    if "\n" not in old and len(text) - len(old) <= wrap.width // 4:
        return edit
    first = document.lines.content(document.lines.line_of(span.start))
    last = document.lines.content(document.lines.line_of(span.end))
    before = columns(source[first.start : span.start].decode("utf-8", "replace"))
    tail = source[span.end : last.end].decode("utf-8", "replace")
    lead = " " if text.startswith(" ") else ""
    body = lead + wrapped(text[len(lead) :], wrap, before + len(lead)) if text else ""
    at = columns(body.rpartition("\n")[2]) + (0 if "\n" in body else before)
    if at + columns(tail) > wrap.width and tail.startswith(" ") and may_begin_line(tail[1:]):
        return Edit(Span(span.start, span.end + 1), f"{body}{wrap.newline}{wrap.prefix}".encode())
    return Edit(span, body.encode())


def _begins_a_block(document: Document, edit: Edit) -> bool:
    """Whether the edit would bring a word to the front of its line that makes the line a list, a rule or a heading."""
    line = document.lines.content(document.lines.line_of(edit.span.start))
    before = document.source[line.start : edit.span.start].decode("utf-8", "replace")
    if before.strip(" \t>"):
        return False
    end = document.lines.content(document.lines.line_of(edit.span.end)).end
    after = edit.replacement + document.source[edit.span.end : end]
    first = after.decode("utf-8", "replace").split("\n")[0].lstrip()
    return bool(first) and not may_begin_line(first) and not edit.replacement.lstrip().startswith(b"\\")


def _distinct(document: Document, edits: list[Edit]) -> tuple[Edit, ...]:
    return tuple(edit for edit in edits if edit.span.of(document.source) != edit.replacement)
