"""Commands as typer makes them, but for one thing: typer has pydantic coerce every value, and pydantic takes longer to
load than typer itself. Ours are texts, paths and words, and most runs of lint need pydantic for nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

import typer
from typer.core import TyperCommand, TyperGroup


class Command(TyperCommand):
    """A command whose flags, texts, paths and choices, alone or in lists, are coerced without pydantic."""

    def get_params(self, ctx: Any) -> Any:
        """As typer's, with the option for help."""
        return _spared(super().get_params(ctx))


class Group(TyperGroup):
    """Commands together; its own parameters are coerced as those of ``Command``."""

    def get_params(self, ctx: Any) -> Any:
        """As typer's, with the option for help."""
        return _spared(super().get_params(ctx))


def _spared(parameters: Sequence[Any]) -> Sequence[Any]:
    # Where typer 0.29 keeps what coerces a value, once it is made. Where another one keeps it elsewhere, it coerces as
    # it always did, and tests/cli/test_startup.py notices.
    for parameter in parameters:
        described = getattr(parameter, "type_descriptor", None)
        read = None if described is None else _reader(described.annotation)
        if read is not None and getattr(parameter, "_runtime_param", parameter) is None:
            parameter._runtime_param = _Plain(read)
    return parameters


@dataclass(frozen=True, slots=True)
class _Plain:
    """What typer asks for a parameter's value."""

    read: Callable[[Any], Any]

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        try:
            return self.read(value)
        except ValueError as error:
            raise typer.BadParameter(str(error), ctx=ctx, param=param) from error


def _reader(annotation: Any) -> Callable[[Any], Any] | None:
    """What makes such a value of an argument, or of a default; None for types that typer is left to coerce."""
    if get_origin(annotation) is list:
        read = _reader(get_args(annotation)[0])
        return None if read is None else lambda values: [read(value) for value in values]
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return lambda value: _choice(annotation, value)
    if annotation is bool:
        return _flag
    return annotation if annotation in (str, Path) else None


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError(f"{value!r} is no flag.")


def _choice(words: type[Enum], value: Any) -> Enum:
    for word in words:
        if value in (word, word.value):
            return word
    raise ValueError(f"{value!r} is not one of {', '.join(repr(word.value) for word in words)}.")
