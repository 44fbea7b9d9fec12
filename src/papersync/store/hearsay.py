"""Which records a source stands for."""

from __future__ import annotations

from collections.abc import Iterable

from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.store.codec import Store


def is_confirmed(record: Paper | None) -> bool:
    """Whether a source has answered for the record: what came bundled or from a list is hearsay."""
    return record is not None and record.origin not in ("bundled", "list")


def unconfirmed(ids: Iterable[ArxivId], store: Store) -> frozenset[ArxivId]:
    """The papers for whose record no source has answered."""
    if isinstance(ids, frozenset) and all(each.version is None and not is_confirmed(store.get(each)) for each in ids):
        return ids  # of a list of 10 MB that nobody has asked for yet: one set in memory, not two
    return frozenset(each.latest for each in ids if not is_confirmed(store.get(each)))
