"""Files that are not what they should be: a line that says which and why, exit code 2, the others done all the same."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

import pytest

from papersync.store.codec import Store, dumps
from tests.cli.conftest import Cli
from tests.records import RANKGEN, SCALING

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")

URL: Final = "https://arxiv.org/abs/2205.09726"
GOOD: Final = f"## S\n\n### {RANKGEN.title} [x]({URL})\n"
WRONG: Final = GOOD.replace("RankGen", "RANKGEN").replace(URL, f"{URL}?utm_source=x")
LONGEST_S: Final = 30


@pytest.fixture(autouse=True)
def _nothing_hangs() -> Iterator[None]:
    def too_long(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(LONGEST_S)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def folder(cli: Cli) -> Path:
    """With a good list, a store, and the others below."""
    cli.write("good.md", WRONG)
    cli.write("papersync.toml", 'store = "papers.json"\n')
    cli.write("papers.json", dumps(Store.of([RANKGEN, SCALING])))
    return cli.folder


def make_nothing(path: Path) -> None:
    assert not path.exists()


def make_folder(path: Path) -> None:
    path.mkdir()


def make_link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)  # the working folder is the path's; the whole path would be too long


def make_unreadable(path: Path) -> None:
    path.write_text(GOOD)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("root reads everything")


NO_SUCH: Final = "cannot be read: there is no such file"
BAD = [
    pytest.param(make_nothing, "bad.md", NO_SUCH, id="missing"),
    pytest.param(make_nothing, "no/such/bad.md", NO_SUCH, id="in-a-folder-that-is-missing"),
    pytest.param(make_nothing, "good.md/bad.md", "a part of the path is a file, not a folder", id="below-a-file"),
    pytest.param(make_folder, "bad.md", "bad.md holds no Markdown files", id="a-folder"),
    pytest.param(make_link_to("."), "bad.md", "", id="a-link-to-a-folder-with-lists"),
    pytest.param(make_link_to("nowhere"), "bad.md", "the symbolic link leads to a file that is not there", id="a-link"),
    pytest.param(make_link_to("bad.md"), "bad.md", "symbolic links go round in a circle", id="a-link-to-itself"),
    pytest.param(os.mkfifo, "bad.md", "this is a pipe, not a regular file", id="a-pipe"),
    pytest.param(make_socket, "bad.md", "this is a socket, not a regular file", id="a-socket"),
    pytest.param(make_link_to("/dev/zero"), "bad.md", "this is a device, not a regular file", id="an-endless-device"),
    pytest.param(make_unreadable, "bad.md", "permission denied", id="unreadable"),
    pytest.param(
        make_link_to("/proc/self/mem"), "bad.md", "cannot be read: Input/output error", id="unreadable-to-root-too",
        marks=pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="Linux has it"),
    ),
    pytest.param(make_nothing, "x" * 300, "the name is too long", id="a-long-name"),
    pytest.param(make_nothing, "x/" * 3000, "the name is too long", id="a-long-path"),
]  # fmt: skip


def kinds(folder: Path) -> dict[str, tuple[int, bytes]]:
    """What the folder holds but for the good list, links not followed."""
    found: dict[str, tuple[int, bytes]] = {}
    for path in sorted(folder.rglob("*")):
        kind = stat.S_IFMT(path.lstat().st_mode)
        data = path.read_bytes() if kind == stat.S_IFREG and os.access(path, os.R_OK) else b""
        found[path.name] = (kind, os.fsencode(path.readlink()) if kind == stat.S_IFLNK else data)
    del found["good.md"]
    return found


@pytest.mark.parametrize("command", ["lint", "refs", "refresh"])
@pytest.mark.parametrize(("make", "name", "words"), BAD)
def test_a_bad_file_is_told_and_the_good_one_done(
    cli: Cli, folder: Path, make: Callable[[Path], None], name: str, words: str, *, command: str
) -> None:
    path = folder / "bad.md"
    make(path)
    before = kinds(folder)
    done = cli(command, name, "good.md", *(["--offline"] if command == "refresh" else []))
    if words:
        lines = [line for line in done.err.split("\n") if words in line]
        assert len(lines) == 1
        assert name.rstrip("/") in lines[0]
        assert done.code == 2, done.err
    else:
        assert done.code in (0, 1)
    assert "good.md" in done.out
    assert (folder / "good.md").read_text() == (GOOD if command == "refresh" else WRONG)
    assert kinds(folder) == before


@pytest.mark.parametrize("command", ["lint", "refs", "refresh"])
def test_where_nothing_was_read_nothing_is_said_of_it(cli: Cli, folder: Path, command: str) -> None:
    done = cli(command, "none.md")
    assert (done.code, done.out) == (2, ""), "neither clean nor empty: unread"
    assert "none.md: cannot be read" in done.err


@pytest.mark.parametrize("command", ["lint", "refs", "refresh"])
def test_the_json_document_has_the_error_too(cli: Cli, folder: Path, command: str) -> None:
    os.mkfifo(folder / "bad.md")
    done = cli(command, "bad.md", "good.md", "--output-format", "json", "--offline")
    assert [error["path"] for error in done.json["errors"]] == ["bad.md"]
    assert done.json["findings" if command != "refs" else "references"]


@pytest.mark.parametrize(("make", "name", "words"), [case for case in BAD if case.values[2]])
def test_nothing_is_added_to_a_bad_file(
    cli: Cli, folder: Path, make: Callable[[Path], None], name: str, words: str
) -> None:
    make(folder / "bad.md")
    before = kinds(folder)
    done = cli("add", "2001.08361", "--section", "S", "--to", name, "--offline")
    assert (done.code, words in done.err) == (2, True), done.err
    assert kinds(folder) == before


def test_a_good_link_stays_and_its_file_is_mended(cli: Cli, folder: Path) -> None:
    (folder / "docs").mkdir()
    (folder / "docs/link.md").symlink_to("../good.md")
    assert cli("refresh", "docs/link.md", "--offline").code == 0
    assert (folder / "docs/link.md").is_symlink()
    assert (folder / "good.md").read_text() == GOOD
    assert cli("add", "2001.08361", "--section", "S", "--to", "docs/link.md", "--offline").code == 0
    assert (folder / "docs/link.md").is_symlink()
    assert SCALING.title in (folder / "good.md").read_text()


def make_read_only(path: Path) -> None:
    path.chmod(0o444)


def make_folder_read_only(path: Path) -> None:
    path.parent.chmod(0o555)


WRITERS = [
    pytest.param(["refresh", "--offline"], id="refresh"),
    pytest.param(["lint", "--fix"], id="lint"),
    pytest.param(["add", "2001.08361", "--section", "S", "--offline", "--to"], id="add"),
]


@pytest.mark.parametrize("command", WRITERS)
@pytest.mark.parametrize("make", [make_read_only, make_folder_read_only], ids=["file", "folder"])
def test_what_nobody_may_write_is_not_written(
    cli: Cli, folder: Path, make: Callable[[Path], None], command: list[str]
) -> None:
    (folder / "docs").mkdir()
    page = folder / "docs/list.md"
    page.write_text(WRONG)
    make(page)
    try:
        done = cli(*command, "docs/list.md", *(["good.md"] if command[0] != "add" else []))
        assert (done.code, "docs/list.md: cannot be written: permission denied" in done.err) == (2, True), done.err
        assert (page.read_text(), list(page.parent.iterdir())) == (WRONG, [page])
    finally:
        page.parent.chmod(0o755)
    assert ((folder / "good.md").read_text() != WRONG) is (command[0] != "add"), "the others go on"


def store_read_only(path: Path) -> None:
    path.chmod(0o444)


def store_as_link_to_a_device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/full")


def store_as_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def store_as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(store_read_only, "papers.json: cannot be written: permission denied", id="read-only"),
        pytest.param(store_as_pipe, "papers.json: cannot be read: this is a pipe", id="a-pipe"),
        pytest.param(store_as_link_to_a_device, "papers.json: cannot be read: this is a device", id="a-device"),
        pytest.param(store_as_folder, "papers.json: cannot be read: this is a folder", id="a-folder"),
    ],
)
def test_a_store_that_cannot_be_kept_leaves_the_list_alone(
    online: Cli, folder: Path, make: Callable[[Path], None], words: str
) -> None:
    page = online.write("new.md", f"### RANKGEN: Improving [x]({URL})\n\n### x [y](https://arxiv.org/abs/2212.10560)\n")
    before = page.read_bytes()
    make(folder / "papers.json")
    done = online("refresh", "new.md")
    assert (done.code, words in done.err) == (2, True), done.err
    assert page.read_bytes() == before
    assert not list(folder.glob(".papersync*"))


NAMES = [
    pytest.param("new\npapersync: all is well.md", "new papersync: all is well.md", id="a-line-of-its-own"),
    pytest.param("\x1b[31mred\x1b]0;title\x07.md", "red.md", id="escape-sequences"),
    pytest.param("back\x08\x08\r.md", "back .md", id="what-moves-the-cursor"),
    pytest.param("\u202etxt.md", "txt.md", id="what-turns-text-around"),
    pytest.param("not\udcff\udcfeutf-8.md", "not\ufffd\ufffdutf-8.md", id="bytes-that-are-not-utf-8"),
    pytest.param("--\u00a0 [link](x) `code`.md", "--\u00a0 [link](x) `code`.md", id="markdown"),
]


@pytest.mark.parametrize(("name", "shown"), NAMES)
@pytest.mark.parametrize("there", [True, False], ids=["there", "missing"])
def test_a_name_cannot_break_what_is_printed(cli: Cli, folder: Path, name: str, shown: str, *, there: bool) -> None:
    if there:
        (folder / name).write_text(WRONG)
    for command in (["lint"], ["refs"], ["refresh", "--offline", "--check"], ["lint", "--diff"], ["lint", "--fix"]):
        done = cli(*command, "--", name)
        if there:
            assert done.code == (0 if command in (["refs"], ["lint", "--fix"]) else 1)
        else:
            assert (done.code, shown in done.err) == (2, True)
        # A diff for a program is exact, and quotes names as GNU diff does.
        printed = (done.err if "--diff" in command else done.out + done.err).encode("utf-8", "surrogateescape")
        lines = printed.decode("utf-8").split("\n")
        assert all(character.isprintable() or character == "\u00a0" for line in lines for character in line)
        assert not any(line.startswith("papersync: all is well") for line in (*lines, *done.out.split("\n")))
    (folder / name).unlink(missing_ok=True)
    if there:
        (folder / name).write_text(WRONG)
    for command in (["lint"], ["refs"], ["refresh", "--offline"]):
        document = json.loads(cli(*command, "--output-format", "json", "--", name).out.encode("utf-8"))
        rows = document["errors"] or document.get("findings") or document.get("references")
        assert {row["path"] for row in rows} == {name}


def without_home(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """As for a user of a container who is in no list of users."""

    def unknown(_: int) -> NoReturn:
        raise KeyError

    for name in ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", unknown)


def state_in_proc(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/proc/nowhere")


def state_in_a_file(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "good.md"))


STATES = [
    pytest.param(
        state_in_proc, "No such file or directory", id="cannot-be-made-by-root-either",
        marks=pytest.mark.skipif(not Path("/proc/self").exists(), reason="Linux has it"),
    ),
    pytest.param(state_in_a_file, "Not a directory", id="a-file"),
    pytest.param(without_home, "no home folder is known", id="no-home"),
]  # fmt: skip
Unset = Callable[[pytest.MonkeyPatch, Path], None]


@pytest.mark.parametrize(("unset", "words"), STATES)
@pytest.mark.parametrize("command", WRITERS)
def test_without_a_place_for_locks_nothing_is_written(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch, unset: Unset, words: str, *, command: list[str]
) -> None:
    unset(monkeypatch, folder)
    before = kinds(folder)
    done = cli(*command, "good.md")
    assert (done.code, "the folder for locks cannot be used" in done.err, words in done.err) == (2, True, True)
    assert "hint: set HOME or XDG_STATE_HOME to a folder that can be written" in done.err
    assert (folder / "good.md").read_text() == WRONG
    assert kinds(folder) == before, "no folder called ~ either"


@pytest.mark.parametrize(("unset", "words"), STATES)
def test_without_a_place_for_locks_nobody_is_asked(
    online: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch, unset: Unset, words: str
) -> None:
    """The interval could not be kept."""
    unset(monkeypatch, folder)
    page = online.write("new.md", "### x [y](https://arxiv.org/abs/2212.10560)\n")
    before = kinds(folder)
    done = online("refresh", "new.md")
    assert (done.code, "papersync cannot write in" in done.err) == (3, True), done.err
    assert page.read_text() == "### x [y](https://arxiv.org/abs/2212.10560)\n"
    assert kinds(folder) == before


@pytest.mark.parametrize(("unset", "words"), STATES)
def test_reading_needs_no_place_for_locks(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch, unset: Unset, words: str
) -> None:
    unset(monkeypatch, folder)
    assert [cli(*command, "good.md").code for command in (["lint"], ["refs"], ["lint", "--diff"])] == [1, 0, 1]


@pytest.mark.parametrize("cache", ["/proc/nowhere", "good.md", "~nobody-of-that-name/cache"])
def test_without_a_cache_all_is_done(online: Cli, folder: Path, cache: str) -> None:
    """What is lost is when arXiv last answered."""
    if cache.startswith("~"):
        online.write("papersync.toml", f'store = "papers.json"\ncache-dir = "{cache}"\n')
        assert "papersync.toml:2" in online("refresh", "good.md").err
        return
    online.write("papersync.toml", f'store = "papers.json"\ncache-dir = "{cache}"\n')
    page = online.write("new.md", f"### RANKGEN: Improving Text Generation with Large Ranking Models [x]({URL})\n")
    assert online("refresh", "new.md").code == 0
    assert page.read_text() == f"### {RANKGEN.title} [x]({URL})\n"


def ran(*command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)


GONE = 'cd "$1" && rmdir "$1" && shift && exec "$@"'


@pytest.mark.parametrize(
    "arguments",
    [["lint"], ["refresh", "--offline"], ["refs", "list.md"], ["show", "2205.09726"], ["add", "2205.09726", "-s", "x"]],
    ids=lambda arguments: arguments[0],
)
def test_a_working_folder_that_is_gone(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "gone").mkdir()
    command = [sys.executable, "-m", "papersync", *arguments]
    done = ran("sh", "-c", GONE, "sh", str(tmp_path / "gone"), *command)
    assert done.returncode == 2
    assert "papersync: the working folder is gone" in done.stderr
    assert "Traceback" not in done.stderr


def test_lists_elsewhere_do_not_need_the_working_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    command = [sys.executable, "-m", "papersync", "refresh", "--offline", str(folder / "good.md")]
    done = ran("sh", "-c", GONE, "sh", str(tmp_path / "gone"), *command)
    assert (done.returncode, (folder / "good.md").read_text()) == (0, GOOD), done.stderr


LIMITED = """
import resource
from papersync.cli.main import run
resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))
run()
"""


def test_a_limit_on_the_size_of_files(cli: Cli, folder: Path) -> None:
    long = WRONG + "A line of mine.\n" * 500
    cli.write("long.md", long)
    command = [sys.executable, "-c", LIMITED, "refresh", "--offline", "--output-format", "json", "long.md", "good.md"]
    done = ran(*command)
    assert (done.returncode, json.loads(done.stdout)["changed"]) == (2, ["good.md"]), done.stderr
    assert "long.md: cannot be written: the file would be larger than the system allows" in done.stderr
    assert (folder / "long.md").read_text() == long
    assert (folder / "good.md").read_text() == GOOD
    assert not list(folder.glob(".papersync*"))


# A file system of its own, full or read-only, for this process and its children; it goes when they do.
MOUNTED = """
set -eu
mount -t tmpfs -o size=64k tmpfs "$1"
cp good.md papers.json papersync.toml "$1"
cd "$1"
if [ "$2" = full ]; then
  cat /dev/zero > rest 2> /dev/null || true
else
  mount -o remount,ro tmpfs "$1"
fi
shift 2
code=0
"$@" || code=$?
cat good.md
ls -A
exit "$code"
"""


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("unshare") is None, reason="Linux's mount namespaces")
@pytest.mark.parametrize(
    ("state", "words"), [("full", "the disk is full"), ("read-only", "the file system is read-only")]
)
def test_a_disk_that_takes_nothing_more(folder: Path, tmp_path: Path, state: str, words: str) -> None:
    space = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"])]
    (tmp_path / "disk").mkdir()
    if ran(*space, "mount", "-t", "tmpfs", "tmpfs", str(tmp_path / "disk")).returncode != 0:
        pytest.skip("this machine does not let us mount")
    command = [sys.executable, "-m", "papersync", "refresh", "--offline", "good.md"]
    done = ran(*space, "sh", "-c", MOUNTED, "sh", str(tmp_path / "disk"), state, *command, cwd=folder)
    assert done.returncode == 2, done.stderr
    assert f"good.md: cannot be written: {words}" in done.stderr
    assert WRONG in done.stdout
    assert ".papersync" not in done.stdout
