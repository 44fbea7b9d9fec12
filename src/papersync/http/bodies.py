"""Bodies as they come over the wire, unpacked without ever holding more than the limit."""

from __future__ import annotations

import zlib
from typing import Final

_GZIP: Final = ("gzip", "x-gzip")


class BodyError(ValueError):
    """A body that cannot be had; the message continues a sentence that begins with who sent it. ``too_large`` if it
    could be had, but not by us."""

    def __init__(self, message: str, *, too_large: bool = False) -> None:
        super().__init__(message)
        self.too_large = too_large


class Body:
    """Collects a body of at most *most_bytes*, packed and unpacked.

    ``encoding`` is the Content-Encoding header: gzip, which is all that we ask for, or nothing.
    """

    def __init__(self, encoding: str, most_bytes: int) -> None:
        name = encoding.strip().lower()
        if name not in ("", "identity", *_GZIP):
            shown = "".join(c for c in name if c.isprintable())[:40]
            raise BodyError(f"packed its answer in a way that was not asked for ({shown})")
        self._unpacking = _unpacker() if name in _GZIP else None
        self._most_bytes = most_bytes
        self._arrived_bytes = 0
        self._body = bytearray()

    def add(self, piece: bytes) -> None:
        """Take what arrived. Raises BodyError."""
        self._arrived_bytes += len(piece)
        if self._unpacking is None:
            self._body += piece
        else:
            self._unpack(piece)
        if max(self._arrived_bytes, len(self._body)) > self._most_bytes:
            raise BodyError(f"sent more than {self._most_bytes // 1024**2} MiB", too_large=True)

    def whole(self) -> bytes:
        """All of it. Raises BodyError if more should have come."""
        if self._unpacking is not None and self._arrived_bytes and not self._unpacking.eof:
            raise BodyError("sent a body that ends too early")
        return bytes(self._body)

    def _unpack(self, piece: bytes) -> None:
        unpacking = self._unpacking
        while piece and unpacking is not None and len(self._body) <= self._most_bytes:
            if unpacking.eof:
                piece = piece.lstrip(b"\0")  # padding, which gzip leaves alone as well; else another member follows
                if not piece:
                    return
                unpacking = self._unpacking = _unpacker()
            try:
                self._body += unpacking.decompress(piece, self._most_bytes + 1 - len(self._body))
            except zlib.error as error:
                raise BodyError(f"sent a body that cannot be unpacked ({error})") from error
            piece = unpacking.unused_data if unpacking.eof else unpacking.unconsumed_tail


def _unpacker() -> zlib._Decompress:
    return zlib.decompressobj(zlib.MAX_WBITS | 16)
