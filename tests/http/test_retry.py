from __future__ import annotations

from concurrent.futures import Future
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tenacity import AsyncRetrying, RetryCallState

from papersync.http.replies import Fault, Refusal, Reply
from papersync.http.retry import WaitAsTold, judged, retry_after_s

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        pytest.param(None, None, id="no header"),
        pytest.param("0", 0.0, id="arXiv really sends 0"),
        pytest.param(" 120 ", 120.0, id="seconds, blanks around"),
        pytest.param("Sun, 22 Nov 2026 12:01:30 GMT", 90.0, id="an HTTP date"),
        pytest.param("Sunday, 22-Nov-26 12:01:30 GMT", 90.0, id="the obsolete RFC 850 form"),
        pytest.param("Sun, 22 Nov 2026 11:00:00 GMT", 0.0, id="a date gone by"),
        pytest.param("Sun, 22 Nov 2026 12:01:30 -0000", 90.0, id="a date without zone counts as UTC"),
        pytest.param("-5", None, id="negative"),
        pytest.param("1.5", None, id="fractions are not allowed"),
        pytest.param("soon", None, id="words"),
        pytest.param("", None, id="empty"),
        pytest.param("9" * 5_000, None, id="digits without end"),
        pytest.param("٣", None, id="digits that are not ASCII"),
        pytest.param("Sun, 99 Nov 2026 12:01:30 GMT", None, id="a day that is none"),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    assert retry_after_s(header, NOW) == seconds


@given(st.text(max_size=60))
def test_retry_after_takes_anything(header: str) -> None:
    seconds = retry_after_s(header, NOW)
    assert seconds is None or seconds >= 0


@pytest.mark.parametrize(
    ("status", "body", "transient", "reason"),
    [
        pytest.param(200, b"Rate exceeded.", True, "gave an answer that cannot be believed (no)", id="200 refused"),
        pytest.param(429, b"Rate exceeded.", True, "answered 429 (Rate exceeded)", id="429 in plain words"),
        pytest.param(429, b"", True, "answered 429", id="429 without words"),
        pytest.param(503, b"<html>x</html>", True, "answered 503", id="a page is not quoted"),
        pytest.param(500, b"", True, "answered 500", id="500"),
        pytest.param(403, b" \n", True, "answered 403", id="an empty 403 comes from the busy edge"),
        pytest.param(406, b"", True, "answered 406", id="an empty 406 as well"),
        pytest.param(403, b"Go away.", False, "answered 403 (Go away)", id="a 403 that says why is meant"),
        pytest.param(404, b"", False, "answered 404", id="a wrong address stays wrong"),
        pytest.param(414, b"", False, "answered 414", id="too long stays too long"),
        pytest.param(429, b"a\x1b[31mb", True, "answered 429 (a [31mb)", id="control characters do not pass"),
        pytest.param(429, b"word " * 100, True, "answered 429", id="a long text is not quoted"),
    ],
)
def test_what_is_not_believed_is_a_fault(status: int, body: bytes, transient: bool, reason: str) -> None:
    outcome = judged(Reply(status, {}, body), lambda _: "no", NOW)
    assert isinstance(outcome, Fault)
    assert (outcome.reason, outcome.transient) == (reason, transient)


@pytest.mark.parametrize("status", [200, 400, 500])
def test_the_source_may_believe_any_status(status: int) -> None:
    reply = Reply(status, {}, b"an error entry")
    assert judged(reply, lambda _: None, NOW) is reply


@pytest.mark.parametrize(
    ("doubt", "status", "body", "general"),
    [
        pytest.param("no", 200, b"<feed>", False, id="another question may be answered"),
        pytest.param(Refusal("no"), 200, b"Rate exceeded.", True, id="a 200 that answers nobody"),
        pytest.param("no", 429, b"", True, id="429"),
        pytest.param("no", 503, b"", True, id="503"),
        pytest.param("no", 403, b"", True, id="an empty 403"),
        pytest.param("no", 403, b"Go away.", False, id="a 403 that says why may be about the question"),
        pytest.param("no", 500, b"", False, id="500 may be about the question"),
        pytest.param("no", 400, b"", False, id="400 is"),
        pytest.param("no", 414, b"", False, id="414 is"),
        pytest.param("no", 407, b"", True, id="a proxy that wants a password"),
    ],
)
def test_what_would_have_happened_to_any_question(doubt: str, status: int, body: bytes, general: bool) -> None:
    outcome = judged(Reply(status, {}, body), lambda _: doubt, NOW)
    assert isinstance(outcome, Fault)
    assert outcome.general is general


def waited_s(interval_s: float, attempt: int, told_s: float | None = None, jitter: float = 0.0) -> float:
    state = RetryCallState(AsyncRetrying(), None, (), {})
    state.attempt_number = attempt
    outcome: Future[Any] = Future()
    outcome.set_result(Fault("answered 503", True, told_s))
    state.outcome = outcome  # type: ignore[assignment]  # tenacity's own Future only adds the attempt's number
    return WaitAsTold(interval_s, lambda: jitter)(state)


@pytest.mark.parametrize(
    ("interval_s", "jitter", "waits_s"),
    [
        pytest.param(3.0, 0.0, [6, 12, 24, 48, 96, 120, 120], id="doubled each time, two minutes at most"),
        pytest.param(3.0, 1.0, [7.5, 15, 30, 60, 120, 150, 150], id="a quarter more at most"),
        pytest.param(0.0, 0.0, [0.2, 0.4, 0.8], id="never quite without a pause"),
        pytest.param(200.0, 0.0, [200, 200], id="never less than the interval"),
    ],
)
def test_back_off(interval_s: float, jitter: float, waits_s: list[float]) -> None:
    attempts = range(1, len(waits_s) + 1)
    assert [waited_s(interval_s, attempt, jitter=jitter) for attempt in attempts] == pytest.approx(waits_s)


@pytest.mark.parametrize(
    ("told_s", "jitter", "wait_s"),
    [
        pytest.param(0.0, 0.0, 3.0, id="0 is the interval"),
        pytest.param(40.0, 0.0, 40.0, id="as long as was asked for"),
        pytest.param(40.0, 1.0, 40.75, id="and a bit, not to come back together with others"),
        pytest.param(86_400.0, 0.0, 86_400.0, id="not capped: who cannot wait so long gives up"),
    ],
)
def test_what_was_asked_for_is_waited(told_s: float, jitter: float, wait_s: float) -> None:
    assert waited_s(3.0, 5, told_s, jitter) == pytest.approx(wait_s)


@given(st.floats(0, 500), st.integers(1, 5_000), st.floats(0, 1))
def test_back_off_is_bounded(interval_s: float, attempt: int, jitter: float) -> None:
    assert interval_s <= waited_s(interval_s, attempt, jitter=jitter) <= 1.25 * max(120, interval_s)
