"""Link reference definitions, those included that the engine passes over because their label is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from papersync.markdown.destinations import definition_destination, unescape
from papersync.markdown.engine import definitions
from papersync.markdown.masking import Masked
from papersync.markdown.model import Link, LinkKind
from papersync.text import Span
from papersync.text.patterns import late_pattern

if TYPE_CHECKING:
    from pyromark.event import LinkDef

_DUPLICATE: Final = late_pattern(
    rb"[ ]{0,3}(?:>[ ]?){0,4}(?P<all>\[(?P<label>[^\]\[\r\n\\]{1,200})\]:[ \t]*(?P<destination>[^\s<>]{1,2000}))"
)


# What stands before a definition in its line: blanks, the marks of quotes and lists.
_MARGIN: Final = b" \t\x0b\x0c>*+-.)0123456789"
# CommonMark 0.31 section 6.3: a label has at most 999 characters.
_LONGEST_LABEL: Final = 4000
_WIDEST_MARGIN: Final = 100
# Longer lines, and more labels that look alike, are nobody's list: to put them before many parts would take its square.
_LONGEST_LINE: Final = 4000
_MOST_ALIKE: Final = 8
# What may be a label, in text and where it is defined (CommonMark 0.31, section 6.3), and a footnote's definition.
_LABEL: Final = late_pattern(rb"\[((?:[^\[\]\\]|\\.){1,4000})\]", re.DOTALL)
_FOOTNOTE: Final = late_pattern(rb"\[\^([^\[\]\r\n\\]{1,4000})\]:")
# Blanks, and the marks of quotes that stand where a label goes on in another line.
_BETWEEN_WORDS: Final = late_pattern(r"[\s>]+")


def may_define(data: bytes) -> bool:
    """Whether a link reference definition or a footnote may stand there; False where ``]:`` is but text in a line."""
    floor, at = 0, data.find(b"]:")
    while at >= 0:
        bracket = data.rfind(b"[", max(at - _LONGEST_LABEL, floor), at)
        if bracket >= 0 and _is_after_margin(data, bracket):
            return True
        # A bracket in a label is escaped.
        floor = floor if data[at - 1 : at] == b"\\" else at
        at = data.find(b"]:", at + 2)
    return False


def _is_after_margin(data: bytes, bracket: int) -> bool:
    """Whether nothing but a margin stands before it in its line; a backslash may end the line above a label's end."""
    before = data[max(bracket - _WIDEST_MARGIN, 0) : bracket].rstrip(_MARGIN)
    return not before or before.endswith((b"\n", b"\r", b"\\"))


Filter = Callable[[Iterable[Link]], Iterable[Link]]


class Line(NamedTuple):
    """Where a definition begins, and a line that defines the same."""

    start: int
    text: bytes


class Defined(NamedTuple):
    """The definitions of a document, the first of each label by its label.

    ``lines`` define the same, by what labels that are alike have in common; those of ``footnotes`` (labels, folded)
    may be none. ``lines`` is None if only the whole document reads as it does: a definition takes several lines, say.
    """

    first: Mapping[str, LinkDef]
    lines: Mapping[str, Sequence[Line]] | None
    footnotes: frozenset[str] = frozenset()

    def before(self, data: bytes, part: Span) -> bytes | None:
        """What defines all that is named in a part and defined elsewhere, to be put before the part; None if only the
        whole document reads as it does.
        """
        if not self.lines:
            return None if self.lines is None else b""
        named = set(map(_alike, {match[1] for match in _LABEL.finditer(data, *part)}))
        elsewhere = [line for key in sorted(named & self.lines.keys()) for line in self.lines[key]]
        texts = [line.text for line in elsewhere if not part.start <= line.start < part.end]
        texts.sort(key=_is_footnote)
        if not texts:
            return b""
        # What is indented would go on with a footnote, but not behind a rule.
        is_indented = data[part.start : part.end].lstrip(b"\r\n")[:1] in (b" ", b"\t")
        return b"\n".join([*texts, b""]) + (b"\n***\n" if is_indented else b"\n")

    def checked(self, footnotes: Collection[str]) -> Defined:
        """The same; if the footnotes that were found are others, only the whole document reads as it does."""
        return self if {_folded(label) for label in footnotes} == self.footnotes else Defined(self.first, None)


