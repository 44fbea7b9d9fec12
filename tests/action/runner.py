"""GitHub's environment, imitated: files for outputs and summary, a bare repository as origin, a `gh` that remembers."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from papersync.action.__main__ import main
from papersync.action.running import PAPERSYNC
from tests.git.repositories import Repository, repository

NOW: Final = datetime(2026, 11, 20, tzinfo=UTC)
BRANCH: Final = "papersync/refresh"
TOKEN: Final = "t0ken"
NOTHING_TOLD: Final[Mapping[str, Any]] = {}

# A papersync that writes what a test wishes and ends as it wishes: the step is what is tried.
_PAPERSYNC: Final = """
import json, os, pathlib, sys
wish = json.loads(os.environ["WISH"])
for path, text in wish["files"].items():
    pathlib.Path(path).write_text(text)
if wish["document"] is not None and "--json-file" in sys.argv:
    pathlib.Path(sys.argv[sys.argv.index("--json-file") + 1]).write_text(json.dumps(wish["document"]))
print("argv:", json.dumps(sys.argv[1:]), "token:", os.environ.get("GH_TOKEN"),
      "stale after:", os.environ.get("PAPERSYNC_STALE_AFTER"))
sys.exit(wish["code"])
"""

# What `gh api` does with the few addresses that the action asks for.
_GH: Final = """#!{python} -IS
import json, os, pathlib, subprocess, sys
path = pathlib.Path(os.environ["GH_STATE"])
state = json.loads(path.read_text())
words = sys.argv[1:]
method, address = words[2], words[3]
told = json.load(sys.stdin) if "--input" in words else None
state["calls"].append([method, address, told])
answer, code = None, 0
if state["refuse"] and method != "GET":
    print(state["refuse"], file=sys.stderr)
    code = 1
elif address.count("/") == 2:
    answer = {{"private": state.get("private", False)}}
elif method == "GET":
    for each in state["pulls"]:
        if each["state"] == "open":
            ref = "refs/heads/" + each["branch"]
            done = subprocess.run(["git", "ls-remote", "origin", ref], capture_output=True, text=True)
            each["head"]["sha"] = done.stdout.split()[0] if done.stdout else each["head"]["sha"]
    answer = state["pulls"]
elif method == "POST":
    number = len(state["pulls"]) + 1
    answer = {{"number": number, "state": "open", "title": told["title"], "body": told["body"], "branch": told["head"],
              "head": {{"sha": ""}}, "merged_at": None}}
    state["pulls"].insert(0, answer)
elif method == "PATCH":
    number = int(address.rpartition("/")[2])
    answer = next(each for each in state["pulls"] if each["number"] == number)
    answer.update(told)
path.write_text(json.dumps(state))
if state.get("wordless") and method == "POST":
    answer = {{}}
if answer is not None:
    print(json.dumps(answer))
