"""PS109: what was meant as a link and is none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from papersync.identifiers import ArxivId
from papersync.lint.examples import Example
from papersync.lint.finding import Finding, Fix, Level, Safety
from papersync.lint.link_shapes import LABEL, URL, matches
from papersync.lint.page import Page
from papersync.lint.rule import Rule
from papersync.lint.wording import shown
from papersync.markdown.model import Link, LinkKind
from papersync.markdown.runs import is_inside
from papersync.references.urls import read_url
from papersync.text import Edit, Span
from papersync.text.patterns import late_pattern

# How far back a link may begin that a match lies in.
_LONGEST: Final = 2000
_SHOWN: Final = 100
_PASTED: Final = late_pattern(rb"\]\([ \t]{0,5}(?:\[|\((?=https?://))")
_CLOSING: Final = {"[": "]", "(": ")"}
# A badge in a link, both URLs without what closes the first: `[![stars](URL](URL)`.
_GLUED: Final = late_pattern(rb"\[!\[" + LABEL + rb"\]\((?P<first>" + URL + rb")\]\(" + URL + rb"\)")
_WITHOUT_TEXT: Final = late_pattern(rb"\[[ \t]{0,5}\]\([ \t]{0,5}<?https?://")
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
        Example(
            "a bracket too many",
            "- Scaling laws [Paper]([https://arxiv.org/abs/2001.08361)\n",
            fixed="- Scaling laws [Paper](https://arxiv.org/abs/2001.08361)\n",
            unsafe=True,
            says="a bracket stands before the URL",
        ),
        Example(
            "a parenthesis too many",
            "- Laws of scaling by [Kaplan et al. (2020)]((https://arxiv.org/abs/2001.08361)\n",
            fixed="- Laws of scaling by [Kaplan et al. (2020)](https://arxiv.org/abs/2001.08361)\n",
            unsafe=True,
            says="a parenthesis too many",
        ),
        Example("a blank in an anchor", "- [Kod tabanları](#kod tabanları)\n", says="blank"),
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
        for match, shape in matches(page.source):
            span = Span(*match.span())
            if span.start < behind or not _is_text(page, span) or not _LETTERS.search(_decoded(match["label"])):
                continue
            behind = span.end
            edit = Edit(span, b"[" + match["label"] + b"](" + match["url"] + b")")
            yield self._broken(page, span, shape.says, None if shape.unmended else (edit,))

    def _pasted(self, page: Page) -> Iterator[Finding]:
        """``[paper]([URL](URL))``, ``[paper]([URL)`` and ``[paper]((URL))``."""
        for match in _PASTED.finditer(page.source):
            link = _link_with(page, match.start(), LinkKind.INLINE)
            if link is None or link.destination is None or link.destination.start != match.end() - 1:
                continue
            if "](" not in link.url:
                url = link.url[1:].removesuffix(_CLOSING[link.url[0]])
                edits = (Edit(link.destination, url.encode()),) if "://" in url and " " not in url else None
                yield self._broken(page, link.span, "a bracket stands before the URL, so this leads astray", edits)
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
            if page.source[match.start() - 1 : match.start()] == b"!":
                continue  # not in the pattern, which would be asked at every byte then
            link = _link_with(page, match.start(), LinkKind.INLINE)
            if link is not None and link.span.start == match.start() and not link.text.strip():
                yield self._broken(page, link.span, "the link has no text, so nobody sees it", None)

    def _broken(self, page: Page, span: Span, says: str, edits: tuple[Edit, ...] | None) -> Finding:
        written = shown(_decoded(span.of(page.source)), _SHOWN)
        fix = None if edits is None or page.is_untouchable_at(span.start) else Fix(Safety.UNSAFE, edits, reshapes=True)
        return self.finding(page, span, f"{says}: {written}", id=_named_in(page, span), fix=fix)


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
