"""Where arXiv's query API is, and which URL asks it for identifiers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote, urlsplit

from papersync.identifiers import ArxivId

QUERY_URL: Final = "https://export.arxiv.org/api/query"
ARXIV_INTERVAL_S: Final = 3.0
"""Terms of use: "make no more than one request every three seconds, and limit requests to a single connection"."""

MOST_IDS: Final = 100
"""Identifiers in one request: 100 work everywhere, 642 gave 414."""


def is_arxiv(url: str) -> bool:
    """True if *url* leads to one of arXiv's hosts, which all share one interval."""
    host = _host(url)
    return host == "arxiv.org" or host.endswith(".arxiv.org")


def interval_s(url: str, wanted_s: float) -> float:
    """*wanted_s*, but never less than arXiv's interval for arXiv's hosts."""
    return max(wanted_s, ARXIV_INTERVAL_S) if is_arxiv(url) else wanted_s


def lane(url: str) -> str:
    """The name, fit for a file, under which requests to *url* wait for each other."""
    if is_arxiv(url):
        return "arxiv"
    try:
        port = urlsplit(url).port
    except ValueError:
        port = None
    return re.sub(r"[^a-z0-9.-]", "_", f"{_host(url)}-{port or 'default'}")[:100]


def query_url(base: str, ids: Sequence[ArxivId]) -> str:
    """The request for all of *ids*: commas sent as they are, and never without ``max_results``, whose default is 10."""
    joint = "&" if "?" in base else "?"
    return f"{base}{joint}id_list={','.join(map(str, ids))}&start=0&max_results={len(ids)}"


def search_url(base: str, words: Sequence[str], most: int) -> str:
    """The request for papers in whose titles all of *words* stand (user manual, section 5.1); at most *most* of them.

    Words are plain: letters and digits, without what means something in a query.
    """
    joint = "&" if "?" in base else "?"
    terms = "+AND+".join(f"ti:{quote(word)}" for word in words)
    return f"{base}{joint}search_query={terms}&start=0&max_results={most}"


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""
