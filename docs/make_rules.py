"""Writes rules.md beside this file, made of the rules in papersync.lint.

With --check it writes nothing, and exits 1 if the file is not what it would write.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from papersync.lint.documentation import rules_document

RULES_PAGE: Final = Path(__file__).parent / "rules.md"


def main(arguments: list[str]) -> int:
    """Write the page, or check it."""
    wanted = rules_document().encode()
    stale = not RULES_PAGE.exists() or RULES_PAGE.read_bytes() != wanted
    if arguments == ["--check"]:
        if stale:
            sys.stderr.write("docs/rules.md is not what the rules say; `python docs/make_rules.py` writes it\n")
        return int(stale)
    if stale:
        RULES_PAGE.write_bytes(wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
