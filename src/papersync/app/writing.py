"""Papers written into a section, as its entries are, with the proof that they read back so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from papersync.app.add import AddPlan, Target, target_in
from papersync.app.ways import LikeNeighbours, Way, WithHeadings
from papersync.entries import Entry
from papersync.entries.part_blocks import PartBlocks
from papersync.entries.prevailing import beside, prevailing
from papersync.entries.reading import read_entries, read_entries_near
from papersync.entries.sections import sections_of
from papersync.errors import UnwritableEntryError
from papersync.identifiers import ArxivId
from papersync.markdown import parse_document
from papersync.papers import Paper
from papersync.references import find_references
from papersync.text import Span


def with_papers(target: Target, papers: Sequence[tuple[Paper, ArxivId]], plan: AddPlan) -> bytes:
    """The list with entries for these papers, linked as named, in the layout of the section's last entries, or else
    with headings.

    They are proved together. Where that fails each is written by itself, in another way if need be. Raises
    UnwritableEntryError if one would not read back as that entry.
    """
    named = [(paper, plan.links.named(linked, paper)) for paper, linked in papers]
    first = next(_ways(target, plan), None)
    text = first.written(named) if first is not None and named else None
    if text is not None or not named:
        return target.text if text is None else text
    ids = [linked for _, linked in named]
    # The anchor stays, whatever the section's name meant: a new entry's heading might answer to the same name.
    same = replace(plan, section=target.section.heading.slug)
    now = target
    for each in named:
        now = target_in(target.file, _alone(now, each, plan), same, ids)
    return now.text


def _alone(target: Target, paper: tuple[Paper, ArxivId], plan: AddPlan) -> bytes:
    text = next((text for way in _ways(target, plan) if (text := way.written([paper])) is not None), None)
    if text is not None:
        return text
    name, note = target.section.name, " with this note" if plan.note else ""
    raise UnwritableEntryError(
        f"{paper[1]} would read as something else than its record{note} among the entries of {name!r}; "
        "nothing was written",
        hint="if a template of the configuration writes these entries, change it"
        if plan.templates
        else "write it by hand: its title may be none that a reader knows for one, or the last entries no model",
    )


def _ways(target: Target, plan: AddPlan) -> Iterator[Way]:
    """In what ways an entry may be written, the neighbours' own first; headings where those are, or nothing is."""
    entries = target.section.entries
    if not any(not each.is_headed for each in entries):
        whole = target if entries else _whole(target)
        layouts = () if entries else tuple(prevailing(whole.reading.entries))
        if not entries and (layouts or not whole.reading.entries):
            yield from _like_others(target, plan)
        found = False
        for layout in layouts:
            alike = tuple(each for each in whole.reading.entries if each.layout == layout)
            for models in (beside(target.section, alike), alike):
                for way in _like(whole, plan, models):
                    found = True
                    yield way
        if not found:
            yield _first(target, plan, whole.reading.entries) or WithHeadings(target, plan)
        return
    ways: list[Way] = list(_like(target, plan, entries))
    yield from ways or [WithHeadings(target, plan)]


def _first(target: Target, plan: AddPlan, entries: Sequence[Entry]) -> Way | None:
    """The configured way for a list without entries; None for headings."""
    if entries or plan.layout == "heading":
        return None
    from papersync.entries.first_manner import first_manner  # noqa: PLC0415
    from papersync.entries.standing import Standings  # noqa: PLC0415

    manner = first_manner(plan.layout, plan.fields)
    standings = Standings(target.document, target.reading, apart=True)
    return LikeNeighbours(target, plan, standings, manner) if manner is not None else None


def _like_others(target: Target, plan: AddPlan) -> Iterator[Way]:
    """The ways in which papers of other hosts are written that stand last in a section."""
    from papersync.entries.supposing import suppose  # noqa: PLC0415

    supposed = suppose(
        target.document, PartBlocks(target.document, apart=True), target.section, target.reading.references
    )
    if supposed is None:
        return
    document = parse_document(supposed.text)
    references, start = find_references(document), target.section.heading.block.span.start
    outline = sections_of(document, read_entries_near(document, references, Span(0, 0)).entries)
    section = next((each for each in outline if each.heading.block.span.start == start), None)
    if section is None:
        return
    reading = read_entries_near(document, references, section.body)
    there = replace(
        target, text=supposed.text, document=document, reading=reading, section=section.filled(reading.entries)
    )
    for way in _like(there, plan, there.section.entries):
        yield replace(way, target=target, supposed=(supposed, there.section))


def _whole(target: Target) -> Target:
    """The target with all entries of its list read."""
    return replace(target, reading=read_entries(target.document, find_references(target.document)), papers=None)


def _like(target: Target, plan: AddPlan, entries: Sequence[Entry]) -> Iterator[LikeNeighbours]:
    """The ways in which these entries are written; in a section of their own only what can stand for itself."""
    # Not above: much to load for a list of headings.
    from papersync.entries.manner import learn_manner  # noqa: PLC0415
    from papersync.entries.standing import Form, Standings  # noqa: PLC0415

    standings = Standings(target.document, target.reading, apart=True)
    manner = learn_manner(standings, entries)
    if manner is None:
        return
    if not target.section.entries and (not manner.is_outermost or manner.model.form in (Form.TAG, Form.HEADED)):
        return
    yield from (LikeNeighbours(target, plan, standings, each) for each in (manner, *manner.others()))
