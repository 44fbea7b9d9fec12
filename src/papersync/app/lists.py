"""Lists on disk, read once a run."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from papersync.app.discovery import is_unmerged
from papersync.errors import FileError, Place
from papersync.identifiers import ArxivId
from papersync.store.files import Snapshot, read_file, require_writable, write_atomic
from papersync.store.locks import PATIENCE_S, locked

if TYPE_CHECKING:
    from papersync.lint.contents import Contents
    from papersync.lint.page import Page

STANDARD_INPUT = "-"
_T = TypeVar("_T")


@dataclass(frozen=True)
class ListFile:
    """One list: where it is, what it is called in messages, what it holds.

    ``lock_dir`` is where its lock stands; None for standard input, which has no place and is never written.
    """

    name: str
    snapshot: Snapshot
    lock_dir: Path | None

    @cached_property
    def unmerged(self) -> bool:
        """Whether git reports it so. git is asked when this is first read, as it takes longer than most lints do."""
        return self.lock_dir is not None and is_unmerged(self.path)

    @cached_property
    def contents(self) -> Contents:
        """What it says, read when somebody first asks. Raises FileError if the Markdown parser gives up on it."""
        from papersync.lint.contents import Contents  # noqa: PLC0415 - 30 ms that `refs` does not need

        return self.read(Contents.of)

    def read(self, reader: Callable[[bytes], _T]) -> _T:
        """What the reader makes of it. Raises FileError naming the list if the Markdown parser gives up on it."""
        try:
            return reader(self.source)
        except FileError as error:
            raise FileError(error.message, hint=error.hint, place=Place(self.name)) from error

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.snapshot.path

    @property
    def source(self) -> bytes:
        """What it holds."""
        return self.snapshot.data

    def write(self, text: bytes, timeout_s: float = PATIENCE_S) -> None:
        """Put ``text`` in its place; standard input is left alone.

        Raises FileError if it was changed since it was read, and as ``locked`` and ``write_atomic`` do.
        """
        if self.lock_dir is not None:
            with locked(self.path, self.lock_dir, timeout_s):
                write_atomic(self.path, text, self.snapshot)

    def require_writable(self) -> None:
        """Raises FileError if it plainly cannot be written: to be asked before anything that goes with it is."""
        if self.lock_dir is not None:
            require_writable(self.path)

    def with_contents(self) -> ListFile:
        """Itself, its contents read. Raises FileError if the Markdown parser gives up on it."""
        _ = self.contents
        return self

    def as_it_is_now(self) -> ListFile:
        """The list read again; itself if nobody changed it. Raises FileError if it cannot be read any more."""
        if self.lock_dir is None:
            return self
        snapshot = read_file(self.path)
        return self if snapshot == self.snapshot else replace(self, snapshot=snapshot)


def read_lists(paths: Iterable[Path], lock_dir: Path) -> tuple[list[ListFile], list[FileError]]:
    """The lists that could be read, and what was wrong with the others: one bad file does not stop the rest."""
    return _each(lambda path: ListFile(str(path), _utf_8(read_file(path)), lock_dir), paths)


def read_again(lists: Iterable[ListFile]) -> tuple[list[ListFile], list[FileError]]:
    """The lists as they are now, the very same where nobody changed them, and what is wrong with the others."""
    return _each(ListFile.as_it_is_now, lists)


def readable(lists: Iterable[ListFile]) -> tuple[list[ListFile], list[FileError]]:
    """Those that can be read as Markdown, and what is wrong with the others."""
    return _each(ListFile.with_contents, lists)


def papers_named(pages: Iterable[Page | Contents]) -> frozenset[ArxivId]:
    """Every identifier in the lists, with its version if it has one."""
    return frozenset(each.id for page in pages for each in page.references if each.id is not None)


def standard_input(data: bytes) -> ListFile:
    """The list that came in on standard input; it is never written to a file."""
    return ListFile(STANDARD_INPUT, _utf_8(Snapshot(Path(STANDARD_INPUT), data)), lock_dir=None)


def _utf_8(snapshot: Snapshot) -> Snapshot:
    """Raises FileError for UTF-16, in which nothing would be found; other bytes that are no UTF-8 are let be."""
    if snapshot.data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        hint = "lists are UTF-8: save it as such"
        raise FileError("is UTF-16, not UTF-8", hint=hint, place=Place(str(snapshot.path)))
    return snapshot


def _each(read: Callable[[_T], ListFile], sources: Iterable[_T]) -> tuple[list[ListFile], list[FileError]]:
    lists: list[ListFile] = []
    errors: list[FileError] = []
    for source in sources:
        try:
            lists.append(read(source))
        except FileError as error:
            errors.append(error)
    return lists, errors
