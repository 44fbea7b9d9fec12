"""What a refresh or a lint says of a source that did not answer, today or for long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from papersync.app.staleness import stale_since
from papersync.cli.boundary import note
from papersync.lint.finding import Level
from papersync.report.notice import Notice
from papersync.report.staleness import stale_line

if TYPE_CHECKING:
    from papersync.app.refresh import Refresh
    from papersync.cli.session import Session
    from papersync.identifiers import ArxivId
    from papersync.report.unconfirmed import Unconfirmed


class BadDay(NamedTuple):
    """What could not be checked, and since when nothing could, at ``now``; both None on a good day."""

    now: datetime
    unconfirmed: Unconfirmed | None = None
    stale_since: datetime | None = None
    hint: str = ""

    @classmethod
    def of(cls, done: Refresh, session: Session, *, offline: bool) -> BadDay:
        """That of a refresh."""
        from papersync.report.unconfirmed import Unconfirmed

        last = stale_since(done.known.confirmations, done.named, session.now, session.config.stale_after)
        hint = "run it once without --offline" if offline else "see whether arXiv can be reached from here at all"
        if not done.failed:
            return cls(session.now, None, last, hint)
        unconfirmed = Unconfirmed(
            done.failed,
            done.known.last_confirmed,
            papers=len({each.latest for each in done.named}),
            confirmed=len(done.known.learnt),
            stored=done.stored,
            offline=offline,
        )
        return cls(session.now, unconfirmed, last, hint)

    @classmethod
    def before_lint(cls, named: Iterable[ArxivId], session: Session) -> BadDay:
        """That of a lint, which asks nobody."""
        last = stale_since(session.confirmations, named, session.now, session.config.stale_after)
        return cls(session.now, None, last, "run papersync refresh; if a job should do that, see whether it still runs")

    @property
    def notices(self) -> list[Notice]:
        """One line each, for annotations."""
        lines: list[str] = []
        if self.unconfirmed is not None:
            from papersync.report.unconfirmed import unconfirmed_line

            lines.append(unconfirmed_line(self.unconfirmed))
        if self.stale_since is not None:
            lines.append(f"{stale_line(self.stale_since, self.now)}; {self.hint}")
        return [Notice(Level.WARNING, line) for line in lines]

    def tell(self) -> None:
        """On stderr, once a run."""
        if self.unconfirmed is not None:
            from papersync.report.unconfirmed import unconfirmed_text

            note(*unconfirmed_text(self.unconfirmed).split("\n"))
        if self.stale_since is not None:
            note(f"papersync: {stale_line(self.stale_since, self.now)}")
            note(f"  hint: {self.hint}")
