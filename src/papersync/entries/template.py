"""A neighbour with holes: its markup and its separators, and where title, link, authors and date go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from papersync.entries.learning_authors import Byline
from papersync.entries.learning_dates import DateForm


class Kind(Enum):
    """What an atom is."""

    OPEN = "opening mark"
    CLOSE = "closing mark"
    HOLE = "hole"
    SEPARATOR = "separator"
    BREAK = "line break"
    GONE = "what is this neighbour's own"


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a neighbour. Of a hole ``text`` names what goes there; ``pair`` is the same in marks that match.

    ``linked`` marks a title that is its link's text; ``form`` is how a date or authors are written, or the link with
    ``{url}`` and ``{id}``.
    """

    kind: Kind
    text: str = ""
    pair: int = -1
    linked: bool = False
    form: str | DateForm | Byline | None = None


_GONE: Final = Atom(Kind.GONE)
# What may stay at the end of a line.
_FINAL: Final = (".", "。", ";", ",")
_SOFT: Final = (Kind.SEPARATOR, Kind.GONE)


def holes(atoms: Sequence[Atom]) -> dict[str, Atom]:
    """The holes by name, the first of each."""
    return {atom.text: atom for atom in reversed(atoms) if atom.kind is Kind.HOLE}


def without(atoms: Sequence[Atom], *names: str) -> tuple[Atom, ...]:
    """The atoms with these holes closed, and what was around them and them alone taken away."""
    return pruned([_GONE if atom.kind is Kind.HOLE and atom.text in names else atom for atom in atoms])


def with_title_for_link(atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """The atoms with the title, linked, where the link was."""
    # What leads to a link, `Paper: `, ends with nothing.
    leads = {atom.pair for atom in atoms if atom.kind is Kind.CLOSE and not atom.text}
    atoms = [atom for atom in atoms if atom.pair < 0 or atom.pair not in leads]
    pair = max((atom.pair for atom in atoms), default=0) + 1
    titled = (
        Atom(Kind.OPEN, "[", pair),
        Atom(Kind.HOLE, "title", linked=True),
        Atom(Kind.CLOSE, "](", pair),
        Atom(Kind.HOLE, "url"),
        Atom(Kind.CLOSE, ")", pair),
    )
    return tuple(
        each for atom in atoms for each in (titled if atom.kind is Kind.HOLE and atom.text == "link" else (atom,))
    )


def pruned(atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """The atoms without what is the neighbour's own: marks around nothing, lines without a hole, spare separators."""
    lines: list[list[Atom]] = [[]]
    for atom in _without_empty_pairs(atoms):
        if atom.kind is Kind.BREAK:
            lines.append([])
        lines[-1].append(atom)
    found: list[Atom] = []
    for line in lines:
        if any(atom.kind is Kind.HOLE for atom in line):
            found += _tidy(line if found else [atom for atom in line if atom.kind is not Kind.BREAK])
    return tuple(found)


def filled(atoms: Sequence[Atom], values: Mapping[str, str]) -> str:
    """The text with values in the holes; a mark that ends a sentence is not put behind another."""
    text = ""
    for atom in atoms:
        piece = values[atom.text] if atom.kind is Kind.HOLE else atom.text
        if atom.kind is Kind.SEPARATOR and piece[:1] == "." and text.rstrip("*_").endswith((".", "?", "!")):
            piece = piece[1:]
        text += piece
    return text


def _without_empty_pairs(atoms: Sequence[Atom]) -> list[Atom]:
    kept = list(atoms)
    opened: dict[int, int] = {}
    for at, atom in enumerate(kept):
        if atom.kind is Kind.OPEN:
            opened[atom.pair] = at
        elif atom.kind is Kind.CLOSE:
            first = opened[atom.pair]
            if not any(each.kind is Kind.HOLE for each in kept[first:at]):
                kept[first : at + 1] = [_GONE] * (at + 1 - first)
    return kept


def _tidy(line: Sequence[Atom]) -> list[Atom]:
    """The line with what is gone closed up."""
    found: list[Atom] = []
    run: list[Atom] = []
    for atom in line:
        if atom.kind in _SOFT:
            run.append(atom)
            continue
        found += _closed_up(run, found[-1] if found else None, atom)
        found.append(atom)
        run = []
    return found + _closed_up(run, found[-1] if found else None, None)


def _closed_up(run: Sequence[Atom], before: Atom | None, behind: Atom | None) -> list[Atom]:
    if not run:
        return []
    texts = [atom.text for atom in run if atom.kind is Kind.SEPARATOR]
    if before is None or before.kind is Kind.BREAK:
        return []
    if behind is None or (behind.kind is Kind.CLOSE and any(atom.kind is Kind.GONE for atom in run)):
        first = run[0].text.strip() if run[0].kind is Kind.SEPARATOR else ""
        return [Atom(Kind.SEPARATOR, first)] if first in _FINAL[:2] or (len(run) == 1 and first in _FINAL) else []
    if all(atom.kind is Kind.SEPARATOR for atom in run):
        return [Atom(Kind.SEPARATOR, "".join(texts))]
    if before.kind is Kind.OPEN or not texts:
        return []
    telling = [text for text in texts if text.strip()]
    # "_Names._ Arxiv 2023": the full stop of what went does not part what is left from itself.
    return [Atom(Kind.SEPARATOR, telling[0] if telling and telling[0][-1:].isspace() else _spaced(texts, telling))]


def _spaced(texts: Sequence[str], telling: Sequence[str]) -> str:
    return " " if not telling or any(text[-1:].isspace() for text in texts) else telling[0]
