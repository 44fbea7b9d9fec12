"""The rules, one a line, or on a narrow terminal one in two."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Final

from papersync.lint.documentation import RuleRow

_SUMMARY_COLUMNS: Final = 40
"""A summary that has less room stands below its rule."""
_INDENT: Final = " " * 7


def rules_text(rows: Sequence[RuleRow], columns: int | None) -> str:
    """A table with a heading; nothing of it is wider than ``columns``, which is None where lines have no end."""
    width = max(len(row.name) for row in rows)
    heading = "code   " + f"{'name':<{width}}  level    fix             what it says"
    heads = [f"{row.code}  {row.name:<{width}}  {row.level:<7}  {row.fix or '-':<14}  " for row in rows]
    summaries = [row.summary + ("" if row.on_by_default else " (off by default)") for row in rows]
    lines = [heading if columns is None else heading[:columns].rstrip()]
    for head, summary in zip(heads, summaries, strict=True):
        if columns is None:
            lines.append(head + summary)
        elif columns - len(head) < _SUMMARY_COLUMNS:
            lines += [head.rstrip(), textwrap.fill(summary, columns, initial_indent=_INDENT, subsequent_indent=_INDENT)]
        else:
            lines.append(
                textwrap.fill(head + summary, columns, subsequent_indent=" " * len(head), drop_whitespace=True)
            )
    return "".join(f"{line}\n" for line in lines)
