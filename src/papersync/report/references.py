"""References for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from papersync.references.model import Reference
from papersync.report.plain import plain, unaddressed
from papersync.text import LineIndex


def references_text(files: Iterable[tuple[str, Sequence[Reference], LineIndex]]) -> str:
    """One line a reference, then a line of counts; every line ends with a newline."""
    lines: list[str] = []
    papers: set[str] = set()
    for path, references, index in files:
        for reference in references:
            line, column = index.position(reference.span.start)
            named = str(reference.id) if reference.id is not None else plain(f"? ({reference.problem})")
            lines.append(f"{plain(path)}:{line}:{column}: {named} {reference.kind.value} {plain(reference.url)}")
            if reference.id is not None:
                papers.add(reference.id.base)
    lines.append(f"{_counted(len(lines), 'reference')} to {_counted(len(papers), 'paper')}")
    return "\n".join([*map(unaddressed, lines), ""])


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
