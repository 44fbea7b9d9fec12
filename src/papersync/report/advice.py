"""What a person would type next."""

from __future__ import annotations

from typing import NamedTuple


class Advice(NamedTuple):
    """What a person would type to have a fix made; None where there is no such way.

    ``by_rule`` is False where the command knows no rules to select, or tells by itself what there is a lot of.
    """

    safe: str | None = "--fix"
    unsafe: str | None = "--unsafe-fixes"
    by_rule: bool = True
