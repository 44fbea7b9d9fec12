"""Findings to report."""

from __future__ import annotations

from papersync.identifiers import ArxivId
from papersync.lint.finding import Finding, Fix, Level, Safety
from papersync.report import Located, locate
from papersync.text import Edit, LineIndex, Span

SOURCE = "# Überblick\n\n- [Müller: scaling](https://arxiv.org/abs/2001.08361?x)\n- two\n".encode()
LINK = Span(SOURCE.index(b"https"), SOURCE.index(b")"))
CUT = Fix(Safety.SAFE, (Edit(Span(LINK.end - 2, LINK.end), b""),))


def finding(  # noqa: PLR0917
    level: Level = Level.ERROR,
    message: str = "something is wrong",
    path: str = "README.md",
    span: Span = LINK,
    fix: Fix | None = None,
    fixed: bool = False,
) -> Finding:
    return Finding("PS101", "mangled-link", level, message, path, span, ArxivId("2001.08361", 2), fix, fixed)


def located(*findings: Finding, source: bytes = SOURCE) -> tuple[Located, ...]:
    return locate(findings, LineIndex(source))
