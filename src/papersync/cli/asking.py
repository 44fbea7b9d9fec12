"""The configured source, opened only when it is asked, with progress on a terminal."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Final, TypeVar

from papersync.cli.boundary import end_at_once_if_interrupted_again, note
from papersync.config import Config
from papersync.errors import PapersyncError
from papersync.http.loop import PromptLoop
from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.sources.answers import Answer
from papersync.store.codec import Store
from papersync.store.hearsay import is_confirmed
from papersync.store.repository import StoreFile

_T = TypeVar("_T")
_READING_ANSWERS: Final = ("papersync.sources.reading", "papersync.papers.checking")


def source_of(
    config: Config,
    *,
    offline: bool,
    meanwhile: Sequence[str] = (),
    then: Callable[[], object] | None = None,
    stored: Callable[[], Iterable[Paper]] | None = None,
) -> Configured | None:
    """The source that the configuration means, which searches, too; None offline.

    ``meanwhile`` are modules to load while it thinks, ``then`` is what to do with them. ``stored`` gives what is in the
    store, for whoever has read it.
    """
    return None if offline else Configured(config, (*_READING_ANSWERS, *meanwhile), then, stored or _reading(config))


@contextmanager
def event_loop() -> Iterator[asyncio.Runner]:
    """Where questions run, held up by no name server. Interrupted it is closed last, after what the caller has to do;
    another interrupt then ends that.
    """
    runner = asyncio.Runner(loop_factory=PromptLoop)
    try:
        yield runner
    except KeyboardInterrupt:
        end_at_once_if_interrupted_again()
        raise
    finally:
        runner.close()


def answered(loop: asyncio.Runner, question: Coroutine[Any, Any, _T]) -> _T:
    """What the question comes to, run in the loop.

    asyncio writes a task down with its result when it puts the handler of SIGINT back, which takes a second for what is
    known of a large list: so the task has none.
    """
    answers: list[_T] = []

    async def ask() -> None:
        answers.append(await question)

    loop.run(ask())
    return answers[0]


@dataclass(frozen=True, slots=True)
class Configured:
    """A `Source` and a `Searcher` that has a connection for the length of one question.

    It loads nothing of a network before.

    Papers in the store that a source has answered for are its witnesses. Asking raises StoreError if the store is
    damaged.
    """

    config: Config
    meanwhile: Sequence[str]
    then: Callable[[], object] | None
    stored: Callable[[], Iterable[Paper]]

    async def fetch(self, ids: Sequence[ArxivId]) -> AsyncIterator[Answer]:
        if not ids:
            return
        from papersync.app.stack import contact_of, query_api
        from papersync.cli.progress import progress
        from papersync.sources.endpoint import interval_s, is_arxiv

        config, loading = self.config, Loading(self.meanwhile, self.then)
        with progress(interval_s(config.arxiv_url, config.interval_s)) as tell:
            async with query_api(config, tell, loading.begin, _witnesses(self.stored())) as source:
                if is_arxiv(config.arxiv_url) and not contact_of(config, os.environ):
                    note(
                        "papersync: set `contact` (or PAPERSYNC_CONTACT) so that arXiv can reach whoever asks so often"
                    )
                async for answer in source.fetch(ids):
                    yield answer
                await loading.end()

    async def search(self, questions: Sequence[Sequence[str]]) -> AsyncIterator[tuple[Paper, ...]]:
        if questions:
            from papersync.app.stack import query_api

            async with query_api(self.config) as source:
                async for found in source.search(questions):
                    yield found


class Loading:
    """Loads modules in a thread, and works with them, in the time in which the first answer is under way."""

    def __init__(self, names: Sequence[str], then: Callable[[], object] | None = None) -> None:
        self._names = names
        self._then = then
        self._under_way: asyncio.Future[None] | None = None

    def begin(self) -> None:
        """The first time it is called."""
        if self._under_way is None:
            self._under_way = asyncio.get_running_loop().run_in_executor(None, self._load)

    async def end(self) -> None:
        """Wait for it: two threads that load what needs each other may get in each other's way."""
        if self._under_way is not None:
            await self._under_way

    def _load(self) -> None:
        for name in self._names:
            import_module(name)
        if self._then is not None:
            with suppress(PapersyncError):  # whoever asks for the outcome meets it
                self._then()


def _reading(config: Config) -> Callable[[], Store]:
    return lambda: StoreFile(config.store_path, config.lock_dir).load().store


def _witnesses(stored: Iterable[Paper]) -> list[ArxivId]:
    return [replace(paper.id, version=paper.version) for paper in stored if is_confirmed(paper)]
