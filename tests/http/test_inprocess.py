from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from papersync.http.client import Client
from papersync.http.inprocess import transport_for
from papersync.http.manners import Manners
from papersync.http.replies import Reply
from tests.http.virtual import VirtualClock, run


def test_a_function_answers_instead_of_the_network(tmp_path: Path) -> None:
    seen: list[tuple[str, str]] = []

    def answer(target: str, headers: Mapping[str, str]) -> tuple[int, Mapping[str, str], bytes]:
        seen.append((target, headers["accept"]))
        return 200, {"Content-Type": "text/plain"}, b"here"

    async def work() -> object:
        manners = Manners(lock_dir=tmp_path)
        transport = transport_for(answer)
        async with Client(manners, peer="it", lane="x", clock=VirtualClock(), transport=transport) as client:
            return await client.get("https://export.arxiv.org/api/query?id_list=a,b/c", lambda _: None)

    outcome = run(work())
    assert isinstance(outcome, Reply)
    assert (outcome.status, outcome.body, outcome.headers["content-type"]) == (200, b"here", "text/plain")
    assert seen == [("/api/query?id_list=a,b/c", "application/atom+xml")]
