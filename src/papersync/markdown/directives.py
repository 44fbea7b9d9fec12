"""What a list says to papersync in comments: ``off``, ``on`` and ``ignore[…]``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from papersync.markdown.model import Ignore
from papersync.text import Span
from papersync.text.patterns import late_pattern

_DIRECTIVE: Final = re.compile(
    rb"<!--\s{0,20}papersync:\s{0,20}(?:(off|on)|ignore\s?\[([^\]\r\n]{1,500})\])\s{0,20}-->", re.IGNORECASE
)
_CODE: Final = late_pattern(r"[A-Za-z]{1,5}\d{1,5}")


def read_directives(source: bytes, comments: Iterable[Span]) -> tuple[tuple[Span, ...], tuple[Ignore, ...]]:
    """The regions that are off, from the first byte of ``off`` to the last of ``on`` or of the file, and the ignores.

    ``comments`` in order of their bytes. Codes are given in upper case; a comment without a code ignores nothing.
    """
    regions: list[Span] = []
    ignores: list[Ignore] = []
    start: int | None = None
    for comment in comments:
        match = _DIRECTIVE.fullmatch(source, *comment)
        if match is None:
            continue
        if match[2] is not None:
            codes = tuple(dict.fromkeys(code.upper() for code in _CODE.findall(match[2].decode("ascii", "replace"))))
            if codes and start is None:
                ignores.append(Ignore(codes, comment))
        elif match[1].lower() == b"off":
            start = comment.start if start is None else start
        elif start is not None:
            regions.append(Span(start, comment.end))
            start = None
    if start is not None:
        regions.append(Span(start, len(source)))
    return tuple(regions), tuple(ignores)
