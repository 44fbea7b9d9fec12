"""PS201, PS202: identifiers that no paper has."""

from __future__ import annotations

from collections.abc import Iterator

from papersync.lint.examples import Example, Record
from papersync.lint.finding import Finding, Level
from papersync.lint.page import Page
from papersync.lint.rule import Basis, Rule
from papersync.lint.wording import shortened


class ImpossibleIdentifier(Rule):
    """arXiv cannot have given this identifier: a month 13, a wrong number of digits, the letter O for a zero.

    Nobody needs to be asked to know it. Which paper was meant only a person can tell, so there is no fix.
    """

    code = "PS201"
    name = "impossible-identifier"
    level = Level.ERROR
    examples = (
        Example("a year has twelve months", "- [Paper](https://arxiv.org/abs/2113.12345)\n", says="month"),
        Example("a possible one", "- [Paper](https://arxiv.org/abs/2112.12345)\n", findings=0),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        for reference in page.references:
            if reference.id is None:
                problem = reference.problem or "arXiv cannot have given this identifier"
                yield self.finding(page, reference.span, shortened(problem, 200))


class UnknownIdentifier(Rule):
    """arXiv was asked, answered completely, and has no such paper, or no such version of it.

    A typing error in an identifier often names another existing paper (see PS203); this one names none. It is
    reported only when arXiv has said so twice, never when it did not answer (see PS304).
    """

    code = "PS202"
    name = "unknown-identifier"
    level = Level.ERROR
    basis = Basis.ANSWERS
    examples = (
        Example(
            "arXiv has no such paper",
            "- [Paper](https://arxiv.org/abs/2101.00001)\n",
            missing=("2101.00001",),
            says="no paper 2101.00001",
        ),
        Example(
            "the paper is there, the version is not",
            "- [Paper](https://arxiv.org/abs/2001.08361v9)\n",
            records=(Record("2001.08361", "Scaling Laws for Neural Language Models"),),
            missing=("2001.08361v9",),
            says="no version 9 of 2001.08361",
        ),
        Example(
            "another version of it is missing",
            "- [Paper](https://arxiv.org/abs/2001.08361)\n",
            missing=("2001.08361v9",),
            findings=0,
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        for reference in page.references if page.missing else ():
            id_ = reference.id
            if id_ is None:
                continue
            if id_.latest in page.missing:
                yield self.finding(page, reference.span, f"arXiv has no paper {id_.latest}", id=id_)
            elif id_ in page.missing:
                message = f"arXiv has no version {id_.version} of {id_.latest}"
                record = page.record(id_)
                if record is not None:
                    message += f"; the latest known is {record.version}"
                yield self.finding(page, reference.span, message, id=id_)
