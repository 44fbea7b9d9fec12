"""Which identifiers are asked together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from papersync.identifiers import ArxivId
from papersync.sources.endpoint import MOST_IDS


@dataclass(frozen=True, slots=True)
class Batch:
    """Identifiers for one request, each paper once. ``witness`` is asked as well, and known to exist: an answer without
    it is not complete."""

    ids: tuple[ArxivId, ...]
    witness: ArxivId | None = None

    @property
    def asked(self) -> tuple[ArxivId, ...]:
        """What the request names."""
        return self.ids if self.witness is None else (*self.ids, self.witness)

    def halves(self) -> list[Batch]:
        """Two batches with the same identifiers; only for more than one."""
        middle = len(self.ids) // 2
        return [Batch(self.ids[:middle], self.witness), Batch(self.ids[middle:], self.witness)]

    def without(self, identifier: ArxivId) -> list[Batch]:
        """The batch for all others; none if there are none."""
        rest = tuple(i for i in self.ids if i != identifier)
        return [Batch(rest, self.witness)] if rest else []


def first_round(ids: Iterable[ArxivId]) -> list[Batch]:
    """Every distinct identifier once, sorted, so that the same papers make the same requests whatever list names them.

    Two versions of one paper are never in one request: nothing says whether arXiv gives one entry for them or two.
    """
    layers: list[list[ArxivId]] = []
    previous, depth = "", 0
    for identifier in sorted(set(ids), key=lambda i: (i.base, i.version or 0)):
        depth = depth + 1 if identifier.base == previous else 0
        previous = identifier.base
        if depth == len(layers):
            layers.append([])
        layers[depth].append(identifier)
    return [batch for layer in layers for batch in _cut(layer, MOST_IDS)]


def second_round(companies: Mapping[ArxivId, frozenset[ArxivId]], known: Iterable[ArxivId]) -> list[Batch]:
    """What one answer did not contain, asked once more in other company or alone.

    *companies* has for each identifier those it was asked with. *known* are identifiers that exist; one of them, where
    there is one, goes along as a witness that the answer is whole.
    """
    batches: list[Batch] = []
    exist = sorted(set(known), key=lambda i: (i.base, i.version or 0))
    for layer in first_round(companies):
        bases = {identifier.base for identifier in layer.ids}
        witness = next((k for k in exist if k.base not in bases), None)
        for part in _cut(layer.ids, MOST_IDS - 1):
            batches.extend(in_other_company(Batch(part.ids, witness), companies))
    return batches


def in_other_company(batch: Batch, companies: Mapping[ArxivId, frozenset[ArxivId]]) -> list[Batch]:
    """*batch*, cut where it would ask an identifier in the company it was asked in before (*companies*)."""
    company = frozenset(batch.asked)
    if len(company) == 1 or all(companies[identifier] != company for identifier in batch.ids):
        return [batch]
    if len(batch.ids) == 1:
        return [Batch(batch.ids)]
    return [part for half in batch.halves() for part in in_other_company(half, companies)]


def _cut(ids: Sequence[ArxivId], most: int) -> list[Batch]:
    return [Batch(tuple(ids[i : i + most])) for i in range(0, len(ids), most)]
