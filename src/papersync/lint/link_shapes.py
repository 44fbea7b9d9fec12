"""What links look like that were meant and are none."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from papersync.text.patterns import late_pattern

URL: Final = rb"https?://[^\s()<>\[\]|\"`]{4,1000}+"
LABEL: Final = rb"[^\[\]()\r\n|`]{1,150}+"
_LONGEST_LABEL: Final = 152


class Shape(NamedTuple):
    """One way to get it wrong. Where ``mark`` stands, the last ``opening`` bracket before may begin a ``pattern``;
    its groups ``label`` and ``url`` make the link, unless it is ``unmended``.
    """

    mark: re.Pattern[bytes]
    pattern: re.Pattern[bytes]
    says: str
    opening: bytes = b"["
    unmended: bool = False


_NO_BRACKET: Final = late_pattern(rb"\((?<![\]\s]\()https?://")
_NOT_CLOSED: Final = late_pattern(rb"\]\(" + URL + rb"(?=[ \t]{0,20}(?:[|\r\n\]]|\Z))")
_MISSING: Final = "the closing parenthesis is missing, so this is no link"
_SHAPES: Final[tuple[Shape, ...]] = (
    Shape(
        late_pattern(rb"\][ \t]{1,3}\(https?://"),
        late_pattern(rb"(?<![\]!\\])\[(?P<label>" + LABEL + rb")\][ \t]{1,3}\((?P<url>" + URL + rb")\)"),
        "a blank parts the text from its URL, so this is no link",
    ),
    Shape(
        _NO_BRACKET,
        late_pattern(rb"(?<=\[)\[(?P<label>" + LABEL + rb"(?<![ \t]))\((?P<url>" + URL + rb")\)(?=\](?![(\[:\]]))"),
        "the bracket behind the text is missing, so this is no link",
    ),
    Shape(
        _NO_BRACKET,
        late_pattern(rb"(?<![\[\]\\])\[(?P<label>" + LABEL + rb"(?<![ \t]))\((?P<url>" + URL + rb")\)\](?![(\[:])"),
        "the brackets do not pair, so this is no link",
    ),
    Shape(
        late_pattern(rb"\]\(\(https?://"),
        late_pattern(rb"(?<![\]!\\])\[(?P<label>[^\[\]\r\n|`]{1,150}+)\]\(\((?P<url>" + URL + rb")\)(?!\))"),
        "a parenthesis too many stands before the URL, so this is no link",
    ),
    Shape(
        late_pattern(rb"\)\[https?://"),
        late_pattern(rb"(?<![\]\\])\((?P<label>" + LABEL + rb")\)\[(?P<url>" + URL + rb")\](?![(\[:])"),
        "the brackets are the wrong way round, so this is no link",
        opening=b"(",
    ),
    Shape(
        _NOT_CLOSED,
        late_pattern(rb"(?<![!\\])\[(?P<label>" + LABEL + rb")\]\((?P<url>" + URL + rb")(?=[ \t]{0,20}(?:[|\r\n]|\Z))"),
        _MISSING,
    ),
    Shape(
        _NOT_CLOSED,
        late_pattern(rb"(?<=\[)\[(?P<label>" + LABEL + rb")\]\((?P<url>" + URL + rb")(?=\](?![(\[:]))"),
        _MISSING,
    ),
    Shape(
        late_pattern(rb"\]\([ \t]{0,5}(?:https?:|#)[^()<>\[\]|\"'`\s]{0,500}+[ \t]"),
        late_pattern(
            rb"(?<![!\\])\[(?P<label>" + LABEL + rb")\]\([ \t]{0,5}"
            rb"(?P<url>(?:https?:|#)[^()<>\[\]|\"'`\s]{0,500}+[ \t]{1,9}+"
            rb"[^()<>\[\]|\"'`\s][^()<>\[\]|\"'`\r\n]{0,500}+)\)"
        ),
        "a blank stands in the URL, so this is no link",
        unmended=True,
    ),
)


def matches(source: bytes) -> list[tuple[re.Match[bytes], Shape]]:
    """Where the source has such shapes, in order; of two at a place the earlier shape's first."""
    found: list[tuple[re.Match[bytes], Shape]] = []
    marks: dict[re.Pattern[bytes], list[int]] = {}
    for shape in _SHAPES:
        if shape.mark not in marks:
            marks[shape.mark] = [match.start() for match in shape.mark.finditer(source)]
        for mark in marks[shape.mark]:
            start = source.rfind(shape.opening, max(0, mark - _LONGEST_LABEL), mark)
            match = shape.pattern.match(source, start) if start >= 0 else None
            if match is not None:
                found.append((match, shape))
    return sorted(found, key=lambda pair: pair[0].start())
