"""What a source says of an identifier: exactly one of three answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from papersync.identifiers import ArxivId
from papersync.papers import Paper


@dataclass(frozen=True, slots=True)
class Found:
    """The record, for the identifier exactly as asked (its version included)."""

    id: ArxivId
    paper: Paper


@dataclass(frozen=True, slots=True)
class Missing:
    """Complete answers, and no such paper or version in them."""

    id: ArxivId


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing is known: the source could not be asked, or not be believed. ``reason`` is for a person."""

    id: ArxivId
    reason: str


Answer = Found | Missing | Failed


class Searcher(Protocol):
    """Who finds papers by the words of their titles."""

    def search(self, questions: Sequence[Sequence[str]]) -> AsyncIterator[tuple[Paper, ...]]:
        """For each question, in order, the papers in whose titles all its words stand; no more answers after one that
        could not be had. Raises nothing foreseeable.
        """
        ...


class Source(Protocol):
    """Who answers for identifiers."""

    def fetch(self, ids: Sequence[ArxivId]) -> AsyncIterator[Answer]:
        """Exactly one answer for each distinct identifier, as they arrive. Raises nothing foreseeable."""
        ...
