"""The step: run, judge, publish, say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from papersync.action.alive import has_schedule, keep_alive
from papersync.action.inputs import Inputs, KeepAlive, Mode
from papersync.action.publishing import NOTHING, Change, Proposal, Published, commit_to, propose
from papersync.action.pulls import GitHub
from papersync.action.repository import Repository
from papersync.action.running import PAPERSYNC, Ran, run
from papersync.action.stores import Stores
from papersync.action.verdict import Verdict, verdict
from papersync.errors import ExitCode, PapersyncError, PublishingError, UsageError
from papersync.identifiers import ArxivId
from papersync.lint.finding import Level
from papersync.report.news import news
from papersync.report.notice import Notice, failure
from papersync.report.pull_request import commit_message, pull_request_body


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the step says and sets; it ``fails`` on any error among its notices."""

    notices: tuple[Notice, ...]
    changed: bool = False
    findings: int = 0
    unconfirmed: int = 0
    exit_code: int = ExitCode.INPUT
    number: int | None = None

    @property
    def fails(self) -> bool:
        """Whether the job does."""
        return any(each.level is Level.ERROR for each in self.notices)

    @property
    def outputs(self) -> Mapping[str, str]:
        """Numbers and words of ours, so that nothing in them can be taken for another output."""
        return {
            "changed": str(self.changed).lower(),
            "findings": str(self.findings),
            "unconfirmed": str(self.unconfirmed),
            "exit-code": str(int(self.exit_code)),
            "pull-request": "" if self.number is None else str(self.number),
        }


@dataclass(frozen=True)
class Step:
    """One run of the action in ``folder``; ``program`` is papersync."""

    inputs: Inputs
    folder: Path
    environ: Mapping[str, str] = field(repr=False)
    now: datetime
    program: Sequence[str] = PAPERSYNC

    @cached_property
    def repository(self) -> Repository:
        """The checkout. Raises PublishingError where there is none."""
        return Repository.at(self.folder, self.environ)

    @property
    def github(self) -> GitHub:
        """The repository on GitHub."""
        return GitHub.of(self.environ)

    def take(self) -> Outcome:
        """What became of it. Raises PapersyncError where it could not begin."""
        if self.inputs.mode is Mode.CHECK:
            ran = self._run()
            judged = verdict(ran, self.inputs.fail_on)
            done = _outcome(ran, judged, changed=ran.document.would_change)
        else:
            done = self._published()
        return replace(done, notices=(*done.notices, *self._alive()))

    def _alive(self) -> tuple[Notice, ...]:
        if self.inputs.keep_alive is KeepAlive.OFF or not has_schedule(self.environ):
            return ()
        try:
            return keep_alive(self.inputs.keep_alive, self.environ, self.repository, self.github, self.now)
        except PublishingError as error:
            return (failure(error),)

    def _published(self) -> Outcome:
        base = self._base()
        before = self.repository.dirty()
        proposed = self.repository.fetched(self.inputs.branch) if self.inputs.mode is Mode.PULL_REQUEST else None
        ran = self._run()
        judged = verdict(ran, self.inputs.fail_on)
        if not judged.publishes:
            return _outcome(ran, judged, changed=False)
        paths: tuple[str, ...] = ()
        try:
            ran = self._with_proposed(ran, proposed)
            paths = self.repository.changed_since(before)
            published = self._publish(base, ran, judged, paths, proposed)
        except PapersyncError as error:
            published = Published((failure(error),))
        done = _outcome(ran, judged, published, changed=bool(paths))
        return replace(done, notices=(*done.notices, *self._unpublished(paths)))

    def _unpublished(self, paths: tuple[str, ...]) -> tuple[Notice, ...]:
        """That the records stay behind, where lists are published and git ignores the store."""
        if not paths:
            return ()
        try:
            store = self._stores.file.path
            if not store.exists() or not self.repository.ignores(store):
                return ()
        except PapersyncError:
            return ()
        message = (
            f"git ignores {store.name}, so the records are not published, and lint does not have them; see .gitignore"
        )
        return (Notice(Level.WARNING, message),)

    def _run(self, *more: str) -> Ran:
        return run(self.inputs, self.environ, program=self.program, more=more)

    def _with_proposed(self, ran: Ran, proposed: str | None) -> Ran:
        """On a day on which arXiv does not answer for all, what was proposed on a better one stays proposed."""
        if ran.code != ExitCode.UNCONFIRMED or self.inputs.command != "refresh":
            return ran
        if proposed is None or not self.repository.is_ours(proposed):
            return ran
        papers = [ArxivId.parse(each) for each in ran.document.unconfirmed]
        if not self._stores.keep_proposed(proposed, papers):
            return ran
        again = self._run("--offline").document
        fixed = [each for each in ran.document.findings if each.fixed]
        return replace(ran, document=ran.document.model_copy(update={"findings": (*fixed, *again.findings)}))

    def _base(self) -> str:
        """The branch that is checked out, which may be another than the one that the workflow runs for: what that one
        lacks is not ours to push to it. Raises UsageError where nothing says which it is, or that cannot be.
        """
        base = self.repository.branch()
        if base is None:
            base = self.environ.get("GITHUB_REF_NAME", "")
            if not base or self.repository.head() != self.environ.get("GITHUB_SHA"):
                raise UsageError(
                    f"mode: {self.inputs.mode.value} writes to a branch, and a commit of none is checked out",
                    hint="give actions/checkout no ref, or a branch",
                )
        if self.inputs.mode is Mode.PULL_REQUEST:
            self.repository.require_branch_name(self.inputs.branch)
            if self.inputs.branch == base:
                raise UsageError(
                    f"branch: {base} is the branch that is checked out", hint="name one that is papersync's own"
                )
        return base

    def _publish(self, base: str, ran: Ran, judged: Verdict, paths: tuple[str, ...], proposed: str | None) -> Published:
        change = self._change(ran, paths)
        if self.inputs.mode is Mode.COMMIT:
            return commit_to(self.repository, base, change)
        proposal = Proposal(self.repository, self.github, base, self.inputs.branch, proposed)
        return propose(proposal, change, complete=judged.complete)

    def _change(self, ran: Ran, paths: tuple[str, ...]) -> Change:
        if not paths:
            return Change((), self.inputs.title, "", "")
        document, stores = ran.document, self._stores
        told = news(stores.at("HEAD"), stores.now(), document.mends)
        body = pull_request_body(
            told,
            command=self.inputs.command,
            left=document.left,
            unconfirmed=len(document.unconfirmed),
            paths=paths,
        )
        return Change(paths, self.inputs.title, commit_message(self.inputs.title, told), body)

    @property
    def _stores(self) -> Stores:
        return Stores.of(self.repository, self.inputs.files, self.environ)


def _outcome(ran: Ran, judged: Verdict, published: Published = NOTHING, *, changed: bool) -> Outcome:
    document = ran.document
    notices = (*judged.notices, *published.notices)
    return Outcome(notices, changed, document.left, len(document.unconfirmed), ran.code, published.number)
