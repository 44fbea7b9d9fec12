"""How a list writes authors, learnt from one entry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from papersync.text.patterns import late_pattern

# More authors than this are shown as the first three "et al." (design, section 7).
MOST_AUTHORS: Final = 10
_SHOWN_OF_MANY: Final = 3
_OTHERS: Final = late_pattern(r"(?P<joint>,?\s*)(?P<word>et\.?\s?al\b\.?|等人?\.?|and others)", re.IGNORECASE)
_LAST: Final = late_pattern(r",? (?:and|&) (?=\S+(?: \S+){0,4}$)")
# `Lovelace, A. B.`, and `A. B. Lovelace`.
_BEHIND: Final = late_pattern(
    r"[^\W\d_][^\W\d_’'. -]*(?:[ ’'-][^\W\d_’'. -]+){0,3}, (?:[^\W\d_]\.[ -]?){1,4}(?=,|;| |$)"
)
_BEFORE: Final = late_pattern(r"(?:[^\W\d_]\.[ -]?){1,4}(?<=[. ])[^\W\d_][^\W\d_.]+")
Initials = Literal["behind", "before"]
# Capitalised, these are hardly anybody's second name: `Van`, `Da` and `Du` are, in Vietnam and in China.
_PARTICLES: Final = frozenset(("De", "Del", "Della", "Dello", "Der", "Di", "Dos", "El", "La", "Le", "Von"))


@dataclass(frozen=True, slots=True)
class Byline:
    """``first`` authors (None: all) before ``others``, parted by ``joint``, the last by ``last``.

    ``surnames`` says that of each only the last word is written, ``initials`` where the other names' first letters
    stand beside it. ``others`` is as the list has it: `` et al.``.
    """

    first: int | None = None
    others: str = " et al."
    joint: str = ", "
    last: str = ", "
    surnames: bool = False
    initials: Initials | None = None

    def of(self, names: Sequence[str]) -> str:
        """The names in this form."""
        shown = [self._shown(name) for name in names]
        first = self.first if self.first is not None or len(names) <= MOST_AUTHORS else _SHOWN_OF_MANY
        if first is not None and len(shown) > first:
            return self.joint.join(shown[:first]) + self.others
        return self.last.join((self.joint.join(shown[:-1]), shown[-1])) if len(shown) > 1 else "".join(shown)

    def _shown(self, name: str) -> str:
        if self.surnames:
            return _surname(name)
        whole = " ".join(name.split())
        surname = _surname(name)
        given = whole.removesuffix(surname).split()
        if self.initials is None or not given:
            return whole
        letters = " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in given)
        return f"{surname}, {letters}" if self.initials == "behind" else f"{letters} {surname}"


def learn_authors(written: str) -> Byline:
    """The form of authors as they stand in a list."""
    text = " ".join(written.split())
    joint = "; " if "; " in text else "、" if "、" in text else ", "
    others = _OTHERS.search(text)
    initials: Initials | None = "behind" if _BEHIND.match(text) else "before" if _BEFORE.match(text) else None
    if others is None:
        last = _LAST.search(text)
        return Byline(joint=joint, last=last[0] if last else joint, initials=initials)
    before = text[: others.start()].strip(" ,;、")
    if initials is not None:
        names = (_BEHIND if initials == "behind" else _BEFORE).findall(before)
        return Byline(max(len(names), 1), others[0], joint, joint, initials=initials)
    names = [name for name in before.split(joint.strip()) if name.strip()]
    return Byline(max(len(names), 1), others[0], joint, joint, surnames=all(" " not in each.strip() for each in names))


def _surname(name: str) -> str:
    """The last word; particles stay with it."""
    words = name.split()
    last = at = len(words) - 1
    while at > 1 and _is_particle(words[at - 1], is_before_one=at < last):
        at -= 1
    return " ".join(words[max(at, 0) :])


def _is_particle(word: str, *, is_before_one: bool) -> bool:
    return word.islower() or word in _PARTICLES or (is_before_one and word == "Van")
