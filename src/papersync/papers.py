"""The record: what arXiv says of a paper, checked where it enters."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
)

from papersync.errors import IdentifierError
from papersync.identifiers import ArxivId

_ISO_8601: Final = re.compile(r"\d{4}-\d\d-\d\dT", re.ASCII)


def _identifier(value: Any) -> ArxivId:
    try:
        return (value if isinstance(value, ArxivId) else ArxivId.parse(str(value))).latest
    except IdentifierError as error:
        raise ValueError(error.message) from error


def _date_and_time(value: Any) -> Any:
    # pydantic would take a number, and a text of digits, for seconds since 1970.
    if isinstance(value, datetime) or (isinstance(value, str) and _ISO_8601.match(value)):
        return value
    raise ValueError("Input should be a date and time such as 2020-01-23T00:00:00Z")


def _utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("Input should be a date between the years 1 and 9999") from error


Identifier = Annotated[ArxivId, PlainValidator(_identifier), PlainSerializer(str, return_type=str)]
Moment = Annotated[AwareDatetime, BeforeValidator(_date_and_time), AfterValidator(_utc)]
OptionalText = Annotated[str | None, AfterValidator(lambda text: text or None)]
Origin = Literal["bundled", "list", "oai-pmh", "snapshot"]


class Author(BaseModel):
    """An author as arXiv names them; affiliations are rare."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    affiliations: tuple[str, ...] = ()


class Withdrawal(BaseModel):
    """That a paper was withdrawn: the words that say so, and whether they leave no doubt."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: str
    certain: bool = Field(strict=True)


class Paper(BaseModel):
    """One record. ``id`` has no version (one given is dropped); ``version`` is the version the record describes.

    ``published`` is the submission of v1, ``updated`` that of ``version`` (user manual, section 3.3.2), both aware and
    in UTC. ``abstract`` is None when no source has given one yet; an empty optional text becomes None. ``title`` and
    ``abstract`` are on one line each, paragraphs of the abstract apart by a newline; mathematics stays TeX. ``origin``
    is None when the record came from the query API.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    title: str = Field(min_length=1)
    authors: tuple[Author, ...]
    abstract: OptionalText = None
    primary_category: str
    categories: tuple[str, ...]
    version: int = Field(ge=1, strict=True)
    published: Moment
    updated: Moment
    comment: OptionalText = None
    journal_ref: OptionalText = None
    doi: tuple[str, ...] = ()
    withdrawn: Withdrawal | None = None
    former_titles: tuple[str, ...] = ()
    origin: Origin | None = None
