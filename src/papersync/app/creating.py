"""A list with a section more, for papers that are to be added to it."""

from __future__ import annotations

from papersync.app.lists import ListFile
from papersync.entries.new_section import new_section
from papersync.entries.reading import read_entries_near
from papersync.entries.sections import Section, find_section, sections_of
from papersync.errors import ProofError, SectionError, UsageError
from papersync.markdown import Document, parse_document
from papersync.references import Reference, find_references
from papersync.text import Span, apply_edits


def with_section(each: ListFile, name: str) -> tuple[bytes, str]:
    """The list with an empty section of this name, and the section's anchor; ``A > B`` makes B below A.

    Raises SectionError if there is no A, UsageError for a name that is no heading, ProofError if the rest of the list
    would not read as before.
    """
    document = each.read(parse_document)
    references = find_references(document)
    sections = sections_of(document, read_entries_near(document, references, Span(0, 0)).entries)
    text, parent = _named(sections, name)
    shown = parse_document(f"## {text}\n".encode()).headings
    if not text or len(shown) != 1 or not shown[0].text:
        raise UsageError(f"{name!r} cannot be the name of a section", hint="a heading is one line with words in it")
    made = new_section(document, sections, references, text, parent)
    after = apply_edits(each.source, made.edits)
    read = parse_document(after)
    anchor = _anchor_of_new(document, references, read, made.level, shown[0].text)
    if anchor is None:
        raise ProofError(
            f"the list would not read as it should with a section {text!r}; nothing was written",
            hint="please report this with the list and the command",
        )
    return after, anchor


def _named(sections: tuple[Section, ...], name: str) -> tuple[str, Section | None]:
    outer, _, inner = name.rpartition(">")
    text = " ".join(inner.split())
    if not outer.strip():
        return text, None
    try:
        return text, find_section(sections, outer)
    except SectionError as error:
        raise SectionError(error.message, hint="--create makes one section at a time, in one that is there") from error


def _anchor_of_new(
    before: Document, references: tuple[Reference, ...], after: Document, level: int, text: str
) -> str | None:
    """The new heading's anchor, if that heading is all that is new, and all papers are named as before."""
    old = [(each.level, each.text) for each in before.headings]
    now = [(each.level, each.text) for each in after.headings]
    places = (at for at in range(len(now)) if now[at] == (level, text) and [*now[:at], *now[at + 1 :]] == old)
    # Of several with one name the last one may be it.
    at = max(places, default=-1)
    same = [each.id for each in find_references(after)] == [each.id for each in references]
    return after.headings[at].slug if at >= 0 and same else None
