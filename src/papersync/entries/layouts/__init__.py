"""How lists write their entries: one module a layout, the first that understands a passage reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from papersync.entries.layouts import (
    bare_url,
    bold_block,
    citation,
    daily_table,
    fields,
    html_table,
    labelled_title,
    linked_cell,
    linked_title,
    numbered_lines,
    paper_column,
)
from papersync.entries.layouts.told import Told
from papersync.entries.passages import Siblings

LAYOUTS: Final[tuple[Callable[[Siblings], Told | None], ...]] = (
    daily_table.read,
    linked_cell.read,
    paper_column.read,
    html_table.read,
    linked_title.read,
    fields.read,
    bold_block.read,
    citation.read,
    bare_url.read,
    numbered_lines.read,
    labelled_title.read,
)
