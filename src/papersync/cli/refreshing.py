"""A refresh run from the command line: ask with progress, then settle, with a question for large changes."""

from __future__ import annotations

import asyncio
import sys

from papersync.app.refresh import Learnt, Refresh, RefreshPlan, learn, settle
from papersync.cli.asking import with_source
from papersync.cli.refresh_report import confirm_large
from papersync.cli.session import Session
from papersync.sources.answers import Source


def run_refresh(session: Session, plan: RefreshPlan, *, offline: bool) -> Refresh:
    """Refresh the session's lists. A person at a terminal is asked before a large change is written."""

    async def ask(source: Source | None) -> Learnt:
        return await learn(session.lists, session.sources(source))

    learnt = asyncio.run(with_source(session.config, offline, ask))
    # The question stands alone: the progress bar is gone by now.
    return settle(
        learnt, plan, session.policy, session.store_file, lambda held: sys.stdin.isatty() and confirm_large(held)
    )
