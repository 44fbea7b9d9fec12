"""Whether a list went stale without anybody noticing: a job that stopped, a network that is closed for good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from papersync.identifiers import ArxivId
from papersync.store.confirmations import Confirmations


def stale_since(
    confirmations: Confirmations, papers: Iterable[ArxivId], now: datetime, stale_after: timedelta
) -> datetime | None:
    """When the source last answered for any of these papers, if that is more than ``stale_after`` ago; else None.

    None as well where nothing is known of earlier answers. A fresh clone, another machine, a runner without a cache are
    no sign of anything, and a warning that most people get on most days is read by nobody.
    """
    last = confirmations.newest(papers, now)
    return last if last is not None and now - last > stale_after else None