sys.exit(code)
"""


@dataclass(frozen=True)
class Taken:
    """What a step came to: its exit code, its outputs, its lines of the summary."""

    code: int
    outputs: Mapping[str, str]
    summary: str


@dataclass
class Runner:
    """A checkout of `main`, its origin, and what a job's environment holds."""

    folder: Path
    checkout: Repository
    origin: Repository
    environ: dict[str, str] = field(default_factory=dict)

    now: datetime = NOW

    def take(self, program: Sequence[str] = PAPERSYNC, /, **inputs: str) -> Taken:
        """The step with these inputs, in process; papersync and git are processes of their own."""
        files = {name: self.folder / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            path.write_text("")
        environ = {**os.environ, **self.environ, **{name: str(path) for name, path in files.items()}}
        environ |= {f"INPUT_{name.upper()}": value for name, value in inputs.items()}
        os.chdir(self.checkout.folder)
        code = main(environ, self.checkout.folder, self.now, program)
        output, summary = (path.read_text() for path in files.values())
        return Taken(code, dict(line.split("=", 1) for line in output.splitlines()), summary)

    def wish(
        self, code: int = 0, files: Mapping[str, str] | None = None, document: Mapping[str, Any] | None = NOTHING_TOLD
    ) -> Sequence[str]:
        """A program in papersync's place, which does as told; with None it writes no document."""
        script = self.folder / "papersync.py"
        script.write_text(_PAPERSYNC)
        self.environ["WISH"] = json.dumps({"code": code, "files": files or {}, "document": document})
        return (sys.executable, "-IS", str(script))

    @property
    def github(self) -> dict[str, Any]:
        """What the imitated GitHub knows: ``pulls``, ``calls`` (method, address, members), ``refuse``."""
        state: dict[str, Any] = json.loads((self.folder / "github.json").read_text())
        return state

    @property
    def changes(self) -> list[str]:
        """The methods of the calls that changed something."""
        return [method for method, *_ in self.github["calls"] if method != "GET"]

    def tell_github(self, **state: Any) -> None:
        """Have it know something else."""
        (self.folder / "github.json").write_text(json.dumps({**self.github, **state}))

    def tip(self, branch: str) -> str | None:
        """The newest commit of a branch at origin."""
        done = self.origin.git("rev-parse", "--verify", "--quiet", f"refs/heads/{branch}")
        return done.out.strip() or None

    def at_origin(self, branch: str, path: str) -> str:
        """A file as a branch at origin has it."""
        return self.origin.must("show", f"{branch}:{path}")

    def clone(self, branch: str) -> Repository:
        """Somebody's clone of origin, with this branch checked out."""
        other = Repository(self.folder / f"other-{len(list(self.folder.iterdir()))}")
        subprocess.run(["git", "clone", "-q", "-b", branch, self.origin.folder, other.folder], check=True)
        return other

    def commit_upstream(
        self, branch: str, files: Mapping[str, str], email: str = "ada@example.org", name: str = "Ada"
    ) -> str:
        """Somebody pushes a commit to origin."""
        other = self.clone(branch)
        for path, text in files.items():
            (other.folder / path).write_text(text)
        other.must("add", "--all")
        other.must("-c", f"user.email={email}", "-c", f"user.name={name}", "commit", "-q", "-m", "by hand")
        other.must("push", "-q", "origin", f"HEAD:{branch}")
        return other.must("rev-parse", "HEAD").strip()

    def pull(self) -> None:
        """The next job checks `main` out anew."""
        self.checkout.must("fetch", "-q", "origin", "main")
        self.checkout.must("reset", "-q", "--hard", "FETCH_HEAD")
        self.checkout.must("clean", "-qfd")


@cache
def _made(files: tuple[tuple[str, str], ...]) -> Path:
    """A bare repository with one commit of these files; made once, and copied."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    seed = repository(folder / "seed", dict(files), driver=False)
    subprocess.run(["git", "clone", "-q", "--bare", seed.folder, folder / "origin.git"], check=True)
    for sample in (folder / "origin.git/hooks").iterdir():
        sample.unlink()
    return folder


def runner(folder: Path, files: Mapping[str, str], *, shallow: bool = False) -> Runner:
    """A job whose repository has these files."""
    origin, checkout = Repository(folder / "origin.git"), Repository(folder / "checkout")
    shutil.copytree(_made(tuple(files.items())) / "origin.git", origin.folder)
    depth = ["--depth=1", origin.folder.as_uri()] if shallow else [str(origin.folder)]
    subprocess.run(["git", "clone", "-q", *depth, checkout.folder], check=True)
    (folder / "github.json").write_text(json.dumps({"pulls": [], "calls": [], "refuse": ""}))
    gh = folder / "bin/gh"
    gh.parent.mkdir()
    gh.write_text(_GH.format(python=sys.executable))
    gh.chmod(gh.stat().st_mode | stat.S_IXUSR)
    environ = {
        "PATH": f"{gh.parent}{os.pathsep}{os.environ['PATH']}",
        "GH_STATE": str(folder / "github.json"),
        "GH_TOKEN": TOKEN,
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": "workflow_dispatch",
        "GITHUB_REF_NAME": "main",
        "GITHUB_REF_TYPE": "branch",
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_SERVER_URL": "https://github.com",
        "PAPERSYNC_CACHE_DIR": str(folder / "answers"),
    }
    return Runner(folder, checkout, origin, environ)
