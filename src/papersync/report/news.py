"""What became of papers between two stores, and what was mended in the lists: paper by paper, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from papersync.identifiers import ArxivId
from papersync.lint.wording import shortened, shown
from papersync.papers import Paper

_LIMIT: Final = 200
_RECORDED: Final = "recorded"
_MENDED: Final = {"PS1": "link repaired", "PS204": "title mended", "PS501": "abstract mended"}
_OTHERS: Final = ("authors", "abstract", "categories", "comment")


@dataclass(frozen=True, slots=True)
class Mend:
    """A finding whose fix was made: where in a list, and why, in the words of the rule."""

    code: str
    name: str
    message: str
    path: str
    line: int
    id: ArxivId | None = None


@dataclass(frozen=True, slots=True)
class News:
    """One paper; None for what no paper is named for. ``facts`` are kinds of change, each with what it says; texts are
    those of others, as they came.
    """

    id: ArxivId | None
    title: str
    facts: tuple[tuple[str, str], ...]

    @property
    def is_first_record(self) -> bool:
        """Whether there is no more to say than that the store has a record by now."""
        return [kind for kind, _ in self.facts] == [_RECORDED]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Each kind of change once, in order."""
        return tuple(dict.fromkeys(kind for kind, _ in self.facts))


def news(
    before: Mapping[ArxivId, Paper], after: Mapping[ArxivId, Paper], mends: Iterable[Mend] = ()
) -> tuple[News, ...]:
    """In order of identifiers, what concerns none of them last; nothing of papers for which all is as it was."""
    by_paper: dict[ArxivId | None, list[Mend]] = {}
    for mend in mends:
        by_paper.setdefault(None if mend.id is None else mend.id.latest, []).append(mend)
    differing = {id_ for id_ in {*before, *after} if before.get(id_) != after.get(id_)}
    found: list[News] = []
    for id_ in sorted(differing | {id_ for id_ in by_paper if id_ is not None}):
        old, new = before.get(id_), after.get(id_)
        facts = (*_of_record(old, new), *map(_of_mend, by_paper.get(id_, ())))
        known = new or old
        if facts:
            found.append(News(id_, "" if known is None else known.title, facts))
    if nameless := by_paper.get(None):
        found.append(News(None, "", tuple(map(_of_mend, nameless))))
    return tuple(found)


def _of_mend(mend: Mend) -> tuple[str, str]:
    kind = _MENDED.get(mend.code) or _MENDED.get(mend.code[:3]) or mend.name.replace("-", " ")
    return kind, f"{mend.path}:{mend.line}: {mend.message}"


def _of_record(old: Paper | None, new: Paper | None) -> Iterator[tuple[str, str]]:
    """What arXiv says now and did not say before; the gravest first."""
    if new is None:
        if old is not None:
            yield "dropped", "no list names it any more, so its record is gone"
        return
    if new.withdrawn is not None and (old is None or old.withdrawn != new.withdrawn):
        kind = "withdrawn" if new.withdrawn.certain else "probably withdrawn"
        yield kind, shortened(new.withdrawn.reason, _LIMIT)
    if old is None:
        yield _RECORDED, "arXiv's record is in the store by now"
        return
    if old.withdrawn is not None and new.withdrawn is None:
        yield "no longer withdrawn", ""
    if old.title != new.title:
        recased = old.title.casefold() == new.title.casefold()
        yield ("letter case" if recased else "renamed"), f"was {shown(old.title, _LIMIT)}"
    if old.version != new.version:
        yield "new version", f"{new.version} of {new.updated.date().isoformat()}, was {old.version}"
    if (published := _publication(new)) and published != _publication(old):
        yield "published", published
    others = [name for name in _OTHERS if getattr(old, name) != getattr(new, name)]
    if others:
        yield "record", f"other {_listed(others)}"


def _publication(paper: Paper) -> str:
    facts = [shortened(paper.journal_ref, _LIMIT)] if paper.journal_ref else []
    return ", ".join([*facts, *(f"DOI {shortened(each, _LIMIT)}" for each in paper.doi[:1])])


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
