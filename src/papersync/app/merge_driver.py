"""What git calls to merge a list or the store: a merge driver, as gitattributes(5) defines it.

Nobody may be worse off than without it. So git's own merge comes first, and counts where it is clean; where it is not,
and merging by entry cannot be done, git's conflicts are what is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from papersync.app.linewise import Linewise, SideNames, merge_lines
from papersync.errors import FileError, PapersyncError, Place
from papersync.store.files import Snapshot, read_file, write_atomic

if TYPE_CHECKING:
    from papersync.merging import Left

# git reads no smaller markers in a list, where `===` underlines a heading.
_SMALLEST_MARKER: Final = 7
# GitHub shows no more than half a megabyte of a list (design, PS405); this is more than anybody reads.
_LARGEST_LIST: Final = 20_000_000


@dataclass(frozen=True, slots=True)
class Versions:
    """The files that git hands over, ``%O``, ``%A`` and ``%B``, and the name of the one that is merged, ``%P``."""

    base: Path
    ours: Path
    theirs: Path
    name: str


@dataclass(frozen=True, slots=True)
class Driven:
    """What became of a merge: the conflicts in the text that ``ours`` now holds.

    ``instead`` is why git's own merge was left, and None where papersync merged.
    """

    conflicts: bool
    left: tuple[Left, ...] = ()
    instead: Exception | None = None


@dataclass(frozen=True, slots=True)
class _Texts:
    base: bytes
    ours: bytes
    theirs: bytes


def merge_versions(versions: Versions, names: SideNames, marker_size: int) -> Driven:
    """Merge the three versions into the file of ours, in one step.

    Raises FileError where one cannot be read or the result cannot be written, and where neither git nor papersync can
    merge them (they are binary); the file of ours then is as it was.
    """
    ours = read_file(versions.ours)
    texts = _Texts(read_file(versions.base).data, ours.data, read_file(versions.theirs).data)
    by_git = merge_lines(versions.base, versions.ours, versions.theirs, names, marker_size)
    if by_git is not None and not by_git.conflicts and _holds(by_git, texts, versions.name):
        _write(ours, by_git.text)
        return Driven(conflicts=False)
    try:
        text, left = _by_entry(texts, versions.name, names, marker_size)
    except Exception as error:
        # Whatever it is, also if it is our fault: git's merge holds both versions whole.
        if by_git is None:
            raise
        _write(ours, by_git.text)
        return Driven(by_git.conflicts, instead=error)
    _write(ours, text)
    return Driven(bool(left), left)


def _holds(by_git: Linewise, texts: _Texts, name: str) -> bool:
    """Whether a clean merge of lines is one of the file: lines of JSON can be merged into what is none."""
    if not _is_store(texts):
        return True
    from papersync.store.codec import loads  # noqa: PLC0415 - not for lists

    try:
        loads(by_git.text, name)
    except PapersyncError:
        return False
    return True


def _is_store(texts: _Texts) -> bool:
    """Whether this is a store: git says only what the file is called, and a configuration may be in conflict itself."""
    return all(text.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") for text in (texts.ours, texts.theirs))


def _by_entry(texts: _Texts, name: str, names: SideNames, marker_size: int) -> tuple[bytes, tuple[Left, ...]]:
    if _is_store(texts):
        from papersync.store.three_way import merge_texts  # noqa: PLC0415 - not for lists

        return merge_texts(texts.base, texts.ours, texts.theirs, name), ()
    _require_list(texts, name, marker_size)
    from papersync.merging import Labels, merge_lists  # noqa: PLC0415 - not for stores

    base = _without_hunks(texts.base) or None
    labels = Labels(ours=names.ours, base=names.base, theirs=names.theirs)
    merged = merge_lists(base, texts.ours, texts.theirs, labels=labels, marker_size=marker_size)
    return merged.text, merged.left


def _require_list(texts: _Texts, name: str, marker_size: int) -> None:
    """Raise FileError for what is not to be merged as a list."""
    why = ""
    if any(b"\0" in text for text in (texts.base, texts.ours, texts.theirs)):
        why = "it is binary"
    elif any(len(text) > _LARGEST_LIST for text in (texts.base, texts.ours, texts.theirs)):
        why = "it is too large for a list"
    elif marker_size < _SMALLEST_MARKER:
        why = f"markers of {marker_size} characters cannot be told from text"
    if why:
        raise FileError(why, place=Place(name))


def _without_hunks(base: bytes) -> bytes:
    """The base without what is conflicted in it: git merges several bases into one, and that may leave conflicts.

    Of a hunk only its own base stays. What is in no base is nobody's to delete.
    """
    from papersync.markdown.conflicts import find_conflicts  # noqa: PLC0415 - not for stores

    conflicts, _ = find_conflicts(base)
    pieces: list[bytes] = []
    at = 0
    for each in conflicts:
        pieces += [base[at : each.span.start], b"" if each.base is None else each.base.of(base)]
        at = each.span.end
    return b"".join([*pieces, base[at:]])


def _write(ours: Snapshot, text: bytes) -> None:
    if text != ours.data:
        write_atomic(ours.path, text, ours)
