"""What the values of keys mean. Functions raise ValueError with words that follow the key's name."""

from __future__ import annotations

import math
import re
from datetime import timedelta
from pathlib import Path, PurePath
from typing import Any, Final, Literal
from urllib.parse import urlsplit

SlotName = Literal["title", "link", "authors", "abstract", "date"]
Titles = Literal["canonical", "words", "keep"]
LinkForm = Literal["keep", "abs", "pdf", "html"]
Layout = Literal["heading", "bullet", "table"]
VersionPolicy = Literal["keep", "strip", "latest"]

# Terms of use of arXiv's interfaces: "make no more than one request every three seconds".
ARXIV_INTERVAL_S: Final = 3.0
# Longer than any path that Linux, macOS or Windows takes.
LONGEST_PATH: Final = 4_096
NARROWEST, WIDEST = 20, 10_000
MOST_RETRIES: Final = 100
LONGEST_TEMPLATE: Final = 20_000
# Which words mean rules is known to lint/: here only what a code or a name may look like.
CODE: Final = r"^[A-Za-z][A-Za-z0-9-]{0,60}$"
ASCII: Final = r"^[!-~]([ -~]{0,198}[!-~])?$"

_DURATION: Final = r"(?P<number>\d{1,9}(?:\.\d{1,6})?)\s*(?P<unit>[a-z]*)"
_LONGEST_S: Final = 1e9
_UNITS: Final = {
    **dict.fromkeys(("", "s", "sec", "second", "seconds"), 1),
    **dict.fromkeys(("m", "min", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hour", "hours"), 3600),
    **dict.fromkeys(("d", "day", "days"), 86400),
    **dict.fromkeys(("w", "week", "weeks"), 604800),
}
# A name of RFC 1123, with the underscore that some networks use, or an IPv6 address; without IDNA's encoded labels,
# which not every library can read.
_LABEL: Final = r"(?!xn--)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST: Final = rf"(?=.{{1,253}}\Z)(?:{_LABEL}(?:\.{_LABEL})*\.?|[0-9a-f:.]*:[0-9a-f:.]*)"


def seconds(value: Any) -> float:
    """A duration such as "20h", "10 minutes", or a number of seconds."""
    if isinstance(value, timedelta):
        return value.total_seconds()
    length_s = math.nan
    if isinstance(value, str):
        match = re.fullmatch(_DURATION, value.strip().lower(), re.ASCII)
        if match and match["unit"] in _UNITS:
            length_s = float(match["number"]) * _UNITS[match["unit"]]
    elif isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LONGEST_S:
        length_s = float(value)
    if not 0 <= length_s < _LONGEST_S:
        raise ValueError('must be a duration such as "20h", "30d" or "10 minutes"')
    return length_s


def duration(value: Any) -> timedelta:
    """As ``seconds``."""
    return timedelta(seconds=seconds(value))


def relative_glob(pattern: str) -> str:
    """A path, or a glob below the configuration's folder."""
    if any(character in pattern for character in "*?[") and PurePath(pattern).is_absolute():
        raise ValueError("globs are relative to the folder of the configuration")
    return pattern


def records_file(value: str) -> str:
    """A path for the store, which no list can have: what is wrong with a store is told with the advice to delete it."""
    if value.lower().rstrip().endswith((".md", ".markdown")):
        raise ValueError("must not be a Markdown file: the records are kept there, as JSON")
    return value


def template(value: Any) -> str:
    """A template, or the path of one: a text with neither `{{` nor `{%` in it."""
    if type(value) is not str:
        raise ValueError("must be a template, or the path of one")
    if not value.strip() or len(value) > LONGEST_TEMPLATE or "\0" in value:
        raise ValueError(f"must be a text of at most {LONGEST_TEMPLATE:,} characters that is not empty")
    return value


def query_url(value: str) -> str:
    """The URL of a query API."""
    # No message repeats the value or a part of it: somebody may have put a password there.
    if not _is_query_url(value):
        raise ValueError("must be an http or https URL without query, such as https://export.arxiv.org/api/query")
    if "@" in value:
        raise ValueError("must not hold a user name or password: arXiv asks for none")
    return value


def expanded(value: str) -> str:
    """A path, with the home folder for ``~``."""
    try:
        return str(Path(value).expanduser())
    except RuntimeError as error:
        raise ValueError(f"no home folder stands for {value}") from error


def _is_query_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError:  # half an IPv6 address, what is no port
        return False
    known = parts.scheme in ("http", "https") and re.fullmatch(_HOST, host) is not None and port != 0
    return known and not (" " in value or parts.query or parts.fragment)
