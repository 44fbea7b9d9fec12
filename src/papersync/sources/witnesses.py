"""Papers that exist for certain, and can vouch for an answer by being in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from papersync.identifiers import ArxivId

WELL_KNOWN: Final = (ArxivId("1706.03762"), ArxivId("1412.6980"), ArxivId("hep-th/9711200"))
"""Old and much cited papers of arXiv's, which never takes a paper away (a withdrawn one stays an ordinary entry).

For whoever has no paper yet that arXiv has confirmed: in 2026 it gave well-formed feeds without entries to good
queries, and then nothing else tells "there is no such paper" from "nothing is found today". Several, because none can
vouch for itself. They mean something to arXiv's own hosts only: a mirror may hold a part, a stand-in its own records.
"""


class Witnesses:
    """What is known to exist: found by this source, ``known`` from elsewhere, and ``well_known``. Grows with every
    paper found."""

    def __init__(self, known: Iterable[ArxivId] = (), well_known: Iterable[ArxivId] = ()) -> None:
        self._found: set[ArxivId] = set()
        self._newest: dict[str, int] = {}
        for identifier in known:
            self._newest[identifier.base] = max(identifier.version or 1, self._newest.get(identifier.base, 1))
        self._others = (*sorted(ArxivId(base) for base in self._newest), *well_known)
        self._newest.update((identifier.base, 1) for identifier in well_known if identifier.base not in self._newest)

    def saw(self, identifier: ArxivId, version: int) -> None:
        """The source gave *version* of a paper when it was asked for *identifier*."""
        self._found.add(identifier)
        self._newest[identifier.base] = max(version, self._newest.get(identifier.base, 0))

    def has(self, identifier: ArxivId) -> bool:
        """True if it exists, as far as is known: a paper whose version 3 was seen has versions 1 and 2."""
        return (identifier.version or 1) <= self._newest.get(identifier.base, 0)

    def __iter__(self) -> Iterator[ArxivId]:
        """The most trustworthy first: what this source gave itself."""
        yield from sorted(self._found, key=lambda i: (i.base, i.version or 0))
        yield from self._others

    def __bool__(self) -> bool:
        return bool(self._found or self._others)
