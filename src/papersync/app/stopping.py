"""A refresh that is interrupted keeps what arXiv has answered by then, and leaves the lists alone."""

from __future__ import annotations

from dataclasses import dataclass

from papersync.app.lists import STANDARD_INPUT, ListFile
from papersync.app.pending import Pending
from papersync.errors import FileError
from papersync.store.files import read_if_there
from papersync.store.repository import StoreFile

# Whoever interrupts does not wait for another papersync; CI kills some seconds after it has asked to end.
_PATIENCE_S = 5.0


@dataclass(frozen=True, slots=True)
class Stopped:
    """What an interrupted refresh leaves: the records it kept of the papers it wanted to ask for, and the lists that by
    now hold something else than when it began (none, unless it was writing).
    """

    kept: int
    wanted: int
    changed: tuple[str, ...]


def stop(pending: Pending, store_file: StoreFile, *, write: bool) -> Stopped:
    """Keep the answers that there are: records in the store, and then when they came in the cache. No list is written.

    A check (``write`` is False) writes no store, here as elsewhere: it keeps what the cache holds, which without its
    record counts for nothing and is asked again. To be called again, or after settling, does no harm. Raises StoreError
    or FileError if the store cannot be written now; then nothing is kept.
    """
    known = pending.so_far().known
    if write and known.learnt:
        store_file.learn(known.learnt, timeout_s=_PATIENCE_S)
    if pending.question.answers:
        known.confirmations.save()
    changed = tuple(each.name for each in pending.lists if _was_changed(each))
    return Stopped(len(known.learnt) if write else 0, len(pending.question.wanted), changed)


def _was_changed(each: ListFile) -> bool:
    if each.name == STANDARD_INPUT:
        return False
    try:
        now = read_if_there(each.path)
    except FileError:
        return False
    return now is not None and now.data != each.source
