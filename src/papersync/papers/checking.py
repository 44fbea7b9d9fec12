"""What a record must be, as pydantic models: they judge whatever comes from arXiv, from a file or from a test."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
)
from pydantic_core import ErrorDetails

from papersync.errors import IdentifierError
from papersync.identifiers import ArxivId
from papersync.papers.cleaning import cleaned, cleaned_paragraphs
from papersync.papers.record import LARGEST_VERSION, Author, Origin, Paper, Withdrawal

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
    raise ValueError("must be a date and time such as 2020-01-23T00:00:00Z")


def _utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("must be a date between the years 1 and 9999") from error


def _not_empty(text: str) -> str:
    if not text:
        raise ValueError("must not be empty")
    return text


Line = Annotated[str, AfterValidator(cleaned)]


class AuthorFacts(BaseModel):
    """The members of an author."""

    model_config = ConfigDict(extra="forbid")

    name: Line
    affiliations: tuple[Line, ...] = ()


class WithdrawalFacts(BaseModel):
    """The members of a withdrawal."""

    model_config = ConfigDict(extra="forbid")

    reason: Line
    certain: bool = Field(strict=True)


def _author_facts(value: Any) -> Any:
    return {"name": value.name, "affiliations": value.affiliations} if isinstance(value, Author) else value


def _withdrawal_facts(value: Any) -> Any:
    return {"reason": value.reason, "certain": value.certain} if isinstance(value, Withdrawal) else value


def _author(facts: AuthorFacts) -> Author:
    return Author(facts.name, facts.affiliations)


def _withdrawal(facts: WithdrawalFacts) -> Withdrawal:
    return Withdrawal(facts.reason, facts.certain)


Identifier = Annotated[ArxivId, PlainValidator(_identifier)]
Moment = Annotated[AwareDatetime, BeforeValidator(_date_and_time), AfterValidator(_utc)]
OptionalLine = Annotated[Line | None, AfterValidator(lambda text: text or None)]
Paragraphs = Annotated[str, AfterValidator(cleaned_paragraphs)]
OptionalParagraphs = Annotated[Paragraphs | None, AfterValidator(lambda text: text or None)]
AnAuthor = Annotated[AuthorFacts, BeforeValidator(_author_facts), AfterValidator(_author)]
AWithdrawal = Annotated[WithdrawalFacts, BeforeValidator(_withdrawal_facts), AfterValidator(_withdrawal)]


class PaperFacts(BaseModel):
    """The members of a record: see ``read_record``."""

    model_config = ConfigDict(extra="forbid")

    id: Identifier
    title: Annotated[Line, AfterValidator(_not_empty)]
    authors: tuple[AnAuthor, ...]
    abstract: OptionalParagraphs = None
    primary_category: Line
    categories: tuple[Line, ...]
    version: int = Field(ge=1, le=LARGEST_VERSION, strict=True)
    published: Moment
    updated: Moment
    comment: OptionalLine = None
    journal_ref: OptionalLine = None
    doi: tuple[Line, ...] = ()
    withdrawn: AWithdrawal | None = None
    former_titles: tuple[Line, ...] = ()
    first_title_known: bool = Field(default=False, strict=True)
    origin: Origin | None = None

    def paper(self) -> Paper:
        """The record with these members."""
        return Paper(**{name: getattr(self, name) for name in type(self).model_fields})


def words_of(problem: ErrorDetails) -> str:
    """What pydantic found, to be read behind the name of the member."""
    if problem["type"] == "value_error":
        return str(problem["ctx"]["error"])
    return _WORDS.get(problem["type"], problem["msg"].replace("Input should be", "must be"))


_WORDS: Final = {
    "missing": "is missing",
    "extra_forbidden": "is not a key that a record has",
    "string_type": "must be a text",
    "string_unicode": "holds half a character (a lone surrogate)",
    "tuple_type": "must be a list",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "int_type": "must be a whole number",
    "int_parsing_size": "must be a whole number of a few digits",
    "bool_type": "must be true or false",
    "timezone_aware": "must have a time zone",
}
