"""How the first entries of a list are written that has none to learn from: by an example of the configured layout."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from papersync.entries.absent import Field
from papersync.entries.manner import Manner, learn_manner
from papersync.entries.reading import read_entries
from papersync.entries.standing import Standings
from papersync.markdown import parse_document
from papersync.references import find_references

Layout = Literal["heading", "bullet", "table"]


def first_manner(layout: Layout, fields: Collection[Field]) -> Manner | None:
    """The manner of a bullet or a row, `- [Title](URL)`, with authors and the date if they are among the fields.

    None for headings, which have a style of their own.
    """
    if layout == "heading":
        return None
    document = parse_document(_EXAMPLES[layout](fields).encode())
    reading = read_entries(document, find_references(document))
    return learn_manner(Standings(document, reading), reading.entries)


def _bullet(fields: Collection[Field]) -> str:
    authors = " *Ada Lovelace, Alan Turing*" if "authors" in fields else ""
    return f"- {_LINKED}{authors}{' (2022-05)' if 'date' in fields else ''}\n"


def _table(fields: Collection[Field]) -> str:
    columns = [("Title", _LINKED)]
    columns += [("Authors", "Ada Lovelace, Alan Turing")] if "authors" in fields else []
    columns += [("Date", "2022-05-19")] if "date" in fields else []
    rows = (tuple(name for name, _ in columns), ("---",) * len(columns), tuple(text for _, text in columns))
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


_LINKED = "[Ranking What Models Write: A Study](https://arxiv.org/abs/2205.00001)"
_EXAMPLES = {"bullet": _bullet, "table": _table}
