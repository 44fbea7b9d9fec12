"""papersync as a library: the same as the commands, and nothing loaded before it is asked for."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files

import pytest

import papersync
from papersync.errors import PapersyncError, StoreError
from papersync.identifiers import ArxivId
from papersync.store.codec import Store, dumps
from tests.cli.conftest import Cli
from tests.records import ALL

DEMO = files("papersync.app") / "demo_files"
LIST = (DEMO / "reading-list.md").read_bytes()
STORE = json.dumps({"version": 1, "papers": json.loads((DEMO / "papers.json").read_bytes())["papers"]}).encode()
SHOUTED = b"### RANKGEN: Improving Text Generation with Large Ranking Models [x](https://arxiv.org/abs/2205.09726)\n"
UNKNOWN = b"- [x](https://arxiv.org/abs/2205.09726?utm_source=a) \xff\n"


@pytest.mark.parametrize(
    ("text", "store"),
    [
        pytest.param(LIST, STORE, id="the demo's list, with everything that can be wrong"),
        pytest.param(LIST.replace(b"\n", b"\r\n"), STORE, id="bytes that no line of Python would keep"),
        pytest.param(UNKNOWN, dumps(Store.of(())), id="no record"),
        pytest.param(
            SHOUTED * 30,
            dumps(Store.of(ALL)),
            id="much, which the command would ask about",
        ),
    ],
)
def test_mend_is_what_refresh_writes(cli: Cli, text: bytes, store: bytes) -> None:
    page = cli.write("README.md", text)
    (cli.folder / "data").mkdir()
    cli.write("data/papers.json", store)
    ran = cli("refresh", "--offline", "--yes", "--output-format", "json", "README.md")
    mended = papersync.mend(text, store)
    assert page.read_bytes() == mended.text
    left = [(each["code"], each["start"]) for each in ran.json["findings"] if not each["fixed"]]
    assert sorted((each.code, each.span.start) for each in mended.findings) == sorted(left)
    assert papersync.mend(mended.text, store).text == mended.text


def test_references_are_exact() -> None:
    text = b"\xff see arXiv:2205.09726v2 and [x](https://arxiv.org/pdf/2001.08361.pdf) and https://arxiv.org/abs/2213.00001\n"
    found = papersync.read_references(text)
    assert [text[each.span.start : each.span.end].decode() for each in found] == [each.url for each in found]
    assert [each.id for each in found] == [ArxivId("2205.09726", 2), ArxivId("2001.08361"), None]
    assert found[2].problem


def test_what_is_no_store_is_an_error_of_ours() -> None:
    with pytest.raises(StoreError, match="store:1") as raised:
        papersync.mend(b"", b"{")
    assert isinstance(raised.value, PapersyncError)


def test_nothing_else_is_exported_and_nothing_is_loaded_before() -> None:
    program = "import sys, papersync; sys.exit(any(name.startswith('papersync.') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
    assert {name: hasattr(papersync, name) for name in papersync.__all__} == dict.fromkeys(papersync.__all__, True)
    assert not hasattr(papersync, "nothing")
