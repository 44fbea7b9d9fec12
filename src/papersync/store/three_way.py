"""Texts of the store merged: three versions of it, or one that a merge left in conflict."""

from __future__ import annotations

from papersync.errors import StoreError
from papersync.store.codec import Store, dumps, loads
from papersync.store.conflicted import is_conflicted, read_sides
from papersync.store.merge import merge


def merge_texts(base: bytes, ours: bytes, theirs: bytes, path: str) -> bytes:
    """``merge`` for texts. An empty base, or one that cannot be read, is none; ``path`` is for messages.

    What one side left as it was is taken from the other byte for byte; what is written anew is canonical, with the line
    endings that both sides have. A version that holds a conflict counts as its sides merged. Raises StoreError for a
    side that is no store.
    """
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    one, other = _read(ours, path), _read(theirs, path)
    merged = merge(_known(base, path), one, other)
    for text, store in ((ours, one), (theirs, other)):
        if merged == store and not is_conflicted(text):
            return text
    return _written_like(merged, ours, theirs)


def resolve_text(text: bytes, path: str) -> bytes:
    """A conflicted text with its sides merged: canonical, with its line endings; itself if nothing is in conflict.

    Raises StoreError as ``read_sides`` does.
    """
    return _written_like(read_sides(text, path).merged(), text) if is_conflicted(text) else text


def _written_like(store: Store, *texts: bytes) -> bytes:
    """The canonical text, with CR LF at the end of lines if all of these texts have it so."""
    text = dumps(store)
    return text.replace(b"\n", b"\r\n") if all(b"\r\n" in each for each in texts) else text


def _read(text: bytes, path: str) -> Store:
    return read_sides(text, path).merged() if is_conflicted(text) else loads(text, path)


def _known(base: bytes, path: str) -> Store | None:
    try:
        return _read(base, path)
    except StoreError:
        return None
