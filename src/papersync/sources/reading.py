"""Whether a reply answers a batch, and what it says: law 4's "complete"."""

from __future__ import annotations

from papersync.http.replies import Reply
from papersync.identifiers import ArxivId
from papersync.papers import Paper
from papersync.sources.atom import paper_from
from papersync.sources.batches import Batch
from papersync.sources.feed import Feed, read_feed
from papersync.sources.outcomes import Complete, ErrorFeed, FeedError


def read_reply(reply: Reply, batch: Batch) -> Complete | ErrorFeed:
    """What *reply* says of *batch*. Raises FeedError, which says why, if that is no answer to be believed."""
    if reply.status not in (200, 400, 500):
        raise FeedError(f"its status is {reply.status}")
    feed = read_feed(reply.body)
    if isinstance(feed, ErrorFeed):
        return feed
    if reply.status != 200:
        raise FeedError(f"its status is {reply.status}")
    return Complete(_belonging(feed, batch))


def read_search(reply: Reply, most: int) -> tuple[Paper, ...]:
    """The papers of an answer to a search for at most *most*. Raises FeedError if it is none to be believed."""
    if reply.status != 200:
        raise FeedError(f"its status is {reply.status}")
    feed = read_feed(reply.body)
    if isinstance(feed, ErrorFeed):
        raise FeedError(f"it is an error: {feed.summary}")
    if len(feed.results) != min(feed.total, most):
        raise FeedError(f"it promises {feed.total} and holds {len(feed.results)}")
    return tuple(map(paper_from, feed.results))


def _belonging(feed: Feed, batch: Batch) -> dict[ArxivId, Paper]:
    if len(feed.results) != feed.total:
        raise FeedError(f"it promises {feed.total} and holds {len(feed.results)}")
    asked = {identifier.base: identifier for identifier in batch.asked}
    papers: dict[ArxivId, Paper] = {}
    for paper in map(paper_from, feed.results):
        identifier = asked.get(paper.id.base)
        if identifier is None or identifier.version not in (None, paper.version):
            raise FeedError(f"it holds {paper.id}v{paper.version}, which was not asked for")
        if identifier in papers:
            raise FeedError(f"it holds {identifier} twice")
        papers[identifier] = paper
    if batch.witness is not None and batch.witness not in papers:
        raise FeedError(f"it leaves out {batch.witness}, which arXiv has")
    return papers
