"""References for people and for programs, piece by piece: there may be a hundred thousand of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring as quoted
from typing import Final, Protocol

from papersync.errors import PapersyncError
from papersync.references.model import Row
from papersync.report.documents import VERSION, error_document, harmless
from papersync.report.plain import plain, unaddressed
from papersync.text import LineIndex

_NONE: Final = "null"


class Told(Protocol):
    """What is told besides the references: how many they are, to which papers, how many lists were read, and what went
    wrong.
    """

    number: int
    read: int
    papers: set[str]
    errors: list[PapersyncError]


@dataclass(frozen=True, slots=True)
class Form:
    """How references are printed: the text of each of one file (its path, its lines); how it all begins, what stands
    before the first of them, what between two, and how it ends.
    """

    texts: Callable[[str, Iterable[Row], LineIndex], Iterator[str]]
    opening: str
    first: str
    joint: str
    ending: Callable[[Told], str]

    def whole(self, pieces: Iterable[bytes], told: Told) -> Iterator[bytes]:
        """All that is printed. ``pieces`` are of one or more texts with joints between them; behind the last of them
        ``told`` is looked at.
        """
        yield self.opening.encode()
        before = self.first
        for piece in pieces:
            yield before.encode() + piece
            before = self.joint
        yield self.ending(told).encode("utf-8", "surrogateescape")


def _json_texts(path: str, references: Iterable[Row], lines: LineIndex) -> Iterator[str]:
    """Each reference as a member of the list in the document that ``refs`` prints: what ``dump`` would make of it, but
    faster and with less memory.
    """
    in_file = f'{{\n      "path": {quoted(path)},\n      "line": '
    sections: dict[tuple[str, ...], str] = {(): "[]"}
    for start, end, url, base, version, kind, text, section, _ in references:
        line, column = lines.position(start)
        if section not in sections:
            sections[section] = _section(section)
        yield harmless(
            f'{in_file}{line},\n      "column": {column},\n      "start": {start},\n      "end": {end},\n'
            f'      "url": {quoted(url)},\n      "id": {_NONE if base is None else quoted(base)},\n'
            f'      "id_version": {version or _NONE},\n      "kind": "{kind}",\n'
            f'      "text": {_NONE if text is None else quoted(text)},\n      "section": {sections[section]}\n    }}'
        )


def _plain_texts(path: str, references: Iterable[Row], lines: LineIndex) -> Iterator[str]:
    """Each reference as a line for people, without its end."""
    shown = plain(path)
    for each in references:
        line, column = lines.position(each.start)
        version = "" if each.version is None else f"v{each.version}"
        named = plain(f"? ({each.problem})") if each.base is None else each.base + version
        yield unaddressed(f"{shown}:{line}:{column}: {named} {each.kind} {plain(each.url)}")


def _json_ending(told: Told) -> str:
    errors = [error_document(error, "" if error.place is None else error.place.path) for error in told.errors]
    text = json.dumps(errors, ensure_ascii=False, indent=2).replace("\n", "\n  ")
    closing = "\n  ]" if told.number else "]"
    return f'{closing},\n  "errors": {harmless(text)}\n}}\n'


def _plain_ending(told: Told) -> str:
    if told.errors and not told.read:
        return ""  # nothing was read: that is no count of nothing
    line = f"{_counted(told.number, 'reference')} to {_counted(len(told.papers), 'paper')}\n"
    return f"\n{line}" if told.number else line


def _section(section: Sequence[str]) -> str:
    names = ",".join(f"\n        {quoted(name)}" for name in section)
    return f"[{names}\n      ]"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


JSON: Final = Form(_json_texts, f'{{\n  "version": {VERSION},\n  "references": [', "\n    ", ",\n    ", _json_ending)
PLAIN: Final = Form(_plain_texts, "", "", "\n", _plain_ending)
