"""Entries that cannot be written as wished."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an entry is left as it is; ``why`` follows "3 entries left as written:"."""

    why: str
