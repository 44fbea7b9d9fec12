"""Everything papersync raises on purpose; the class decides the exit code.

PapersyncError
├── InputError (2)
│   ├── UsageError             options or arguments that do not go together
│   ├── ConfigurationError     papersync.toml, pyproject.toml or an environment variable
│   ├── IdentifierError        text that cannot be an arXiv identifier
│   ├── SectionError           a section that is unknown or ambiguous
│   ├── UnwritableEntryError   a paper that cannot be written into a list so that it reads back as itself
│   ├── ConflictedListError    merge-conflict markers where a list must be whole
│   ├── FileError              a file or folder that cannot be read or written
│   ├── StoreError             a store that is damaged, newer, locked or changed meanwhile
│   └── PublishingError        git or GitHub did not take a commit or a pull request
├── MissingPaperError (1)      arXiv answered, and has no such paper
├── ListedElsewhereError (1)   `add` of a paper that stands in another section
├── NotListedError (1)         `remove` or `move` of a paper that no entry describes
├── SourceError (3)            a source could not be asked, or gave an answer that cannot be believed
└── ProofError (4)             an edit that would have done something else than announced
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar, NamedTuple


class ExitCode(IntEnum):
    """What the process returns; where several apply the greatest one wins."""

    CLEAN = 0
    FINDINGS = 1
    INPUT = 2
    UNCONFIRMED = 3
    BUG = 4
    INTERRUPTED = 130


class Place(NamedTuple):
    """Where something stands: line and column count from 1, columns in code points."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


class PapersyncError(Exception):
    """A foreseeable failure: what happened, where, and what to do next."""

    exit_code: ClassVar[ExitCode] = ExitCode.BUG

    def __init__(self, message: str, *, hint: str | None = None, place: Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class InputError(PapersyncError):
    """Something given to papersync is not usable as it is."""

    exit_code = ExitCode.INPUT


class UsageError(InputError):
    """Options or arguments that do not go together."""


class ConfigurationError(InputError):
    """The configuration names something unknown or of the wrong type; the message names file, line and key."""


class IdentifierError(InputError):
    """Text that cannot be an arXiv identifier; the message says why."""


class SectionError(InputError):
    """A section that the list does not have, or a name that means several."""


class UnwritableEntryError(InputError):
    """A paper that no way of writing it into this place would read back as itself; nothing was written."""


class ConflictedListError(InputError):
    """A list with merge-conflict markers, or unmerged in git, where a whole list is needed."""


class FileError(InputError):
    """A file or folder that cannot be read or written."""


class StoreError(InputError):
    """The store is damaged, newer than this papersync, locked, or was changed by somebody else meanwhile."""


class PublishingError(InputError):
    """git or GitHub did not take a commit or a pull request; what papersync wrote stands in the checkout."""


class MissingPaperError(PapersyncError):
    """arXiv answered completely and has no such paper or version."""

    exit_code = ExitCode.FINDINGS


class ListedElsewhereError(PapersyncError):
    """The paper stands in another section already."""

    exit_code = ExitCode.FINDINGS


class NotListedError(PapersyncError):
    """No entry of the lists is about the paper; at most it is mentioned."""

    exit_code = ExitCode.FINDINGS


class SourceError(PapersyncError):
    """A source could not be asked or its answer could not be believed: nothing is known, nothing is broken."""

    exit_code = ExitCode.UNCONFIRMED


class ProofError(PapersyncError):
    """The edited text would not be what the edits announce; nothing of the entry was written."""

    exit_code = ExitCode.BUG
