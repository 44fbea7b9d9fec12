"""The least of arXiv's search that lets other clients page through the records: words that must all occur."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from papersync.papers import Paper

_TERM: Final = re.compile(r'(?:(?P<field>ti|abs|au|cat|id|all):)?(?P<word>"[^"]{0,200}"|[^\s"():]{1,200})')
_CONNECTIVES: Final = frozenset({"AND", "OR", "ANDNOT"})


def matching(search_query: str, papers: Iterable[Paper]) -> list[Paper]:
    """The papers in which every term of *search_query* occurs, ignoring case; connectives are all read as AND."""
    terms = [
        (m["field"] or "all", m["word"].strip('"').casefold())
        for m in _TERM.finditer(search_query)
        if m["word"] not in _CONNECTIVES
    ]
    return [paper for paper in papers if terms and all(word in _searched(paper, field) for field, word in terms)]


def _searched(paper: Paper, field: str) -> str:
    texts = {
        "ti": paper.title,
        "abs": paper.abstract or "",
        "au": " ".join(author.name for author in paper.authors),
        "cat": " ".join(paper.categories),
        "id": str(paper.id),
    }
    return (" ".join(texts.values()) if field == "all" else texts[field]).casefold()
