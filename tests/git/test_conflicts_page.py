"""What docs/conflicts.md shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

from papersync.merging import resolve_text

PAGE = (Path(__file__).parents[2] / "docs/conflicts.md").read_text()


def test_before_and_after() -> None:
    before, after = re.findall(r"```markdown\n(.*?)```", PAGE, re.DOTALL)
    merged = resolve_text(before.encode())
    assert (merged.text.decode(), merged.left) == (after, ())
