"""The stack in its one order: retry, redirects, throttle, wire."""

from __future__ import annotations

import random
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tenacity import AsyncRetrying, RetryCallState, retry_if_result

from papersync.http.clock import Clock, SystemClock
from papersync.http.manners import Manners
from papersync.http.replies import Believe, Fault, GaveUp, Reply, Waiting
from papersync.http.retry import WaitAsTold, judged
from papersync.http.throttle import Throttle
from papersync.http.wire import Wire, redirect_of

if TYPE_CHECKING:
    import httpx

_MOST_REDIRECTS = 3


class Client:
    """Asks one peer, politely. To be used as an async context manager, or closed with `aclose`.

    ``peer`` is its name in messages; clients with the same ``lane`` (a file name) share the interval and the one
    connection. ``transport`` replaces the network. ``jitter`` gives numbers from 0 to 1.
    """

    def __init__(
        self,
        manners: Manners,
        *,
        peer: str,
        lane: str,
        clock: Clock | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        jitter: Callable[[], float] = random.random,
        on_wait: Callable[[Waiting], None] | None = None,
    ) -> None:
        self._manners = manners
        self._peer = peer
        self._clock = clock or SystemClock()
        self._jitter = jitter
        self._on_wait = on_wait
        self._lost_s = 0.0
        self._wire = Wire(manners, transport=transport)
        self._throttle = Throttle(
            interval_s=manners.interval_s, lock_dir=manners.lock_dir, lane=lane, clock=self._clock, jitter=jitter
        )

    async def get(self, url: str, believe: Believe) -> Reply | GaveUp:
        """An answer that *believe* accepts, or that we gave up; raises nothing that a network can cause."""
        faults: list[Fault] = []

        async def attempt() -> Reply | Fault:
            outcome = await self._followed(url, believe)
            if isinstance(outcome, Fault):
                faults.append(outcome)
            return outcome

        retrying = AsyncRetrying(
            sleep=self._sleep,
            retry=retry_if_result(lambda outcome: isinstance(outcome, Fault) and outcome.transient),
            wait=WaitAsTold(self._manners.interval_s, self._jitter),
            stop=self._patience_ends,
            before_sleep=lambda state: self._tell(state.upcoming_sleep, faults[-1]),
            retry_error_callback=lambda _: faults[-1],
        )
        outcome: Reply | Fault = await retrying(attempt)
        return outcome if isinstance(outcome, Reply) else self._given_up(faults)

    async def aclose(self) -> None:
        """Close the connection."""
        await self._wire.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def _followed(self, url: str, believe: Believe) -> Reply | Fault:
        """One attempt with its redirects, each a request with a turn of its own."""
        for _ in range(_MOST_REDIRECTS + 1):
            outcome = await self._throttled(url, believe)
            target = redirect_of(url, outcome) if isinstance(outcome, Reply) else None
            if target is None:
                return outcome
            if isinstance(target, Fault):
                return target
            url = target
        return Fault("redirects in circles", transient=False)

    async def _throttled(self, url: str, believe: Believe) -> Reply | Fault:
        interval_s = self._manners.interval_s
        try:
            async with self._throttle.turn(interval_s + max(0.0, self._manners.max_wait_s - self._lost_s)) as turn:
                self._lost_s += max(0.0, turn.waited_s - interval_s)
                begun_s = self._clock.monotonic()
                outcome = await self._wire.get(url, turn.sent)
        except TimeoutError as error:
            return Fault(f"could not be asked ({error})", transient=False)
        except OSError as error:
            why = f"the interval between requests cannot be kept in {self._manners.lock_dir}: {error}"
            return Fault(f"was not asked ({why})", transient=False)
        if isinstance(outcome, Reply) and not outcome.is_redirect:
            outcome = judged(outcome, believe, self._clock.now())
        if isinstance(outcome, Fault):
            self._lost_s += self._clock.monotonic() - begun_s
        return outcome

    def _patience_ends(self, state: RetryCallState) -> bool:
        tries_are_used = state.attempt_number > self._manners.retries
        return tries_are_used or self._lost_s + state.upcoming_sleep > self._manners.max_wait_s

    async def _sleep(self, seconds: float) -> None:
        self._lost_s += seconds
        await self._clock.sleep(seconds)

    def _tell(self, seconds: float, fault: Fault) -> None:
        if self._on_wait is not None:
            self._on_wait(Waiting(seconds, f"{self._peer} {fault.reason}"))

    def _given_up(self, faults: list[Fault]) -> GaveUp:
        last, count = faults[-1], len(faults)
        reason = f"{self._peer} {last.reason}"
        if count > 1 and all(fault.reason == last.reason for fault in faults):
            reason += " twice" if count == 2 else f" {count} times"
        elif count > 1:
            reason += f" at the last of {count} attempts"
        if last.transient and count <= self._manners.retries:
            reason += f"; waiting on would take more than the {self._manners.max_wait_s:g} seconds of max-wait"
        return GaveUp(reason, count, last.reply)
