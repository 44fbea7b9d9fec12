"""PS404: a table of contents that is out of date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from papersync.lint.examples import Example
from papersync.lint.finding import Finding, Fix, Level, Safety
from papersync.lint.page import Page
from papersync.lint.rule import Rule
from papersync.lint.wording import counted, shown
from papersync.markdown.contents_line import ContentsWriter
from papersync.markdown.fragments import Fragments, loosely
from papersync.markdown.model import Heading
from papersync.markdown.table_of_contents import TableOfContents, tables_of_contents
from papersync.text import Edit, Span

_NAMED: Final = 3
# A table that lists so many of the headings of a level is meant to list them all.
_MOST: Final = 0.6
# What stands at the end of a page and is about the page.
_BACK_MATTER: Final = frozenset(
    [
        "license",
        "licence",
        "licensing",
        "contributing",
        "contribution",
        "contributions",
        "contribute",
        "howtocontribute",
        "contributors",
        "contributor",
        "citation",
        "citing",
        "cite",
        "howtocite",
        "bibtex",
        "acknowledgement",
        "acknowledgements",
        "acknowledgment",
        "acknowledgments",
        "starhistory",
        "stargazers",
        "contact",
        "contacts",
        "authors",
        "maintainers",
        "footnotes",
        "changelog",
        "disclaimer",
    ]
)
_BODY: Final = "## Surveys\n\nText.\n\n## Language models\n\nText.\n\n## Data\n\nText.\n"


class ContentsOutOfDate(Rule):
    """The table of contents links to a heading that is not there.

    The heading was renamed, or the link mistyped: who follows it stays where they are. The fix writes the anchor of the
    one heading that has the words of the link or of its text; where there is none or several, there is no fix. Anchors
    are GitHub's; an anchor of one's own counts.

    Headings that the table leaves out are told once, as information, where it lists most others of their level: they
    may be left out on purpose, so the fix that puts them in is unsafe.
    """

    code = "PS404"
    name = "contents-out-of-date"
    level = Level.WARNING
    fixes = (Safety.SAFE, Safety.UNSAFE)
    examples = (
        Example(
            "an anchor as another site makes it",
            f"## Contents\n\n- [Surveys](#surveys)\n- [Language models](#language_models)\n- [Data](#data)\n\n{_BODY}",
            fixed=f"## Contents\n\n- [Surveys](#surveys)\n- [Language models](#language-models)\n- [Data](#data)\n\n"
            f"{_BODY}",
            says="“#language_models”",
        ),
        Example(
            "the mark of an anchor is missing",
            f"## Contents\n\n- [Surveys](#surveys)\n- [Language models](#language-models)\n- [Data](data)\n\n{_BODY}",
            fixed=f"## Contents\n\n- [Surveys](#surveys)\n- [Language models](#language-models)\n- [Data](#data)\n\n"
            f"{_BODY}",
        ),
        Example(
            "the heading is gone",
            f"## Contents\n\n- [Surveys](#surveys)\n- [Language models](#language-models)\n- [Data](#data)\n"
            f"- [Tools](#tools)\n\n{_BODY}",
            says="“Tools”",
        ),
        Example(
            "a heading is not listed",
            f"## Contents\n\n- [Surveys](#surveys)\n- [Data](#data)\n\n{_BODY}",
            fixed=f"## Contents\n\n- [Surveys](#surveys)\n- [Language models](#language-models)\n- [Data](#data)\n\n"
            f"{_BODY}",
            unsafe=True,
            says="“Language models”",
        ),
        Example(
            "a colon behind the heading that is not listed",
            "## Contents\n\n- [Surveys](#surveys)\n- [Language models](#language-models)\n\n"
            + _BODY.replace("Data", "Data:"),
            fixed="## Contents\n\n- [Surveys](#surveys)\n- [Language models](#language-models)\n- [Data](#data)\n\n"
            + _BODY.replace("Data", "Data:"),
            unsafe=True,
        ),
        Example(
            "in other letters, by an anchor of one's own",
            "## Contents\n\n- [Surveys](#Surveys)\n- [Models](#lm)\n- [Data](#data)\n\n"
            + _BODY.replace("## Lang", '<a name="lm"></a>\n\n## Lang'),
            findings=0,
        ),
        Example("a link in a sentence", f"Text, see [there](#there) and [here](#here).\n\n{_BODY}", findings=0),
        Example(
            "a table of the first sections only",
            f"## Contents\n\n- [Surveys](#surveys)\n- [More](more.md)\n\n{_BODY}\n## Licence\n\nMIT.\n",
            findings=0,
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        tables = tables_of_contents(page.document)
        if not tables:
            return
        fragments = Fragments(page.document)
        for table in tables:
            yield from self._broken(page, table, fragments)
        yield from self._missing(page, tables, fragments)

    def _broken(self, page: Page, table: TableOfContents, fragments: Fragments) -> Iterator[Finding]:
        for line in table.lines:
            link, index = line.link, fragments.nearest(line.fragment, line.link.text)
            if fragments.leads_somewhere(line.fragment) != line.unmarked or (line.unmarked and index is None):
                continue
            what = "and no heading has that anchor" if not line.unmarked else "without the # of an anchor"
            said = f"{shown(link.text, 60)} leads to {shown(link.url, 60)}, {what}"
            fix = None
            if index is not None:
                meant = page.document.headings[index]
                said += f"; {shown(meant.text, 60)} has {shown('#' + meant.slug, 60)}"
                if link.destination is not None:
                    fix = Fix(Safety.SAFE, (Edit(link.destination, f"#{meant.slug}".encode()),))
            yield self.finding(page, link.span, f"the table of contents is out of date: {said}", fix=fix)

    def _missing(self, page: Page, tables: Sequence[TableOfContents], fragments: Fragments) -> Iterator[Finding]:
        """The headings that the first table leaves out, unless another one has them."""
        table = next((table for table in tables if table.is_list and table.named), None)
        if table is None:
            return
        writers = [ContentsWriter(page.document, each) for each in tables]
        listed = {index for writer in writers for index in writer.listed}
        # A broken line lists the heading that it means.
        lines = [line for each in tables for line in each.lines]
        meant = (fragments.nearest(line.fragment, line.link.text) for line in lines)
        listed |= {index for index in meant if index is not None}
        # A text that stands twice in a table means two headings, wherever its links lead.
        texts = {loosely(line.link.text) for line in lines}
        missing = [
            index
            for index in _left_out(page, table, listed)
            if loosely(page.document.headings[index].text) not in texts
        ]
        if not missing:
            return
        headings = page.document.headings
        writer = writers[tables.index(table)]
        edits: dict[Span, bytes] = {}
        for index in missing:
            heading = headings[index]
            edit = writer.line(heading.text.removesuffix(":"), heading.level, index - 1, heading.slug)
            if edit is not None:
                edits[edit.span] = edits.get(edit.span, b"") + edit.replacement
        fix = Fix(Safety.UNSAFE, tuple(Edit(*each) for each in edits.items())) if edits else None
        named = ", ".join(shown(headings[index].text, 60) for index in missing[:_NAMED])
        rest = ", …" if len(missing) > _NAMED else ""
        message = f"the table of contents leaves out {counted(len(missing), 'heading', 'headings')}: {named}{rest}"
        yield self.finding(page, table.lines[0].link.span, message, fix=fix, level=Level.INFO)


def _left_out(page: Page, table: TableOfContents, listed: set[int]) -> list[int]:
    """Headings behind the table of the levels that it lists most of, entries' own left out."""
    own = {entry.span.start for entry in page.contents.headed}
    eligible: dict[int, list[int]] = {}
    for index, heading in enumerate(page.document.headings):
        if loosely(heading.text) in _BACK_MATTER or not heading.text:
            continue
        if heading.block.span.start > table.span.end and not _is_own(page, heading, own):
            eligible.setdefault(heading.level, []).append(index)
    missing: list[int] = []
    for indices in eligible.values():
        absent = [index for index in indices if index not in listed]
        if len(absent) <= len(indices) * (1 - _MOST):
            missing += absent
    return sorted(missing)


def _is_own(page: Page, heading: Heading, own: set[int]) -> bool:
    return heading.block.span.start in own or page.document.is_off(heading.block.span)
