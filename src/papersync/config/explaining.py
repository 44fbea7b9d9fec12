"""Say exactly what is wrong with a configuration: file, line and key, or variable."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from papersync.config.reading import OWN, SHARED
from papersync.config.settings import Settings
from papersync.config.toml_lines import line_of
from papersync.errors import ConfigurationError, Place


def judged_settings(
    table: Mapping[str, Any], variables: Mapping[str, str], found: Path | None, text: str
) -> dict[str, Any]:
    """The fields of ``Config`` that come of the table of the file ``found``, which holds ``text``, and of what
    variables set. Raises ConfigurationError for what stands first in the file, or in a variable.
    """
    try:
        return Settings.model_validate({**table, **variables}).model_dump()
    except ValidationError as error:
        problems = error.errors(include_url=False)
        raise min((_explained(problem, found, text, variables) for problem in problems), key=_line) from error


def _explained(
    problem: ErrorDetails, found: Path | None, text: str, variables: Mapping[str, str]
) -> ConfigurationError:
    where = tuple(str(part) for part in problem["loc"])
    key = where[0]
    message, hint = _words(problem, key, own=found is not None and found.name == OWN)
    if key in variables:
        name = "PAPERSYNC_" + key.upper().replace("-", "_")
        return ConfigurationError(message, hint=hint, place=Place(name))
    prefix = ("tool", "papersync") if found and found.name == SHARED else ()
    place = Place(str(found), line_of(text, (*prefix, *where))) if found else None
    return ConfigurationError(f'"{_short(".".join(where))}" {message}', hint=hint, place=place)


def _words(problem: ErrorDetails, key: str, *, own: bool) -> tuple[str, str | None]:
    kind, context, value = problem["type"], problem.get("ctx", {}), problem["input"]
    if kind == "extra_forbidden":
        return "is not a key that papersync knows", _meant(key, own=own)
    if kind == "value_error":
        return str(context.get("error", problem["msg"])), None
    if kind == "literal_error":
        return f"must be one of {context['expected']}", None
    if kind == "string_pattern_mismatch" and isinstance(value, str) and not value.strip():
        return "must not be empty", None
    return _KINDS.get(kind, problem["msg"].replace("Input should be", "must be")), None


def _meant(key: str, *, own: bool) -> str | None:
    if own and key in ("tool", "papersync"):
        return f"in {OWN} the keys stand at the top, without [tool.papersync]"
    known = [field.alias or name for name, field in Settings.model_fields.items()]
    near = difflib.get_close_matches(key[:60].replace("_", "-").lower(), known, n=1)
    return f'did you mean "{near[0]}"?' if near else None


def _short(key: str) -> str:
    plain = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in key)
    return plain if len(plain) <= 60 else plain[:59] + "…"


_KINDS: Final = {
    "string_type": "must be a string",
    "string_pattern_mismatch": "has characters that cannot stand there",
    "string_too_long": "is too long",
    "tuple_type": "must be a list",
    "mapping_type": "must be a table",
    "dict_type": "must be a table",
    "too_short": "must not be empty",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "int_parsing_size": "must be a whole number of a few digits",
    "finite_number": "must be a whole number",
}


def _line(error: ConfigurationError) -> int:
    return (error.place.line if error.place else None) or 0
