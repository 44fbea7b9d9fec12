"""Entries that cannot be written as wished."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an entry is left as it is; ``why`` goes on "3 entries"."""

    why: str
