"""A new row of a table, parted and padded as the row beside it is."""

from __future__ import annotations

from collections.abc import Sequence

from papersync.entries.manner import Manner
from papersync.entries.padding import cells_of_line
from papersync.entries.standing import Standing
from papersync.entries.wrapping import columns
from papersync.markdown.model import Document


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
    """How wide the cells are, blanks included, if most of a row's are padded to be as wide as those of the heading."""
    cells, above = cells_of_line(row.rstrip()), cells_of_line(heading.rstrip())
    widths = tuple(map(columns, above))
    alike = sum(columns(cell) == wide for cell, wide in zip(cells, widths, strict=False))
    is_padded = alike * 2 > len(widths) == len(cells) and any(cell.endswith("  ") for cell in (*cells, *above))
    return widths if is_padded else ()


def _line_at(document: Document, offset: int) -> str:
    line = document.lines.content(document.lines.line_of(offset))
    return line.of(document.source).decode("utf-8", "replace").removeprefix("\ufeff")


def _at(fillers: Sequence[str], column: int) -> str:
    return fillers[column] if column < len(fillers) else ""
