"""The templates of the configuration, compiled."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from papersync.config import Config, place_of
from papersync.errors import ConfigurationError, Place

if TYPE_CHECKING:
    from papersync.entries.templating import EntryTemplate

_LARGEST_BYTES = 100_000


def templates_of(config: Config) -> Mapping[str, EntryTemplate]:
    """The configured templates by the layout that they write.

    A text with neither `{{` nor `{%` in it is the path of a template, relative to the configuration. Raises
    ConfigurationError, with file, key and line, for a layout that is none, a file that cannot be read, and what is no
    template.
    """
    if not config.templates:
        return {}
    from papersync.entries.entry import ROWS
    from papersync.entries.templating import compile_template

    found: dict[str, EntryTemplate] = {}
    for layout, text in config.templates.items():
        key, place = f"templates.{layout}", place_of(config, "templates", layout)
        _require_known(layout, key, place)
        is_file = re.search(r"\{[{%]", text) is None
        if is_file:
            path = config.root / text.strip()
            text, place = _read(path, key, place), Place(str(path))  # noqa: PLW2901 - the text that is meant
        found[layout] = compile_template(key, text, place, is_file=is_file, in_cells=layout in ROWS)
    return found


def _require_known(layout: str, key: str, place: Place | None) -> None:
    from papersync.entries.templated import TEMPLATED

    if layout in TEMPLATED:
        return
    near = difflib.get_close_matches(layout[:60], sorted(TEMPLATED), n=1)
    known = f'did you mean "{near[0]}"?' if near else f"these are: {', '.join(sorted(TEMPLATED))}"
    raise ConfigurationError(f'"{key}" is not a layout that a template can write', hint=known, place=place)


def _read(path: Path, key: str, place: Place | None) -> str:
    hint = "a template has {{ … }} in it; any other text is the path of one, relative to the configuration"
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "no path"
        raise ConfigurationError(f'"{key}": {path} cannot be read: {reason}', hint=hint, place=place) from error
    if len(raw) > _LARGEST_BYTES:
        raise ConfigurationError(f'"{key}": {path} is too large for a template', place=place)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigurationError(f'"{key}": {path} is not UTF-8', place=place) from error
