"""PS205: labels that name another place than the link."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from urllib.parse import urlsplit

from papersync.lint.examples import Example
from papersync.lint.finding import Finding, Level
from papersync.lint.page import Page
from papersync.lint.rule import Rule
from papersync.lint.wording import shown
from papersync.markdown.model import Link, LinkKind
from papersync.references.model import Reference
from papersync.text.patterns import late_pattern

_LABELLED = frozenset({LinkKind.INLINE, LinkKind.REFERENCE, LinkKind.HTML})
_CODE = frozenset({"code", "github"})
_AROUND_LABEL = " \t\r\n[](){}.,:;"
_AROUND_IN_BYTES = _AROUND_LABEL.encode()
_KNOWN = frozenset(label.encode() for label in ("arxiv", *_CODE))
# Longer than any label this rule knows, however it is bracketed.
_LONGEST_LABEL = 40
# Whatever says arXiv in its address: arXiv itself, its mirrors and DOIs, data sets of it.
_SAYS_ARXIV = late_pattern(r"ar[x5]iv|alphaxiv|10\.48550|xxx\.lanl\.gov|://huggingface\.co/papers", re.IGNORECASE)
_ARXIV_HOST = late_pattern(r"(?:[a-z0-9-]+\.)*arxiv\.org|xxx\.lanl\.gov", re.IGNORECASE)


class MislabelledLink(Rule):
    """The whole label is "arXiv" and the link goes elsewhere, or it is "code" or "GitHub" and the link goes to arXiv.

    A reader who follows it lands where the list did not say. Label and link contradict each other, and which of them is
    wrong only a person can tell. Mirrors of arXiv, arXiv's DOIs and the texts of images are not mislabelled.
    """

    code = "PS205"
    name = "mislabelled-link"
    level = Level.WARNING
    examples = (
        Example(
            "labelled arXiv, a conference's PDF",
            "- A paper [[ArXiv](https://proceedings.example.org/paper.pdf)]\n",
            says="proceedings.example.org",
        ),
        Example(
            "labelled GitHub, the paper itself",
            "- A paper [GitHub](https://arxiv.org/abs/2001.08361)\n",
            says="GitHub",
        ),
        Example(
            "a mirror, a DOI, a longer label",
            "- [arXiv](https://ar5iv.org/abs/2001.08361) [arXiv](https://doi.org/10.48550/arXiv.2001.08361) "
            "[arXiv and more](https://example.org)\n",
            findings=0,
        ),
        Example("an image's text", "- [![arXiv](https://example.org/logo.png)](https://example.org)\n", findings=0),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        document = page.document
        links = [link for link in document.found.whose_text(_is_known) if not document.is_off(link.span)]
        with_image = {link.parent for link in links if link.parent is not None}
        for link in links:
            if link.kind not in _LABELLED or link.span in with_image or len(link.text) > _LONGEST_LABEL:
                continue
            label = link.text.strip(_AROUND_LABEL).casefold()
            if label != "arxiv" and label not in _CODE:
                continue
            reference = _reference_that_is(page, link)
            if label == "arxiv" and (reference is not None or _SAYS_ARXIV.search(link.url)):
                continue
            host = _host(link.url)
            if host is None or (label in _CODE and not _ARXIV_HOST.fullmatch(host)) or _is_dark(page, link):
                continue
            yield self._mislabelled(page, link, host, reference)

    def _mislabelled(self, page: Page, link: Link, host: str, reference: Reference | None) -> Finding:
        message = f"the label says {shown(link.text.strip(_AROUND_LABEL))}, the link goes to {shown(host)}"
        return self.finding(page, link.span, message, id=reference.id if reference else None)


def _reference_that_is(page: Page, link: Link) -> Reference | None:
    """The reference that a link is."""
    starts = page.contents.starts
    inside = page.references[bisect_left(starts, link.span.start) : bisect_left(starts, link.span.end)]
    return next((each for each in reversed(inside) if each.whole == link.span), None)


def _host(url: str) -> str | None:
    """The host of an http(s) URL; None for anything else, relative links and fragments included."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:  # an address in brackets that is none
        return None
    return host if parts.scheme in {"http", "https"} else None


def _is_dark(page: Page, link: Link) -> bool:
    dark = page.document.dark
    at = bisect_right(dark, link.span.start, key=lambda span: span.start) - 1
    return at >= 0 and link.span.start < dark[at].end


def _is_known(text: bytes) -> bool:
    """Whether a link with this text, nothing but text, has a label that this rule knows: some hundred thousand others
    need not be built.
    """
    return len(text) <= _LONGEST_LABEL and text.strip(_AROUND_IN_BYTES).lower() in _KNOWN
