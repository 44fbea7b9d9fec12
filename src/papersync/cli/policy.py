"""How lists are judged, from the configuration and the command line."""

from __future__ import annotations

from collections.abc import Sequence

from papersync.app.policy import Policy
from papersync.config import Config, place_of
from papersync.entries import JudgeOptions
from papersync.entries.style import LinkPolicy
from papersync.errors import ConfigurationError, UsageError
from papersync.lint.selection import select_rules


def policy_of(config: Config, select: str = "", ignore: str = "") -> Policy:
    """The configuration's policy; codes on the command line take the place of the configured selection, and add to
    what is ignored. Raises as ``require_known_rules`` does.
    """
    require_known_rules(config, select, ignore)
    return Policy(
        rules=select_rules(_codes(select) or config.select, (*config.ignore, *_codes(ignore))),
        per_file_ignores={path.removeprefix("./"): codes for path, codes in config.per_file_ignores.items()},
        judge_options=JudgeOptions(config.titles, config.wrap),
        links=LinkPolicy(config.link, config.version),
        max_age=config.max_age,
        root=config.root,
    )


def require_known_rules(config: Config, select: str = "", ignore: str = "") -> None:
    """Raise ConfigurationError, before anything is asked, for words in the configuration that mean no rule, and
    UsageError for those of the command line.
    """
    keys: dict[tuple[str, ...], Sequence[str]] = {("select",): config.select, ("ignore",): config.ignore}
    keys |= {("per-file-ignores", path): codes for path, codes in config.per_file_ignores.items()}
    for key, words in keys.items():
        try:
            select_rules(ignore=words)
        except UsageError as error:
            place, name = place_of(config, *key), ": ".join(key)
            raise ConfigurationError(f"{name}: {error.message}", hint=error.hint, place=place) from error
    select_rules(_codes(select), _codes(ignore))


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())
