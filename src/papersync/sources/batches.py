"""Which identifiers are asked together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from papersync.identifiers import ArxivId
from papersync.sources.endpoint import MOST_IDS


@dataclass(frozen=True, slots=True)
class Batch:
    """Identifiers for one request, each paper once, sorted, so that the same papers make the same request in whatever
    order they came. ``witness`` is asked as well, and known to exist: an answer without it is not complete."""

    ids: tuple[ArxivId, ...]
    witness: ArxivId | None = None

    @property
    def asked(self) -> tuple[ArxivId, ...]:
        """What the request names."""
        return self.ids if self.witness is None else (*self.ids, self.witness)

    def split(self, at: int) -> list[Batch]:
        """Two batches with the same identifiers, *at* of them in the first; 0 < at < their number."""
        return [Batch(self.ids[:at], self.witness), Batch(self.ids[at:], self.witness)]

    def halves(self) -> list[Batch]:
        """Two batches with the same identifiers; only for more than one."""
        return self.split(len(self.ids) // 2)

    def cut(self, most: int) -> list[Batch]:
        """Batches with the same identifiers, evenly, none of which asks for more than *most* (or for more than one)."""
        room = max(1, most - (len(self.asked) - len(self.ids)))
        parts = -(-len(self.ids) // room)
        bounds = [len(self.ids) * part // parts for part in range(parts + 1)]
        return [Batch(self.ids[start:end], self.witness) for start, end in pairwise(bounds)]

    def without(self, identifier: ArxivId) -> list[Batch]:
        """The batch for all others; none if there are none."""
        rest = tuple(i for i in self.ids if i != identifier)
        return [Batch(rest, self.witness)] if rest else []


def first_round(ids: Iterable[ArxivId], most: int = MOST_IDS) -> list[Batch]:
    """Every distinct identifier once, in batches of at most *most* that follow the order given: whoever is refused
    half-way has what came first.

    Two versions of one paper are never in one request: nothing says whether arXiv gives one entry for them or two. The
    second one waits for the next batch with room.
    """
    batches: list[list[ArxivId]] = []
    without: dict[str, int] = {}
    open_from = 0
    for identifier in dict.fromkeys(ids):
        at = max(open_from, without.get(identifier.base, 0))
        while at < len(batches) and len(batches[at]) >= most:
            at += 1
        if at == len(batches):
            batches.append([])
        batches[at].append(identifier)
        without[identifier.base] = at + 1
        while open_from < len(batches) and len(batches[open_from]) >= most:
            open_from += 1
    return [Batch(tuple(sorted(batch, key=lambda i: i.base))) for batch in batches]


def second_round(
    companies: Mapping[ArxivId, frozenset[ArxivId]], witnesses: Sequence[ArxivId], most: int = MOST_IDS
) -> list[Batch]:
    """What one answer did not contain, asked once more in other company or alone, in the order of *companies*.

    *companies* has for each identifier those it was asked with. *witnesses* exist; one of them, the first that can,
    goes along to vouch that the answer is whole.
    """
    room = max(1, most - 1)
    return [part for batch in first_round(companies, room) for part in in_other_company(batch, companies, witnesses)]


def in_other_company(
    batch: Batch, companies: Mapping[ArxivId, frozenset[ArxivId]], witnesses: Sequence[ArxivId]
) -> list[Batch]:
    """The identifiers of *batch* with a witness if there is one for them, cut where one of them would be in the company
    it was asked in before (*companies*); alone is always another question."""

    def is_other(asked: Batch) -> bool:
        company = frozenset(asked.asked)
        return all(companies[identifier] != company for identifier in batch.ids)

    bases = {identifier.base for identifier in batch.ids}
    fit = (Batch(batch.ids, witness) for witness in witnesses if witness.base not in bases)
    first = next(fit, None)
    witnessed = first if first is None or is_other(first) else next(filter(is_other, fit), None)
    if witnessed is not None:
        return [witnessed]
    bare = Batch(batch.ids)
    if len(batch.ids) == 1 or (first is None and is_other(bare)):
        return [bare]
    return [part for half in bare.halves() for part in in_other_company(half, companies, witnesses)]
