"""Feeds as arXiv's query API writes them, element by element in its order."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from papersync.papers import Author, Paper

_HEAD: Final = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"\
 xmlns="http://www.w3.org/2005/Atom">
"""
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ERRORS: Final = "https://arxiv.org/api/errors"


@dataclass(frozen=True, slots=True)
class Query:
    """The parameters of a request as arXiv names them, with its defaults filled in."""

    search_query: str = ""
    id_list: str = ""
    start: int = 0
    max_results: int = 10

    @property
    def elements(self) -> list[str]:
        """What the request lists, as it was sent."""
        return self.id_list.split(",") if self.id_list else []

    @property
    def text(self) -> str:
        """The query as arXiv repeats it in the title, and hashes it for the feed's id."""
        return (
            f"search_query={self.search_query}&id_list={self.id_list}&start={self.start}&max_results={self.max_results}"
        )

    @property
    def feed_id(self) -> str:
        """Base64 of the SHA-1 of the query, without its last character, after arXiv's prefix."""
        digest = hashlib.sha1(self.text.encode(), usedforsecurity=False).digest()
        return f"https://arxiv.org/api/{base64.b64encode(digest).decode()[:-1]}"

    @property
    def url(self) -> str:
        """The link of the feed, parameters in arXiv's order."""
        rest = f"start={self.start}&max_results={self.max_results}&id_list={self.id_list}"
        return f"https://arxiv.org/api/query?search_query={self.search_query}&{rest}"


def result_feed(query: Query, papers: Iterable[Paper], total: int, at: datetime) -> bytes:
    """The answer to *query*: *papers* are those of its slice, *total* is how many there are in all."""
    lines = [
        f"  <id>{_text(query.feed_id)}</id>",
        f"  <title>arXiv Query: {_text(query.text)}</title>",
        f"  <updated>{_instant(at)}</updated>",
        f'  <link href={_attribute(query.url)} type="application/atom+xml"/>',
        *_numbers(query.max_results, total, query.start),
    ]
    for paper in papers:
        lines += ["  <entry>", *_entry(paper), "  </entry>"]
    return _feed(lines)


def error_feed(message: str, at: datetime, *, named: bool = True) -> bytes:
    """The one entry with which arXiv refuses a query; *named* errors have an address of their own."""
    address = f"{_ERRORS}#{message.replace(' ', '_')}" if named else _ERRORS
    return _feed(
        [
            "  <id>https://arxiv.org/</id>",
            "  <title>arXiv Search Results</title>",
            f"  <updated>{_instant(at)}</updated>",
            *_numbers(1, 1, 0),
            "  <entry>",
            f"    <id>{_text(address)}</id>",
            "    <title>Error</title>",
            f"    <updated>{_instant(at)}</updated>",
            f'    <link href={_attribute(address)} rel="alternate" type="text/html"/>',
            f"    <summary>{_text(message)}</summary>",
            "    <author>",
            "      <name>arXiv api core</name>",
            "    </author>",
            "  </entry>",
        ]
    )


def _feed(lines: Iterable[str]) -> bytes:
    return (_HEAD + "\n".join([*lines, "</feed>", ""])).encode()


def _numbers(per_page: int, total: int, start: int) -> list[str]:
    return [
        f"  <opensearch:itemsPerPage>{per_page}</opensearch:itemsPerPage>",
        f"  <opensearch:totalResults>{total}</opensearch:totalResults>",
        f"  <opensearch:startIndex>{start}</opensearch:startIndex>",
    ]


def _entry(paper: Paper) -> Iterator[str]:
    name = f"{paper.id}v{paper.version}"
    yield f"    <id>http://arxiv.org/abs/{name}</id>"
    yield f"    <title>{_text(paper.title)}</title>"
    yield f"    <updated>{_instant(paper.updated)}</updated>"
    yield f'    <link href="https://arxiv.org/abs/{name}" rel="alternate" type="text/html"/>'
    yield f'    <link href="https://arxiv.org/pdf/{name}" rel="related" type="application/pdf" title="pdf"/>'
    # arXiv begins a paragraph with a newline and two spaces; records from elsewhere may have kept the spaces.
    summary = re.sub(r"\n *", "\n  ", paper.abstract or "")
    yield f"    <summary>{_text(summary)}</summary>"
    for category in paper.categories:
        yield f'    <category term={_attribute(category)} scheme="http://arxiv.org/schemas/atom"/>'
    yield f"    <published>{_instant(paper.published)}</published>"
    if paper.comment is not None:
        yield f"    <arxiv:comment>{_text(paper.comment)}</arxiv:comment>"
    yield f"    <arxiv:primary_category term={_attribute(paper.primary_category)}/>"
    if paper.journal_ref is not None:
        yield f"    <arxiv:journal_ref>{_text(paper.journal_ref)}</arxiv:journal_ref>"
    for author in paper.authors:
        yield from _author(author)
    for doi in paper.doi:
        yield f"    <arxiv:doi>{_text(doi)}</arxiv:doi>"
        yield f'    <link rel="related" href={_attribute(f"https://doi.org/{doi}")} title="doi"/>'


def _author(author: Author) -> Iterator[str]:
    yield "    <author>"
    yield f"      <name>{_text(author.name)}</name>"
    for affiliation in author.affiliations:
        yield f"      <arxiv:affiliation>{_text(affiliation)}</arxiv:affiliation>"
    yield "    </author>"


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))
