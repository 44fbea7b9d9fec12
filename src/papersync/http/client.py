"""The stack in its one order: circuit, retry, redirects, throttle, wire."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tenacity import AsyncRetrying, RetryCallState, retry_if_result

from papersync.http.budget import Budget
from papersync.http.clock import Clock, SystemClock
from papersync.http.durations import in_words
from papersync.http.manners import Manners
from papersync.http.replies import Believe, Fault, GaveUp, Reply, Waiting
from papersync.http.retry import WaitAsTold, judged
from papersync.http.throttle import NotStampedError, Throttle, Turn
from papersync.http.wire import Wire, redirect_of

if TYPE_CHECKING:
    import httpx

_MOST_REDIRECTS = 3
# On a network we are told when a request leaves; a transport of others may not say so.
_LEAD_S = 0.01


@dataclass(slots=True)
class _Attempt:
    """``spent_s`` is the time of its requests so far, redirects included."""

    is_retry: bool
    spent_s: float = 0.0


class Client:
    """Asks one peer, politely. To be used as an async context manager, or closed with `aclose`.

    ``peer`` is its name in messages; clients with the same ``lane`` (a file name) share the interval and the one
    connection. ``transport`` replaces the network. ``jitter`` gives numbers from 0 to 1. ``on_sent`` is called just
    before each request leaves.

    It stops asking for good, and says so at once, when a request gave up over something that is not about what was
    asked (`Fault.general`: refused, timed out, not reached), or when `Budget` has nothing left. After a request that
    gave up over what was asked, questions of that kind are not repeated until an answer was believed again.
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
        on_sent: Callable[[], None] | None = None,
    ) -> None:
        self._manners = manners
        self._peer = peer
        self._clock = clock or SystemClock()
        self._jitter = jitter
        self._on_wait = on_wait
        self._on_sent = on_sent
        self._budget = Budget(manners)
        self._last_refusal = ""
        self._is_open = False
        self._is_wary = False
        self._wire = Wire(manners, transport=transport)
        self._throttle = Throttle(
            interval_s=manners.interval_s,
            lock_dir=manners.lock_dir,
            lane=lane,
            clock=self._clock,
            jitter=jitter,
            lead_s=0.0 if transport is not None else _LEAD_S,
        )

    async def get(self, url: str, believe: Believe) -> Reply | GaveUp:
        """An answer that *believe* accepts, or that we gave up; raises nothing that a network can cause."""
        if self._budget.is_used_up and not self._is_open:
            self._is_open = True
            self._last_refusal += f"; the {in_words(self._manners.max_wait_s)} of max-wait are used up"
        if self._is_open:
            return GaveUp(f"{self._last_refusal}; it was not asked again", 0, final=True)
        faults: list[Fault] = []

        async def attempt() -> Reply | Fault:
            attempt = _Attempt(is_retry=bool(faults))
            outcome = await self._followed(url, believe, attempt)
            if isinstance(outcome, Fault):
                faults.append(outcome)
                self._budget.lost(attempt.spent_s)
            return outcome

        retrying = AsyncRetrying(
            sleep=self._sleep,
            retry=retry_if_result(self._is_worth_repeating),
            wait=WaitAsTold(self._manners.interval_s, self._jitter),
            stop=self._patience_ends,
            before_sleep=lambda state: self._tell(state.upcoming_sleep, faults[-1]),
            retry_error_callback=lambda _: faults[-1],
        )
        outcome: Reply | Fault = await retrying(attempt)
        if isinstance(outcome, Reply):
            self._is_wary = False
            return outcome
        return self._given_up(faults)

    async def aclose(self) -> None:
        """Close the connection."""
        await self._wire.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def _followed(self, url: str, believe: Believe, attempt: _Attempt) -> Reply | Fault:
        """One attempt with its redirects, each a request with a turn of its own."""
        for _ in range(_MOST_REDIRECTS + 1):
            outcome = await self._throttled(url, believe, attempt)
            target = redirect_of(url, outcome) if isinstance(outcome, Reply) else None
            if target is None:
                return outcome
            if isinstance(target, Fault):
                return target
            url = target
        return Fault("redirects in circles", transient=False, general=True)

    async def _throttled(self, url: str, believe: Believe, attempt: _Attempt) -> Reply | Fault:
        asked_s = self._clock.monotonic()
        try:
            async with self._throttle.turn(self._budget.patience_s) as turn:
                self._budget.waited_for_turn(turn.waited_s)
                outcome = await self._sent(url, turn, attempt)
        except TimeoutError:
            waited_s = self._clock.monotonic() - asked_s
            self._budget.waited_for_turn(waited_s)
            why = f"another papersync has held the connection for {in_words(waited_s)}"
            return Fault(f"could not be asked: {why}", transient=False, general=True, left=False)
        except (OSError, NotStampedError) as error:
            cause = error.__cause__ or error
            why = str((isinstance(cause, OSError) and cause.strerror) or cause)
            folder = f"{self._manners.lock_dir}, where the interval between requests is kept"
            reason = f"was not asked: papersync cannot write in {folder} ({why})"
            return Fault(reason, transient=False, general=True, left=False)
        if isinstance(outcome, Reply) and not outcome.is_redirect:
            return judged(outcome, believe, self._clock.now())
        return outcome

    async def _sent(self, url: str, turn: Turn, attempt: _Attempt) -> Reply | Fault:
        begun_s = self._clock.monotonic()
        limit_s = self._budget.limit_s(is_retry=attempt.is_retry) - attempt.spent_s

        def sent() -> None:
            turn.sent()
            if self._on_sent is not None:
                self._on_sent()

        outcome = await self._wire.get(url, sent, max(0.0, limit_s))
        attempt.spent_s += self._clock.monotonic() - begun_s
        if isinstance(outcome, Fault) and not outcome.left:
            turn.not_sent()
        return outcome

    def _is_worth_repeating(self, outcome: Reply | Fault) -> bool:
        return isinstance(outcome, Fault) and outcome.transient and (outcome.general or not self._is_wary)

    def _patience_ends(self, state: RetryCallState) -> bool:
        tries_are_used = state.attempt_number > self._manners.retries
        return tries_are_used or not self._budget.allows_retry(state.upcoming_sleep)

    async def _sleep(self, seconds: float) -> None:
        begun_s = self._clock.monotonic()
        await self._clock.sleep(seconds)
        self._budget.lost(self._clock.monotonic() - begun_s)

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
        if self._is_worth_repeating(last) and count <= self._manners.retries:
            reason += self._why_no_longer(last)
        self._last_refusal = reason
        self._is_open = last.general
        self._is_wary = True
        return GaveUp(reason, count, last.reply, final=last.general)

    def _why_no_longer(self, last: Fault) -> str:
        allowed = f"the {in_words(self._manners.max_wait_s)} of max-wait"
        if last.retry_after_s is not None and last.retry_after_s > self._manners.max_wait_s:
            return f" and asks to wait {in_words(last.retry_after_s)}, longer than {allowed} allow"
        return f"; waiting on would take more than {allowed}"
