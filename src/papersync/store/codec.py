"""The store as bytes: ``loads(dumps(store)) == store``, and ``dumps(loads(text)) == text`` for canonical text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from json.encoder import encode_basestring
from types import MappingProxyType
from typing import Any, Final

from papersync.errors import IdentifierError, Place, StoreError
from papersync.identifiers import ArxivId
from papersync.papers import Author, Paper, RecordError, read_record
from papersync.store import positions

VERSION: Final = 1
# The format knows no number but versions of papers; CPython alone would stop at 4,300 digits, with a ValueError.
_LONGEST_NUMBER: Final = 9
_BEYOND: Final = 10**_LONGEST_NUMBER
# Legal in JSON and harmful in a line-based diff or on a terminal: C1 controls, line separators, bidirectional controls
# (Unicode TR 36), and lone surrogates, which UTF-8 cannot hold.
_ESCAPED: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
# No line of JSON begins so: a marker may have any size.
_MARKER: Final = re.compile(r"^(?:<++|\|++|=++|>++)(?=[ \t\r\n]|\Z)", re.MULTILINE)


@dataclass(frozen=True)
class Store:
    """The records, by identifier without version. Equal if they hold equal records, in whatever order."""

    papers: Mapping[ArxivId, Paper] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, papers: Iterable[Paper]) -> Store:
        """The store of these records; of two for one paper the later counts."""
        return cls(MappingProxyType({paper.id: paper for paper in papers}))

    def get(self, id: ArxivId) -> Paper | None:  # noqa: A002
        """The record of a paper, its version disregarded."""
        return self.papers.get(id.latest)

    def updated(self, papers: Iterable[Paper]) -> Store:
        """This store with these records put in the place of their predecessors; the very same if nothing differs."""
        news = {paper.id: paper for paper in papers}
        if all(self.papers.get(id_) == paper for id_, paper in news.items()):
            return self
        return Store(MappingProxyType({**self.papers, **news}))

    def without(self, ids: Iterable[ArxivId]) -> Store:
        """This store without the records of these papers."""
        gone = {id_.latest for id_ in ids}
        if gone.isdisjoint(self.papers):
            return self
        return Store.of(paper for id_, paper in self.papers.items() if id_ not in gone)

    def __contains__(self, id: ArxivId) -> bool:  # noqa: A002
        return id.latest in self.papers

    def __iter__(self) -> Iterator[Paper]:
        return iter(self.papers.values())

    def __len__(self) -> int:
        return len(self.papers)


def dumps(store: Store) -> bytes:
    """The canonical text: sorted by identifier, one fact a line, empty things left out, UTF-8, a final newline."""
    papers = {paper.id.base: members(paper) for paper in sorted(store, key=lambda paper: paper.id)}
    text = _indented({"version": VERSION, "papers": papers}, "\n")
    return f"{text}\n".encode()


def members(paper: Paper) -> dict[str, Any]:
    """A record as the JSON object that the store and ``papersync show`` write, without its identifier."""
    optional = {
        "comment": paper.comment,
        "journal_ref": paper.journal_ref,
        "doi": list(paper.doi),
        "withdrawn": paper.withdrawn and {"reason": paper.withdrawn.reason, "certain": paper.withdrawn.certain},
        "former_titles": list(paper.former_titles),
        "first_title_known": paper.first_title_known,
        "origin": paper.origin,
    }
    return {
        "title": paper.title,
        "authors": [_author(author) for author in paper.authors],
        **({"abstract": paper.abstract} if paper.abstract is not None else {}),
        "primary_category": paper.primary_category,
        "categories": list(paper.categories),
        "version": paper.version,
        "published": _moment(paper.published),
        "updated": _moment(paper.updated),
        **{key: value for key, value in optional.items() if value},
    }


def loads(data: bytes, path: str) -> Store:
    """Read a store; ``path`` is for messages.

    Raises StoreError naming file and line for anything that is not a store of a version known here: bytes that are no
    UTF-8, merge-conflict markers, broken JSON, a key twice, members unknown or of another type, a newer version. A byte
    order mark in front is left out. Texts come cleaned, as ``read_record`` says.
    """
    text = _decoded(data, path)
    content = _parse(text, path)
    if not isinstance(content, dict):
        raise _damaged(text, path, (), "the store is not a JSON object")
    version = content.get("version")
    if type(version) is not int:
        raise _damaged(text, path, ("version",), 'the store has no "version" that is a whole number')
    reader = _READERS.get(version)
    if reader is None and version > VERSION:
        raise StoreError(
            f"a newer papersync wrote this store (version {_counted(version)}; this one knows {VERSION})",
            hint="install the papersync that wrote it; nothing was changed",
            place=Place(path, positions.line_of(text, ("version",))),
        )
    if reader is None:
        raise _damaged(text, path, ("version",), f"there is no store version {_counted(version)}")
    return reader(content, text, path)


_REPAIR: Final = "mend it by hand, restore it from version control, or delete it to have every record fetched anew"


# What other programs leave in the place of a file.
_FOREIGN: Final = {
    b"\0GITCRYPT\0": ("is encrypted with git-crypt", "`git-crypt unlock` decrypts it"),
    b"version https://git-lfs.github.com/spec/": ("is a pointer of Git LFS", "`git lfs pull` fetches the file itself"),
    b"\xff\xfe": ("is UTF-16, not UTF-8", "save it as UTF-8"),
    b"\xfe\xff": ("is UTF-16, not UTF-8", "save it as UTF-8"),
}


def _decoded(data: bytes, path: str) -> str:
    for beginning, (what, hint) in _FOREIGN.items():
        if data.startswith(beginning):
            raise StoreError(f"the store {what}", hint=hint, place=Place(path, 1))
    if not data.strip(b"\0 \t\r\n"):
        what = "holds nothing but zeros" if b"\0" in data else "is empty"
        raise StoreError(f"the store {what}", hint=_REPAIR, place=Place(path, 1))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise StoreError("the store is not UTF-8", hint=_REPAIR, place=Place(path, line)) from error


def _indented(value: object, line: str) -> str:
    """As `json.dumps` with an indent of 2, for which it leaves its C behind; ``line`` is a newline and the indent."""
    inner = f"{line}  "
    match value:
        case str():
            text = encode_basestring(value)
            return text if text.isascii() and "\x7f" not in text else _ESCAPED.sub(_escape, text)
        case dict() if value:
            facts = [f"{encode_basestring(key)}: {_indented(each, inner)}" for key, each in value.items()]
            return f"{{{inner}{f',{inner}'.join(facts)}{line}}}"
        case list() if value:
            return f"[{inner}{f',{inner}'.join([_indented(each, inner) for each in value])}{line}]"
    return json.dumps(value)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _author(author: Author) -> dict[str, Any]:
    return {"name": author.name, **({"affiliations": list(author.affiliations)} if author.affiliations else {})}


def _moment(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _parse(text: str, path: str) -> object:
    try:
        return json.loads(text, parse_int=_whole, object_pairs_hook=_object)
    except _DuplicateKeyError as error:
        key, line = positions.second(text) or (str(error), 1)
        message = f"{_short(key)} stands twice"
        raise StoreError(message, hint=_REPAIR, place=Place(path, line)) from error
    except json.JSONDecodeError as error:
        marker = _MARKER.search(text)
        if marker:
            import shlex  # noqa: PLC0415 - start-up

            raise StoreError(
                "the store has an unresolved merge conflict",
                hint=f"`papersync resolve {shlex.quote(path)}` merges both sides, paper by paper",
                place=Place(path, text.count("\n", 0, marker.start()) + 1),
            ) from error
        cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
        what = "is cut short" if cut else "is not JSON"
        raise StoreError(
            f"the store {what}: {error.msg.removesuffix(' at').removesuffix(' starting')}",
            hint=_REPAIR,
            place=Place(path, error.lineno, error.colno),
        ) from error
    except RecursionError as error:
        place = Place(path, positions.too_deep(text))
        raise StoreError("the store is nested too deeply", hint=_REPAIR, place=place) from error


class _DuplicateKeyError(Exception):
    pass


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise _DuplicateKeyError
    return content


def _whole(digits: str) -> int:
    """The number, or one that is out of every bound as well."""
    if len(digits.lstrip("-")) <= _LONGEST_NUMBER:
        return int(digits)
    return -_BEYOND if digits.startswith("-") else _BEYOND


def _counted(version: int) -> str:
    return str(version) if abs(version) < _BEYOND else f"of more than {_LONGEST_NUMBER} digits"


def _read_v1(content: dict[str, Any], text: str, path: str) -> Store:
    for key in content:
        if key not in ("version", "papers"):
            raise _damaged(text, path, (key,), f"unknown key {_short(key)}")
    papers = content.get("papers")
    if not isinstance(papers, dict):
        raise _damaged(text, path, ("papers",), 'the store has no "papers" that is an object')
    return Store.of(_paper(key, value, text, path) for key, value in papers.items())


def _paper(key: str, value: object, text: str, path: str) -> Paper:
    try:
        id_ = ArxivId.parse(key)
    except IdentifierError as error:
        raise _damaged(text, path, ("papers", key), error.message) from error
    if str(id_) != key or id_.version is not None:
        raise _damaged(text, path, ("papers", key), f"{_short(key)} must be written {id_.base}")
    if not isinstance(value, dict) or "id" in value:
        raise _damaged(text, path, ("papers", key), f"{key} is not a record")
    try:
        return read_record({"id": id_, **value})
    except RecordError as error:
        raise _damaged(text, path, ("papers", key, *error.at), f"{key}: {error.message}") from error


def _damaged(text: str, path: str, at: tuple[str | int, ...], message: str) -> StoreError:
    return StoreError(message, hint=_REPAIR, place=Place(path, positions.line_of(text, at)))


def _short(key: str) -> str:
    plain = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in key)
    return f'"{plain if len(plain) <= 40 else plain[:39] + "…"}"'


_READERS: Final[Mapping[int, Callable[[dict[str, Any], str, str], Store]]] = {1: _read_v1}
