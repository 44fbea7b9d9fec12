"""The sandbox in which templates run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

# A text repeated, or a number raised to another, can be larger than any memory.
_LARGEST: Final = 10_000


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset(("*", "**"))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Sums of a moderate size only."""
        numbers = all(isinstance(each, int | float) and abs(each) <= _LARGEST for each in (left, right))
        if not numbers or operator == "**":
            raise SecurityError(f"{operator!r} is for small numbers only")
        return super().call_binop(context, operator, left, right)


def environment(
    shown: Callable[[object], str], filters: Mapping[str, Callable[..., object]]
) -> ImmutableSandboxedEnvironment:
    """An environment without a loader, in which every value goes through ``shown`` and an unknown name is an error."""
    made = _Sandbox(undefined=StrictUndefined, autoescape=False, finalize=shown, keep_trailing_newline=False)
    made.filters.update(filters)
    # The same record is to give the same text.
    del made.filters["random"], made.globals["lipsum"]
    return made
