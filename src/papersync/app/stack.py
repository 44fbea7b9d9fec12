"""The source that the configuration means, put together; imported only where something may be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from papersync.config import Config
from papersync.http.manners import Manners
from papersync.identifiers import ArxivId
from papersync.sources.query import Progress, QueryApi

# Where arXiv can find out who asks; https://info.arxiv.org/help/api/tou.html wishes for a way to reach us.
PROJECT_CONTACT = "papersync; a reading-list tool"


def query_api(
    config: Config, on_progress: Callable[[Progress], None] | None = None, known: Iterable[ArxivId] = ()
) -> QueryApi:
    """The query API at the configured URL, asked with the configured manners; ``known`` papers are its witnesses."""
    manners = Manners(
        lock_dir=config.lock_dir,
        contact=config.contact or PROJECT_CONTACT,
        interval_s=config.interval_s,
        retries=config.retries,
        max_wait_s=config.max_wait.total_seconds(),
    )
    return QueryApi(manners, url=config.arxiv_url, on_progress=on_progress, known=known)
