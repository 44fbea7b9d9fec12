"""What could not be checked, in calm words: how much, why, since when, what is kept, what to do.

Nothing here says that a paper or a link is wrong: nobody answered, and that is all that is known.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from papersync.identifiers import ArxivId
from papersync.report.plain import plain

_WIDTH: Final = 80
_MOST_REASONS: Final = 3
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """The papers that a run could not have confirmed.

    ``reasons`` says why of each, ``last`` when a source last answered for it (aware; None if that is unknown).
    ``papers`` are named in all, ``confirmed`` of them in this run; ``stored`` says whether these are kept by now.
    """

    reasons: Mapping[ArxivId, str]
    last: Mapping[ArxivId, datetime | None]
    papers: int
    confirmed: int = 0
    stored: bool = True
    offline: bool = False


def unconfirmed_text(unconfirmed: Unconfirmed) -> str:
    """For a person: a few lines of at most 80 columns (longer only if one word is), without a final newline."""
    return "\n".join(_lines(unconfirmed))


def unconfirmed_line(unconfirmed: Unconfirmed) -> str:
    """The same in one line, for an annotation: how much, the most frequent reason, since when."""
    (reason, _), *more = _reasons(unconfirmed)
    others = f", and {len(more)} other reason{'s' * (len(more) > 1)}" if more else ""
    since = _since(unconfirmed)
    return f"{_amount(unconfirmed)}: {reason}{others}; {since}; nothing was changed on their account"


def unconfirmed_since(unconfirmed: Unconfirmed) -> dict[str, str | None]:
    """For a program: identifier to the moment of the last answer (ISO 8601, UTC, whole seconds), null if unknown."""
    return {str(id_): moment(unconfirmed.last.get(id_)) for id_ in sorted(unconfirmed.reasons)}


def moment(at: datetime | None) -> str | None:
    """For a program: ISO 8601, UTC, whole seconds; null where it is not known."""
    return None if at is None else at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _lines(unconfirmed: Unconfirmed) -> Iterator[str]:
    yield _filled(f"papersync: {_amount(unconfirmed)}", "  ")
    label = "  why: "
    reasons = _reasons(unconfirmed)
    for reason, count in reasons[:_MOST_REASONS]:
        yield _filled(label + reason + (f" ({_papers(count)})" if len(reasons) > 1 else ""), " " * len(label))
        label = " " * len(label)
    if len(reasons) > _MOST_REASONS:
        rest = reasons[_MOST_REASONS:]
        others = "one other reason" if len(rest) == 1 else f"{len(rest)} other reasons"
        yield f"{label}{others} ({_papers(sum(count for _, count in rest))})"
    yield f"  {_since(unconfirmed)}"
    yield _filled(f"  which: {_named(unconfirmed)}", " " * 9)
    yield "  nothing was changed on their account; their records stay as they were"
    if unconfirmed.confirmed:
        answered = f"  {_papers(unconfirmed.confirmed)} {'was' if unconfirmed.confirmed == 1 else 'were'} confirmed"
        yield (
            f"{answered} and kept; the next run begins with the others"
            if unconfirmed.stored
            else (f"{answered}; no record was written")
        )
    yield f"  hint: {_next(unconfirmed)}"


def _next(unconfirmed: Unconfirmed) -> str:
    if unconfirmed.offline:
        return "run it once without --offline"
    if unconfirmed.confirmed:
        return "run it again later"
    return "run it again later; with --offline it works from the store alone"


def _amount(unconfirmed: Unconfirmed) -> str:
    return f"{len(unconfirmed.reasons):,} of {_papers(unconfirmed.papers)} could not be checked"


def _papers(count: int) -> str:
    return f"{count:,} paper" if count == 1 else f"{count:,} papers"


def _reasons(unconfirmed: Unconfirmed) -> list[tuple[str, int]]:
    """Most frequent first, and what is equally frequent by the alphabet."""
    counted = Counter(plain(reason) for reason in unconfirmed.reasons.values())
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))


def _since(unconfirmed: Unconfirmed) -> str:
    """The days, in UTC, of the last answers."""
    moments = [unconfirmed.last.get(id_) for id_ in unconfirmed.reasons]
    days = sorted({each.astimezone(UTC).date().isoformat() for each in moments if each is not None})
    unknown = moments.count(None)
    if not days:
        return "last confirmed: unknown"
    between = f"on {days[0]}" if len(days) == 1 else f"between {days[0]} and {days[-1]}"
    return f"last confirmed {between}" + (f"; unknown for {unknown:,} of them" if unknown else "")


def _named(unconfirmed: Unconfirmed) -> str:
    ids = sorted(unconfirmed.reasons)
    more = f" and {len(ids) - _MOST_NAMED:,} more" if len(ids) > _MOST_NAMED else ""
    return ", ".join(str(id_) for id_ in ids[:_MOST_NAMED]) + more


def _filled(text: str, indent: str) -> str:
    return textwrap.fill(text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
