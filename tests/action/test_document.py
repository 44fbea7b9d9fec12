"""What papersync wrote, as far as it came."""

from __future__ import annotations

from pathlib import Path

import pytest

from papersync.action.document import Document


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(None, id="none"),
        pytest.param("", id="nothing yet"),
        pytest.param('{"version": 1, "findings": [{"code": "PS1', id="as far as the disk had room"),
        pytest.param('{"findings": 3}', id="another program's"),
    ],
)
def test_what_is_no_document(tmp_path: Path, written: str | None) -> None:
    path = tmp_path / "result.json"
    if written is not None:
        path.write_text(written)
    assert Document.read(path) is None
