"""The words of a line: what must not be lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from papersync.references.urls import UrlKind, read_url

# URLs, words, and signs that say something, such as emoji; punctuation and markup say nothing, nor does its style.
_TOKEN: Final = re.compile(
    r"(https?://[^\s<>()\[\]\"'|`]+)|\w+|[^\x00-\x7f\s\u00a0-\u00bf\u2010-\u203a\u2060\u3000-\u303f\uff00-\uff20\ufe0f]"
)


@lru_cache(maxsize=1 << 14)
def words(line: bytes) -> tuple[str, ...]:
    """The words in order; of a line that has none the line itself, of a blank one nothing.

    The URL of a paper at arXiv is its identifier and its version, however it is written; a badge is what it shows.
    """
    text = line.decode("utf-8", "surrogateescape")
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        found += _of_url(match[1]) if match[1] else [match[0]]
    bare = text.strip()
    return tuple(found) if found or not bare else (bare,)


def words_of(lines: Iterable[bytes]) -> tuple[str, ...]:
    """The words of several lines."""
    return tuple(word for line in lines for word in words(line))


def holds(all_: Sequence[str], some: Sequence[str]) -> bool:
    """Whether the words are among the others, in order."""
    rest = iter(all_)
    return all(word in rest for word in some)


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of words in common, from 0 to 1, whatever their order."""
    if not one or not other:
        return 0.0
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other))


def _of_url(url: str) -> list[str]:
    reading = read_url(url)
    if reading is None or reading.id is None or reading.kind is UrlKind.BADGE:
        return re.findall(r"\w+", url)
    version = reading.id.version
    rest = re.findall(r"\w+", url[reading.end :]) if reading.end < len(url) and "#" in url else []
    return [f"arXiv:{reading.id.latest}", *([f"v{version}"] if version is not None else []), *rest]
