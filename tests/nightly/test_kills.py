"""Law 6 for a whole refresh: killed at any moment, every file is the old or the new one, and the next run is fine."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from papersync.papers import Paper
from papersync.standin.records import Records
from papersync.standin.server import StandinServer
from papersync.standin.service import Standin
from papersync.store.codec import loads
from tests.counts import count
from tests.records import paper

pytestmark = [pytest.mark.nightly, pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL, fork")]

KILLS = count(suite=20, nightly=200)
LISTS = 6
ENTRIES = count(suite=10, nightly=25)
STORE = "data/papers.json"
WORDS = ("attention", "model", "language", "graph", "neural", "scaling", "sparse", "deep", "robust", "causal", "visual")
REHEARSALS = 3
PATIENCE_S = 120
POLL_S = 0.0002

# Starting takes longer than a refresh. This process runs the first one itself, and forks one for each that follows.
NURSERY = """
import os, sys
from papersync.cli.main import run

def refresh(folder):
    os.chdir(folder)
    sys.argv[1:] = ["refresh", "--yes"]
    try:
        run()
    except SystemExit as end:
        return end.code or 0
    return 99

answers = os.fdopen(os.dup(1), "w")
null = os.open(os.devnull, os.O_WRONLY)
for descriptor in (1, 2):
    os.dup2(null, descriptor)
first = refresh(sys.stdin.readline().rstrip("\\n"))
print(os.getpid(), first, sep="\\n", file=answers, flush=True)
for line in sys.stdin:
    child = os.fork()
    if not child:
        os._exit(refresh(line.rstrip("\\n")))
    print(child, file=answers, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=answers, flush=True)
"""


@dataclass(frozen=True)
class Nursery:
    """Runs refreshes, one at a time."""

    process: subprocess.Popen[str]

    def begin(self, folder: Path) -> int:
        """Start one in this folder; gives its process."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{folder}\n")
        self.process.stdin.flush()
        return int(self._line())

    def end(self) -> int:
        """Wait for it; gives its exit code, or minus the signal that killed it."""
        return int(self._line())

    def run(self, folder: Path) -> int:
        """A refresh that nobody disturbs."""
        self.begin(folder)
        return self.end()

    def _line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the nursery died"
        return line


@contextmanager
def nursery() -> Iterator[Nursery]:
    command = [sys.executable, "-c", NURSERY]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        guard = threading.Timer(PATIENCE_S + KILLS * 10, process.kill)
        guard.start()
        try:
            yield Nursery(process)
        finally:
            guard.cancel()
            process.kill()