def defined(masked: Masked) -> Defined:
    """Read the definitions. Raises FileError if the engine gives up."""
    data = masked.data
    if not may_define(data):
        return Defined({}, {})
    first = definitions(masked.text(Span(0, len(data))))
    lines: dict[str, list[Line]] = {}
    for label, each in first.items():
        start, end = each["span"]["start"], each["span"]["end"]
        lines.setdefault(_alike(label.encode()), []).append(Line(start, data[start:end].strip(b"\r\n")))
    footnotes = {_folded(match[1].decode()): match for match in _footnotes(data)}
    for match in footnotes.values():
        lines.setdefault(_alike(b"^" + match[1]), []).append(Line(match.start(), b"[^%b]:\n" % match[1]))
    alone = all(map(_are_short, lines.values())) and _define_the_same(first, lines)
    return Defined(first, lines if alone else None, frozenset(footnotes) if alone else frozenset())


def _are_short(lines: Sequence[Line]) -> bool:
    return len(lines) <= _MOST_ALIKE and all(len(line.text) <= _LONGEST_LINE for line in lines)


def _define_the_same(first: Mapping[str, LinkDef], lines: Mapping[str, Sequence[Line]]) -> bool:
    """Whether the lines are lines, and define alone what they define in the document."""
    texts = [line.text for alike in lines.values() for line in alike if not _is_footnote(line.text)]
    if any(b"\n" in text or b"\r" in text for text in texts):
        return False
    again = definitions(b"\n".join(texts).decode()) if texts else {}
    return {label: each["dest"] for label, each in again.items()} == {k: each["dest"] for k, each in first.items()}


def _footnotes(data: bytes) -> Iterator[re.Match[bytes]]:
    """Where the definitions of footnotes may stand."""
    return (match for match in _FOOTNOTE.finditer(data) if _is_after_margin(data, match.start()))


def _is_footnote(text: bytes) -> bool:
    return text.startswith(b"[^")


def _alike(label: bytes) -> str:
    """What labels have in common that may be one."""
    text = label.decode("utf-8", "replace")
    return (text if text.isalnum() else _BETWEEN_WORDS.sub("", text)).casefold()


def definition_links(data: bytes, known: Defined, not_shown: Filter) -> list[Link]:
    """The definitions as links; ``not_shown`` leaves out links that begin in what a reader sees, or in HTML.

    What looks like a definition with a label that is defined already, and is not shown, is one too.
    """
    links: list[Link] = []
    labels: set[str] = set()
    for label, definition in known.first.items():
        span = Span(definition["span"]["start"], definition["span"]["end"])
        destination = definition_destination(data, span, definition["dest"])
        colon = data.find(b"]:", span.start, span.end)
        links.append(_link(span, destination, definition["dest"], label, max(colon, span.start + 1)))
        labels.add(_folded(label))
    return links + _duplicates(data, labels, {link.span.start for link in links}, not_shown) if labels else []


def _duplicates(data: bytes, labels: set[str], known: set[int], not_shown: Filter) -> list[Link]:
    links: list[Link] = []
    for match in _lines_like_definitions(data):
        label = match["label"].decode("utf-8", "replace")
        if match.start("all") not in known and _folded(label) in labels:
            url = unescape(match["destination"].decode("utf-8", "replace"))
            span, destination = Span(*match.span("all")), Span(*match.span("destination"))
            links.append(_link(span, destination, url, label, match.end("label")))
    return [*not_shown(links)] if links else []


def _lines_like_definitions(data: bytes) -> Iterator[re.Match[bytes]]:
    start, at = 0, data.find(b"]:")
    while at >= 0:
        match = _DUPLICATE.match(data, data.rfind(b"\n", start, at) + 1 or start)
        if match is not None:
            yield match
        start = data.find(b"\n", at) + 1 or len(data)
        at = data.find(b"]:", start)


def _link(span: Span, destination: Span | None, url: str, label: str, text_end: int) -> Link:
    return Link(LinkKind.DEFINITION, span, destination, url, label, Span(span.start + 1, text_end))


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()
