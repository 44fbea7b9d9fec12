"""Two stores that grew apart, merged paper by paper."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from typing import Final

from papersync.papers import Paper
from papersync.store.codec import Store, members
from papersync.store.hearsay import is_confirmed
from papersync.store.update import tells_first_title, with_first_title, with_former_titles


def merge(base: Store | None, ours: Store, theirs: Store) -> Store:
    """The store that has what either side has; ``base`` is what both grew from, None if that is not known.

    A record that one side deleted goes if the other side left it as it was in the base, and only then. What one side
    changed is taken from it. Of two changed records the newer version counts, then the one from the query API, then
    the one that another source confirmed, then the later update; of the same version and origin each fact that only
    one side changed is taken from that side. Former titles are united, and the title that gave way joins them, unless
    it was hearsay. An abstract is not lost to a record without one.

    ``merge(b, x, b) == x``, ``merge(b, x, x) == x``, and the sides can be exchanged.
    """
    known = Store() if base is None else base
    merged = (
        _merged(known.get(id_), ours.get(id_), theirs.get(id_)) for id_ in dict.fromkeys((*ours.papers, *theirs.papers))
    )
    return Store.of(paper for paper in merged if paper is not None)


def _merged(base: Paper | None, ours: Paper | None, theirs: Paper | None) -> Paper | None:
    if theirs in (ours, base):
        return ours
    if ours == base or ours is None:
        return theirs
    return ours if theirs is None else _of_both(base, ours, theirs)


def _of_both(base: Paper | None, ours: Paper, theirs: Paper) -> Paper:
    rest, best = sorted((ours, theirs), key=_rank)
    former = (*(base.former_titles if base is not None else ()), *best.former_titles, *rest.former_titles)
    gone = (rest.title,) if is_confirmed(rest) else ()
    if base is not None and best.version == rest.version and best.origin == rest.origin:
        best = _fact_by_fact(base, best, rest)
    elif best.abstract is None:
        best = replace(best, abstract=rest.abstract)
    # Former titles are united: whoever knew the first one has put it there.
    known = best.first_title_known or (best.version > 1 and any(map(tells_first_title, (ours, theirs))))
    return with_first_title(with_former_titles(best, (*former, *gone)), known=known)


_FACTS: Final = tuple(field.name for field in fields(Paper) if field.name not in ("id", "former_titles"))


def _fact_by_fact(base: Paper, best: Paper, rest: Paper) -> Paper:
    taken = {fact: getattr(rest, fact) for fact in _FACTS if getattr(best, fact) == getattr(base, fact)}
    return replace(best, **taken)


def _rank(record: Paper) -> tuple[int, bool, bool, datetime, bool, list[str], int, tuple[str, ...]]:
    """What decides between two records of a paper: the greater one counts, whichever side it is on."""
    facts = members(replace(record, former_titles=()))
    return (
        record.version,
        record.origin is None,
        is_confirmed(record),
        record.updated,
        record.abstract is not None,
        # For no better reason than that it is the same one whoever merges.
        [repr(fact) for fact in facts.items()],
        len(record.former_titles),
        record.former_titles,
    )
