"""The source that the configuration means, put together; imported only where something may be asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping

from papersync.config import Config
from papersync.http.manners import Manners
from papersync.identifiers import ArxivId
from papersync.sources.query import Progress, QueryApi


def query_api(
    config: Config,
    on_progress: Callable[[Progress], None] | None = None,
    on_sent: Callable[[], None] | None = None,
    known: Iterable[ArxivId] = (),
) -> QueryApi:
    """The query API at the configured URL, asked with the configured manners; ``known`` papers are its witnesses."""
    manners = Manners(
        lock_dir=config.lock_dir,
        contact=contact_of(config, os.environ),
        interval_s=config.interval_s,
        retries=config.retries,
        max_wait_s=config.max_wait.total_seconds(),
    )
    return QueryApi(manners, url=config.arxiv_url, on_progress=on_progress, on_sent=on_sent, known=known)


def contact_of(config: Config, environ: Mapping[str, str]) -> str:
    """How arXiv can reach whoever asks: as configured, else the repository whose workflow this runs in, else nothing.

    Nothing is taken from the machine unasked: a name or an address is for its owner to give.
    """
    if config.contact:
        return config.contact
    server, repository = environ.get("GITHUB_SERVER_URL"), environ.get("GITHUB_REPOSITORY")
    return f"{server}/{repository}" if server and repository else ""
