"""What can be configured, with every default."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path, PurePath
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)

# Terms of use of arXiv's interfaces: "make no more than one request every three seconds".
ARXIV_INTERVAL_S: Final = 3.0
_DURATION: Final = re.compile(r"(?P<number>\d{1,9}(?:\.\d{1,6})?)\s*(?P<unit>[a-z]*)", re.ASCII)
_LONGEST_S: Final = 1e9
_UNITS: Final = {
    **dict.fromkeys(("", "s", "sec", "second", "seconds"), 1),
    **dict.fromkeys(("m", "min", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hour", "hours"), 3600),
    **dict.fromkeys(("d", "day", "days"), 86400),
    **dict.fromkeys(("w", "week", "weeks"), 604800),
}


def _seconds(value: Any) -> float:
    if isinstance(value, timedelta):
        return value.total_seconds()
    seconds = math.nan
    if isinstance(value, str):
        match = _DURATION.fullmatch(value.strip().lower())
        if match and match["unit"] in _UNITS:
            seconds = float(match["number"]) * _UNITS[match["unit"]]
    elif isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LONGEST_S:
        seconds = float(value)
    if not 0 <= seconds < _LONGEST_S:
        raise ValueError('must be a duration such as "20h", "30d" or "10 minutes"')
    return seconds


def _duration(value: Any) -> timedelta:
    return timedelta(seconds=_seconds(value))


def _not_bool(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("must be a whole number")  # noqa: TRY004 (pydantic reports ValueError only)
    return value


def _relative_glob(pattern: str) -> str:
    if any(character in pattern for character in "*?[") and PurePath(pattern).is_absolute():
        raise ValueError("globs are relative to the folder of the configuration")
    return pattern


def _query_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("must be an http or https URL without query, such as https://export.arxiv.org/api/query")
    _ = parts.port  # raises ValueError for what is no port
    return value


def _expanded(value: str) -> str:
    try:
        return str(Path(value).expanduser())
    except RuntimeError as error:
        raise ValueError(f"no home folder stands for {value}") from error


Text = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]+$")]
Ascii = Annotated[str, StringConstraints(pattern=r"^[!-~]([ -~]{0,198}[!-~])?$")]
Glob = Annotated[Text, AfterValidator(_relative_glob)]
# Which words mean rules is known to lint/: here only what a code or a name may look like.
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9-]{0,60}$")]
Whole = Annotated[int, BeforeValidator(_not_bool)]
Duration = Annotated[timedelta, BeforeValidator(_duration)]
SlotName = Literal["title", "link", "authors", "abstract", "date"]


class Settings(BaseModel):
    """The keys of the configuration, with ``-`` for ``_``.

    ``interval_s`` is ``interval`` there, and ``cache_folder`` is ``cache-dir``. ``wrap`` is a column, or None for as
    the list does; ``select`` is empty for the default rules; codes may be cut to mean all that begin so (``PS1``).
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-"), validate_default=False
    )

    lists: tuple[Glob, ...] = Field(default=("README.md",), min_length=1)
    store: Text = "data/papers.json"
    fields: tuple[SlotName, ...] = ()
    titles: Literal["canonical", "words", "keep"] = "canonical"
    link: Literal["keep", "abs", "pdf", "html"] = "keep"
    version: Literal["keep", "strip", "latest"] = "keep"
    wrap: Whole | None = Field(default=None, ge=20, le=10_000)
    section_aliases: Mapping[str, str] = Field(default_factory=dict)
    select: tuple[Code, ...] = ()
    ignore: tuple[Code, ...] = ()
    per_file_ignores: Mapping[str, tuple[Code, ...]] = Field(default_factory=dict)
    max_age: Duration = timedelta(hours=20)
    stale_after: Duration = timedelta(days=30)
    contact: Ascii | None = None
    arxiv_url: Annotated[Ascii, AfterValidator(_query_url)] = "https://export.arxiv.org/api/query"
    interval_s: Annotated[float, BeforeValidator(_seconds)] = Field(default=ARXIV_INTERVAL_S, alias="interval")
    retries: Whole = Field(default=5, ge=0, le=100)
    max_wait: Duration = timedelta(minutes=10)
    cache_folder: Annotated[Text, AfterValidator(_expanded)] | None = Field(default=None, alias="cache-dir")

    @field_validator("interval_s")
    @classmethod
    def _arxiv_is_asked_slowly(cls, interval_s: float, info: ValidationInfo) -> float:
        url = info.data.get("arxiv_url")
        host = (urlsplit(url).hostname or "").rstrip(".") if url else ""
        if interval_s < ARXIV_INTERVAL_S and (host == "arxiv.org" or host.endswith(".arxiv.org")):
            raise ValueError("arXiv's terms of use allow one request every 3 seconds, no more")
        return interval_s


SCALAR_KEYS: Final = (
    "store",
    "titles",
    "link",
    "version",
    "wrap",
    "max-age",
    "stale-after",
    "contact",
    "arxiv-url",
    "interval",
    "retries",
    "max-wait",
    "cache-dir",
)


class Config(Settings):
    """The settings, and where they hold: paths in them are relative to ``root``.

    ``root`` is the folder of the configuration, else the repository's root, else the working folder. ``found_in`` is
    the file that was read, None if there was none.
    """

    model_config = ConfigDict(validate_by_name=True)

    root: Path
    found_in: Path | None = None

    @property
    def store_path(self) -> Path:
        """The store's file."""
        return self.root / self.store

    @property
    def cache_dir(self) -> Path:
        """Where what can be lost is kept."""
        return self.root / self.cache_folder if self.cache_folder else platformdirs.user_cache_path("papersync")

    @property
    def lock_dir(self) -> Path:
        """Where locks and the throttle's clock stand: one folder a user, whatever the configuration says."""
        return platformdirs.user_state_path("papersync")
