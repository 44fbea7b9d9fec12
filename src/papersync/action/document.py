"""What papersync wrote for programs (`--json-file`), as far as the action needs it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from papersync.identifiers import ArxivId
from papersync.report.news import Mend


class Found(BaseModel):
    """One finding."""

    model_config = ConfigDict(frozen=True)

    code: str
    name: str
    level: str
    message: str
    path: str
    line: int
    id: str | None
    fixed: bool

    @property
    def mend(self) -> Mend:
        """What was mended; meant for what is fixed."""
        id_ = None if self.id is None else ArxivId.parse(self.id)
        return Mend(self.code, self.name, self.message, self.path, self.line, id_)


class Failure(BaseModel):
    """Something that went wrong; ``path`` is empty where no file is to blame."""

    model_config = ConfigDict(frozen=True)

    path: str
    message: str


class Document(BaseModel):
    """Members as in docs/json.md; empty where a command does not have them."""

    model_config = ConfigDict(frozen=True)

    findings: tuple[Found, ...] = ()
    errors: tuple[Failure, ...] = ()
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    stale_since: datetime | None = None

    @classmethod
    def read(cls, path: Path) -> Document | None:
        """The document in this file; None where there is none, or none that is whole: the disk was full."""
        try:
            return cls.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            return None

    @property
    def mends(self) -> tuple[Mend, ...]:
        """What was mended in the lists."""
        return tuple(each.mend for each in self.findings if each.fixed)

    @property
    def left(self) -> int:
        """How many errors and warnings are left for a person."""
        return sum(1 for each in self.findings if not each.fixed and each.level != "info")

    @property
    def would_change(self) -> bool:
        """Whether lists or records changed, or in a check would."""
        return bool(self.changed or self.added or self.updated)
