"""A source for the length of one question, with progress on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from papersync.app.asking import is_confirmed
from papersync.cli.boundary import note
from papersync.config import Config
from papersync.identifiers import ArxivId
from papersync.sources.answers import Source
from papersync.sources.endpoint import is_arxiv
from papersync.store.repository import StoreFile

if TYPE_CHECKING:
    from papersync.sources.query import Progress

_T = TypeVar("_T")


async def with_source(config: Config, offline: bool, ask: Callable[[Source | None], Awaitable[_T]]) -> _T:
    """What ``ask`` makes of the configured source; it gets None offline. The connection is closed afterwards.

    Papers in the store that a source has answered for are its witnesses. Raises StoreError if the store is damaged.
    """
    if offline:
        return await ask(None)
    from papersync.app.stack import contact_of, query_api

    with _progress() as tell:
        async with query_api(config, tell, _witnesses(config)) as source:
            if is_arxiv(config.arxiv_url) and not contact_of(config, os.environ):
                note("papersync: set `contact` (or PAPERSYNC_CONTACT) so that arXiv can reach whoever asks so often")
            return await ask(source)


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None] | None]:
    """A bar on stderr if that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("asking arXiv"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)

        def tell(progress: Progress) -> None:
            why = f"waiting {progress.waiting_s:.0f} s: {escape(progress.why)}" if progress.waiting_s else ""
            bar.update(
                task, total=progress.asked, completed=progress.answered, description=why, visible=progress.asked > 0
            )

        yield tell


def _witnesses(config: Config) -> list[ArxivId]:
    store = StoreFile(config.store_path, config.lock_dir).load().store
    return [paper.id for paper in store if is_confirmed(paper)]
