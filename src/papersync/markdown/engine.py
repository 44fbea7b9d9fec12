"""pyromark, and nothing of it elsewhere: events with byte ranges, its options, its panics."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from itertools import dropwhile
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pyromark

from papersync.errors import FileError

if TYPE_CHECKING:
    from pyromark.event import LinkDef, Range

# An event is a word or a dictionary with one key. Hundreds of thousands are told apart by what is `in` them, which is
# faster than by their types first.
Events: TypeAlias = "Iterator[tuple[Any, Range]]"

# GitHub's Markdown without its metadata blocks (they would swallow any `---` … `---`) and without mathematics (a lone
# dollar sign must not pair across table cells).
_OPTIONS: Final = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
)


@contextmanager
def reading(text: str, heading: bytes = b"") -> Iterator[Events]:
    """The parser's events with their ranges in ``heading + text.encode()``, without those of the heading.

    Raises FileError if the parser gives up on the text, be it on the way through the events.
    """
    try:
        if heading:
            events = pyromark.events_with_range(heading.decode() + text, options=_OPTIONS)
            yield dropwhile(lambda pair: pair[1]["start"] < len(heading), events)
        else:
            yield pyromark.events_with_range(text, options=_OPTIONS)
    except BaseException as error:
        raise_if_panic(error)
        raise


def definitions(text: str) -> dict[str, LinkDef]:
    """The link reference definitions, the first of each label. Raises FileError if the parser gives up."""
    try:
        return pyromark.reference_definitions(text, options=_OPTIONS)
    except BaseException as error:
        raise_if_panic(error)
        raise


def html_of_line(text: str) -> str:
    """A line of inline Markdown in HTML; what would be another block than a paragraph stays text."""
    for each in (text, f"\u2060{text}"):
        found = pyromark.html(each, options=_OPTIONS).strip()
        inner = found.removeprefix("<p>").removesuffix("</p>")
        if len(found) == len(inner) + len("<p></p>") and "<p>" not in inner:
            return inner.removeprefix("\u2060")
    return escape(text)


def raise_if_panic(error: BaseException) -> None:
    """Raise FileError if this is a panic of the parser's, known by its name: its class is not importable."""
    if type(error).__name__ == "PanicException":
        raise FileError(
            "the file cannot be read as Markdown, its parser gave up on it",
            hint="this is a bug in the parser (pulldown-cmark) and nothing was changed; leave the file out",
        ) from error
