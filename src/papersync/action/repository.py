"""The checkout: what papersync changed in it, and commits that are made beside it, without its index or its hooks."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from papersync.action.programs import run_program, with_git_settings
from papersync.errors import PublishingError, UsageError
from papersync.report.plain import plain

# The address is that of GitHub's bot, as other actions have it too; the name tells ours from theirs.
NAME: Final = "papersync"
EMAIL: Final = "41898282+github-actions[bot]@users.noreply.github.com"
_FETCHED: Final = "refs/papersync/fetched"
_TIMEOUT_S: Final = 300.0
Dirty = Mapping[str, str]
"""Paths that git calls modified or untracked, each with a digest of what it holds."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A checkout at its root. ``environ`` is that of the process, with what it takes to reach the remote."""

    root: Path
    environ: Mapping[str, str] = field(repr=False)

    @classmethod
    def at(cls, folder: Path, environ: Mapping[str, str]) -> Repository:
        """The repository around a folder. Raises PublishingError where there is none."""
        made = cls(folder, {**_authorized(environ), **_identity()})
        top = made.git("rev-parse", "--show-toplevel", hint="check the repository out before (actions/checkout)")
        return cls(Path(top.rstrip("\n")), made.environ)

    def git(self, *words: str, stdin: str | None = None, hint: str | None = None, **more: str) -> str:
        """What git printed; ``more`` are variables. Raises PublishingError with what git said if it fails."""
        done = self._run(words, stdin, more)
        if done.returncode:
            said = " ".join(plain(os.fsdecode(done.stderr)).split())[:500] or f"exit code {done.returncode}"
            raise PublishingError(f"git {words[0]} failed: {said}", hint=hint)
        return os.fsdecode(done.stdout)

    def dirty(self) -> Dirty:
        """What differs from HEAD, ignored files apart."""
        status = self.git("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all")
        return {entry[3:]: _digest(self.root / entry[3:]) for entry in status.split("\0") if entry}

    def changed_since(self, before: Dirty) -> tuple[str, ...]:
        """The paths that differ from HEAD and from what they were then; sorted."""
        return tuple(sorted(path for path, digest in self.dirty().items() if before.get(path) != digest))

    def ignores(self, path: Path) -> bool:
        """Whether git leaves a file out; not one that is in the repository already."""
        return self._run(("check-ignore", "--quiet", "--", str(path)), None, {}).returncode == 0

    def head(self) -> str:
        """The commit that is checked out."""
        return self.git("rev-parse", "HEAD").strip()

    def branch(self) -> str | None:
        """The branch that is checked out; None if a commit is."""
        return self.git("branch", "--show-current").strip() or None

    def require_branch_name(self, branch: str) -> None:
        """Raises UsageError for what git takes for no branch's name."""
        if self._run(("check-ref-format", f"refs/heads/{branch}"), None, {}).returncode:
            raise UsageError(f"branch: {branch} cannot be the name of a branch", hint="see git check-ref-format")

    def commit(self, paths: Sequence[str], message: str, parent: str) -> str | None:
        """A commit of these paths as they are on disk, in no branch yet; None if the parent has them so."""
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index"), "GIT_LITERAL_PATHSPECS": "1"}
            self.git("read-tree", parent, **index)
            self.git("add", "--all", "--", *paths, **index)
            tree = self.git("write-tree", **index).strip()
        if tree == self.git("rev-parse", f"{parent}^{{tree}}").strip():
            return None
        return self.git("commit-tree", tree, "-p", parent, "-F", "-", stdin=message).strip()

    def fetched(self, branch: str) -> str | None:
        """The newest commit of a branch of the remote, fetched with its parents; None if there is no such branch."""
        ref = f"refs/heads/{branch}"
        if not self.git("ls-remote", "origin", ref).strip():
            return None
        shallow = self.git("rev-parse", "--is-shallow-repository").strip() == "true"
        depth = ["--depth=2"] if shallow else []
        self.git("fetch", "--quiet", "--no-tags", *depth, "origin", f"+{ref}:{_FETCHED}")
        return self.git("rev-parse", _FETCHED).strip()

    def is_ours(self, commit: str) -> bool:
        """Whether the action made it, or GitHub's button merged the base into what the action made: a merge in which
        nobody wrote anything.
        """
        if self._is_made_here(commit):
            return True
        parents = self.git("show", "--no-patch", "--format=%P", commit).split()
        if len(parents) != 2 or not self._is_made_here(parents[0]):
            return False
        # What neither parent has: somebody wrote it, mostly to resolve a conflict.
        return not self.git("diff-tree", "--cc", "--no-commit-id", commit)

    def _is_made_here(self, commit: str) -> bool:
        # Whoever amends or rebases it becomes the committer, and the author stays.
        return (
            self.git("show", "--no-patch", "--format=%an%n%ae%n%cn%n%ce", commit).split("\n")[:4] == [NAME, EMAIL] * 2
        )

    def change_of(self, commit: str) -> str:
        """What a commit does to its first parent: paths with the blobs before and behind."""
        return self.git("diff-tree", "-r", "--no-commit-id", f"{commit}^", commit)

    def blobs(self, commit: str, paths: Sequence[str]) -> str:
        """What a commit has at these paths."""
        return self.git("ls-tree", "-r", "-z", commit, "--", *paths, GIT_LITERAL_PATHSPECS="1")

    def push(self, commit: str, branch: str, *, instead_of: str | None = None, force: bool = False) -> bool:
        """Make it the newest of a branch of the remote; False if that has moved meanwhile.

        With ``force`` it takes the place of ``instead_of``, or makes the branch where that is None.
        """
        ref = f"refs/heads/{branch}"
        lease = [f"--force-with-lease={ref}:{instead_of or ''}"] if force else []
        done = self._run(("push", "--porcelain", "--no-verify", *lease, "origin", f"{commit}:{ref}"), None, {})
        if done.returncode == 0:
            return True
        said = plain(os.fsdecode(done.stdout + b" " + done.stderr))
        if any(word in said for word in ("(fetch first)", "(non-fast-forward)", "(stale info)")):
            return False
        hint = "give the job the permission contents: write; a protected branch takes pull requests only"
        raise PublishingError(f"git push failed: {' '.join(said.split())[:500]}", hint=hint)

    def delete(self, branch: str, commit: str) -> None:
        """Take a branch of the remote away, if this is its newest commit."""
        ref = f"refs/heads/{branch}"
        self.git("push", "--quiet", "--no-verify", f"--force-with-lease={ref}:{commit}", "origin", f":{ref}")

    def file(self, commit: str, path: str) -> bytes | None:
        """A file as a commit has it; None if it has none."""
        done = self._run(("cat-file", "blob", f"{commit}:{path}"), None, {})
        return None if done.returncode else done.stdout

    def _run(
        self, words: Sequence[str], stdin: str | None, more: Mapping[str, str]
    ) -> subprocess.CompletedProcess[bytes]:
        return run_program(
            ["git", *words],
            folder=self.root,
            environ={**self.environ, **more},
            stdin=(stdin or "").encode("utf-8", "replace"),
            timeout_s=_TIMEOUT_S,
            hint="the action needs git 2.31 or later",
        )


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _identity() -> dict[str, str]:
    who = {"NAME": NAME, "EMAIL": EMAIL}
    own = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    return {**own, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


def _authorized(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables, with the token for git; what actions/checkout may have left is put aside for it."""
    token = environ.get("GH_TOKEN", "")
    if not token:
        return dict(environ)
    header = "AUTHORIZATION: basic " + base64.b64encode(f"x-access-token:{token}".encode()).decode()
    key = f"http.{environ.get('GITHUB_SERVER_URL', 'https://github.com')}/.extraheader"
    # An empty value forgets those before (git-config, http.extraHeader).
    return with_git_settings(environ, (key, ""), (key, header))
