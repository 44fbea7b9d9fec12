"""How a list writes its heading entries, learnt from those it has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeVar

from papersync.entries.entry import Entry
from papersync.entries.wrapping import DEFAULT_WIDTH, DEFAULT_WRAP, Wrap, newline_of, quote_wrap
from papersync.identifiers import ArxivId
from papersync.markdown.model import Document
from papersync.papers import Paper
from papersync.references.model import Reference
from papersync.text.patterns import late_pattern

LinkForm = Literal["keep", "abs", "pdf", "html"]
VersionPolicy = Literal["keep", "strip", "latest"]
ARXIV_LINK: Final = late_pattern(r"https?://(?:www\.)?arxiv\.org/(abs|pdf|html)/")
_T = TypeVar("_T")
_LONGEST_LABEL: Final = 3


@dataclass(frozen=True, slots=True)
class HeadingStyle:
    """What an entry of this list looks like. ``url`` holds ``{id}`` where the identifier goes."""

    level: int = 3
    label: str = "arXiv"
    double_brackets: bool = False
    url: str = "https://arxiv.org/abs/{id}"
    title_is_link: bool = False
    blank_before_quote: bool = True
    abstract: bool = True
    authors: bool = False
    date: bool = False
    blank_lines_between: int = 1
    wrap: Wrap = DEFAULT_WRAP


@dataclass(frozen=True, slots=True)
class LinkPolicy:
    """The configured form of links, and what becomes of versions: kept, stripped, or the record's."""

    form: LinkForm = "keep"
    version: VersionPolicy = "keep"

    def named(self, linked: ArxivId, paper: Paper) -> ArxivId:
        """The identifier as it is to be linked."""
        match self.version:
            case "keep":
                return linked
            case "strip":
                return linked.latest
            case "latest":
                return ArxivId(linked.base, paper.version)

    def applied_to(self, style: HeadingStyle) -> HeadingStyle:
        """The style with links of the configured form."""
        return replace(style, url=self.url(style.url))

    def url(self, learnt: str) -> str:
        """The URL of the configured form, or else the one of the list; ``{id}`` stands for the identifier."""
        return learnt if self.form == "keep" else f"https://arxiv.org/{self.form}/{{id}}"


def learn_style(document: Document, neighbours: Sequence[Entry], others: Sequence[Entry]) -> HeadingStyle | None:
    """What most neighbours do; where they are silent, what most other entries do.

    None without any entry to learn from.
    """
    near = [entry for entry in neighbours if entry.references and entry.is_headed]
    far = [entry for entry in others if entry.references and entry.is_headed]
    if not near and not far:
        return None
    sample = near or far
    written = [written for entry in sample if (written := _written(document, entry)) is not None]
    label, double, url, linked = _most(written) or ("arXiv", False, "https://arxiv.org/abs/{id}", False)
    quoted = [entry for entry in sample if entry.abstract is not None] or [e for e in far if e.abstract is not None]
    wraps = [quote_wrap(document, entry.abstract) for entry in quoted if entry.abstract is not None]
    return HeadingStyle(
        level=_most(_level(document, entry) for entry in sample) or 3,
        label=label,
        double_brackets=double,
        url=url,
        title_is_link=linked,
        blank_before_quote=bool(_most(_blank_before_quote(document, entry) for entry in quoted)),
        abstract=bool(_most(entry.abstract is not None for entry in sample)),
        authors=bool(_most(entry.authors is not None for entry in sample)),
        date=bool(_most(entry.date is not None for entry in sample)),
        blank_lines_between=_most(_blank_lines_before(document, entry) for entry in sample) or 1,
        wrap=_wrap(wraps, document),
    )


def _most(values: Iterable[_T]) -> _T | None:
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else None


def _level(document: Document, entry: Entry) -> int:
    start = entry.span.start
    marks = re.match(rb"#+", document.source[start : start + 6])
    return len(marks[0]) if marks else 3


def _written(document: Document, entry: Entry) -> tuple[str, bool, str, bool] | None:
    """Label, double brackets, URL with a place for the identifier, whether the title is the link."""
    reference = entry.references[0]
    if reference.id is None or reference.link is None or not entry.head.contains(reference.whole):
        return None
    url = url_pattern(reference)
    if url is None:
        return None
    whole, source = reference.whole, document.source
    double = source[whole.start - 1 : whole.start] == b"[" and source[whole.end : whole.end + 1] == b"]"
    linked = entry.title is not None and whole.contains(entry.title.span)
    return _label(reference), double, url, linked


def _label(reference: Reference) -> str:
    """The link's text with a place for the identifier, if it shows that; a text about one paper is no label."""
    assert reference.id is not None
    text = " ".join(reference.link.text.split()) if reference.link is not None else ""
    shown = text.replace(str(reference.id), "{id}").replace(reference.id.base, "{id}")
    return shown if text and not re.search(r"\d", shown) and len(shown.split()) <= _LONGEST_LABEL else "arXiv"


def url_pattern(reference: Reference) -> str | None:
    """The URL as it is written once mended, its identifier taken out; None for forms that should not be copied."""
    assert reference.id is not None
    form = ARXIV_LINK.match(reference.url)
    if form is None:
        return None
    ending = ".pdf" if form[1] == "pdf" and ".pdf" in reference.url.lower() else ""
    return f"https://arxiv.org/{form[1]}/{{id}}{ending}"


def _blank_before_quote(document: Document, entry: Entry) -> bool:
    """Whether the line above the quote is blank."""
    assert entry.abstract is not None
    line = document.lines.line_of(entry.abstract.span.start)
    return line > 1 and not document.lines.content(line - 1).of(document.source).strip()


def _blank_lines_before(document: Document, entry: Entry) -> int:
    line = document.lines.line_of(entry.span.start)
    count = 0
    while line - count > 1 and not document.lines.content(line - count - 1).of(document.source).strip():
        count += 1
    return count


def _wrap(wraps: Sequence[Wrap], document: Document) -> Wrap:
    if not wraps:
        return Wrap(DEFAULT_WIDTH, "> ", newline_of(document))
    widths = sorted(wrap.width for wrap in wraps)
    return Wrap(widths[len(widths) // 2], _most(wrap.prefix for wrap in wraps) or "> ", newline_of(document))
