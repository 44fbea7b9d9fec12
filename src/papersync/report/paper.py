"""One record for people."""

from __future__ import annotations

import textwrap

from papersync.papers import Paper
from papersync.report.plain import plain, unaddressed


def paper_text(paper: Paper, width: int = 80) -> str:
    """The record, one fact a line, the abstract wrapped; every line ends with a newline."""
    facts: list[tuple[str, str | None]] = [
        ("Identifier", f"{paper.id} (version {paper.version})"),
        ("Authors", ", ".join(author.name for author in paper.authors)),
        ("Submitted", f"{paper.published:%Y-%m-%d}"),
        ("Updated", f"{paper.updated:%Y-%m-%d}" if paper.updated != paper.published else None),
        ("Categories", ", ".join(paper.categories)),
        ("Comments", paper.comment),
        ("Journal", paper.journal_ref),
        ("DOI", ", ".join(paper.doi) or None),
        ("Formerly", "; ".join(paper.former_titles) or None),
        ("Withdrawn", paper.withdrawn.reason if paper.withdrawn is not None else None),
        ("Link", paper.id.abs_url),
    ]
    lines = [*_wrapped(plain(paper.title), width, "")]
    for name, value in facts:
        if value is not None:
            lines += _wrapped(f"{name + ':':<12}{plain(value)}", width, " " * 12)
    for paragraph in (paper.abstract or "").split("\n"):
        if paragraph:
            lines += ["", *_wrapped(plain(paragraph), width, "")]
    return "".join(f"{unaddressed(line)}\n" for line in lines)


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [""]
