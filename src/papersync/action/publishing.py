"""Changes become a commit on the branch that is checked out, or one pull request that is kept up to date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from papersync.action.pulls import GitHub
from papersync.action.repository import Repository
from papersync.errors import PublishingError
from papersync.lint.finding import Level
from papersync.report.notice import Notice
from papersync.text.lines import with_line_ending

_ATTEMPTS: Final = 3
_NOTHING_LEFT: Final = "Nothing is left to change: the lists are as arXiv's records have them.\n"


@dataclass(frozen=True, slots=True)
class Change:
    """What papersync changed: ``paths`` from the root, and how that is told."""

    paths: tuple[str, ...]
    title: str
    message: str
    body: str


@dataclass(frozen=True, slots=True)
class Published:
    """What to say of it, and the number of the open pull request, if there is one."""

    notices: tuple[Notice, ...] = ()
    number: int | None = None


NOTHING: Final = Published()


def commit_to(repository: Repository, base: str, change: Change) -> Published:
    """A commit on the branch that is checked out, pushed. Where the branch has moved meanwhile it goes on top, unless
    the same files were changed there: then nothing is pushed.
    """
    start = parent = repository.head()
    if not change.paths:
        return NOTHING
    for _ in range(_ATTEMPTS):
        made = repository.commit(change.paths, change.message, parent)
        if made is None:
            return NOTHING
        if repository.push(made, base):
            repository.git("reset", "--quiet", "--mixed", made)
            return _said(f"committed to {base}: {', '.join(change.paths)}")
        newest = repository.fetched(base)
        if newest is None or repository.blobs(newest, change.paths) != repository.blobs(start, change.paths):
            break
        parent = newest
    return _said(
        f"{base} moved meanwhile, and so did {', '.join(change.paths)}: nothing was pushed, the next run begins with "
        "what is there",
        Level.WARNING,
    )


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where changes are proposed: the branch that is checked out, the one of the pull request, and its newest commit
    (None if there is no such branch).
    """

    repository: Repository
    github: GitHub
    base: str
    branch: str
    newest: str | None


def propose(to: Proposal, change: Change, *, complete: bool) -> Published:
    """One pull request for what differs from the branch that is checked out.

    Its branch is made anew only if that would be another change; it is closed when nothing differs and the run was
    ``complete``. What others pushed to the branch is not overwritten, and what somebody closed is not opened again for
    the same change.
    """
    if to.newest is not None and not to.repository.is_ours(to.newest):
        return _said(
            f"somebody has pushed to {to.branch}: it is left as it is. Merge its pull request, or delete the branch",
            Level.WARNING,
        )
    made = to.repository.commit(change.paths, change.message, to.repository.head()) if change.paths else None
    if made is None:
        return _closed(to, to.newest) if complete and to.newest is not None else NOTHING
    same = to.newest is not None and to.repository.change_of(to.newest) == to.repository.change_of(made)
    pulls = to.github.of_branch(to.branch, to.base)
    current = next((each for each in pulls if each.is_open), None)
    if current is None and same:
        answered = [each for each in pulls if each.head.sha == to.newest]
        if any(each.merged_at is None for each in answered):
            return _said(
                f"these changes were proposed before, and somebody closed that; delete {to.branch} to have them again"
            )
        same = not answered  # merged, and undone since: a commit that is merged already cannot be proposed
    if not same and not to.repository.push(made, to.branch, instead_of=to.newest, force=True):
        raise PublishingError(
            f"{to.branch} moved while papersync ran", hint="run it again; one run at a time (concurrency)"
        )
    if current is None:
        number = to.github.open(to.branch, to.base, change.title, change.body)
        return Published((_notice(f"opened pull request {number}"),), number)
    if _lines(current.body) != _lines(change.body) or current.title != change.title:
        to.github.update(current.number, title=change.title, body=change.body)
    return Published((_notice(f"pull request {current.number} is up to date"),), current.number)


def _closed(to: Proposal, newest: str) -> Published:
    current = [each for each in to.github.of_branch(to.branch, to.base) if each.is_open]
    for each in current:
        to.github.update(each.number, state="closed", body=_NOTHING_LEFT)
    to.repository.delete(to.branch, newest)
    return Published(
        tuple(_notice(f"closed pull request {each.number}: nothing is left to change") for each in current)
    )


def _lines(text: str | None) -> Sequence[str]:
    """What GitHub may have given other line endings."""
    return with_line_ending((text or "").strip(), "\n").split("\n")


def _said(message: str, level: Level = Level.INFO) -> Published:
    return Published((_notice(message, level),))


def _notice(message: str, level: Level = Level.INFO) -> Notice:
    return Notice(level, message)
