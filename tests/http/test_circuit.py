"""When nothing more is asked, and when only less."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from papersync.http.delivery import Cut, Refused, Reset, Response, Trickle, Unreachable, Unresolvable
from papersync.http.replies import GaveUp, Reply
from tests.http.peers import GOOD, URL, Peer, believe, client_of
from tests.http.virtual import VirtualClock, run

BUSY = Response(429, {}, b"Rate exceeded.")
ILL = Response(500, {}, b"")
FEED = Response(200, {}, b"<feed>")


def asked(folder: Path, script: list[Response], times: int, **manners: Any) -> tuple[list[Reply | GaveUp], list[float]]:
    """What came of so many questions, and when each was settled."""
    peer, settled_s = Peer(script), []

    async def work() -> list[Reply | GaveUp]:
        clock, outcomes = VirtualClock(), []
        async with client_of(peer, folder, clock, **manners) as client:
            for _ in range(times):
                outcomes.append(await client.get(URL, believe))
                settled_s.append(clock.monotonic() - 1_000.0)
        return outcomes

    return run(work()), settled_s


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        pytest.param(BUSY, "arXiv answered 429 (Rate exceeded) twice", id="429"),
        pytest.param(Response(503, {}, b"<html>"), "arXiv answered 503 twice", id="503"),
        pytest.param(Response(406, {}, b""), "arXiv answered 406 twice", id="an empty 406"),
        pytest.param(
            Response(200, {}, b"Rate exceeded."),
            "arXiv gave an answer that cannot be believed (it is no feed) twice", id="200 that is a refusal",
        ),
        pytest.param(
            Response(200, {}, b"good", Reset()),
            "arXiv broke the connection (Connection reset by peer) twice", id="reset",
        ),
        pytest.param(Response(200, {}, b"good", Cut(2)), "arXiv broke the connection (peer closed", id="cut"),
        pytest.param(
            Response(200, {}, b"good", latency_s=9_000), "arXiv did not answer within 2 minutes twice", id="silence"
        ),
        pytest.param(
            Response(200, {}, b"good", Trickle(0.01)),
            "arXiv did not finish its answer within 4 minutes twice", id="a byte now and then",
        ),
        pytest.param(
            Response(200, {}, b"good", Unreachable()), "arXiv could not be reached within 20 seconds twice", id="no way"
        ),
    ],
)  # fmt: skip
def test_who_was_refused_asks_no_more(tmp_path: Path, response: Response, reason: str) -> None:
    script = [GOOD, response]
    outcomes, settled_s = asked(tmp_path, script, 4, retries=1)
    assert isinstance(outcomes[0], Reply)
    refused, *later = outcomes[1:]
    assert isinstance(refused, GaveUp)
    assert (refused.attempts, refused.final) == (2, True)
    assert refused.reason.startswith(reason)
    assert later == [GaveUp(f"{refused.reason}; it was not asked again", 0, final=True)] * 2
    assert settled_s[1:] == [settled_s[1]] * 3, "nothing more is asked, and nothing waited for"


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        pytest.param(
            Response(200, {}, b"", Refused()),
            "arXiv could not be reached (connection refused)", id="refused",
        ),
        pytest.param(
            Response(200, {}, b"", Unresolvable()),
            "arXiv could not be found: export.arxiv.org has no address, or there is no network", id="unresolvable",
        ),
        pytest.param(
            Response(407, {}, b""),
            "arXiv could not be asked: the proxy wants a user name and password (407)", id="a proxy without a password",
        ),
        pytest.param(
            Response(302, {"location": "http://wifi.example/login"}, b""),
            "arXiv redirects to http://wifi.example/login, which is not followed; "
            "a proxy or the sign-in page of this network may stand between", id="a sign-in page",
        ),
    ],
)  # fmt: skip
def test_what_no_patience_mends_is_known_at_once(tmp_path: Path, response: Response, reason: str) -> None:
    outcomes, settled_s = asked(tmp_path, [response], 3)
    assert outcomes[0] == GaveUp(reason, 1, getattr(outcomes[0], "reply", None), final=True)
    assert outcomes[1:] == [GaveUp(f"{reason}; it was not asked again", 0, final=True)] * 2
    assert settled_s == [0, 0, 0]


@pytest.mark.parametrize(
    ("script", "attempts"),
    [
        pytest.param([ILL, ILL, ILL, ILL, ILL], [3, 1, 1], id="500s: each later question has one try"),
        pytest.param([ILL, ILL, ILL, FEED], [3, 1, 1], id="as have unbelievable feeds"),
        pytest.param([FEED, FEED, FEED, GOOD, FEED], [3, 1, 3], id="until an answer is believed"),
        pytest.param([FEED, FEED, FEED, BUSY, BUSY, GOOD], [3, 1, 1], id="refusals meanwhile are waited out"),
        pytest.param([FEED, FEED, FEED, BUSY], [3, 3, 0], id="but not for ever"),
        pytest.param([Response(414, {}, b"")], [1, 1, 1], id="a question that is too long ends nothing"),
        pytest.param([Response(400, {}, b"no")], [1, 1, 1], id="nor one that is malformed"),
    ],
)  # fmt: skip
def test_what_may_be_about_the_question_does_not_end_it(
    tmp_path: Path, script: list[Response], attempts: list[int]
) -> None:
    outcomes, _ = asked(tmp_path, script, 3, retries=2)
    assert [outcome.attempts if isinstance(outcome, GaveUp) else 1 for outcome in outcomes] == attempts


def test_when_max_wait_is_used_up_nothing_more_is_asked(tmp_path: Path) -> None:
    slow = Response(500, {}, b"", latency_s=2.0)
    outcomes, settled_s = asked(tmp_path, [slow], 3, retries=0, max_wait_s=0.0)
    reason = "arXiv answered 500"
    assert outcomes[0] == GaveUp(reason, 1, Reply(500, {"content-length": "0"}, b""))
    ended = f"{reason}; the 0 seconds of max-wait are used up; it was not asked again"
    assert outcomes[1:] == [GaveUp(ended, 0, final=True)] * 2
    assert settled_s == [2, 2, 2]


def test_each_client_finds_out_for_itself(tmp_path: Path) -> None:
    asked(tmp_path, [BUSY], 1, retries=0)
    (outcome,), _ = asked(tmp_path, [GOOD], 1)
    assert isinstance(outcome, Reply)
