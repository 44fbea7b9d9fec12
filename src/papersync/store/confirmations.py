"""When a source last answered for an identifier: a cache beside the store, so that the store says only what is true.

Losing it costs requests, never a fact: whatever cannot be read is empty, whatever cannot be written is let be.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from papersync.errors import FileError
from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.store.files import Snapshot, read_if_there, write_atomic


class Confirmation(BaseModel):
    """That a source answered: when (aware), whether it had the paper, and the digest of the record that this left."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: AwareDatetime
    answer: Literal["found", "missing"]
    record: str | None = None


class _Content(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    answers: dict[str, Confirmation]


@dataclass(frozen=True)
class Confirmations:
    """The last answer of one source for each identifier as it was asked (with its version, if one was asked for).

    ``source`` is the query URL: what a stand-in confirmed never counts for arXiv.
    """

    path: Path
    source: str
    answers: Mapping[str, Confirmation] = field(default_factory=dict)

    @classmethod
    def load(cls, cache_dir: Path, source: str) -> Confirmations:
        """What is known of this source; empty if nothing is, or if the file cannot be read. Never raises."""
        path = cache_dir / f"confirmations-{hashlib.sha256(source.encode()).hexdigest()[:16]}.json"
        return cls(path, source, _read(path, source)[1])

    def last(self, id: ArxivId) -> Confirmation | None:  # noqa: A002
        """The last answer for exactly this identifier."""
        return self.answers.get(str(id))

    def age(self, id: ArxivId, now: datetime) -> timedelta | None:  # noqa: A002
        """How long ago the source last answered for it, found or missing; None if never, or in the future (then a
        clock was wrong, and the answer may be of any age).
        """
        last = self.last(id)
        return None if last is None or last.at > now else now - last.at

    def with_answers(self, found: Iterable[Paper], missing: Iterable[ArxivId], at: datetime) -> Confirmations:
        """These and the answers given at ``at``; ``found`` are the records as they are to be stored."""
        news = {str(paper.id): Confirmation(at=at, answer="found", record=digest(paper)) for paper in found}
        news |= {str(id_): Confirmation(at=at, answer="missing") for id_ in missing}
        return replace(self, answers={**self.answers, **news})

    def save(self) -> bool:
        """Write them, together with what other processes wrote meanwhile; False if that was not possible."""
        snapshot, others = _read(self.path, self.source)
        answers = {**others, **{id_: _later(answer, others.get(id_)) for id_, answer in self.answers.items()}}
        if snapshot is not None and answers == others:
            return True
        content = _Content(source=self.source, answers=dict(sorted(answers.items())))
        try:
            write_atomic(self.path, content.model_dump_json(indent=1).encode() + b"\n", snapshot)
        except FileError:
            return False
        return True


def digest(paper: Paper) -> str:
    """What tells this record from any other: a store that holds another one has to ask again."""
    return hashlib.sha256(paper.model_dump_json().encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _read(path: Path, source: str) -> tuple[Snapshot | None, Mapping[str, Confirmation]]:
    try:
        snapshot = read_if_there(path)
    except FileError:
        return None, {}
    if snapshot is None:
        return None, {}
    try:
        content = _Content.model_validate_json(snapshot.data)
    except ValidationError:
        return snapshot, {}
    return snapshot, content.answers if content.source == source else {}


def _later(one: Confirmation, other: Confirmation | None) -> Confirmation:
    return one if other is None or one.at >= other.at else other
