"""JSON with the commas that it needs: what a merge line by line tears first, as the last fact of an object has none."""

from __future__ import annotations

import re
from typing import Final

# RFC 8259; every alternative consumes, so the scan is linear.
_TOKEN: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"|[{}\[\],:]|\s++|[^\s"{}\[\],:]++|"', re.DOTALL)


def mended(text: bytes) -> bytes:
    """The text with a comma between any two members or elements, none before a closing bracket and none twice.

    Not a byte is changed besides commas; JSON stays as it is.
    """
    pieces: list[bytes] = []
    before = b""  # the last token that is no blank
    comma = -1  # where it stands in the pieces, if it was a comma
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token.isspace():
            pieces.append(token)
            continue
        if token in b"}]" and before == b",":
            pieces[comma] = b""
        if token == b"," and before in (b",", b"{", b"[", b""):
            continue
        if token not in (b",", b":", b"}", b"]") and before not in (b",", b":", b"{", b"[", b""):
            pieces.insert(_end_of_value(pieces), b",")
        if token == b",":
            comma = len(pieces)
        pieces.append(token)
        before = token
    return b"".join(pieces)


def _end_of_value(pieces: list[bytes]) -> int:
    """Where a comma goes: behind the last piece that is no blank."""
    return len(pieces) - 1 if pieces[-1].isspace() else len(pieces)
