"""PS109: what was meant as a link and is none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from papersync.identifiers import ArxivId
from papersync.lint.examples import Example
from papersync.lint.finding import Finding, Fix, Level, Safety
from papersync.lint.page import Page
from papersync.lint.rule import Rule
from papersync.lint.wording import shown
from papersync.markdown.model import Link, LinkKind
from papersync.markdown.runs import is_inside
from papersync.references.urls import read_url
from papersync.text import Edit, Span
from papersync.text.patterns import late_pattern

_URL: Final = rb"https?://[^\s()<>\[\]|\"`]{4,1000}+"
_LABEL: Final = rb"[^\[\]()\r\n|`]{1,150}+"
_LONGEST_LABEL: Final = 152
# How far back a link may begin that a match lies in.
_LONGEST: Final = 2000
_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class _Shape:
    """One way to get it wrong. Where ``mark`` stands, the last ``opening`` bracket before may begin a ``pattern``;
    its groups ``label`` and ``url`` make the link, unless it is ``unmended``.
    """

    mark: re.Pattern[bytes]
    pattern: re.Pattern[bytes]
    says: str
    opening: bytes = b"["
    unmended: bool = False


_NO_BRACKET: Final = re.compile(rb"\((?<![\]\s]\()https?://")
_NOT_CLOSED: Final = re.compile(rb"\]\(" + _URL + rb"(?=[ \t]{0,20}(?:[|\r\n\]]|\Z))")
_MISSING: Final = "the closing parenthesis is missing, so this is no link"
_SHAPES: Final = (
    _Shape(
        re.compile(rb"\][ \t]{1,3}\(https?://"),
        re.compile(rb"(?<![\]!\\])\[(?P<label>" + _LABEL + rb")\][ \t]{1,3}\((?P<url>" + _URL + rb")\)"),
        "a blank parts the text from its URL, so this is no link",
    ),
    _Shape(
        _NO_BRACKET,
        re.compile(rb"(?<=\[)\[(?P<label>" + _LABEL + rb"(?<![ \t]))\((?P<url>" + _URL + rb")\)(?=\](?![(\[:\]]))"),
        "the bracket behind the text is missing, so this is no link",
    ),
    _Shape(
        _NO_BRACKET,
        re.compile(rb"(?<![\[\]\\])\[(?P<label>" + _LABEL + rb"(?<![ \t]))\((?P<url>" + _URL + rb")\)\](?![(\[:])"),
        "the brackets do not pair, so this is no link",
    ),
    _Shape(
        re.compile(rb"\)\[https?://"),
        re.compile(rb"(?<![\]\\])\((?P<label>" + _LABEL + rb")\)\[(?P<url>" + _URL + rb")\](?![(\[:])"),
        "the brackets are the wrong way round, so this is no link",
        opening=b"(",
    ),
    _Shape(
        _NOT_CLOSED,
        re.compile(rb"(?<![!\\])\[(?P<label>" + _LABEL + rb")\]\((?P<url>" + _URL + rb")(?=[ \t]{0,20}(?:[|\r\n]|\Z))"),
        _MISSING,
    ),
    _Shape(
        _NOT_CLOSED,
        re.compile(rb"(?<=\[)\[(?P<label>" + _LABEL + rb")\]\((?P<url>" + _URL + rb")(?=\](?![(\[:]))"),
        _MISSING,
    ),
    _Shape(
        re.compile(rb"\]\([ \t]{0,5}https?:[^()<>\[\]|\"'`\s]{0,500}+[ \t]"),
        re.compile(
            rb"(?<![!\\])\[(?P<label>" + _LABEL + rb")\]\([ \t]{0,5}"
            rb"(?P<url>https?:[^()<>\[\]|\"'`\s]{0,500}+[ \t]{1,9}+[^()<>\[\]|\"'`\s][^()<>\[\]|\"'`\r\n]{0,500}+)\)"
        ),
        "a blank stands in the URL, so this is no link",
        unmended=True,
    ),
)
_PASTED: Final = re.compile(rb"\]\([ \t]{0,5}\[")
# A badge in a link, both URLs without what closes the first: `[![stars](URL](URL)`.
_GLUED: Final = re.compile(rb"\[!\[" + _LABEL + rb"\]\((?P<first>" + _URL + rb")\]\(" + _URL + rb"\)")
_WITHOUT_TEXT: Final = re.compile(rb"(?<!!)\[[ \t]{0,5}\]\([ \t]{0,5}<?https?://")
_LETTERS: Final = late_pattern(r"[^\W\d_]{2}")


class BrokenLinkSyntax(Rule):
    """This was meant as a link and is none, or one that leads astray: `[pdf] (https://…)`, `[[Paper(https://…)]`.

    Readers see brackets and an address where a word should be to click on; a whole link pasted in the place of a URL
    leads to a page that does not exist; a link without text is not seen at all.

    The fix puts the brackets where they belong. It is unsafe, for what was meant is a guess. Where the text says one
    address and the link another, there is none.
    """

    code = "PS109"
    name = "broken-link-syntax"
    level = Level.ERROR
    fixes = (Safety.UNSAFE,)
    examples = (
        Example(
            "a blank before the URL",
            "- Scaling laws [pdf] (https://arxiv.org/abs/2001.08361)\n",
            fixed="- Scaling laws [pdf](https://arxiv.org/abs/2001.08361)\n",
            unsafe=True,
            says="blank",
        ),
        Example(
            "a link pasted as a URL",
            "- Scaling laws [[Paper]([https://arxiv.org/abs/2001.08361](https://arxiv.org/abs/2001.08361))]\n",
            fixed="- Scaling laws [[Paper](https://arxiv.org/abs/2001.08361)]\n",
            unsafe=True,
            says="pasted",
        ),
        Example(
            "a bracket is missing",
            "- Scaling laws [[Paper(https://arxiv.org/abs/2001.08361)]\n",
            fixed="- Scaling laws [[Paper](https://arxiv.org/abs/2001.08361)]\n",
            unsafe=True,
        ),
        Example(
            "the wrong way round",
            "- Scaling laws (paper)[https://arxiv.org/abs/2001.08361]\n",
            fixed="- Scaling laws [paper](https://arxiv.org/abs/2001.08361)\n",
            unsafe=True,
        ),
        Example(
            "never closed",
            "- Scaling laws [[Paper](https://arxiv.org/abs/2001.08361], 2020\n",
            fixed="- Scaling laws [[Paper](https://arxiv.org/abs/2001.08361)], 2020\n",
            unsafe=True,
        ),
        Example(
            "a badge in a link, not closed",
            "- Scaling laws [![stars](https://example.org/badge.svg](https://example.org/code)\n",
            fixed="- Scaling laws [![stars](https://example.org/badge.svg)](https://example.org/code)\n",
            unsafe=True,
            says="not closed",
        ),
        Example("no text", "-[](https://arxiv.org/abs/2001.08361) Scaling laws\n", says="no text"),
        Example("a blank in the URL", "- [paper](https://arxiv.org/abs/2001. 08361)\n", says="blank"),
        Example(
            "a task that is done, a footnote's number, code, words in brackets",
            "- [x] (https://example.org) is read, see [1] (https://example.org)\n"
            "- `[pdf] (https://example.org)`, [the talk (https://example.org)]\n",
            findings=0,
        ),
        Example(
            "links as they should be",
            "- [A [b] c](https://example.org) [pdf]( https://example.org ) [![badge](a.svg)](https://example.org) "
            '[d](https://example.org/e_(f) "g h")\n',
            findings=0,
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        yield from self._pasted(page)
        yield from self._glued(page)
        yield from self._without_text(page)
        behind = 0
        for match, shape in _matches(page.source):
            span = Span(*match.span())
            if span.start < behind or not _is_text(page, span) or not _LETTERS.search(_decoded(match["label"])):
                continue
            behind = span.end
            edit = Edit(span, b"[" + match["label"] + b"](" + match["url"] + b")")
            yield self._broken(page, span, shape.says, None if shape.unmended else (edit,))

    def _pasted(self, page: Page) -> Iterator[Finding]:
        """``[paper]([URL](URL))``."""
        for match in _PASTED.finditer(page.source):
            link = _link_with(page, match.start(), LinkKind.INLINE)
            if link is None or link.destination is None or link.destination.start != match.end() - 1:
                continue
            shown_url, _, target = link.url.removeprefix("[").partition("](")
            url = target.removesuffix(")")
            same = shown_url == url or _paper(shown_url) == _paper(url) is not None
            edits = (Edit(link.destination, url.encode()),) if same and "://" in url and " " not in url else None
            yield self._broken(page, link.span, "a whole link was pasted in the place of the URL", edits)

    def _glued(self, page: Page) -> Iterator[Finding]:
        """``[![stars](URL](URL)`` is a link whose text is the half of an image."""
        for match in _GLUED.finditer(page.source):
            link = _link_with(page, match.start(), LinkKind.INLINE)
            if link is not None and link.span == match.span():
                at = match.end("first")
                edits = (Edit(Span(at, at), b")"),)
                yield self._broken(page, link.span, "the image in this link is not closed, so it is none", edits)

    def _without_text(self, page: Page) -> Iterator[Finding]:
        for match in _WITHOUT_TEXT.finditer(page.source):
            link = _link_with(page, match.start(), LinkKind.INLINE)
            if link is not None and link.span.start == match.start() and not link.text.strip():
                yield self._broken(page, link.span, "the link has no text, so nobody sees it", None)

    def _broken(self, page: Page, span: Span, says: str, edits: tuple[Edit, ...] | None) -> Finding:
        written = shown(_decoded(span.of(page.source)), _SHOWN)
        entry = page.entry_at(span.start)
        untouchable = entry is not None and page.is_untouchable(entry)
        fix = None if edits is None or untouchable else Fix(Safety.UNSAFE, edits, reshapes=True)
        return self.finding(page, span, f"{says}: {written}", id=_named_in(page, span), fix=fix)


def _matches(source: bytes) -> list[tuple[re.Match[bytes], _Shape]]:
    """In order, of two at a place the earlier shape's first."""
    found: list[tuple[re.Match[bytes], _Shape]] = []
    for shape in _SHAPES:
        for mark in shape.mark.finditer(source):
            start = source.rfind(shape.opening, max(0, mark.start() - _LONGEST_LABEL), mark.start())
            match = shape.pattern.match(source, start) if start >= 0 else None
            if match is not None:
                found.append((match, shape))
    return sorted(found, key=lambda pair: pair[0].start())


def _is_text(page: Page, span: Span) -> bool:
    """Whether it is visible text of Markdown outside links: neither code nor raw HTML."""
    runs = page.document.runs
    return is_inside(span, runs.around([span.start])) and not is_inside(span, runs.html)


def _link_with(page: Page, offset: int, kind: LinkKind) -> Link | None:
    """The innermost link of a kind that a byte stands in."""
    near = page.document.links_in(Span(max(0, offset - _LONGEST), offset + 1))
    return next((link for link in reversed(near) if link.kind is kind and offset < link.span.end), None)


def _named_in(page: Page, span: Span) -> ArxivId | None:
    """The first paper that is named there all the same."""
    at = bisect_left(page.references, span.start, key=lambda each: each.span.start)
    reference = page.references[at] if at < len(page.references) else None
    return reference.id if reference is not None and reference.span.start < span.end else None


def _paper(url: str) -> str | None:
    reading = read_url(url)
    return None if reading is None or reading.id is None else reading.id.base


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", "replace")
