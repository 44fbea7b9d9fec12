"""What an interrupted refresh keeps, wherever it was interrupted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from papersync.app.asking import Sources
from papersync.app.lists import read_lists, standard_input
from papersync.app.pending import Pending, begin
from papersync.app.policy import Policy
from papersync.app.refresh import RefreshPlan, settle
from papersync.app.stopping import Stopped, stop
from papersync.identifiers import ArxivId
from papersync.sources.answers import Answer, Found
from papersync.store.confirmations import Confirmations
from papersync.store.repository import StoreFile
from tests.records import BY_ID, RANKGEN, SCALING

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TEXT = f"- [a](https://arxiv.org/abs/{RANKGEN.id}?trk=x)\n- [b](https://arxiv.org/abs/{SCALING.id})\n"


class Interrupted:
    """A source whose user loses patience after so many answers; None: never."""

    def __init__(self, after: int | None) -> None:
        self.after = after

    async def fetch(self, ids: Sequence[ArxivId]) -> AsyncIterator[Answer]:
        for number, id_ in enumerate(ids):
            if number == self.after:
                raise KeyboardInterrupt
            yield Found(id_, BY_ID[id_])


class Refreshing:
    """A refresh in a folder, up to the point where it is interrupted."""

    def __init__(self, folder: Path, after: int | None) -> None:
        self.page, self.cache = folder / "README.md", folder / "cache"
        self.page.write_text(TEXT)
        self.store = StoreFile(folder / "papers.json", folder / "locks")
        lists, _ = read_lists([self.page], folder / "locks")
        source = Interrupted(after)
        self.pending: Pending = begin(
            [*lists, standard_input(b"- https://arxiv.org/abs/2102.06701\n")][: 1 if after is None else 2],
            Sources(self.store, self.confirmations, source, NOW, timedelta(hours=20)),
        )
        if after is not None:
            with pytest.raises(KeyboardInterrupt):
                asyncio.run(self.pending.ask())

    @property
    def confirmations(self) -> Confirmations:
        return Confirmations.load(self.cache, "http://127.0.0.1:9")

    @property
    def stored(self) -> int:
        return len(self.store.load().store.papers)


@pytest.mark.parametrize("answered", [0, 1, 2])
def test_what_came_is_kept_whatever_came(tmp_path: Path, answered: int) -> None:
    run = Refreshing(tmp_path, after=answered)
    assert stop(run.pending, run.store, write=True) == Stopped(kept=answered, wanted=3, changed=())
    assert (run.stored, len(run.confirmations.answers)) == (answered, answered)
    assert run.page.read_text() == TEXT
    assert run.store.path.exists() is run.cache.exists() is bool(answered), "nothing is made where nothing is kept"


def test_a_check_writes_no_store(tmp_path: Path) -> None:
    run = Refreshing(tmp_path, after=2)
    assert stop(run.pending, run.store, write=False).kept == 0
    assert not run.store.path.exists()
    assert len(run.confirmations.answers) == 2
    again = Refreshing(tmp_path, after=0)
    assert len(again.pending.question.wanted) == 3, "without its record no answer counts"


def test_interrupted_once_more_or_after_writing_it_does_no_harm(tmp_path: Path) -> None:
    run = Refreshing(tmp_path, after=None)
    settle(asyncio.run(run.pending.ask()), RefreshPlan(), Policy(), run.store, lambda _: False)
    before = run.store.path.stat().st_mtime_ns, run.page.read_bytes()
    stopped = stop(run.pending, run.store, write=True)
    assert stopped == stop(run.pending, run.store, write=True)
    assert stopped.changed == (str(run.page),)
    assert (run.store.path.stat().st_mtime_ns, run.page.read_bytes()) == before
    assert b"?trk=x" not in before[1]
