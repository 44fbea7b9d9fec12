"""The published contract is that of the code, and it says enough to refuse what is not so."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from papersync.cli.commands import app
from papersync.report.contract import DOCUMENTS
from tests.contract import DOCS, require_valid, strict


def test_what_is_generated_is_up_to_date() -> None:
    command = [sys.executable, str(DOCS / "make_json.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), "make docs"


def test_every_command_with_json_is_in_it() -> None:
    names = {each.callback.__name__ for each in app.registered_commands if each.callback is not None}
    assert names - set(DOCUMENTS) == {"demo", "init", "merge_driver"}
    assert {path.stem for path in (DOCS / "schemas").iterdir()} == {*DOCUMENTS, "configuration"}


FINDING: dict[str, Any] = {
    "code": "PS101", "name": "mangled-link", "level": "error", "message": "m", "path": "a.md", "line": 1, "column": 1,
    "end_line": 1, "end_column": 2, "start": 0, "end": 1, "id": None, "fixed": False,
    "fix": {"safety": "safe", "edits": [{"start": 0, "end": 1, "text": ""}]},
}  # fmt: skip
DOCUMENT: dict[str, Any] = {"version": 1, "findings": [FINDING], "errors": []}


def test_a_right_document() -> None:
    require_valid("lint", json.dumps(DOCUMENT))
    assert strict("lint").is_valid(DOCUMENT)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda d: d.update(version=2), id="another version"),
        pytest.param(lambda d: d.pop("errors"), id="a member is missing"),
        pytest.param(lambda d: d.update(extra=1), id="a member that nobody told of"),
        pytest.param(lambda d: d["findings"][0].pop("fix"), id="a member of a finding is missing"),
        pytest.param(lambda d: d["findings"][0].update(level="fatal"), id="no such level"),
        pytest.param(lambda d: d["findings"][0].update(line=0), id="lines count from 1"),
        pytest.param(lambda d: d["findings"][0].update(start=-1), id="bytes from 0"),
        pytest.param(lambda d: d["findings"][0].update(id=7), id="another type"),
        pytest.param(lambda d: d["findings"][0]["fix"]["edits"][0].pop("text"), id="deep inside"),
        pytest.param(lambda d: d["findings"][0]["fix"].update(safety="perhaps"), id="no such safety"),
        pytest.param(lambda d: d.update(errors=[{"path": "", "message": "m"}]), id="an error without its hint"),
    ],
)
def test_a_damaged_one_is_refused(damage: Callable[[dict[str, Any]], object]) -> None:
    document = copy.deepcopy(DOCUMENT)
    damage(document)
    with pytest.raises(AssertionError):
        require_valid("lint", json.dumps(document))
