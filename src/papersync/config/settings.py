"""What the keys of the configuration may be, as a pydantic model: it judges, and its errors are what is explained."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
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
Duration = Annotated[timedelta, BeforeValidator(duration)]


class Settings(BaseModel):
    """The keys, with ``-`` for ``_``; their meaning and their defaults are those of ``Config``."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-"), validate_default=False
    )

    lists: tuple[Glob, ...] = Field(default=Config.lists, min_length=1)
    store: Annotated[Text, AfterValidator(records_file)] = Config.store
    fields: tuple[SlotName, ...] = Config.fields
    titles: Titles = Config.titles
    link: LinkForm = Config.link
    version: VersionPolicy = Config.version
    wrap: Whole | None = Field(default=Config.wrap, ge=NARROWEST, le=WIDEST)
    layout: Layout = Config.layout
    section_aliases: Mapping[str, str] = Field(default_factory=dict)
    templates: Mapping[str, Template] = Field(default_factory=dict)
    select: tuple[Code, ...] = Config.select
    ignore: tuple[Code, ...] = Config.ignore
    per_file_ignores: Mapping[str, tuple[Code, ...]] = Field(default_factory=dict)
    max_age: Duration = Config.max_age
    stale_after: Duration = Config.stale_after
    contact: Ascii | None = Config.contact
    arxiv_url: Annotated[Ascii, AfterValidator(query_url)] = Config.arxiv_url
    interval_s: Annotated[float, BeforeValidator(seconds)] = Field(default=Config.interval_s, alias="interval")
    retries: Whole = Field(default=Config.retries, ge=0, le=MOST_RETRIES)
    max_wait: Duration = Config.max_wait
    cache_folder: Annotated[Text, AfterValidator(expanded)] | None = Field(
        default=Config.cache_folder, alias="cache-dir"
    )

    @field_validator("interval_s")
    @classmethod
    def _arxiv_is_asked_slowly(cls, interval_s: float, info: ValidationInfo) -> float:
        url = info.data.get("arxiv_url")
        host = (urlsplit(url).hostname or "").rstrip(".") if url else ""
        if interval_s < ARXIV_INTERVAL_S and (host == "arxiv.org" or host.endswith(".arxiv.org")):
            raise ValueError("arXiv's terms of use allow one request every 3 seconds, no more")
        return interval_s
