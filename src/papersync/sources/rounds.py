"""Law 4 in motion: ask in batches, believe complete answers only, say that a paper is missing after two of them."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator
from typing import Final, assert_never

from papersync.http.replies import GaveUp
from papersync.identifiers import ArxivId
from papersync.sources.answers import Answer, Failed, Found, Missing
from papersync.sources.batches import Batch, first_round, in_other_company, second_round
from papersync.sources.feed import ErrorFeed
from papersync.sources.reading import Complete

Ask = Callable[[Batch], Awaitable[Complete | ErrorFeed | GaveUp]]

_MOST_FRUITLESS: Final = 4
"""Fruitless requests in a row before we say that nothing is answered. One bad identifier in a batch makes two."""

_MOST_REJECTED: Final = 20
"""Identifiers that arXiv may call malformed, one a request, before that counts as fruitless as well."""

_TOO_LONG: Final = (413, 414)
_PERHAPS_ONE_OF_THEM: Final = (400, 500)


class Rounds:
    """One fetch: two rounds of batches. ``known`` are identifiers that exist, from fetches before."""

    def __init__(self, ask: Ask, known: Collection[ArxivId]) -> None:
        self._ask = ask
        self._exist = set(known)
        self._queue: deque[Batch] = deque()
        self._absent: dict[ArxivId, frozenset[ArxivId]] = {}
        self._confirming = False
        self._fruitless = 0
        self._rejected = 0
        self._stopped: str | None = None

    @property
    def batches_left(self) -> int:
        """Requests that are certain to follow, as far as can be seen now."""
        return 0 if self._stopped else len(self._queue)

    async def answers(self, ids: Collection[ArxivId]) -> AsyncIterator[Answer]:
        """Exactly one answer for each distinct identifier."""
        self._queue.extend(first_round(ids))
        async for answer in self._drained():
            yield answer
        self._confirming = True
        self._queue.extend(second_round(self._absent, self._exist))
        async for answer in self._drained():
            yield answer

    async def _drained(self) -> AsyncIterator[Answer]:
        while self._queue:
            batch = self._queue.popleft()
            known = self._failed(batch, self._stopped) if self._stopped else None
            for answer in known or self._settled(batch, await self._ask(batch)):
                yield answer

    def _settled(self, batch: Batch, outcome: Complete | ErrorFeed | GaveUp) -> Iterator[Answer]:
        match outcome:
            case Complete():
                self._fruitless = 0
                return self._told(batch, outcome)
            case ErrorFeed():
                return self._named(batch, outcome)
            case GaveUp(reply=reply) if reply is not None and reply.status in _TOO_LONG and len(batch.ids) > 1:
                self._queue.extend(self._cut(batch.halves()))
                return iter(())
            case GaveUp():
                if _is_about_the_batch(outcome):
                    return self._doubted(batch, outcome.reason)
                self._stopped = outcome.reason
                return self._failed(batch, outcome.reason)
            case _:
                assert_never(outcome)

    def _told(self, batch: Batch, outcome: Complete) -> Iterator[Answer]:
        for identifier in batch.ids:
            paper = outcome.papers.get(identifier)
            if paper is not None:
                self._exist.add(identifier)
                yield Found(identifier, paper)
            elif self._confirming:
                yield Missing(identifier)
            else:
                self._absent[identifier] = frozenset(batch.asked)

    def _named(self, batch: Batch, outcome: ErrorFeed) -> Iterator[Answer]:
        named = next((i for i in batch.ids if str(i) == outcome.identifier), None)
        if named is None or self._rejected >= _MOST_REJECTED:
            return self._doubted(batch, f"arXiv answered with an error: {outcome.summary}")
        self._rejected += 1
        self._queue.extend(self._cut(batch.without(named)))
        return iter((Failed(named, f"arXiv does not take this identifier: {outcome.summary}"),))

    def _doubted(self, batch: Batch, reason: str) -> Iterator[Answer]:
        """Nothing came of *batch*; perhaps of its parts, unless nothing comes of anything."""
        self._fruitless += 1
        if self._fruitless >= _MOST_FRUITLESS:
            self._stopped = reason
        if self._stopped or len(batch.ids) == 1:
            return self._failed(batch, reason)
        # At the end of the queue: batches without the bad identifier come first and show that arXiv answers.
        self._queue.extend(self._cut(batch.halves()))
        return iter(())

    def _cut(self, batches: list[Batch]) -> list[Batch]:
        if not self._confirming:
            return batches
        return [part for batch in batches for part in in_other_company(batch, self._absent)]

    def _failed(self, batch: Batch, reason: str) -> Iterator[Answer]:
        if self._confirming:
            reason = f"arXiv left it out of one answer, and a second could not be had: {reason}"
        return iter([Failed(identifier, reason) for identifier in batch.ids])


def _is_about_the_batch(outcome: GaveUp) -> bool:
    """True if other identifiers may fare better: the answer is a feed, or arXiv could not digest the question."""
    reply = outcome.reply
    if reply is None:
        return False
    return reply.status in _PERHAPS_ONE_OF_THEM or (200 <= reply.status < 300 and b"<feed" in reply.body[:1000])
