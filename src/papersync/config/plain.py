"""A table that is plainly right, read without pydantic, whose start takes longer than a whole lint of a short list.

Wherever there is any doubt the model in ``settings`` judges.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, get_args

from papersync.config.values import (
    ARXIV_INTERVAL_S,
    ASCII,
    CODE,
    LONGEST_PATH,
    MOST_RETRIES,
    NARROWEST,
    WIDEST,
    Layout,
    LinkForm,
    SlotName,
    Titles,
    VersionPolicy,
    duration,
    expanded,
    query_url,
    records_file,
    relative_glob,
    seconds,
    template,
)


def plain_settings(table: Mapping[str, Any]) -> dict[str, Any] | None:
    """The fields of ``Config`` that the table sets, with the values that ``Settings`` has for it; None in doubt."""
    try:
        return {_NAMES.get(key, key.replace("-", "_")): _READERS[key](value) for key, value in table.items()}
    except (KeyError, ValueError):
        return None


def _text(value: Any) -> str:
    """A text that is not blank, without control characters and half characters."""
    known = type(value) is str and len(value) <= LONGEST_PATH and value.isprintable() and bool(value.strip())
    return str(_sure(value, known=known))


def _matching(pattern: str, value: Any) -> str:
    return str(_sure(value, known=type(value) is str and re.fullmatch(pattern, value) is not None))


def _word(of: Any, value: Any) -> str:
    return str(_sure(value, known=type(value) is str and value in get_args(of)))


def _whole(least: int, most: int, value: Any) -> int:
    return int(_sure(value, known=type(value) is int and least <= value <= most))


def _interval_s(value: Any) -> float:
    interval_s = seconds(value)
    return float(_sure(interval_s, known=interval_s >= ARXIV_INTERVAL_S))  # less depends on whom it is for


def _each(of: Callable[[Any], Any], value: Any) -> tuple[Any, ...]:
    return tuple(map(of, _sure(value, known=type(value) is list)))


def _table(of: Callable[[Any], Any], value: Any) -> dict[str, Any]:
    return {key: of(each) for key, each in _sure(value, known=type(value) is dict).items()}


def _lists(value: Any) -> tuple[str, ...]:
    return _each(lambda each: relative_glob(_text(each)), _sure(value, known=bool(value)))


def _sure(value: Any, *, known: bool) -> Any:
    if not known:
        raise ValueError
    return value


_codes: Final = partial(_each, partial(_matching, CODE))
_NAMES: Final = {"interval": "interval_s", "cache-dir": "cache_folder"}
_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "lists": _lists,
    "store": lambda value: records_file(_text(value)),
    "fields": partial(_each, partial(_word, SlotName)),
    "titles": partial(_word, Titles),
    "link": partial(_word, LinkForm),
    "version": partial(_word, VersionPolicy),
    "wrap": partial(_whole, NARROWEST, WIDEST),
    "layout": partial(_word, Layout),
    "section-aliases": partial(_table, _text),
    "templates": partial(_table, template),
    "select": _codes,
    "ignore": _codes,
    "per-file-ignores": partial(_table, _codes),
    "max-age": duration,
    "stale-after": duration,
    "contact": partial(_matching, ASCII),
    "arxiv-url": lambda value: query_url(_matching(ASCII, value)),
    "interval": _interval_s,
    "retries": partial(_whole, 0, MOST_RETRIES),
    "max-wait": duration,
    "cache-dir": lambda value: expanded(_text(value)),
}
