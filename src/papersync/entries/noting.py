"""Where a note goes that a person gives along with a new entry: behind what the entry says, where nothing ends it.

The words stay the person's own Markdown; but a line ending in a bullet or a row, and a pipe in a cell, would end it,
and in raw HTML nobody reads Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from papersync.entries.columns import cell_text
from papersync.entries.template import Atom, Kind
from papersync.markdown.engine import html_of_line
from papersync.markdown.model import Block
from papersync.text.patterns import late_pattern

USUAL_LEAD: Final = " - "
"""What stands before a note where the neighbours have none."""
_COLUMNS: Final = late_pattern(
    r"(?:notes?|remarks?|comments?|备注|備註|说明|說明|備考|メモ|コメント|비고)\W*\Z", re.IGNORECASE
)
# A pipe behind an even number of backslashes ends a cell, in code as well (GFM, section 4.10).
_PIPE: Final = late_pattern(r"(?<!\\)((?:\\\\)*)\|")
_LINE_ENDINGS: Final = late_pattern(r"[ \t]*(?:(?:\r\n|\n|\r)[ \t]*)+")
# What ends a cell, its own tag or in its place the next one's.
_END_OF_CELL: Final = ("</td", "</th", "</li", "<td", "<th", "</tr")
_SENTENCE_ENDS: Final = (".", "!", "?", "。")


def on_one_line(note: str) -> str:
    """The note with a blank for line endings and what stands around them; else it keeps what it holds."""
    return _LINE_ENDINGS.sub(" ", note.strip())


def note_column(table: Block | None) -> int | None:
    """The column whose heading says that it holds notes."""
    headings = [cell_text(cell) for cell in table.children[0].children] if table is not None else []
    return next((number for number, text in enumerate(headings) if _COLUMNS.search(text)), None)


def in_row(cells: Sequence[str], titled: int, column: int | None, note: str) -> list[str]:
    """The cells with the note in its column, or else below the title."""
    text = _PIPE.sub(r"\1\\|", on_one_line(note))
    at = titled if column is None or column >= len(cells) else column
    return [
        f"{cell} <br> {text}" if number == at and cell else text if number == at else cell
        for number, cell in enumerate(cells)
    ]


def behind_lines(text: str, breaks: str, lead: str, note: str) -> str:
    """An entry's text with the note on a line of its own, begun as its last line is; on the same line if it has one."""
    if breaks:
        return f"{text}{breaks}{on_one_line(note)}"
    if text.endswith(_SENTENCE_ENDS):
        lead = " "
    return f"{text}{lead}{on_one_line(note)}"


def in_tags(atoms: Sequence[Atom], note: str) -> list[Atom]:
    """The atoms of a row in raw HTML with the note, in HTML, at the end of the cell that holds the title."""
    titled = next(number for number, atom in enumerate(atoms) if atom.kind is Kind.HOLE and atom.text == "title")
    ends = (n for n in range(titled, len(atoms)) if atoms[n].text.lower().startswith(_END_OF_CELL))
    at = next(ends, len(atoms))
    while not atoms[at - 1].text.strip() and atoms[at - 1].kind is Kind.SEPARATOR:
        at -= 1
    return [*atoms[:at], Atom(Kind.SEPARATOR, f"<br>{html_of_line(on_one_line(note))}"), *atoms[at:]]
