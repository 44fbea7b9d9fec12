"""In what order a section's entries are, and where a new one goes among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from papersync.entries.entry import Entry
from papersync.entries.learning_dates import sort_key

# Fewer entries than this show no order (design, section 4).
FEWEST_IN_ORDER: Final = 6
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Order:
    """The keys of the entries that are there, in their order; ``dated`` says that they are dates, else titles."""

    keys: tuple[str, ...]
    dated: bool = False
    descending: bool = False

    def key(self, title: str, date: str) -> str:
        """What a new entry is sorted by; empty if it lacks that."""
        return date if self.dated else title.casefold()

    def place(self, key: str) -> int:
        """Behind how many entries a new one goes; behind all if it lacks what they are in the order of."""
        if not key:
            return len(self.keys)
        return sum(other >= key if self.descending else other <= key for other in self.keys)


def order_of(entries: Sequence[Entry]) -> Order | None:
    """The order, if there are at least six entries, all in it."""
    if len(entries) < FEWEST_IN_ORDER:
        return None
    written = [entry.date.text.strip() if entry.date is not None else "" for entry in entries]
    if all(written):
        dates = tuple(sort_key(text) or text for text in written)
        for descending in (False, True):
            if list(dates) == sorted(dates, reverse=descending):
                return Order(dates, dated=True, descending=descending)
    titles = tuple(entry.title.text.casefold() if entry.title is not None else "" for entry in entries)
    return Order(titles) if all(titles) and list(titles) == sorted(titles) else None


def place_among(entries: Sequence[Entry], title: str, date: str) -> int:
    """Behind how many entries another one goes: in their order if they have one, else behind all."""
    order = order_of(entries)
    return order.place(order.key(title, date)) if order is not None else len(entries)


def places_among(
    entries: Sequence[Entry], new: Sequence[_T], told: Callable[[_T], tuple[str, str]]
) -> list[tuple[int, _T]]:
    """Behind how many entries each of several new ones goes, in the order in which they are to stand.

    ``told`` gives title and date of a new one.
    """
    order = order_of(entries)
    if order is None:
        return [(len(entries), each) for each in new]
    keyed = [(order.key(*told(each)), each) for each in new]
    placed = [(order.place(key), key, each) for key, each in keyed]
    with_key = sorted((each for each in placed if each[1]), key=lambda each: each[1], reverse=order.descending)
    without = (each for each in placed if not each[1])
    return [(place, each) for place, _, each in (*with_key, *without)]
