"""Atom bytes of arXiv's query API to `arxiv.Result`, believing nothing that is not complete.

Format: https://info.arxiv.org/help/api/user-manual.html#_details_of_atom_results_returned. The arxiv package's own
parser repairs what it reads, so that a feed cut in half is a shorter list to it; here it is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import arxiv
from lxml import etree

from papersync.sources.outcomes import ErrorFeed, FeedError

_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_ARXIV: Final = "{http://arxiv.org/schemas/atom}"
_OPENSEARCH: Final = "{http://a9.com/-/spec/opensearch/1.1/}"
_ERROR_ID: Final = re.compile(r"https?://arxiv\.org/api/errors(?:#.*)?", re.DOTALL)
_BAD_ID: Final = re.compile(r"\s*incorrect id format for (.*)", re.DOTALL)
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Feed:
    """A well-formed answer. ``total`` is what arXiv says it found; compare it with what is there."""

    total: int
    results: tuple[arxiv.Result, ...]


def read_feed(body: bytes) -> Feed | ErrorFeed:
    """Read a body. Raises FeedError unless it is well-formed Atom whose every entry has id, title and dates, each once,
    and nothing but text in them and in its summary.

    Words that changed on their way inside a text cannot be noticed here.
    """
    root = _root(body)
    total = _total(root)
    entries = root.findall(f"{_ATOM}entry")
    error = _error_in(entries)
    if error is not None:
        return error
    return Feed(total, tuple(_result(entry) for entry in entries))


def _root(body: bytes) -> etree._Element:
    if not body.strip():
        raise FeedError("it is empty")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FeedError(_what_else(body)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise FeedError("it is not Atom: it has a document type")
    if root.tag != f"{_ATOM}feed":
        raise FeedError(f"it is not Atom but {_short(etree.QName(root).localname)}")
    return root


def _what_else(body: bytes) -> str:
    start = body[:500].lstrip().lower()
    if not start.startswith((b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")):
        return f"it says {_short(body[:200].decode('utf-8', 'replace'))}"
    if start.startswith((b"<!doctype html", b"<html")):
        return "it is a web page"
    return "it is cut short or is not well-formed XML"


def _total(root: etree._Element) -> int:
    _once(root, f"{_OPENSEARCH}totalResults")
    text = _text(root, f"{_OPENSEARCH}totalResults")
    if text is None or not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise FeedError("it does not say how many results there are")
    return int(text)


def _error_in(entries: list[etree._Element]) -> ErrorFeed | None:
    for entry in entries:
        if _ERROR_ID.fullmatch(_text(entry, f"{_ATOM}id") or ""):
            summary = _text(entry, f"{_ATOM}summary") or "no reason given"
            named = _BAD_ID.fullmatch(summary)
            return ErrorFeed(_short(summary)[1:-1], named[1].strip() if named else None)
    return None


def _result(entry: etree._Element) -> arxiv.Result:
    entry_id = _needed(entry, "id")
    _once(entry, f"{_ATOM}summary")
    primary = entry.find(f"{_ARXIV}primary_category")
    return arxiv.Result(
        entry_id=entry_id,
        title=_needed(entry, "title"),
        updated=_instant(entry, "updated"),
        published=_instant(entry, "published"),
        authors=list(_authors(entry)),
        summary=_raw(entry, f"{_ATOM}summary") or "",
        comment=_text(entry, f"{_ARXIV}comment") or "",
        journal_ref=_text(entry, f"{_ARXIV}journal_ref") or "",
        # Result has room for one; a DOI contains no blank, so several stand apart by one.
        doi=" ".join(_inner(doi) for doi in entry.findall(f"{_ARXIV}doi")),
        primary_category="" if primary is None else (primary.get("term") or ""),
        categories=[term for c in entry.findall(f"{_ATOM}category") if (term := c.get("term"))],
        links=[
            arxiv.Result.Link(href, link.get("title"), link.get("rel") or "", link.get("type"))
            for link in entry.findall(f"{_ATOM}link")
            if (href := link.get("href"))
        ],
    )


def _authors(entry: etree._Element) -> Iterator[arxiv.Result.Author]:
    for author in entry.findall(f"{_ATOM}author"):
        name = _text(author, f"{_ATOM}name")
        affiliations = [_inner(a) for a in author.findall(f"{_ARXIV}affiliation")]
        if name:
            yield arxiv.Result.Author(name, affiliations)


def _needed(entry: etree._Element, name: str) -> str:
    _once(entry, f"{_ATOM}{name}")
    text = _text(entry, f"{_ATOM}{name}")
    if not text:
        raise FeedError(f"an entry has no {name}")
    return text


def _instant(entry: etree._Element, name: str) -> datetime:
    text = _needed(entry, name)
    if not _INSTANT.fullmatch(text):
        raise FeedError(f"an entry's {name} is no time: {_short(text)}")
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise FeedError(f"an entry's {name} is no time: {_short(text)}") from error


def _once(element: etree._Element, tag: str) -> None:
    """Refuse a second one (RFC 4287, section 4.1.2), as there is no telling which counts, and elements inside it:
    arXiv sends text alone, and what stands in for a part of a text would be lost.
    """
    children = element.findall(tag)
    name = etree.QName(tag).localname
    if len(children) > 1:
        raise FeedError(f"it has two of what stands once: {name}")
    if children and len(children[0]):
        raise FeedError(f"an entry's {name} holds more than text")


def _text(element: etree._Element, tag: str) -> str | None:
    """The text of a child on one line; None if there is no such child."""
    raw = _raw(element, tag)
    return None if raw is None else " ".join(raw.split())


def _raw(element: etree._Element, tag: str) -> str | None:
    child = element.find(tag)
    return None if child is None else _inner(child)


def _inner(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _short(text: str) -> str:
    shown = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return repr(shown if len(shown) <= 60 else shown[:57] + "…")
