"""When another attempt is worth it, and how long to wait for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from tenacity import RetryCallState
from tenacity.wait import wait_base

from papersync.http.replies import PROXY_WANTS_A_NAME, Believe, Fault, Refusal, Reply

_TRANSIENT: Final = frozenset({408, 425, 429})
_TRANSIENT_IF_EMPTY: Final = frozenset({403, 406})  # arXiv's edge sends these without a body when it is busy
_PERHAPS_THE_QUESTION: Final = 500  # what a server cannot digest; 502 to 504 are about the server itself
_LONGEST_BACKOFF_S: Final = 120.0
_SHORTEST_BACKOFF_S: Final = 0.1
_SECONDS: Final = re.compile(r"\d{1,9}", re.ASCII)


class WaitAsTold(wait_base):
    """Waits what the answer's Retry-After says; else the interval times 2, 4, 8…, at most two minutes, or the interval
    if that is longer. Never less than the interval.

    Up to a quarter more at random (of the wait; after a Retry-After, of the interval) keeps machines that were refused
    together from coming back together. What is asked for is never cut short: whoever cannot wait so long gives up.
    """

    def __init__(self, interval_s: float, jitter: Callable[[], float]) -> None:
        self._interval_s = interval_s
        self._jitter = jitter

    def __call__(self, retry_state: RetryCallState) -> float:
        """Seconds until the next attempt."""
        outcome = retry_state.outcome.result() if retry_state.outcome else None
        told_s = outcome.retry_after_s if isinstance(outcome, Fault) else None
        if told_s is not None:
            return max(told_s, self._interval_s) + self._interval_s * 0.25 * self._jitter()
        base_s = max(self._interval_s, _SHORTEST_BACKOFF_S)
        wait_s = min(base_s * 2.0 ** min(retry_state.attempt_number, 30), _LONGEST_BACKOFF_S)
        return max(wait_s, self._interval_s) * (1 + 0.25 * self._jitter())


def judged(reply: Reply, believe: Believe, now: datetime) -> Reply | Fault:
    """*reply* if the source believes it; else the fault that it is."""
    doubt = believe(reply)
    if doubt is None:
        return reply
    after_s = retry_after_s(reply.headers.get("retry-after"), now)
    if 200 <= reply.status < 300:
        reason = f"gave an answer that cannot be believed ({doubt})"
        return Fault(reason, True, after_s, reply, general=isinstance(doubt, Refusal))
    if reply.status == 407:
        return Fault(PROXY_WANTS_A_NAME, False, None, reply, general=True)
    transient = (
        reply.status in _TRANSIENT
        or reply.status >= 500
        or (reply.status in _TRANSIENT_IF_EMPTY and not reply.body.strip())
    )
    words = _plain_words(reply.body)
    reason = f"answered {reply.status}" + (f" ({words})" if words else "")
    return Fault(reason, transient, after_s, reply, general=transient and reply.status != _PERHAPS_THE_QUESTION)


def retry_after_s(header: str | None, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header (RFC 9110, 10.2.3); 0 for a time gone by, None if there is none or it is
    not understood."""
    if header is None:
        return None
    text = header.strip()
    if _SECONDS.fullmatch(text):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (aware - now).total_seconds())
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _plain_words(body: bytes) -> str:
    """The body when it is a short plain remark such as "Rate exceeded.", without its period; else nothing."""
    text = body[:200].decode("utf-8", "replace").strip()
    shown = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return shown.rstrip(".") if len(shown) <= 60 and "<" not in shown else ""
