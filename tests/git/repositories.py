"""Real repositories, made with as few processes as git allows."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from papersync.app.git_install import install
from papersync.config import load_config

Files = Mapping[str, str | bytes]
_WHO = b"Ada Example <ada@example.org> 1700000000 +0000"


@dataclass(frozen=True, slots=True)
class Git:
    """What git said."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on branch `main`, whose other branch is `side`."""

    folder: Path

    def git(self, *arguments: str, stdin: bytes | None = None) -> Git:
        """Run git here, with an identity and without settings of the machine."""
        done = subprocess.run(
            ["git", "-c", "user.name=Ada Example", "-c", "user.email=ada@example.org", *arguments],
            cwd=self.folder,
            input=stdin,
            capture_output=True,
            check=False,
            timeout=60,
        )
        return Git(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))

    def must(self, *arguments: str, stdin: bytes | None = None) -> str:
        """Run git, which succeeds."""
        done = self.git(*arguments, stdin=stdin)
        assert done.code == 0, done.err + done.out
        return done.out

    def read(self, name: str) -> str:
        """A file of the working tree."""
        return (self.folder / name).read_bytes().decode()

    @property
    def unmerged(self) -> bool:
        """Whether git says that conflicts are left."""
        return bool(self.must("ls-files", "-u"))


def repository(
    folder: Path, base: Files, main: Sequence[Files] = (), side: Sequence[Files] = (), *, driver: bool = True
) -> Repository:
    """One with a first commit, and further ones on `main` and `side`, each of these files; `main` is checked out.

    The files of ``base`` are given to the driver, unless ``driver`` is False.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = Repository(folder)
    made.must("init", "-q", "-b", "main")
    stream = [commit("main", "base", base, mark=":1")]
    for branch, commits in (("side", side), ("main", main)):
        for number, files in enumerate(commits, 1):
            stream.append(commit(branch, f"{branch} {number}", files, *([":1"] if number == 1 else [])))
    made.must("fast-import", "--quiet", "--force", stdin=b"".join(stream))
    if driver:
        lists = [name for name in base if not name.endswith(".json")] or ["README.md"]
        (folder / "papersync.toml").write_text(f"lists = {json.dumps(lists, ensure_ascii=False)}\n")
        install(load_config(folder, {}))
    made.must("reset", "-q", "--hard")
    return made


def commit(branch: str, subject: str, files: Files, *parents: str, mark: str = "") -> bytes:
    """One commit, as `git fast-import` reads it: these files, the others as in its first parent, else as in the commit
    of the branch before it.
    """
    head = f"commit refs/heads/{branch}\n" + (f"mark {mark}\n" if mark else "")
    lines = [head.encode(), b"committer " + _WHO + b"\n", _data(subject.encode())]
    for kind, parent in zip(("from", "merge"), parents, strict=False):
        lines.append(f"{kind} {parent}\n".encode())
    for name, text in files.items():
        lines += [f"M 100644 inline {name}\n".encode(), _data(text.encode() if isinstance(text, str) else text)]
    return b"".join(lines)


def _data(text: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(text), text)
