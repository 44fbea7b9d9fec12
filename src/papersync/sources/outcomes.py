"""What one request to the query API came to, apart from giving up. Loads neither XML nor the arxiv package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from papersync.http.replies import Reply
from papersync.identifiers import ArxivId
from papersync.papers import Paper


class FeedError(ValueError):
    """Bytes that are not a complete answer of arXiv's query API; the message says why, for a person."""


@dataclass(frozen=True, slots=True)
class ErrorFeed:
    """arXiv's answer to a query that it does not take; ``identifier`` is what it calls malformed, if it names one."""

    summary: str
    identifier: str | None


@dataclass(frozen=True, slots=True)
class Complete:
    """An answer that holds all it promises and nothing that was not asked; what is not in ``papers`` was absent."""

    papers: Mapping[ArxivId, Paper]


def is_feed(reply: Reply) -> bool:
    """True if the body sets out to be a feed: then it is about what was asked, however it ends."""
    return b"<feed" in reply.body[:1000]
