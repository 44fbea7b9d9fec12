"""What can be configured, with every default, and where it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final, Literal

from papersync.config.values import ARXIV_INTERVAL_S, Layout, LinkForm, SlotName, Titles, VersionPolicy

SCALAR_KEYS: Final = (
    "store",
    "titles",
    "link",
    "version",
    "wrap",
    "layout",
    "max-age",
    "stale-after",
    "contact",
    "arxiv-url",
    "interval",
    "retries",
    "max-wait",
    "cache-dir",
)


@dataclass(frozen=True, kw_only=True)
class Config:
    """The keys of the configuration, with ``_`` for ``-``, and where they hold: paths are relative to ``root``.

    ``interval_s`` is ``interval`` there, and ``cache_folder`` is ``cache-dir``. ``wrap`` is a column, or None for as
    the list does; ``layout`` is how the first entries of a list that has none are written; ``templates`` are keyed by
    layouts, each a template or the path of one; ``select`` is empty for the
    default rules; codes may be cut to mean all that begin so (``PS1``). ``root`` is the folder of the configuration,
    else the repository's root, else the working folder. ``found_in`` is the file that was read, None if there was none.
    """

    lists: tuple[str, ...] = ("README.md",)
    store: str = "data/papers.json"
    fields: tuple[SlotName, ...] = ()
    titles: Titles = "canonical"
    link: LinkForm = "keep"
    version: VersionPolicy = "keep"
    wrap: int | None = None
    layout: Layout = "heading"
    section_aliases: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    max_age: timedelta = timedelta(hours=20)
    stale_after: timedelta = timedelta(days=30)
    contact: str | None = None
    arxiv_url: str = "https://export.arxiv.org/api/query"
    interval_s: float = ARXIV_INTERVAL_S
    retries: int = 5
    max_wait: timedelta = timedelta(minutes=10)
    cache_folder: str | None = None
    root: Path
    found_in: Path | None = None

    @property
    def store_path(self) -> Path:
        """The store's file."""
        return self.root / self.store

    @property
    def cache_dir(self) -> Path:
        """Where what can be lost is kept."""
        if self.cache_folder:
            return self.root / self.cache_folder
        return _of_this_user("cache")

    @property
    def lock_dir(self) -> Path:
        """Where locks and the throttle's clock stand: one folder a user, whatever the configuration says.

        Not absolute where no home is known: then there is no such folder, and none may be made.
        """
        return _of_this_user("state")


def _of_this_user(kind: Literal["cache", "state"]) -> Path:
    import platformdirs  # noqa: PLC0415 - start-up

    try:
        return (
            platformdirs.user_cache_path("papersync") if kind == "cache" else platformdirs.user_state_path("papersync")
        )
    except RuntimeError:  # a user without a home, as in some containers
        return Path("~") / kind / "papersync"
