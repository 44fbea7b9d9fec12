"""One paper written into a section, as its neighbours are, with the proof that it reads back so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from papersync.app.add import AddPlan, Target
from papersync.entries import Entry, Reading
from papersync.entries.entry import HEADING
from papersync.entries.placing import insertion
from papersync.entries.reading import read_entries
from papersync.entries.rendering import render
from papersync.entries.style import HeadingStyle, learn_style
from papersync.entries.wrapping import newline_of
from papersync.errors import ProofError
from papersync.identifiers import ArxivId
from papersync.markdown import Document, parse_document
from papersync.papers import Paper
from papersync.references import find_references
from papersync.text import Edit, apply_edits

if TYPE_CHECKING:
    from papersync.entries.manner import Manner


def with_paper(target: Target, paper: Paper, linked: ArxivId, plan: AddPlan) -> bytes:
    """The list with an entry for the paper, in the layout of the section's last entries, or else with a heading.

    Raises ProofError if it would not read back as that one entry.
    """
    named = plan.links.named(linked, paper)
    manners = list(_manners(target))
    for manner in manners:
        text = _like_neighbours(target, manner, paper, named, plan)
        if text is not None:
            return text
    if manners:
        raise ProofError(
            f"{named} would read as something else than its record among the entries of {target.section.name!r}; "
            "nothing was written",
            hint="write it by hand: its title may be none that a reader knows for one, or the last entries no model",
        )
    return _headed(target, paper, named, plan)


def _headed(target: Target, paper: Paper, named: ArxivId, plan: AddPlan) -> bytes:
    style = _style(target, plan)
    edit = insertion(
        target.document,
        target.section,
        render(paper, named, style),
        blank_lines=style.blank_lines_between,
        title=paper.title,
        date=paper.published.date().isoformat(),
    )
    return _proved(target, [edit], named)


def _manners(target: Target) -> Iterator[Manner]:
    """In what manners an entry may be written, the neighbours' own first; none where headings are.

    Names and dates that a title is taken for, or taken with, are left out in the second one.
    """
    entries, everywhere = target.section.entries, target.reading.entries
    prevailing = _prevailing(everywhere) if not entries else ""
    if not (prevailing or any(not each.is_headed for each in entries)):
        return
    # Not above: much to load for a list of headings.
    from papersync.entries.manner import LINES, learn_manner  # noqa: PLC0415
    from papersync.entries.standing import Form, Standings  # noqa: PLC0415

    standings = Standings(target.document, target.reading)
    if prevailing:
        entries = tuple(each for each in everywhere if each.layout == prevailing)
    manner = learn_manner(target.document, standings, entries) if prevailing in LINES or not prevailing else None
    if manner is None or (prevailing and not (manner.model.form is Form.ITEM and manner.is_outermost)):
        return
    yield manner
    plainer = manner.plainer()
    if plainer != manner:
        yield plainer


def _prevailing(entries: tuple[Entry, ...]) -> str:
    """The layout that most entries of a list have; empty if none."""
    counted = Counter(each.layout for each in entries).most_common(1)
    return counted[0][0] if counted and counted[0][1] * 2 > len(entries) and counted[0][0] != HEADING else ""


def _like_neighbours(target: Target, manner: Manner, paper: Paper, named: ArxivId, plan: AddPlan) -> bytes | None:
    """The list with the paper in this manner; None if it would not read back as that."""
    from papersync.entries.like_neighbours import Wanted, insertion_like  # noqa: PLC0415
    from papersync.entries.reading_back import reads_back  # noqa: PLC0415
    from papersync.entries.standing import Standings  # noqa: PLC0415

    wanted = Wanted(paper, named, plan.links.url(manner.url))
    standings = Standings(target.document, target.reading)
    text = apply_edits(target.text, [insertion_like(target.document, standings, target.section, manner, wanted)])
    document, reading = _read(text)
    if not _names_one_more(target, reading, named):
        return None
    same = reads_back(target.reading, document, reading, wanted, section=target.section.path, layouts=manner.layouts)
    return text if same else None


def _style(target: Target, plan: AddPlan) -> HeadingStyle:
    """What the neighbours look like, with the fields and links that the configuration asks for, inside the section."""
    learnt = learn_style(target.document, target.section.entries, target.reading.entries)
    wanted = plan.fields
    if learnt is None:
        learnt, wanted = HeadingStyle(abstract=False), plan.fields or frozenset(("title", "link", "abstract"))
    shown = replace(
        learnt,
        level=min(max(learnt.level, target.section.heading.level + 1), 6),
        abstract=learnt.abstract or "abstract" in wanted,
        authors=learnt.authors or "authors" in wanted,
        date=learnt.date or "date" in wanted,
        wrap=replace(learnt.wrap, width=plan.wrap or learnt.wrap.width, newline=newline_of(target.document)),
    )
    return plan.links.applied_to(shown)


def _proved(target: Target, edits: list[Edit], paper: ArxivId) -> bytes:
    """The edited text, if it reads back with the same papers, this one more, and its entry in the section."""
    text = apply_edits(target.text, edits)
    _, reading = _read(text)
    path = target.section.path
    there = any(paper.latest in each.ids and each.section == path for each in reading.entries)
    if not (there and _names_one_more(target, reading, paper)):
        raise _unproved(target, paper)
    return text


def _read(text: bytes) -> tuple[Document, Reading]:
    document = parse_document(text)
    return document, read_entries(document, find_references(document))


def _names_one_more(target: Target, reading: Reading, paper: ArxivId) -> bool:
    """Whether the references are what they were, and one to the paper."""
    before = [str(each.id) for each in target.reading.references] + [str(paper)]
    return sorted(before) == sorted(str(each.id) for each in reading.references)


def _unproved(target: Target, paper: ArxivId) -> ProofError:
    return ProofError(
        f"the list would not read back as it should with {paper} in {target.section.name!r}; nothing was written",
        hint="please report this with the list and the command",
    )
