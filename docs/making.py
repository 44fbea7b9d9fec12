"""Files beside this one that are made of the code, written or checked."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent


def write_or_check(wanted: Mapping[str, str], arguments: list[str]) -> int:
    """Write each file that holds something else; with --check only name it, and give 1."""
    stale = [name for name, text in wanted.items() if not _holds(HERE / name, text)]
    for name in stale:
        if arguments == ["--check"]:
            sys.stderr.write(f"docs/{name} is not what the code says; `make docs` writes it\n")
        else:
            (HERE / name).write_bytes(wanted[name].encode())
    return int(bool(stale) and arguments == ["--check"])


def _holds(path: Path, text: str) -> bool:
    return path.exists() and path.read_bytes() == text.encode()
