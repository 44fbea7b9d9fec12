from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.http.replies import Fault, Reply
from papersync.http.retry import judged, retry_after_s

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
