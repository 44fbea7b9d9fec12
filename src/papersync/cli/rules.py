"""`papersync rules`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from papersync.cli.boundary import boundary
from papersync.cli.completion import rules as known_rules
from papersync.cli.options import Offline, Plain, PlainFormat

if TYPE_CHECKING:
    from papersync.report import contract


def rules(
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help="A rule's code or name.", show_default=False, autocompletion=known_rules),
    ] = None,
    output_format: Plain = PlainFormat.TEXT,
    offline: Offline = False,
) -> None:
    """List the rules, or show the documentation of one.

    \b
    Example:
      papersync rules PS203
    """
    del offline  # accepted everywhere; nothing here asks
    with boundary(output_format, {"rules": []}):
        from papersync.cli.output import write
        from papersync.lint.documentation import rule_page, rule_table
        from papersync.lint.registry import RULES
        from papersync.lint.selection import select_rules
        from papersync.report.json import VERSION, dump

        chosen = select_rules((code,)) if code is not None else RULES
        rows = rule_table(chosen)
        match output_format:
            case PlainFormat.JSON:
                document: contract.RulesDocument = {
                    "version": VERSION,
                    "rules": [
                        {
                            "code": row.code,
                            "name": row.name,
                            "level": row.level,
                            "fix": row.fix or None,
                            "summary": row.summary,
                        }
                        for row in rows
                    ],
                }
                write(dump(document))
            case PlainFormat.TEXT if code is not None:
                write("\n".join(rule_page(rule).rstrip() + "\n" for rule in chosen))
            case PlainFormat.TEXT:
                import shutil
                import sys

                from papersync.report.rules import rules_text

                columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
                write(rules_text(rows, columns))
