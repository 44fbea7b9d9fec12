"""When a source last answered for an identifier: a cache beside the store, so that the store says only what is true.

Losing it costs requests, never a fact: whatever cannot be read is empty, whatever cannot be written is let be.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, Literal, get_args

from papersync.errors import FileError, InputError
from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.store.files import Snapshot, read_if_there, write_atomic
from papersync.store.locks import locked

Word = Literal["found", "missing"]
_WORDS: Final = get_args(Word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """That a source answered: when (aware), whether it had the paper, and the digest of the record that this left."""

    at: datetime
    answer: Word
    record: str | None = None


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

    @cached_property
    def missing(self) -> frozenset[str]:
        """The identifiers, as they were asked, that the source did not have when it last answered for them."""
        return frozenset([id_ for id_, last in self.answers.items() if last.answer == "missing"])

    def newest(self, ids: Iterable[ArxivId], now: datetime) -> datetime | None:
        """When the source last answered for any of these papers, found or missing; None if that is not known. Moments
        in the future do not count.
        """
        if not self.answers:
            return None
        answers = (self.last(asked) for id_ in ids for asked in (id_, id_.latest))
        return max((last.at for last in answers if last is not None and last.at <= now), default=None)

    def with_answers(self, found: Iterable[Paper], missing: Iterable[ArxivId], at: datetime) -> Confirmations:
        """These and the answers given at ``at``; ``found`` are the records as they are to be stored."""
        news = {str(paper.id): confirmed(paper, at) for paper in found}
        news |= {str(id_): Confirmation(at=at, answer="missing") for id_ in missing}
        return self.with_news(news)

    def with_news(self, news: Mapping[str, Confirmation]) -> Confirmations:
        """These and later answers, by the identifiers as they were asked."""
        return replace(self, answers={**self.answers, **news}) if news else self

    def with_records(self, records: Iterable[Paper]) -> Confirmations:
        """The same answers, of which these records are left by now; when they were given stays as it was."""
        return self.with_news(
            {
                str(paper.id): replace(last, record=digest(paper))
                for paper in records
                if (last := self.last(paper.id)) is not None and last.record is not None
            }
        )

    def save(self) -> bool:
        """Write them, together with what other processes wrote meanwhile; False if that was not possible."""
        try:
            return self._is_saved() or self._merged_under_lock()
        except InputError:
            return False

    def _is_saved(self) -> bool:
        snapshot, others = _read(self.path, self.source)
        return snapshot is not None and self._with(others) == others

    def _merged_under_lock(self) -> bool:
        with locked(self.path, self.path.parent):
            snapshot, others = _read(self.path, self.source)
            write_atomic(self.path, _dumped(self.source, self._with(others)), snapshot)
        return True

    def _with(self, others: Mapping[str, Confirmation]) -> Mapping[str, Confirmation]:
        if others is self.answers:
            return others
        return {**others, **{id_: _later(answer, others.get(id_)) for id_, answer in self.answers.items()}}


def confirmed(paper: Paper, at: datetime) -> Confirmation:
    """That a source had the paper at ``at``; the record is the one to be stored."""
    return Confirmation(at=at, answer="found", record=digest(paper))


def digest(paper: Paper) -> str:
    """What tells this record from any other: a store that holds another one has to ask again."""
    return hashlib.sha256(_facts(paper).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _facts(paper: Paper) -> str:
    """All of the record as one text, in which no two records are alike: what parts it is in no text of a record, and an
    optional text is never empty. A refresh with nothing to do makes it for each of its papers.
    """
    gone = paper.withdrawn
    return "\x1f".join(
        (
            str(paper.id),
            paper.title,
            "\x1e".join(["\x1d".join((author.name, *author.affiliations)) for author in paper.authors]),
            paper.abstract or "",
            paper.primary_category,
            "\x1e".join(paper.categories),
            str(paper.version),
            paper.published.isoformat(),
            paper.updated.isoformat(),
            paper.comment or "",
            paper.journal_ref or "",
            "\x1e".join(paper.doi),
            f"{gone.certain} {gone.reason}" if gone is not None else "",
            "\x1e".join(paper.former_titles),
            "first title known" if paper.first_title_known else "",
            paper.origin or "",
        )
    )


def _members(value: object) -> object:
    match value:
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case Confirmation():
            return {name: getattr(value, name) for name in value.__slots__}
    return str(value)


def _read(path: Path, source: str) -> tuple[Snapshot | None, Mapping[str, Confirmation]]:
    try:
        snapshot = read_if_there(path)
    except FileError:
        return None, {}
    if snapshot is None:
        return None, {}
    return snapshot, _parsed(snapshot.data, source)


# What was read to begin with is read again before it is written, and is mostly the same then.
@lru_cache(maxsize=1)
def _parsed(data: bytes, source: str) -> Mapping[str, Confirmation]:
    # By hand, not by pydantic: nobody is told what is wrong, and lint, which reads this too, would start much slower.
    try:
        content = json.loads(data)
        answers = {id_: _confirmation(**answer) for id_, answer in content["answers"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return {}
    return answers if content["source"] == source else {}


def _confirmation(*, at: Any, answer: Any, record: Any = None) -> Confirmation:
    """Raises TypeError or ValueError for what is none, OverflowError for a time that is out of the calendar in UTC."""
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is None or answer not in _WORDS or not isinstance(record, str | None):
        raise ValueError
    return Confirmation(at=moment.astimezone(UTC), answer=answer, record=record)


def _dumped(source: str, answers: Mapping[str, Confirmation]) -> bytes:
    """One answer a line."""
    lines = ",\n".join(
        f"  {json.dumps(id_)}: {json.dumps(answer, default=_members)}" for id_, answer in sorted(answers.items())
    )
    return f'{{\n "source": {json.dumps(source)},\n "answers": {{\n{lines}\n }}\n}}\n'.encode()


def _later(one: Confirmation, other: Confirmation | None) -> Confirmation:
    return one if other is None or one.at >= other.at else other
