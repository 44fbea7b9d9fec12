"""Find the configuration and read it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from papersync.config.configuration import SCALAR_KEYS, Config
from papersync.config.plain import plain_settings
from papersync.config.reading import OWN, SHARED, read_table, read_text
from papersync.config.toml_lines import line_of
from papersync.errors import Place, UsageError


def load_config(start: Path, environ: Mapping[str, str], working_folder: Path | None = None) -> Config:
    """The configuration that holds for ``start``, a file or folder, existing or not.

    The nearest papersync.toml or pyproject.toml with ``[tool.papersync]`` upwards counts (of two in one folder the
    former), never one above the repository's root (the folder with ``.git``). ``PAPERSYNC_MAX_AGE`` and its like
    override scalar keys; empty ones count as unset. Raises ConfigurationError naming file, line and key, or variable.
    """
    here = Path(os.path.normpath(start if start.is_absolute() else _working_folder() / start))
    folder = here if os.path.isdir(here) else here.parent  # noqa: PTH112 - never raises, however long the name
    found, table, text, repository = _search(folder)
    variables = {
        key: value for key in SCALAR_KEYS if (value := environ.get("PAPERSYNC_" + key.upper().replace("-", "_")))
    }
    settings = plain_settings({**table, **variables})
    if settings is None:
        from papersync.config.explaining import judged_settings  # noqa: PLC0415 - loads pydantic

        settings = judged_settings(table, variables, found, text)
    root = found.parent if found else repository or working_folder or _working_folder()
    return Config(**settings, root=root, found_in=found)


def _working_folder() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        hint = "change into a folder that is there"
        raise UsageError("the working folder is gone, or closed to you", hint=hint) from error


def _search(folder: Path) -> tuple[Path | None, dict[str, Any], str, Path | None]:
    for candidate in (folder, *folder.parents):
        for name in (OWN, SHARED):
            path = candidate / name
            text = read_text(path)
            table = None if text is None else read_table(path, text)
            if text is not None and table is not None:
                return path, table, text, None
        if _is_repository(candidate):
            return None, {}, "", candidate
    return None, {}, "", None


def _is_repository(folder: Path) -> bool:
    try:
        return (folder / ".git").exists()
    except OSError:
        return False


def place_of(config: Config, *path: str) -> Place | None:
    """Where the configuration sets this key; None without a file. For what only others can find wrong with it."""
    if config.found_in is None:
        return None
    prefix = ("tool", "papersync") if config.found_in.name == SHARED else ()
    text = read_text(config.found_in) or ""
    return Place(str(config.found_in), line_of(text, (*prefix, *path)))
