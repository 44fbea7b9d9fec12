"""PS301, PS304: what the records themselves tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from papersync.errors import IdentifierError
from papersync.identifiers import ArxivId
from papersync.lint.examples import Example, Record
from papersync.lint.finding import Finding, Level
from papersync.lint.page import Page
from papersync.lint.rule import Basis, Rule
from papersync.lint.wording import counted, shown
from papersync.papers import Paper
from papersync.references import Reference, hosts
from papersync.text import Span
from papersync.text.patterns import late_pattern

_REASON_LIMIT = 120
_NAMED = 5
_LONGEST_COMMENT = 4_000
# What stands before the identifier of a paper that shows the mistake, or was copied from.
_NO_SUCCESSOR = late_pattern(
    r"overlap|plagiar|copied|copies|violat|contradict|counter-?example|refut|disprov|shown|pointed|gap|error|mistake|"
    r"incorrect|flaw|wrong|invalid",
    re.IGNORECASE,
)
_REACH = 60
_IDENTIFIER = late_pattern(rf"(?<![A-Za-z0-9.-]){hosts.IDENTIFIER}(?![A-Za-z0-9]|\.[0-9])")


class Withdrawn(Rule):
    """The paper was withdrawn. arXiv keeps the page, and a list goes on recommending it.

    An error where the record leaves no doubt, a warning where its words only sound like it. The message quotes the
    reason and names the paper that takes the place of this one, if arXiv does. Reported once for an entry. Earlier
    versions stay readable; whether the paper should stay listed is for a person to decide.
    """

    code = "PS301"
    name = "withdrawn"
    level = Level.ERROR
    basis = Basis.RECORDS
    examples = (
        Example(
            "withdrawn by its authors",
            "- [A theorem](https://arxiv.org/abs/2001.00001)\n",
            records=(Record("2001.00001", "A theorem", withdrawn="Lemma 2 is wrong"),),
            says="Lemma 2 is wrong",
        ),
        Example(
            "only the words sound like it",
            "- [A theorem](https://arxiv.org/abs/2001.00001)\n",
            records=(Record("2001.00001", "A theorem", withdrawn="to be withdrawn", certain=False),),
            says="probably",
        ),
        Example(
            "another paper takes its place",
            "- [A theorem](https://arxiv.org/abs/2001.00001)\n",
            records=(
                Record("2001.00001", "A theorem", withdrawn="superseded by arXiv:2105.00002"),
                Record("2105.00002", "A better theorem"),
            ),
            says="see 2105.00002, “A better theorem”",
        ),
        Example(
            "a paper that stands",
            "- [A theorem](https://arxiv.org/abs/2001.00001)\n",
            records=(Record("2001.00001", "A theorem"),),
            findings=0,
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        reported: set[tuple[Span, ArxivId]] = set()
        for reference in page.references:
            record = page.record(reference.id)
            if record is None or record.withdrawn is None:
                continue
            entry = page.entry_of(reference)
            place = (reference.span if entry is None else entry.span, record.id)
            if place in reported:
                continue
            reported.add(place)
            certain = record.withdrawn.certain
            reason = shown(record.withdrawn.reason.rstrip(" ;,"), _REASON_LIMIT)
            message = f"{record.id} was {'' if certain else 'probably '}withdrawn: {reason}"
            message += _successor(page, record)
            level = Level.ERROR if certain else Level.WARNING
            yield self.finding(page, reference.span, message, id=reference.id, level=level)


def _successor(page: Page, record: Paper) -> str:
    """Where the reason, or else the comment, sends readers: the end of a sentence; empty if nowhere."""
    reason = record.withdrawn.reason if record.withdrawn is not None else ""
    for words in (reason, record.comment or ""):
        named = [id_ for id_ in _named_in(words) if id_ != record.id]
        if named:
            known = page.record(named[0])
            return f"; see {named[0]}" + ("" if known is None else f", {shown(known.title, _REASON_LIMIT)}")
    return ""


def _named_in(words: str) -> Iterator[ArxivId]:
    """The identifiers that are not named for another reason."""
    for match in _IDENTIFIER.finditer(words[:_LONGEST_COMMENT]):
        if _NO_SUCCESSOR.search(words, max(0, match.start() - _REACH), match.start()):
            continue
        try:
            yield ArxivId.parse(match[0]).latest
        except IdentifierError:
            continue


class Unconfirmed(Rule):
    """No source has answered for the records of these papers, so nothing can be said of them.

    This is not a mistake of the list: arXiv could not be asked, or its answer could not be believed. Reported once a
    list, with the number of papers.
    """

    code = "PS304"
    name = "unconfirmed"
    level = Level.INFO
    basis = Basis.ANSWERS
    examples = (
        Example(
            "nobody answered",
            "- [One](https://arxiv.org/abs/2001.00001) [same](https://arxiv.org/pdf/2001.00001)\n"
            "- [Two](https://arxiv.org/abs/2001.00002)\n",
            unconfirmed=("2001.00001", "2001.00002"),
            says="2 papers",
        ),
        Example("all are known", "- [One](https://arxiv.org/abs/2001.00001)\n", findings=0),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        waiting: list[str] = []
        named: list[str] = []
        first: Reference | None = None
        for reference in page.references:
            id_ = reference.id
            if id_ is not None and (id_.latest in page.unconfirmed or id_ in page.unconfirmed):
                first = first or reference
                if len(named) <= _NAMED and id_.base not in named:
                    named.append(id_.base)
                waiting.append(id_.base)
        if first is None:
            return
        waiting.sort()
        some = ", ".join(named[:_NAMED]) + (", …" if len(named) > _NAMED else "")
        papers = counted(1 + sum(one != other for one, other in pairwise(waiting)), "paper is", "papers are")
        yield self.finding(page, first.span, f"{papers} unconfirmed, no source has answered for the record: {some}")
