"""Law 4 in motion: ask in batches, believe complete answers only, say that a paper is missing after two of them."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Mapping
from itertools import combinations
from typing import Final, assert_never

from papersync.http.replies import GaveUp
from papersync.identifiers import ArxivId
from papersync.sources.answers import Answer, Failed, Found, Missing
from papersync.sources.batches import Batch, first_round, in_other_company, second_round
from papersync.sources.endpoint import MOST_IDS
from papersync.sources.outcomes import Complete, ErrorFeed, is_feed
from papersync.sources.witnesses import Witnesses

Ask = Callable[[Batch], Awaitable[Complete | ErrorFeed | GaveUp]]

MOST_FRUITLESS: Final = 6
"""Requests in a row that give nothing, before the source counts as ill. One bad identifier among good ones makes two;
from 100 down to one it takes five (100, 100, 25, 6, 1)."""

MOST_HALVINGS: Final = 40
"""Batches that one fetch may halve to find the bad identifiers in them; one among a hundred takes seven."""

MOST_REJECTED: Final = 20
"""Identifiers that arXiv may call malformed, one a request, before that counts as fruitless as well."""

_LEAST_GUESSED: Final = 10
"""Identifiers that a request may always have, unless it was refused with 413 or 414: a guess must not cost hundreds."""

_TOO_LONG: Final = (413, 414)
_PERHAPS_ONE_OF_THEM: Final = (400, 500)
_NOBODY_VOUCHES: Final = "arXiv's answers held nothing that was asked for, and nothing is known that they should hold"


class Rounds:
    """One fetch: two rounds of batches; three if several papers are asked for and nothing is known to exist.

    For n identifiers it asks at most 2n + MOST_HALVINGS + 7 times (3n in the three rounds), retries not counted: each
    request settles at least one identifier for its round, or makes one of at most MOST_HALVINGS halvings, or is refused
    for its size, which halves the size of all that follow. ``most`` is that size, to begin with and as it was learnt.
    """

    def __init__(self, ask: Ask, witnesses: Witnesses, most: int = MOST_IDS) -> None:
        self.most = most
        self._ask = ask
        self._witnesses = witnesses
        self._queue: deque[Batch] = deque()
        self._absent: dict[ArxivId, frozenset[ArxivId]] = {}
        self._before: Mapping[ArxivId, frozenset[ArxivId]] = {}
        self._vouching: tuple[ArxivId, ...] = ()
        self._fruitless: list[Batch] = []
        self._halvings = 0
        self._rejected = 0
        self._stopped: str | None = None

    @property
    def batches_left(self) -> int:
        """Requests that are certain to follow, as far as can be seen now."""
        return 0 if self._stopped else len(self._queue)

    async def answers(self, ids: Collection[ArxivId]) -> AsyncIterator[Answer]:
        """Exactly one answer for each distinct identifier; batches in the order of *ids*, Missing at the end."""
        self._queue.extend(first_round(ids, self.most))
        async for answer in self._drained():
            yield answer
        if self._absent and not self._witnesses and len({identifier.base for identifier in ids}) > 1:
            self._ask_again()
            async for answer in self._drained():
                yield answer
            if not self._witnesses:
                for identifier in self._absent:
                    yield Failed(identifier, _NOBODY_VOUCHES)
                return
        self._ask_again()
        async for answer in self._drained():
            yield answer
        for identifier in self._absent:
            yield self._missing(identifier)

    async def _drained(self) -> AsyncIterator[Answer]:
        while self._queue:
            batch = self._queue.popleft()
            known = self._failed(batch, self._stopped) if self._stopped else None
            for answer in known or self._settled(batch, await self._ask(batch)):
                yield answer

    def _ask_again(self) -> None:
        """Put what was absent into the queue. What exists all the same goes apart, not to spoil the others' answer."""
        self._before, self._absent = self._absent, {}
        self._vouching = tuple(self._witnesses)
        for exist in (False, True):
            companies = {i: company for i, company in self._before.items() if self._witnesses.has(i) is exist}
            self._queue.extend(second_round(companies, self._vouching, self.most))

    def _settled(self, batch: Batch, outcome: Complete | ErrorFeed | GaveUp) -> Iterator[Answer]:
        match outcome:
            case Complete():
                self._guess_size(batch)
                return self._told(batch, outcome)
            case ErrorFeed():
                return self._named(batch, outcome)
            case GaveUp(reply=reply) if reply is not None and reply.status in _TOO_LONG and len(batch.ids) > 1:
                self._queue.appendleft(batch)
                self._shorten(len(batch.ids) // 2)
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
            if paper is None:
                self._absent[identifier] = frozenset(batch.asked)
            else:
                self._witnesses.saw(identifier, paper.version)
                yield Found(identifier, paper)

    def _missing(self, identifier: ArxivId) -> Answer:
        """What two complete answers did not hold does not exist, unless it is known to."""
        if self._witnesses.has(identifier):
            return Failed(identifier, f"arXiv contradicts itself: it leaves out {identifier.base}, which it has")
        return Missing(identifier)

    def _named(self, batch: Batch, outcome: ErrorFeed) -> Iterator[Answer]:
        named = next((i for i in batch.ids if str(i) == outcome.identifier), None)
        if named is None or self._rejected >= MOST_REJECTED:
            return self._doubted(batch, f"arXiv answered with an error: {outcome.summary}")
        self._rejected += 1
        self._queue.extend(self._in_other_company(batch.without(named)))
        return iter((Failed(named, f"arXiv does not take this identifier: {outcome.summary}"),))

    def _doubted(self, batch: Batch, reason: str) -> Iterator[Answer]:
        """Nothing came of *batch*; perhaps of its parts, unless nothing comes of anything."""
        self._fruitless.append(batch)
        if len(self._fruitless) >= MOST_FRUITLESS:
            self._stopped = reason
        if self._stopped or len(batch.ids) == 1 or self._halvings >= MOST_HALVINGS:
            return self._failed(batch, reason)
        self._halvings += 1
        if _are_apart(self._fruitless):
            # Not one bad identifier, then: the size, or arXiv is ill. A small part tells, at once.
            probe, rest = batch.split(max(1, len(batch.ids) // 4))
            self._queue.extendleft(reversed(self._in_other_company([probe])))
            self._queue.extend(self._in_other_company([rest]))
        else:
            # At the end of the queue: batches without the bad identifier come first and show that arXiv answers.
            self._queue.extend(self._in_other_company(batch.halves()))
        return iter(())

    def _guess_size(self, batch: Batch) -> None:
        """After a good answer: if different batches gave nothing before this smaller one did, they were too large."""
        smallest = min((len(fruitless.asked) for fruitless in self._fruitless), default=0)
        if len(batch.asked) < smallest and _are_apart(self._fruitless):
            self._shorten(max(len(batch.asked), _LEAST_GUESSED))
        self._fruitless.clear()

    def _shorten(self, most: int) -> None:
        """Ask for at most so many from now on, also in what is queued."""
        self.most = min(self.most, most)
        parts = [part for batch in self._queue for part in self._in_other_company(batch.cut(self.most))]
        self._queue = deque(parts)

    def _in_other_company(self, batches: list[Batch]) -> list[Batch]:
        if not self._before:
            return batches
        return [part for batch in batches for part in in_other_company(batch, self._before, self._vouching)]

    def _failed(self, batch: Batch, reason: str) -> Iterator[Answer]:
        if self._before:
            reason = f"arXiv left it out of one answer, and a second could not be had: {reason}"
        return iter([Failed(identifier, reason) for identifier in batch.ids])


def _are_apart(batches: list[Batch]) -> bool:
    """True if two of them have no identifier in common: no single one can be to blame for both."""
    return any(set(one.ids).isdisjoint(other.ids) for one, other in combinations(batches, 2))


def _is_about_the_batch(outcome: GaveUp) -> bool:
    """True if other identifiers may fare better: the answer is a feed, or arXiv could not digest the question."""
    reply = outcome.reply
    if reply is None or outcome.final:
        return False
    return reply.status in _PERHAPS_ONE_OF_THEM or (200 <= reply.status < 300 and is_feed(reply))
