"""A configuration file as a table, or an error that says where it is broken."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path
from typing import Any, Final

from papersync.config.toml_lines import line_of, long_key
from papersync.errors import ConfigurationError, Place

OWN: Final = "papersync.toml"
SHARED: Final = "pyproject.toml"
# A thousand times what anybody writes by hand; tomllib takes a second for it.
_LARGEST_BYTES: Final = 1_000_000
_MOST_PARTS: Final = 50
_NAMES: Final = tuple("papersync".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_AT_LINE: Final = re.compile(r"\(at line (\d{1,9}), column (\d{1,9})\)")
_MARKER: Final = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_LONG_NUMBER: Final = re.compile(r"[0-9_]{4300}")
_SAVE_AS_UTF_8: Final = "TOML files are UTF-8: save it as such"


def read_text(path: Path) -> str | None:
    """The text of a papersync.toml or pyproject.toml; None if there is none, or if it never says papersync.

    A byte order mark in front is left out. Raises ConfigurationError for a papersync.toml that is no file, for what is
    larger than a megabyte, and for what is not UTF-8. What somebody else's pyproject.toml is like is not our business.
    """
    raw = _bytes(path)
    if raw is None or (path.name == SHARED and not any(name in raw for name in _NAMES)):
        return None
    place = Place(str(path))
    if len(raw) > _LARGEST_BYTES:
        raise ConfigurationError("is larger than a megabyte, too large for a configuration", place=place)
    if raw.startswith(_UTF_16) or b"\0" in raw:
        what = "is UTF-16, not UTF-8" if raw.startswith(_UTF_16) else "holds NUL bytes, so it is not UTF-8"
        raise ConfigurationError(what, hint=_SAVE_AS_UTF_8, place=place)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(str(path), raw.count(b"\n", 0, error.start) + 1)
        raise ConfigurationError("is not UTF-8", hint=_SAVE_AS_UTF_8, place=place) from error


def read_table(path: Path, text: str) -> dict[str, Any] | None:
    """What papersync.toml says, or what pyproject.toml says below ``[tool.papersync]``; None if it says nothing there.

    Raises ConfigurationError where the text is not TOML, or is more than anybody means.
    """
    content = _parsed(path, text)
    if path.name == OWN:
        return content
    tool = content.get("tool")
    table = tool.get("papersync") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        place = Place(str(path), line_of(text, ("tool", "papersync")))
        raise ConfigurationError("tool.papersync must be a table", place=place)
    return table


def _bytes(path: Path) -> bytes | None:
    try:
        kind = stat.S_IFMT(path.stat().st_mode)
        if kind not in (stat.S_IFREG, stat.S_IFDIR):  # opening a pipe would wait for whoever writes into it
            raise ConfigurationError("is a pipe or a device, not a file", place=Place(str(path)))
        with path.open("rb") as file:
            return file.read(_LARGEST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        if path.name == OWN and path.is_symlink():
            raise ConfigurationError("is a symbolic link to nothing", place=Place(str(path))) from error
        return None
    except IsADirectoryError as error:
        if path.name == OWN:
            raise ConfigurationError("is a folder, not a file", place=Place(str(path))) from error
        return None
    except OSError as error:
        # The folder is to blame, and with it the list that was named: it will fail, and alone.
        if error.errno in (errno.ENAMETOOLONG, errno.ELOOP) and not os.path.islink(path):  # noqa: PTH114 - never raises
            return None
        if isinstance(error, PermissionError) and not os.access(path.parent, os.X_OK):
            return None
        raise ConfigurationError(f"cannot be read: {error.strerror}", place=Place(str(path))) from error


def _parsed(path: Path, text: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - start-up

    line = long_key(text, _MOST_PARTS)
    if line is not None:  # tomllib takes quadratic time for it
        raise ConfigurationError(f"has a key of more than {_MOST_PARTS} parts", place=Place(str(path), line))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        marker = _MARKER.search(text)
        if marker is not None:
            place = Place(str(path), _line_at(text, marker.start()))
            raise ConfigurationError(
                "has an unresolved merge conflict", hint="resolve it first", place=place
            ) from error
        at = _AT_LINE.search(str(error))
        place = Place(str(path), int(at[1]), int(at[2])) if at else Place(str(path), text.count("\n") + 1)
        message = str(error)[: at.start()].strip() if at else str(error)
        raise ConfigurationError(f"is not TOML: {message}", place=place) from error
    except RecursionError as error:
        raise ConfigurationError("is not usable TOML: nested too deeply", place=Place(str(path))) from error
    except ValueError as error:  # CPython's bound for the digits of a number
        number = _LONG_NUMBER.search(text)
        place = Place(str(path), _line_at(text, number.start()) if number else None)
        raise ConfigurationError("is not usable TOML: a number has too many digits", place=place) from error


def _line_at(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
