"""Text of others in Markdown that GitHub shows: as it is, and nothing more."""

from __future__ import annotations

import re
from typing import Final

from papersync.report.plain import plain
from papersync.text.patterns import late_pattern

_LONGEST: Final = 300
_PUNCTUATION: Final = late_pattern(r"[!-/:-@\[-`{-~]")
# GitHub looks for names and for numbers of issues in what is shown, escaped or not; a blank without width parts them.
_ADDRESSING: Final = "@#"
_APART: Final = "&#8203;"


def shown_in_markdown(text: str) -> str:
    """Markdown that shows this text, on one line, in a cell too; what is very long is cut."""
    line = " ".join(plain(text).split())
    line = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    return _PUNCTUATION.sub(_escaped, line)


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}{_APART if match[0] in _ADDRESSING else ''}"
