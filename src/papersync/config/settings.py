"""What the keys of the configuration may be, as a pydantic model: it judges, and its errors are what is explained."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)

from papersync.config.configuration import Config
from papersync.config.values import (
    ARXIV_INTERVAL_S,
    ASCII,
    CODE,
    LONGEST_PATH,
    MOST_RETRIES,
    NARROWEST,
    WIDEST,
    Layout,
    LinkForm,
    SlotName,
    Titles,
    VersionPolicy,
    duration,
    expanded,
    query_url,
    records_file,
    relative_glob,
    seconds,
    template,
)


def _not_bool(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("must be a whole number")  # noqa: TRY004 (pydantic reports ValueError only)
    return value


Text = Annotated[
    str,
    StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$", max_length=LONGEST_PATH),
]
Ascii = Annotated[str, StringConstraints(pattern=ASCII)]
Glob = Annotated[Text, AfterValidator(relative_glob)]
Code = Annotated[str, StringConstraints(pattern=CODE)]
Whole = Annotated[int, BeforeValidator(_not_bool)]
Template = Annotated[str, BeforeValidator(template)]
# What a schema says of a length of time; `seconds` judges.
LENGTH_OF_TIME: Final[dict[str, Any]] = {
    "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^\s*[0-9]+(\.[0-9]+)?\s*[A-Za-z]*\s*$"}]
}
Duration = Annotated[timedelta, BeforeValidator(duration), WithJsonSchema(LENGTH_OF_TIME)]


class Settings(BaseModel):
    """The keys, with ``-`` for ``_``; their defaults are those of ``Config``. docs/configuration.md is made of this."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-"), validate_default=False
    )

    lists: tuple[Glob, ...] = Field(
        default=Config.lists, min_length=1, description="The lists, as paths or globs below the configuration."
    )
    store: Annotated[Text, AfterValidator(records_file)] = Field(
        default=Config.store, description="Where the records are kept."
    )
    fields: tuple[SlotName, ...] = Field(
        default=Config.fields, description="What every entry must show. Fields only add: nothing is removed."
    )
    titles: Titles = Field(
        default=Config.titles,
        description="What becomes of a title that differs: the record's (`canonical`), the record's words in "
        "the list's letter case (`words`), or nothing (`keep`).",
    )
    link: LinkForm = Field(default=Config.link, description="The form of links to arXiv.")
    version: VersionPolicy = Field(
        default=Config.version,
        description="What becomes of the version in a link: it stays, goes, or becomes the latest.",
    )
    wrap: Annotated[int, Field(ge=NARROWEST, le=WIDEST), BeforeValidator(_not_bool)] | None = Field(
        default=Config.wrap, description="The column at which new text is wrapped; as the list does if not given."
    )
    layout: Layout = Field(
        default=Config.layout, description="How `add` writes the first entry of a list that has none."
    )
    section_aliases: Mapping[str, str] = Field(
        default_factory=dict, description="Other names of sections, for `--section`: alias to heading."
    )
    templates: Mapping[str, Template] = Field(
        default_factory=dict, description="Entries of your own form, by layout: see [templates](templates.md)."
    )
    select: tuple[Code, ...] = Field(
        default=Config.select,
        description="The rules that are looked for, by code, by the beginning of one (`PS1`) or by name; the "
        "default rules if empty.",
    )
    ignore: tuple[Code, ...] = Field(default=Config.ignore, description="Rules that are not looked for.")
    per_file_ignores: Mapping[str, tuple[Code, ...]] = Field(
        default_factory=dict, description="Rules that are not looked for in some files, by glob."
    )
    max_age: Duration = Field(
        default=Config.max_age, description="A record that arXiv confirmed within this time is not asked for again."
    )
    stale_after: Duration = Field(
        default=Config.stale_after, description="A list that arXiv has not answered for in this time is called stale."
    )
    contact: Ascii | None = Field(
        default=Config.contact,
        description="An address or a page that stands in the User-Agent, so that arXiv can reach you.",
    )
    arxiv_url: Annotated[Ascii, AfterValidator(query_url)] = Field(
        default=Config.arxiv_url, description="The query API that is asked."
    )
    interval_s: Annotated[float, BeforeValidator(seconds), WithJsonSchema(LENGTH_OF_TIME)] = Field(
        default=Config.interval_s,
        alias="interval",
        description="Seconds between two requests; less than 3 only for hosts that are not arXiv's.",
    )
    retries: Whole = Field(
        default=Config.retries, ge=0, le=MOST_RETRIES, description="How often one request is repeated."
    )
    max_wait: Duration = Field(
        default=Config.max_wait, description="How long a run waits for refusals to pass, beyond the interval."
    )
    cache_folder: Annotated[Text, AfterValidator(expanded)] | None = Field(
        default=Config.cache_folder,
        alias="cache-dir",
        description="Where it is remembered when arXiv last answered; the user's cache folder if not given.",
    )

    @field_validator("interval_s")
    @classmethod
    def _arxiv_is_asked_slowly(cls, interval_s: float, info: ValidationInfo) -> float:
        url = info.data.get("arxiv_url")
        host = (urlsplit(url).hostname or "").rstrip(".") if url else ""
        if interval_s < ARXIV_INTERVAL_S and (host == "arxiv.org" or host.endswith(".arxiv.org")):
            raise ValueError("arXiv's terms of use allow one request every 3 seconds, no more")
        return interval_s
