"""arXiv's query API as a source."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from papersync.http.client import Client
from papersync.http.clock import Clock
from papersync.http.manners import Manners
from papersync.http.replies import GaveUp, Refusal, Reply, Waiting
from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.sources import endpoint
from papersync.sources.answers import Answer
from papersync.sources.batches import Batch, first_round
from papersync.sources.outcomes import Complete, ErrorFeed, FeedError, is_feed
from papersync.sources.rounds import Rounds
from papersync.sources.witnesses import WELL_KNOWN, Witnesses

if TYPE_CHECKING:
    from papersync.http.inprocess import Transport


MOST_FOUND: Final = 10
"""Papers that one search may find: whoever names a title means one."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a fetch is. ``requests_planned`` grows when answers make further questions necessary. While waiting for
    another attempt, ``waiting_s`` is the length of the wait and ``why`` says what for."""

    requests_done: int
    requests_planned: int
    answered: int
    asked: int
    waiting_s: float = 0.0
    why: str = ""


class QueryApi:
    """A `Source`. To be used as an async context manager.

    ``known`` are papers that exist for certain: an answer that should hold one and does not is not believed.
    ``manners.interval_s`` is raised to arXiv's three seconds when *url* is arXiv's. ``transport`` replaces the network.
    ``on_sent`` is called just before each request leaves.
    """

    def __init__(
        self,
        manners: Manners,
        *,
        url: str = endpoint.QUERY_URL,
        clock: Clock | None = None,
        transport: Transport | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        on_sent: Callable[[], None] | None = None,
        known: Iterable[ArxivId] = (),
    ) -> None:
        polite = replace(manners, interval_s=endpoint.interval_s(url, manners.interval_s))
        self._url = url
        self._on_progress = on_progress
        self._progress = Progress(0, 0, 0, 0)
        self._witnesses = Witnesses(known, WELL_KNOWN if endpoint.is_arxiv(url) else ())
        self._most = endpoint.MOST_IDS
        self._client = Client(
            polite,
            peer="arXiv",
            lane=endpoint.lane(url),
            clock=clock,
            transport=transport,
            on_wait=self._waits,
            on_sent=on_sent,
        )

    async def fetch(self, ids: Sequence[ArxivId]) -> AsyncIterator[Answer]:
        """Exactly one answer for each distinct identifier, as they arrive. Raises nothing foreseeable.

        They are asked for in the order given, so that whoever is refused half-way has what came first; what was learnt
        of the size of a request holds for the life of this object. Found and Missing come from complete answers only,
        Missing from two of them; everything else is Failed. See `Rounds` for how many requests this makes at most.
        """
        wanted = list(dict.fromkeys(ids))
        rounds = Rounds(self._ask, self._witnesses, self._most)
        planned = len(first_round(wanted, self._most))
        self._tell(requests_done=0, requests_planned=planned, answered=0, asked=len(wanted))
        try:
            async for answer in rounds.answers(wanted):
                done = self._progress.requests_done
                self._tell(answered=self._progress.answered + 1, requests_planned=done + rounds.batches_left)
                yield answer
        finally:
            self._most = rounds.most

    async def search(self, questions: Sequence[Sequence[str]]) -> AsyncIterator[tuple[Paper, ...]]:
        """For each question, in order, the papers in whose titles all its words stand, at most `MOST_FOUND`.

        One request each. After one that came to nothing there are no more: a search is a courtesy.
        """
        for words in questions:
            found: list[tuple[Paper, ...]] = []

            def believe(reply: Reply, found: list[tuple[Paper, ...]] = found) -> str | None:
                from papersync.sources.reading import read_search  # noqa: PLC0415 - as in _ask

                try:
                    found.append(read_search(reply, MOST_FOUND))
                except FeedError as doubt:
                    return str(doubt) if is_feed(reply) else Refusal(doubt)
                return None

            outcome = await self._client.get(endpoint.search_url(self._url, words, MOST_FOUND), believe)
            if isinstance(outcome, GaveUp):
                return
            yield found[-1]

    async def aclose(self) -> None:
        """Close the connection."""
        await self._client.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def _ask(self, batch: Batch) -> Complete | ErrorFeed | GaveUp:
        understood: list[Complete | ErrorFeed] = []

        def believe(reply: Reply) -> str | None:
            # XML and the arxiv package load while the first answer is waited for (cli/asking.py).
            from papersync.sources.reading import read_reply  # noqa: PLC0415 - see above

            try:
                understood.append(read_reply(reply, batch))
            except FeedError as doubt:
                return str(doubt) if is_feed(reply) else Refusal(doubt)
            return None

        outcome = await self._client.get(endpoint.query_url(self._url, batch.asked), believe)
        self._tell(requests_done=self._progress.requests_done + 1)
        return outcome if isinstance(outcome, GaveUp) else understood[-1]

    def _waits(self, waiting: Waiting) -> None:
        self._tell(waiting_s=waiting.seconds, why=waiting.why)

    def _tell(self, *, waiting_s: float = 0.0, why: str = "", **numbers: int) -> None:
        self._progress = replace(self._progress, waiting_s=waiting_s, why=why, **numbers)
        if self._on_progress is not None:
            self._on_progress(self._progress)
