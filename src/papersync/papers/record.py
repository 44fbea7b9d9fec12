"""The record as a value; ``read_record`` is where it is checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, NamedTuple

from papersync.identifiers import ArxivId

Origin = Literal["bundled", "list", "oai-pmh", "snapshot"]
LARGEST_VERSION: Final = 999_999_999  # nine digits, as an identifier takes


class Author(NamedTuple):
    """An author as arXiv names them; affiliations are rare."""

    name: str
    affiliations: tuple[str, ...] = ()


class Withdrawal(NamedTuple):
    """That a paper was withdrawn: the words that say so, and whether they leave no doubt."""

    reason: str
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One record. ``id`` has no version; ``version`` is the version the record describes.

    ``published`` is the submission of v1, ``updated`` that of ``version`` (user manual, section 3.3.2), both aware and
    in UTC. ``abstract`` is None when no source has given one yet; an optional text is never empty. ``title`` and
    ``abstract`` are on one line each, paragraphs of the abstract apart by a newline; mathematics stays TeX. ``origin``
    is None when the record came from the query API. ``first_title_known`` says that the title of v1 was asked for or
    seen: it is the title, or one of the former ones.
    """

    id: ArxivId
    title: str
    authors: tuple[Author, ...]
    abstract: str | None = None
    primary_category: str
    categories: tuple[str, ...]
    version: int
    published: datetime
    updated: datetime
    comment: str | None = None
    journal_ref: str | None = None
    doi: tuple[str, ...] = ()
    withdrawn: Withdrawal | None = None
    former_titles: tuple[str, ...] = ()
    first_title_known: bool = False
    origin: Origin | None = None

    @property
    def is_perhaps_renamed(self) -> bool:
        """Whether it may have had a title that is not known: there were versions before, or no source has answered."""
        return self.origin in ("bundled", "list") or (self.version > 1 and not self.first_title_known)
