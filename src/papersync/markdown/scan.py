"""The first pass over a part of a document: links, text runs, code, raw HTML and headings, without building blocks."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

from papersync.markdown.blocks import BlockBuilder
from papersync.markdown.engine import Events, reading
from papersync.markdown.found import Found
from papersync.markdown.links import LinkReader
from papersync.markdown.masking import Masked
from papersync.text import Span

if TYPE_CHECKING:
    from pyromark.event import Range

_BACKSLASH: Final = ord("\\")
# Longer headings are read as if they held nothing: nobody writes them, and a file of megabytes may be a single one.
_LONGEST_HEADING: Final = 100_000


def scan(masked: Masked, part: Span, heading: bytes) -> Found:
    """Read a part of what the engine gets behind a heading of definitions. Raises FileError if the engine gives up."""
    found = Found.nothing_yet(masked.data)
    with reading(masked.text(part), heading) as events:
        _Scanner(masked, part.start - len(heading), found).run(events)
    return found


class _Scanner:
    def __init__(self, masked: Masked, offset: int, found: Found) -> None:
        self._masked = masked
        self._offset = offset
        self._found = found
        self._links = LinkReader(masked.data, offset, found)
        self._containers_end = 0

    def run(self, events: Events) -> None:
        """One loop over some hundred thousand events, in which the most frequent are dealt with in place."""
        data, offset, text, link = self._masked.data, self._offset, self._found.text, self._links.read
        run_start = run_end = -2  # nowhere near the first
        for event, at in events:
            if "Text" in event:
                start = at["start"]
                if start != run_end and (start != run_end + 1 or data[offset + run_end] != _BACKSLASH):
                    if run_end > run_start:
                        text.append(offset + run_start)
                        text.append(offset + run_end)
                    run_start = start
                run_end = at["end"]
            elif "Start" in event:
                tag = event["Start"]
                if isinstance(tag, str):
                    if tag == "HtmlBlock":
                        self._html_block(at, events)
                elif "Link" in tag or "Image" in tag:
                    link(tag, at, events)
                else:
                    if run_end > run_start:
                        text.extend((offset + run_start, offset + run_end))
                    run_start = run_end = -2
                    self._block(tag, at, events)
            elif "End" not in event and not isinstance(event, str):
                self._inline(event, at)
        if run_end > run_start:
            text.extend((offset + run_start, offset + run_end))

    def _inline(self, event: Mapping[str, Any], at: Range) -> None:
        if "Code" in event:
            self._found.code.append(self._span(at))
        elif "InlineHtml" in event:
            self._found.html_inline.append(self._span(at))
        elif "FootnoteReference" in event:
            self._found.borrowing.append(self._offset + at["start"])

    def _block(self, tag: Mapping[str, Any], at: Range, events: Events) -> None:
        if "CodeBlock" in tag:
            self._found.code.append(self._span(at))
            self._pass_over(at, "CodeBlock", events)
        elif "Heading" in tag:
            if at["start"] >= self._containers_end:
                self._heading(tag, at, events)
        elif "Table" in tag:
            if at["start"] >= self._containers_end:
                self._found.tables.append(self._span(at))
        else:
            # Quotes, lists and footnotes end where what they hold ends: no heading behind them begins before.
            self._containers_end = max(self._containers_end, at["end"])
            if "FootnoteDefinition" in tag:
                self._found.borrowing.append(self._offset + at["start"])
                self._found.footnotes.add(tag["FootnoteDefinition"])

    def _html_block(self, at: Range, events: Events) -> None:
        self._found.html_blocks.append(self._span(at))
        self._pass_over(at, "HtmlBlock", events)

    def _pass_over(self, at: Range, name: str, events: Events) -> None:
        """The lines of a block in which nothing is text."""
        self._found.open_end = self._offset + at["end"]
        for event, _ in events:
            if not isinstance(event, str) and event.get("End") == name:
                return

    def _heading(self, tag: Mapping[str, Any], at: Range, events: Events) -> None:
        links = self._found.links
        usual, other = len(links.usual), len(links.others)
        is_long = at["end"] - at["start"] > _LONGEST_HEADING
        pairs: list[tuple[Any, Range]] = [] if is_long else [*takewhile(_is_inside, events)]
        self.run(iter(pairs))
        inside = {link.span.start: link for link in links.since(usual, other)}
        whole: list[tuple[Any, Range]] = [({"Start": tag}, at), *pairs, ({"End": tag}, at)]
        self._found.headings += BlockBuilder(self._masked, inside).build(whole, self._offset)

    def _span(self, at: Range) -> Span:
        return Span(self._offset + at["start"], self._offset + at["end"])


def _is_inside(pair: tuple[Any, Range]) -> bool:
    """Whether the event stands before the end of its heading."""
    tag = "" if isinstance(pair[0], str) else pair[0].get("End")
    return not isinstance(tag, dict)
