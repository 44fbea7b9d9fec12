"""A folder that is closed, or that no path can lead into: it is blamed, not a configuration that may stand in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from papersync.store.codec import Store, dumps
from tests.cli.conftest import Cli
from tests.records import RANKGEN

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")

GOOD = f"### {RANKGEN.title} [x](https://arxiv.org/abs/{RANKGEN.id})\n"
WRONG = GOOD.replace("RankGen", "RANKGEN")
CLOSED = "closed/list.md: cannot be read: permission denied"
COMMANDS = [pytest.param(("lint", "--show", "info"), id="lint"), pytest.param(("refresh", "--offline"), id="refresh")]


def as_anybody() -> list[str]:
    """What goes before a command so that permissions hold for root as well; skips where root has no such way."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return []
    plainly = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    if (
        shutil.which("setpriv") is None
        or subprocess.run([*plainly, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("root reads everything, and cannot be kept from it here")
    return plainly


def ran(folder: Path, *arguments: str, first: str = "true") -> subprocess.CompletedProcess[str]:
    """The command in a folder, after *first* was done there: it may close the folder that it stands in."""
    program = [*as_anybody(), sys.executable, "-m", "papersync", *arguments]
    command = ["sh", "-c", f'{first} && exec "$@"', "sh", *program]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def folder(workspace: Path) -> Iterator[Path]:
    """A list, a store, and a folder with a list, which is opened again at the end."""
    (workspace / "good.md").write_text(WRONG)
    (workspace / "papersync.toml").write_text('store = "papers.json"\nlists = ["closed/list.md", "good.md"]\n')
    (workspace / "papers.json").write_bytes(dumps(Store.of([RANKGEN])))
    closed = workspace / "closed"
    closed.mkdir()
    (closed / "list.md").write_text(WRONG)
    yield workspace
    if closed.is_dir():
        closed.chmod(0o755)


def loop(path: Path) -> None:
    shutil.rmtree(path)
    path.symlink_to(path.name)


def put_a_file(path: Path) -> None:
    shutil.rmtree(path)
    path.touch()


def leave(_: Path) -> None:
    pass


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", ["closed/list.md", "closed/deep/er/list.md"])
def test_a_list_in_a_closed_folder_fails_alone(folder: Path, name: str, command: tuple[str, ...]) -> None:
    """The configuration above holds: without it the store would be looked for elsewhere."""
    (folder / "closed").chmod(0)
    done = ran(folder, *command, name, "good.md")
    assert done.returncode == 2, done.stderr
    assert f"papersync: {name}: cannot be read: permission denied\n" in done.stderr
    assert "papersync.toml" not in done.stderr
    assert "good.md:1" in done.stdout
    assert (folder / "good.md").read_text() == (GOOD if command[0] == "refresh" else WRONG)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("make", "name", "words"),
    [
        pytest.param(loop, "closed/list.md", "symbolic links go round in a circle", id="a loop"),
        pytest.param(loop, "closed/deep/er/list.md", "symbolic links go round in a circle", id="below a loop"),
        pytest.param(put_a_file, "closed/list.md", "a part of the path is a file, not a folder", id="a file"),
        pytest.param(leave, f"{'x' * 300}/list.md", "the name is too long", id="a name too long"),
    ],
)
def test_so_does_one_where_no_path_leads(
    cli: Cli, folder: Path, make: Callable[[Path], None], name: str, words: str, *, command: tuple[str, ...]
) -> None:
    make(folder / "closed")
    done = cli(*command, name, "good.md")
    assert done.code == 2, done.err
    assert f"papersync: {name}: cannot be read: {words}\n" in done.err
    assert "papersync.toml" not in done.err
    assert "good.md:1" in done.out
    assert (folder / "good.md").read_text() == (GOOD if command[0] == "refresh" else WRONG)


def test_a_configured_list_in_a_closed_folder_is_not_passed_over(folder: Path) -> None:
    (folder / "closed").chmod(0)
    done = ran(folder, "lint", "--show", "info")
    assert (done.returncode, f"papersync: {CLOSED}" in done.stderr) == (2, True), done.stderr
    assert "good.md:1" in done.stdout


def test_nor_is_one_that_links_to_itself(cli: Cli, folder: Path) -> None:
    loop(folder / "closed")
    done = cli("lint", "--show", "info")
    assert (done.code, "closed/list.md: cannot be read: symbolic links go round in a circle" in done.err) == (2, True)
    assert "good.md:1" in done.out


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        pytest.param("000", "README.md: cannot be read: permission denied", id="closed: who knows whether it is there"),
        pytest.param("111", "none of the configured lists is there", id="open enough to see that it is not"),
    ],
)
def test_the_working_folder(folder: Path, mode: str, words: str) -> None:
    (folder / "papersync.toml").unlink()
    done = ran(folder / "closed", "refs", first=f"chmod {mode} .")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 2, done.stderr
    assert done.stderr.startswith(f"papersync: {words}")


def test_a_configuration_that_is_closed_itself_is_blamed(folder: Path) -> None:
    """Who wrote it wants it to hold: going on without it would be wrong."""
    (folder / "papersync.toml").chmod(0)
    done = ran(folder, "refresh", "--offline", "good.md")
    assert (done.returncode, "papersync.toml: cannot be read: Permission denied" in done.stderr) == (2, True)
    assert (folder / "good.md").read_text() == WRONG
