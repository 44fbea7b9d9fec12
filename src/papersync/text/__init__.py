"""What a file is: bytes, spans in them, and edits as the only way to change them."""

from papersync.text.edits import Edit, OverlapError, apply_edits, joined_edits
from papersync.text.lines import LineIndex, with_line_ending
from papersync.text.spans import Span

__all__ = ["Edit", "LineIndex", "OverlapError", "Span", "apply_edits", "joined_edits", "with_line_ending"]
