"""Lists on disk, read once a run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from papersync.app.discovery import is_unmerged
from papersync.entries import JudgeOptions
from papersync.errors import FileError
from papersync.identifiers import ArxivId
from papersync.lint.page import Page
from papersync.papers import Paper
from papersync.store.files import Snapshot, read_file, write_atomic

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class ListFile:
    """One list: where it is, what it is called in messages, what it holds; ``unmerged`` as git reports it."""

    name: str
    snapshot: Snapshot
    unmerged: bool

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.snapshot.path

    @property
    def source(self) -> bytes:
        """What it holds."""
        return self.snapshot.data

    def write(self, text: bytes) -> None:
        """Put ``text`` in its place.

        Raises FileError if it was changed since it was read. Standard input has no place.
        """
        if self.name != STANDARD_INPUT:
            write_atomic(self.path, text, self.snapshot)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the papers when a page is read."""

    records: Mapping[ArxivId, Paper]
    missing: frozenset[ArxivId] = frozenset()
    unconfirmed: frozenset[ArxivId] = frozenset()
    options: JudgeOptions = JudgeOptions()

    def page(self, name: str, source: bytes) -> Page:
        """The list with these facts."""
        return Page.of(
            name, source, self.records, missing=self.missing, unconfirmed=self.unconfirmed, options=self.options
        )


def read_lists(paths: Iterable[Path]) -> tuple[list[ListFile], list[FileError]]:
    """The lists that could be read, and what was wrong with the others: one bad file does not stop the rest."""
    lists: list[ListFile] = []
    errors: list[FileError] = []
    for path in paths:
        try:
            snapshot = read_file(path)
        except FileError as error:
            errors.append(error)
        else:
            lists.append(ListFile(str(path), snapshot, is_unmerged(path)))
    return lists, errors


def papers_named(pages: Sequence[Page]) -> Collection[ArxivId]:
    """Every identifier in the lists, with its version if it has one."""
    return {reference.id for page in pages for reference in page.references if reference.id is not None}


def standard_input(data: bytes) -> ListFile:
    """The list that came in on standard input; it is never written to a file."""
    return ListFile(STANDARD_INPUT, Snapshot(Path(STANDARD_INPUT), data), unmerged=False)
