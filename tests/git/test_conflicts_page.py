"""What docs/conflicts.md shows is what happens."""

from __future__ import annotations

import re
from pathlib import Path

from papersync.merging import Merged, resolve_text

PAGE = (Path(__file__).parents[2] / "docs/conflicts.md").read_text()


def test_before_and_after() -> None:
    before, after = re.findall(r"```markdown\n(.*?)```", PAGE, re.DOTALL)
    assert resolve_text(before.encode()) == Merged(after.encode())
