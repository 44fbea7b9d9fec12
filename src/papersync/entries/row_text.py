"""A new row of a table, parted and padded as the row beside it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from papersync.entries.manner import Manner
from papersync.entries.standing import Standing
from papersync.entries.wrapping import columns
from papersync.markdown.model import Document
from papersync.text.patterns import late_pattern

_PIPE: Final = late_pattern(r"(?<!\\)\|")


def row_text(document: Document, manner: Manner, cells: Sequence[str], beside: Standing) -> str:
    """The row with as many cells as the table's heading has, parted as those of the row beside it are."""
    home = beside.home or manner.model.home
    row = _line_at(document, beside.entry.head.start)
    lead = row[: len(row) - len(row.lstrip(" \t>"))]
    body = row[len(lead) :].rstrip()
    led = body.startswith("|")
    blank = " " if not led or body[1:2] == " " else ""
    width = len(home.children[0].children) if home is not None else len(cells)
    shown = [cell or _at(manner.fillers, number) for number, cell in enumerate(cells[:width])]
    shown += [_at(manner.fillers, number) for number in range(len(shown), width)]
    if not led and shown[0] and shown[-1]:
        return lead + " | ".join(shown)
    widths = _widths(body, _line_at(document, home.span.start)[len(lead) :]) if home is not None else ()
    if len(widths) != len(shown):
        return f"{lead}|" + "".join(f"{blank}{cell}{blank}|" if cell else f"{blank}|" for cell in shown)
    texts = [f"{blank}{cell}{blank}" if cell else blank for cell in shown]
    padded = (text + " " * (wide - columns(text)) for text, wide in zip(texts, widths, strict=True))
    return f"{lead}|{'|'.join(padded)}|"


def _widths(row: str, heading: str) -> tuple[int, ...]:
    """How wide a row's cells are, blanks included, if they are padded to be as wide as those of the heading."""
    cells, above = _cells(row.rstrip()), _cells(heading.rstrip())
    widths = tuple(map(columns, cells))
    is_padded = widths == tuple(map(columns, above)) and any(cell.endswith("  ") for cell in (*cells, *above))
    return widths if is_padded else ()


def _cells(line: str) -> list[str]:
    """What stands between the pipes of a line that begins and ends with one; nothing for others."""
    starts = [match.end() for match in _PIPE.finditer(line)]
    is_closed = bool(starts) and starts[0] == 1 and starts[-1] == len(line)
    return [line[start : behind - 1] for start, behind in pairwise(starts)] if is_closed else []


def _line_at(document: Document, offset: int) -> str:
    line = document.lines.content(document.lines.line_of(offset))
    return line.of(document.source).decode("utf-8", "replace").removeprefix("\ufeff")


def _at(fillers: Sequence[str], column: int) -> str:
    return fillers[column] if column < len(fillers) else ""
