"""Lists and stores on one command line, told apart."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from papersync.app.discovery import store_of
from papersync.app.lists import STANDARD_INPUT, ListFile, read_lists
from papersync.cli.session import Session, open_session
from papersync.config import load_config


def open_lists_and_stores(files: Sequence[Path] | None) -> tuple[Session, list[ListFile]]:
    """What `open_session` reads, and the stores among the files: the configured one, and what is called `.json`.

    Without files the configured ones, the store if it is there. Raises as ``open_session`` does; a store that cannot be
    read is one of the session's errors.
    """
    paths = list(files or ())
    config = load_config(next((path for path in paths if str(path) != STANDARD_INPUT), Path()), os.environ)
    stores = [path for path in paths if path.suffix == ".json" or _same(path, config.store_path)]
    lists = [path for path in paths if path not in stores]
    session = Session(config, [], []) if stores and not lists else open_session(lists)
    if not paths and os.path.lexists(config.store_path):
        stores.append(store_of(config))
    read, errors = read_lists(stores, config.lock_dir)
    return replace(session, errors=[*session.errors, *errors]), read


def _same(path: Path, other: Path) -> bool:
    try:
        return os.path.realpath(path) == os.path.realpath(other)
    except (OSError, ValueError):  # no working folder; a name that no file can have
        return False
