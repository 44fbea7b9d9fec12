"""What a command works with: configuration, lists, policy, store."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from papersync.app.discovery import find_lists
from papersync.app.lists import STANDARD_INPUT, ListFile, read_lists, standard_input
from papersync.config import Config, load_config
from papersync.errors import PapersyncError, UsageError

# What judges lists and what keeps records is loaded where it is asked for: `refs` asks for neither.
if TYPE_CHECKING:
    from papersync.app.asking import Sources
    from papersync.app.policy import Policy
    from papersync.sources.answers import Source
    from papersync.store.confirmations import Confirmations
    from papersync.store.repository import StoreFile


@dataclass(frozen=True)
class Session:
    """Everything read before a command begins; ``errors`` are those of lists that could not be read or found.
    ``select`` and ``ignore`` are those of the command line. ``now`` is the one moment that the whole run goes by.
    """

    config: Config
    lists: list[ListFile]
    errors: list[PapersyncError]
    select: str = ""
    ignore: str = ""
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def store_file(self) -> StoreFile:
        """The store of the configuration."""
        from papersync.store.repository import StoreFile

        return StoreFile(self.config.store_path, self.config.lock_dir)

    def sources(self, source: Source | None) -> Sources:
        """Store, cache and source together."""
        from papersync.app.asking import Sources

        return Sources(self.store_file, self.confirmations, source, self.now, self.config.max_age)

    @cached_property
    def policy(self) -> Policy:
        """How lists are judged; what that takes is loaded when somebody first asks."""
        from papersync.cli.policy import policy_of

        return policy_of(self.config, self.select, self.ignore)

    @cached_property
    def confirmations(self) -> Confirmations:
        """When arXiv last answered, from the cache."""
        from papersync.store.confirmations import Confirmations

        return Confirmations.load(self.config.cache_dir, self.config.arxiv_url)


def open_session(files: Sequence[Path] | None, *, select: str = "", ignore: str = "") -> Session:
    """Read configuration and lists. Raises ConfigurationError, UsageError."""
    paths = list(files or ())
    start = next((path for path in paths if str(path) != STANDARD_INPUT), Path())
    config = load_config(start, os.environ)
    if select or ignore or config.select or config.ignore or config.per_file_ignores:
        from papersync.cli.policy import require_known_rules

        require_known_rules(config, select, ignore)
    if len(paths) > 1 and STANDARD_INPUT in map(str, paths):
        raise UsageError("- stands for standard input, and stands alone")
    if [str(path) for path in paths] == [STANDARD_INPUT]:
        return Session(config, [standard_input(sys.stdin.buffer.read())], [], select, ignore)
    found, problems = find_lists(paths, config)
    lists, errors = read_lists(found, config.lock_dir)
    return Session(config, lists, [*problems, *errors], select, ignore)
