"""How a list writes its dates, learnt from one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_NAME: Final = r"(?P<name>[A-Z][a-z]{2,8})\.?"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}(?P<part>[-./])(?P<month>\d{{1,2}})(?:(?P=part)(?P<day>\d{{1,2}}))?",
        rf"{_YEAR}年(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?",
        rf"(?P<day>\d{{1,2}}) {_NAME},? {_YEAR}",
        rf"{_NAME} (?:(?P<day>\d{{1,2}}), )?{_YEAR}",
        _YEAR,
    )
)
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class DateForm:
    """Text in which ``{year}``, ``{month}``, ``{day}``, ``{name}`` stand, with what the list writes around them.

    ``wide`` says that numbers have two digits, ``short`` that a month's name has three letters.
    """

    text: str
    wide: bool = True
    short: bool = False

    def of(self, when: date) -> str:
        """The date in this form."""
        digits = "02" if self.wide else ""
        name = _MONTHS[when.month - 1]
        values = {
            "year": f"{when.year:04}",
            "month": format(when.month, digits),
            "day": format(when.day, digits),
            "name": name[:3] if self.short else name,
        }
        return re.sub(r"\{(year|month|day|name)\}", lambda match: values[match[1]], self.text)

    def key(self, when: date) -> str:
        """What `sort_key` makes of the date in this form."""
        return sort_key(self.of(when))


def sort_key(written: str) -> str:
    """A date as its year, month and day, as far as they are told, in the order of their letters; empty for others."""
    match = next(filter(None, (form.search(written) for form in _FORMS)), None)
    if match is None:
        return ""
    told = match.groupdict()
    if told.get("name"):
        month = next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(told["name"][:3])), 0)
    else:
        month = int(told.get("month") or 0)
    parts = (told["year"], f"{month:02}" if month else "", f"{int(told['day']):02}" if told.get("day") else "")
    return "-".join(filter(None, parts))


def learn_date(written: str) -> DateForm | None:
    """The form of a date as it stands in a list, markup included; None where it cannot be told what is what."""
    for form in _FORMS:
        match = form.search(written)
        if match is None:
            continue
        around = written[: match.start()] + written[match.end() :]
        name = match.groupdict().get("name")
        if any(map(str.isalnum, around)) or (name and not any(month.startswith(name[:3]) for month in _MONTHS)):
            return None
        groups = {key: match.span(key) for key in match.groupdict() if key != "part" and match[key] is not None}
        numbers = [match[key] for key in ("month", "day") if groups.get(key)]
        text, at = "", 0
        for key, (start, end) in sorted(groups.items(), key=lambda each: each[1]):
            text, at = f"{text}{written[at:start]}{{{key}}}", end
        return DateForm(
            text + written[at:],
            wide=not any(len(number) == 1 for number in numbers) and not (name and "day" in groups and _is_bare(match)),
            short=bool(name) and name not in _MONTHS,
        )
    return None


def _is_bare(match: re.Match[str]) -> bool:
    """Whether a day before or behind a month's name has no nought where it might have one."""
    return not match["day"].startswith("0")
