"""Lengths of time for a person."""

from __future__ import annotations

from typing import Final

_UNITS: Final = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


def in_words(seconds: float) -> str:
    """ "40 seconds", "1 hour", "about 3 days"; below ten seconds with one decimal if it needs one."""
    whole = round(seconds)
    for size, unit in _UNITS:
        if whole % size == 0 and whole > 0:
            return _counted(whole // size, unit)
        if whole >= 2 * size:
            return f"about {_counted(round(whole / size), unit)}"
    return _counted(whole if seconds >= 10 else round(seconds, 1), "second")


def _counted(number: float, unit: str) -> str:
    return f"{number:g} {unit}{'' if number == 1 else 's'}"
