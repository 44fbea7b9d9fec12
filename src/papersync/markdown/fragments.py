"""Where links within a page lead: ``#fragment`` and what answers to it on GitHub."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import Final
from urllib.parse import unquote

from papersync.markdown.model import Document
from papersync.markdown.slugs import slug
from papersync.text.patterns import late_pattern

_PREFIX: Final = "user-content-"
# What GitHub's own pages have; and what routes to other pages where a list is shown by scripts (`#/page`, `#!page`).
_OF_THE_PAGE: Final = frozenset(("", "top", "readme", "start-of-content", "repository-container-header"))
_ROUTES: Final = ("/", "!", ":~:")
_OF_FOOTNOTES: Final = ("fn-", "fnref-")
# Any tag's; what only looks like one is no harm, for then a link is taken to lead somewhere.
_ANCHOR: Final = re.compile(
    rb"""\b(?:id|name)\s{0,5}=\s{0,5}(?:"([^"<>\n]{1,200})"|'([^'<>\n]{1,200})'|([^\s"'<>]{1,200}))"""
)
# Other renderers than GitHub's take `## Title {#name}`.
_ATTRIBUTE: Final = re.compile(rb"\{:?[ \t]{0,5}#([^\s{}]{1,100})")
_HTML_HEADING: Final = re.compile(rb"<h[1-6]\b[^<>]{0,300}>(.{1,500}?)</h[1-6]", re.IGNORECASE | re.DOTALL)
# Headings in quotes and items get anchors as well, and are not among a document's.
_INNER_HEADING: Final = re.compile(
    rb"^[ \t]{0,8}(?:[>*+-]|\d{1,9}[.)])[ \t>*+\d.)-]{0,20}#{1,6}[ \t]+([^\r\n]{1,500})", re.MULTILINE
)
_TAG: Final = re.compile(rb"<[^<>]{0,300}>")
_UNSEEN: Final = late_pattern("[\ufe0e\ufe0f\u200b\u200c\u200d\u2060]")
_NUMBER: Final = late_pattern(r"-\d{1,3}$")
_SEVERAL: Final = 2
_PUNCTUATION: Final = late_pattern(r"[\W_]+")


def fragment_of(url: str) -> str | None:
    """What stands behind the ``#`` of a link within the page, decoded; None for links that leave it."""
    return unquote(url[1:]) if url.startswith("#") else None


def loosely(text: str) -> str:
    """A heading's text or a fragment without all that renderers treat differently: letter case, hyphens, blanks."""
    return _PUNCTUATION.sub("", text.casefold())


class Fragments:
    """The fragments of one document.

    A fragment that differs from an anchor by letter case or by characters that nobody sees leads there: GitHub's
    pages look for it in lower case too.
    """

    def __init__(self, document: Document) -> None:
        self._document = document

    def heading(self, fragment: str) -> int | None:
        """The index in ``document.headings`` of the heading that a link leads to, by slug or by an anchor in or
        directly above it; None if it leads nowhere or elsewhere.
        """
        name = _folded(fragment)
        found = self._slugs.get(name)
        return self._anchors.get(name) if found is None else found

    def leads_somewhere(self, fragment: str) -> bool:
        """Whether anything answers to the fragment, or might: headings in HTML and in quotes do without our knowing
        their numbers.
        """
        name = _folded(fragment)
        if name in _OF_THE_PAGE or name.startswith(_ROUTES) or name in self._slugs or name in self._anchors:
            return True
        if name.startswith(_OF_FOOTNOTES) and b"[^" in self._document.source:
            return True
        return name in self._uncertain or (bool(self._uncertain) and _NUMBER.sub("", name) in self._all)

    def nearest(self, fragment: str, text: str) -> int | None:
        """The index of the one heading that a broken link must mean: of the fragment's words, or of the text's."""
        meant = {index for word in (fragment, text) for index in self._loose.get(loosely(word), ())}
        return meant.pop() if len(meant) == 1 else None

    @cached_property
    def _slugs(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for index, heading in enumerate(self._document.headings):
            found.setdefault(_folded(heading.slug), index)
        return found

    @cached_property
    def _anchors(self) -> dict[str, int | None]:
        """Anchors anywhere, each with the heading it stands in or above; None where other text comes first."""
        found: dict[str, int | None] = {}
        ends = self._document.heading_ends
        for match in _ANCHOR.finditer(self._document.source):
            name = _folded((match[1] or match[2] or match[3]).decode("utf-8", "replace"))
            index = bisect_left(ends, match.end())
            found.setdefault(name, index if self._reaches(match.end(), index) else None)
        for match in _ATTRIBUTE.finditer(self._document.source):
            found.setdefault(_folded(match[1].decode("utf-8", "replace")), None)
        return found

    def _reaches(self, offset: int, index: int) -> bool:
        """Whether nothing but tags stands between an anchor and a heading."""
        headings, source = self._document.headings, self._document.source
        if index >= len(headings):
            return False
        start = headings[index].block.span.start
        between = source[offset:start]
        return len(between) <= 200 and not _TAG.sub(b"", b"<" + between).strip()

    @cached_property
    def _uncertain(self) -> frozenset[str]:
        source = self._document.source
        texts = [match[1] for pattern in (_HTML_HEADING, _INNER_HEADING) for match in pattern.finditer(source)]
        return frozenset(_folded(slug(_TAG.sub(b"", text).decode("utf-8", "replace").strip())) for text in texts)

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(self._slugs) | self._uncertain

    @cached_property
    def _loose(self) -> dict[str, tuple[int, ...]]:
        """The headings with these words, of many the first two: which one is meant, they do not tell either."""
        found: dict[str, tuple[int, ...]] = {}
        for index, heading in enumerate(self._document.headings):
            if key := loosely(heading.text):
                found[key] = (*found.get(key, ()), index)[:_SEVERAL]
        return found


def _folded(fragment: str) -> str:
    return _UNSEEN.sub("", fragment.lower().removeprefix(_PREFIX))
