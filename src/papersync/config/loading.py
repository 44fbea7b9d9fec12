"""Find the configuration, read it, and say exactly what is wrong with it."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from papersync.config.settings import SCALAR_KEYS, Config, Settings
from papersync.config.toml_lines import line_of
from papersync.errors import ConfigurationError, Place

_OWN: Final = "papersync.toml"
_SHARED: Final = "pyproject.toml"
_AT_LINE: Final = re.compile(r"\(at line (\d{1,9}), column (\d{1,9})\)")


def load_config(start: Path, environ: Mapping[str, str], working_folder: Path | None = None) -> Config:
    """The configuration that holds for ``start``, a file or folder, existing or not.

    The nearest papersync.toml or pyproject.toml with ``[tool.papersync]`` upwards counts (of two in one folder the
    former), never one above the repository's root (the folder with ``.git``). ``PAPERSYNC_MAX_AGE`` and its like
    override scalar keys; empty ones count as unset. Raises ConfigurationError naming file, line and key, or variable.
    """
    here = Path(os.path.normpath(start.absolute()))
    folder = here if here.is_dir() else here.parent
    found, table, text, repository = _search(folder)
    variables = {
        key: value for key in SCALAR_KEYS if (value := environ.get("PAPERSYNC_" + key.upper().replace("-", "_")))
    }
    try:
        settings = Settings.model_validate({**table, **variables})
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
        raise min((_explained(problem, found, text, variables) for problem in problems), key=_line) from error
    root = found.parent if found else repository or working_folder or Path.cwd()
    return Config(**settings.model_dump(), root=root, found_in=found)


def _search(folder: Path) -> tuple[Path | None, dict[str, Any], str, Path | None]:
    for candidate in (folder, *folder.parents):
        for name in (_OWN, _SHARED):
            path = candidate / name
            text = _text(path)
            # A pyproject.toml that never says papersync is nobody's business here, broken or not.
            if text is None or (name == _SHARED and "papersync" not in text):
                continue
            table = _table(path, text)
            if table is not None:
                return path, table, text, None
        if _is_repository(candidate):
            return None, {}, "", candidate
    return None, {}, "", None


def _is_repository(folder: Path) -> bool:
    try:
        return (folder / ".git").exists()
    except OSError:
        return False


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        raise ConfigurationError(f"cannot be read: {error.strerror}", place=Place(str(path))) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError("is not UTF-8", hint="TOML files are UTF-8", place=Place(str(path))) from error


def _table(path: Path, text: str) -> dict[str, Any] | None:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        place = Place(str(path), int(at[1]), int(at[2])) if at else Place(str(path), text.count("\n") + 1)
        message = str(error)[: at.start()].strip() if at else str(error)
        raise ConfigurationError(f"is not TOML: {message}", place=place) from error
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"is not usable TOML: {error}", place=Place(str(path))) from error
    if path.name == _OWN:
        return content
    tool = content.get("tool")
    table = tool.get("papersync") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        place = Place(str(path), line_of(text, ("tool", "papersync")))
        raise ConfigurationError("tool.papersync must be a table", place=place)
    return table


def _explained(
    problem: ErrorDetails, found: Path | None, text: str, variables: Mapping[str, str]
) -> ConfigurationError:
    where = tuple(str(part) for part in problem["loc"])
    key = where[0]
    message, hint = _words(problem, key)
    if key in variables:
        name = "PAPERSYNC_" + key.upper().replace("-", "_")
        return ConfigurationError(message, hint=hint, place=Place(name))
    prefix = ("tool", "papersync") if found and found.name == _SHARED else ()
    place = Place(str(found), line_of(text, (*prefix, *where))) if found else None
    return ConfigurationError(f'"{".".join(where)}" {message}', hint=hint, place=place)


def _words(problem: ErrorDetails, key: str) -> tuple[str, str | None]:
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "extra_forbidden":
        known = [field.alias or name for name, field in Settings.model_fields.items()]
        near = difflib.get_close_matches(key[:60].replace("_", "-").lower(), known, n=1)
        return "is not a key that papersync knows", f'did you mean "{near[0]}"?' if near else None
    if kind == "value_error":
        return str(context.get("error", problem["msg"])), None
    if kind == "literal_error":
        return f"must be one of {context['expected']}", None
    return _KINDS.get(kind, problem["msg"].replace("Input should be", "must be")), None


_KINDS: Final = {
    "string_type": "must be a string",
    "string_pattern_mismatch": "has characters that cannot stand there, or none at all",
    "tuple_type": "must be a list",
    "mapping_type": "must be a table",
    "dict_type": "must be a table",
    "too_short": "must not be empty",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
}


def _line(error: ConfigurationError) -> int:
    return (error.place.line if error.place else None) or 0
