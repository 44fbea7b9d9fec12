"""The ways in which papers are written into a section: as entries like others, or with a heading each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from papersync.app.add import AddPlan, Target
from papersync.entries.entry import HEADING
from papersync.entries.part_blocks import PartBlocks
from papersync.entries.placing import Headed, insertions
from papersync.entries.rendering import render
from papersync.entries.style import HeadingStyle, learn_style
from papersync.entries.wrapping import newline_of
from papersync.errors import ProofError
from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.text import Edit, apply_edits, with_line_ending

if TYPE_CHECKING:
    from papersync.entries.like_neighbours import Wanted
    from papersync.entries.manner import Manner
    from papersync.entries.sections import Section
    from papersync.entries.standing import Standings
    from papersync.entries.supposing import Supposed
    from papersync.entries.templating import EntryTemplate


class Way(Protocol):
    """One way to write entries into a section."""

    def written(self, papers: Sequence[tuple[Paper, ArxivId]]) -> bytes | None:
        """The list with these papers; None if they would not read back as that."""
        ...


@dataclass(frozen=True, slots=True)
class LikeNeighbours:
    """In the manner of the neighbours; ``supposed`` is what makes those of the section's neighbours that have other
    hosts, and the section as it would then be.
    """

    target: Target
    plan: AddPlan
    standings: Standings
    manner: Manner
    supposed: tuple[Supposed, Section] | None = None

    def written(self, papers: Sequence[tuple[Paper, ArxivId]]) -> bytes | None:
        from papersync.entries.like_neighbours import Wanted, insertions_like  # noqa: PLC0415
        from papersync.entries.standing import Form  # noqa: PLC0415

        target, usual = self.target, self.supposed[0].url if self.supposed is not None else self.manner.url
        url = self.plan.links.url(usual)
        template = self.plan.templates.get(self.manner.model.entry.layout)
        new = [
            Wanted(paper, linked, url, self.plan.note, _filled(template, paper, linked, url) if template else None)
            for paper, linked in papers
        ]
        if not all(self._has_room(each.text) for each in new):
            return None
        if self.supposed is not None:
            supposed, section = self.supposed
            edits = [supposed.edit(each) for each in insertions_like(self.standings, section, self.manner, new)]
        else:
            edits = insertions_like(self.standings, target.section, self.manner, new)
        headed = self.manner.model.form is Form.HEADED
        return _proved(target, edits, new, self.manner.layouts, headed=headed)

    def _has_room(self, text: str | None) -> bool:
        """Whether the table has as many columns as a template writes cells."""
        from papersync.entries.standing import Form  # noqa: PLC0415
        from papersync.entries.templating import cells_of  # noqa: PLC0415

        home = self.manner.model.home
        if text is None or home is None or self.manner.model.form is not Form.ROW:
            return True
        return len(cells_of(text)) <= len(home.children[0].children) and "\n" not in text


@dataclass(frozen=True, slots=True)
class WithHeadings:
    """With a heading each."""

    target: Target
    plan: AddPlan

    def written(self, papers: Sequence[tuple[Paper, ArxivId]]) -> bytes | None:
        from papersync.entries.like_neighbours import Wanted  # noqa: PLC0415

        target, note = self.target, self.plan.note.strip()
        style = self._style()
        newline = style.wrap.newline
        tail = f"{newline * 2}{with_line_ending(note, newline)}" if note else ""
        new = [
            Headed(self._rendered(*each, style) + tail.encode(), each[0].title, each[0].published.date().isoformat())
            for each in papers
        ]
        blocks = PartBlocks(target.document, apart=True)
        edits = insertions(target.document, blocks, target.section, new, blank_lines=style.blank_lines_between)
        wanted = [Wanted(*each, style.url, note) for each in papers]
        layouts = frozenset((HEADING,)) if HEADING in self.plan.templates else None
        text = _proved(target, edits, wanted, layouts, headed=True)
        if text is None and not note and len(papers) == 1 and HEADING not in self.plan.templates:
            raise ProofError(
                f"the list would not read back as it should with {papers[0][1]} in {target.section.name!r}; "
                "nothing was written",
                hint="please report this with the list and the command",
            )
        return text

    def _rendered(self, paper: Paper, linked: ArxivId, style: HeadingStyle) -> bytes:
        template = self.plan.templates.get(HEADING)
        if template is None:
            return render(paper, linked, style)
        text = f"{'#' * style.level} {_filled(template, paper, linked, style.url)}"
        return text.replace("\n", style.wrap.newline).encode()

    def _style(self) -> HeadingStyle:
        """What the neighbours look like, with the fields and links that the configuration asks for, in the section."""
        target, plan = self.target, self.plan
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
            wrap=learnt.wrap._replace(width=plan.wrap or learnt.wrap.width, newline=newline_of(target.document)),
        )
        return plan.links.applied_to(shown)


def _filled(template: EntryTemplate, paper: Paper, linked: ArxivId, url: str) -> str:
    """What a template makes of a record."""
    from papersync.entries.templating import values_of  # noqa: PLC0415

    return template.fill(values_of(paper, linked, url.replace("{id}", str(linked))))


def _proved(
    target: Target, edits: list[Edit], new: Sequence[Wanted], layouts: frozenset[str] | None, *, headed: bool
) -> bytes | None:
    """The edited text, if it reads back with the same papers and entries, and with one entry more for each new one,
    with a heading or without.
    """
    from papersync.entries.reading_back import keeps_the_rest, named_in, reads_back  # noqa: PLC0415

    text = apply_edits(target.text, edits)
    document, reading = target.read_again(text)
    if not keeps_the_rest(target.document, document, target.section.body, edits, len(new) if headed else 0):
        return None
    before = Counter(str(each.id) for each in target.reading.references)
    more = Counter(str(each.id) for each in reading.references) - before
    meant = Counter(str(each.linked) for each in new)
    asides = {str(paper) for each in new for paper in named_in(each.note)}
    if sum(before.values()) + sum(more.values()) != len(reading.references):
        return None
    if any(more[each] < count for each, count in meant.items()) or set(more) - set(meant) - asides:
        return None
    if not asides and more != meant:
        return None
    same = reads_back(target.reading, document, reading, new, section=target.section.path, layouts=layouts)
    return text if same else None
