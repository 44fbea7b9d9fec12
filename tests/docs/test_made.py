"""Pages and schemas that are made of the code: up to date, and true."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest
from pydantic import ValidationError

from papersync.config import SCALAR_KEYS
from papersync.config.settings import Settings

from .pages import ROOT, blocks

DOCS: Final = ROOT / "docs"
SCHEMA: Final = json.loads((DOCS / "schemas/configuration.json").read_bytes())
JUDGE: Final = jsonschema.Draft7Validator(SCHEMA)


@pytest.mark.parametrize("script", ["make_commands.py", "make_configuration.py"])
def test_what_is_made_is_as_it_would_be_made(script: str) -> None:
    ran = subprocess.run([sys.executable, DOCS / script, "--check"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, ""), "`make docs` writes it"


def test_a_page_that_was_changed_by_hand_is_noticed(tmp_path: Path) -> None:
    for name in ("making.py", "make_commands.py", "commands.md"):
        (tmp_path / name).write_bytes((DOCS / name).read_bytes())
    with (tmp_path / "commands.md").open("a") as page:
        page.write("more\n")
    command = [sys.executable, str(tmp_path / "make_commands.py")]
    ran = subprocess.run([*command, "--check"], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "docs/commands.md" in ran.stderr


@pytest.mark.parametrize(
    "table",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"lists": ["docs/*.md"], "fields": ["title", "date"], "wrap": 80}, id="lists and numbers"),
        pytest.param({"max-age": "20h", "stale-after": 3600, "interval": 3.5}, id="times, as words and as seconds"),
        pytest.param({"section-aliases": {"rlhf": "RLHF"}, "per-file-ignores": {"a.md": ["PS2"]}}, id="tables"),
        pytest.param({"feilds": ["title"]}, id="an unknown key"),
        pytest.param({"section_aliases": {}}, id="an underscore"),
        pytest.param({"titles": "own"}, id="an unknown word"),
        pytest.param({"fields": "title"}, id="a text for a list"),
        pytest.param({"lists": []}, id="no list at all"),
        pytest.param({"wrap": 5}, id="too narrow"),
        pytest.param({"wrap": True}, id="a flag is no number"),
        pytest.param({"retries": 1000}, id="too often"),
        pytest.param({"max-age": "soon"}, id="no time"),
        pytest.param({"contact": ""}, id="empty"),
    ],
)
def test_the_schema_says_of_a_configuration_what_papersync_says(table: dict[str, Any]) -> None:
    try:
        Settings.model_validate(table)
    except ValidationError:
        assert not JUDGE.is_valid(table)
    else:
        JUDGE.validate(table)


def test_the_schema_holds_for_files_of_ours() -> None:
    texts = [(ROOT / "papersync.toml").read_text("utf-8")]
    for page in DOCS.glob("*.md"):
        found = blocks(page.read_text("utf-8"))
        texts += [each.text for each in found if each.language == "toml" and page.name != "exit-codes.md"]
    assert len(texts) > 2
    for text in texts:
        JUDGE.validate(tomllib.loads(text))
    assert texts[0].startswith("#:schema docs/schemas/configuration.json\n")


def test_defaults_of_the_schema_are_allowed_and_every_key_has_words() -> None:
    JUDGE.check_schema(SCHEMA)
    members = SCHEMA["properties"]
    JUDGE.validate({key: member["default"] for key, member in members.items() if "default" in member})
    assert [key for key, member in members.items() if not member.get("description")] == []
    assert set(SCALAR_KEYS) <= set(members)
