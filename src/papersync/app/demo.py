"""`papersync demo`: the whole job on a bundled broken list, against the stand-in, without a network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from papersync.app.asking import Sources
from papersync.app.lists import ListFile
from papersync.app.policy import Policy
from papersync.app.refresh import Refresh, RefreshPlan, refresh
from papersync.config import Config, load_config
from papersync.errors import FileError, Place, UsageError
from papersync.http.inprocess import transport_for
from papersync.http.manners import Manners
from papersync.sources.query import QueryApi
from papersync.standin.records import Records, load_records
from papersync.standin.service import Standin
from papersync.store.confirmations import Confirmations
from papersync.store.files import read_file
from papersync.store.repository import StoreFile

LIST_NAME = "reading-list.md"
_CONFIGURATION_NAME = "papersync.toml"


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo did in ``folder``: its list before and after, and what the refresh says of it."""

    folder: Path
    before: bytes
    after: bytes
    outcome: Refresh


async def run_demo(folder: Path) -> Demo:
    """Put the broken list into ``folder``, which must be empty or absent, and refresh it.

    Everything is the real thing but the wire: no connection is opened, and the list's abstracts and the records' are
    paraphrases. Raises UsageError if there is something in the folder, FileError if it cannot be used.
    """
    _fill(folder)
    config = load_config(folder, {})
    each = ListFile(LIST_NAME, read_file(folder / LIST_NAME), config.cache_dir)
    outcome = await _refreshed(each, config)
    return Demo(folder, each.source, read_file(each.path).data, outcome)


def bundled_records() -> Records:
    """What the stand-in of the demo answers from."""
    return load_records(_bundled("papers.json"))


async def _refreshed(each: ListFile, config: Config) -> Refresh:
    manners = Manners(lock_dir=config.cache_dir, interval_s=config.interval_s, retries=config.retries)
    transport = transport_for(Standin(bundled_records()).serve)
    async with QueryApi(manners, url=config.arxiv_url, transport=transport) as source:
        sources = Sources(
            StoreFile(config.store_path, config.cache_dir),
            Confirmations.load(config.cache_dir, config.arxiv_url),
            source,
            datetime.now(UTC),
            config.max_age,
        )
        return await refresh([each], RefreshPlan(), Policy(root=config.root), sources)


def _fill(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UsageError(f"there is something in {folder} already", hint="name a folder that is empty or new")
        for name in (LIST_NAME, _CONFIGURATION_NAME):
            (folder / name).write_bytes(_bundled(name))
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileError(f"the folder cannot be used: {reason}", place=Place(str(folder))) from error


def _bundled(name: str) -> bytes:
    return (files("papersync.app") / "demo_files" / name).read_bytes()
