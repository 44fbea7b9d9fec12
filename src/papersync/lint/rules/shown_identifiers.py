"""PS206: links that show one identifier and lead to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from papersync.errors import IdentifierError
from papersync.identifiers import ArxivId
from papersync.lint.examples import Example
from papersync.lint.finding import Finding, Level
from papersync.lint.page import Page
from papersync.lint.rule import Rule
from papersync.references import hosts
from papersync.references.model import Reference, ReferenceKind, UsualReference
from papersync.text.patterns import late_pattern

# Every identifier has these digits, which few texts of links have.
_DIGITS: Final = late_pattern(r"[0-9]{4}\.[0-9]{4}|(?:/|%2[Ff])[0-9]{7}")
_SHOWN: Final = late_pattern(rf"(?<![A-Za-z0-9._/-]){hosts.IDENTIFIER}(?![A-Za-z0-9]|\.[0-9])")
_IN_URL: Final = late_pattern(rf"arxiv\.org/(?:abs|pdf|html)/({hosts.IDENTIFIER})", re.IGNORECASE)
_LONGEST: Final = 400


class TextTargetMismatch(Rule):
    """The text of the link shows an identifier, and the link leads to another paper.

    One of the two is left from a copy: an entry was taken as a pattern for the next, and only half of it was changed.
    Which one is right only a person can tell. Badges that show an identifier count as text. Identifiers are compared
    as arXiv does: a subject class or a version makes no other paper.
    """

    code = "PS206"
    name = "text-target-mismatch"
    level = Level.ERROR
    examples = (
        Example(
            "one identifier shown, another linked",
            "- Kaplan et al., [arXiv:2001.08361](https://arxiv.org/abs/2203.15556)\n",
            says="2001.08361",
        ),
        Example(
            "a badge from another entry",
            "- Scaling laws [![arXiv](https://img.shields.io/badge/arXiv-2203.15556-b31b1b)]"
            "(https://arxiv.org/abs/2001.08361)\n",
            says="2203.15556",
        ),
        Example(
            "the same paper, named in another way",
            "- [math.GT/0107210](https://arxiv.org/abs/math/0107210), [2001.08361](https://arxiv.org/pdf/2001.08361v2)\n",
            findings=0,
        ),
        Example(
            "numbers that are no identifiers",
            "- [PTB 2019.12345678, 10.1103/PhysRevD.2001.083610](https://arxiv.org/abs/2001.08361)\n",
            findings=0,
        ),
        Example(
            "several, and the linked one among them",
            "- [1909.08593 and 2009.01325](https://arxiv.org/abs/2009.01325)\n",
            findings=0,
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        linked: dict[int, Reference] = {}
        for reference in page.references:
            if isinstance(reference, UsualReference):
                # Most texts are a word, or the identifier.
                if not reference.text.isalpha():
                    yield from self._text(page, reference)
            elif reference.id is None or reference.link is None:
                continue
            elif reference.kind is ReferenceKind.BADGE:
                linked = linked or {each.whole.start: each for each in page.references}
                yield from self._badge(page, reference, linked)
            else:
                yield from self._text(page, reference)

    def _text(self, page: Page, reference: Reference) -> Iterator[Finding]:
        text, id_ = reference.text or "", reference.id
        if id_ is None or (text == id_.base and "/" not in text) or not _DIGITS.search(text) or len(text) > _LONGEST:
            return
        shown = _identifiers(text)
        if shown and id_.latest not in shown:
            message = f"the text shows {shown[0]}, the link leads to {id_.latest}"
            yield self.finding(page, reference.whole, message, id=reference.id)

    def _badge(self, page: Page, badge: Reference, linked: dict[int, Reference]) -> Iterator[Finding]:
        parent = badge.link.parent if badge.link is not None else None
        around = None if parent is None else linked.get(parent.start)
        if badge.id is None or around is None or around.id is None or around.id.latest == badge.id.latest:
            return
        message = f"the badge shows {badge.id.latest}, the link leads to {around.id.latest}"
        yield self.finding(page, around.whole, message, id=around.id)


def _identifiers(text: str) -> list[ArxivId]:
    """The identifiers that a text shows, versions dropped."""
    found: list[ArxivId] = []
    for written in [*(match[0] for match in _SHOWN.finditer(text)), *_IN_URL.findall(text)]:
        try:
            found.append(ArxivId.parse(written.replace("%2F", "/")).latest)
        except IdentifierError:
            continue
    return found