@contextmanager
def stand_in() -> Iterator[StandinServer]:
    server = StandinServer(Records({}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def serve(server: StandinServer, papers: list[Paper]) -> None:
    server.standin = Standin(Records({str(each.id): each for each in papers}))


def made_up(chosen: random.Random) -> list[Paper]:
    return [
        paper(
            f"2212.{number:05}",
            f"On {' '.join(chosen.sample(WORDS, 5)).title()} {number}",
            abstract=" ".join(f"{' '.join(chosen.choices(WORDS, k=11))}.".capitalize() for _ in range(6)),
        )
        for number in range(1, LISTS * ENTRIES + 1)
    ]


def damaged(papers: list[Paper]) -> str:
    """A list with something to mend in each entry, and a person's words between them."""
    return "# Papers\n\n" + "\n".join(
        f"### {each.title.replace('On ', 'Onn ')} [x](https://arxiv.org/abs/{each.id}?utm_source=x)\n\n"
        f"> {each.abstract}\n\nA note of mine on number {number}.\n"
        for number, each in enumerate(papers)
    )


def contents(folder: Path) -> dict[str, bytes]:
    """What the folder holds, but for the cache, whose loss costs requests only."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {name: data for name, data in named.items() if not name.startswith("cache/")}


def is_temporary(name: str) -> bool:
    return name.rpartition("/")[2].startswith(".papersync-")


def prepare(folder: Path, home: Nursery, server: StandinServer, papers: list[Paper]) -> None:
    """The lists damaged, with the store and the cache of a real run in which the papers had earlier titles."""
    folder.mkdir()
    names = [f"list-{number}.md" for number in range(LISTS)]
    (folder / "papersync.toml").write_text(
        f'lists = {names}\ncache-dir = "cache"\nmax-age = 0\ninterval = 0\narxiv-url = "{server.query_url}"\n'
    )
    texts = {name: damaged(papers[number * ENTRIES : (number + 1) * ENTRIES]) for number, name in enumerate(names)}
    write(folder, texts)
    serve(server, [replace(each, title=f"{each.title} in Draft") for each in papers])
    assert home.run(folder) == 0
    write(folder, texts)
    serve(server, papers)


def write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).write_text(text)


@dataclass(frozen=True)
class Scene:
    """A folder before a refresh, what that makes of it, and how long its parts take."""

    folder: Path
    old: dict[str, bytes]
    new: dict[str, bytes]
    run_s: float
    writing_s: float

    def copy(self, to: Path) -> Path:
        """The same folder again."""
        shutil.copytree(self.folder, to)
        return to

    def moment(self, folder: Path) -> str:
        """Where the killed refresh was; fails if a file is neither the old nor the new one."""
        now = contents(folder)
        kept = {name: data for name, data in now.items() if not is_temporary(name)}
        assert kept.keys() == self.old.keys()
        torn = [name for name, data in kept.items() if data not in (self.old[name], self.new[name])]
        assert torn == []
        if kept == self.old:
            return "while a first temporary was filled" if len(now) > len(kept) else "before anything was written"
        return "after all was written" if kept == self.new else "between the first file and the last"


def rehearse(folder: Path, copy: Path, home: Nursery) -> Scene:
    """Undisturbed runs; the shortest of them tells how long one takes on this machine."""
    times_s: list[tuple[float, float]] = []
    old, new = contents(folder), dict[str, bytes]()
    for _ in range(REHEARSALS):
        shutil.copytree(folder, copy)
        begun_s = time.monotonic()
        home.begin(copy)
        wait_for_writing(copy, old)
        writing_s = time.monotonic()
        assert home.end() == 0
        ended_s = time.monotonic()
        times_s.append((ended_s - writing_s, ended_s - begun_s))
        new = contents(copy)
        shutil.rmtree(copy)
    assert new.keys() == old.keys()
    assert [name for name in new if new[name] == old[name]] == ["papersync.toml"]
    writing_s, run_s = min(times_s)
    return Scene(folder, old, new, run_s, writing_s)


def wait_for_writing(folder: Path, old: dict[str, bytes]) -> None:
    """Until the store's temporary is there, or the store is new already."""
    ended_s, store = time.monotonic() + PATIENCE_S, folder / STORE
    before = store.stat().st_ino
    while time.monotonic() < ended_s:
        if store.stat().st_ino != before or len(list(store.parent.iterdir())) > 1:
            return
        time.sleep(POLL_S)
    raise AssertionError("nothing is ever written")


def test_law_6_killed_at_any_moment_nothing_is_torn(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**6)
    sys.stdout.write(f"seed {seed}\n")
    chosen = random.Random(seed)
    papers, moments = made_up(chosen), Counter[str]()
    with stand_in() as server, nursery() as home:
        prepare(tmp_path / "before", home, server, papers)
        scene = rehearse(tmp_path / "before", tmp_path / "rehearsal", home)
        for number in range(KILLS):
            folder = scene.copy(tmp_path / "killed")
            process = home.begin(folder)
            # One in four at any moment of the run; the others while it writes, which is the shorter part.
            if number % 4:
                wait_for_writing(folder, scene.old)
                time.sleep(chosen.uniform(0, scene.writing_s))
            else:
                time.sleep(chosen.uniform(0, scene.run_s))
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            code = home.end()
            assert code in (0, -signal.SIGKILL)
            where = "after it had ended" if code == 0 else scene.moment(folder)
            moments[where] += 1
            loads((folder / STORE).read_bytes(), STORE)
            assert home.run(folder) == 0, f"kill {number}: {where}"
            assert contents(folder) == scene.new, f"kill {number}: {where}"
            shutil.rmtree(folder)
    told = ", ".join(f"{times} {where}" for where, times in moments.most_common())
    sys.stdout.write(f"in runs of {scene.run_s:.2f} s that write for {scene.writing_s:.2f} s killed: {told}\n")
    assert moments["between the first file and the last"] >= KILLS // 20, told
