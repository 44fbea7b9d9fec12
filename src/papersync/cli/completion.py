"""What a shell completes besides commands and options: sections, identifiers, rules.

A shell runs what it is given in the middle of a line that somebody types: so nothing is said on stderr, whatever is
wrong, and what comes from a list holds nothing that a shell could take for its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer

from papersync.text.patterns import late_pattern

if TYPE_CHECKING:
    from papersync.config import Config

_Names = Iterable[tuple[str, str]]
# More nobody looks through.
_MOST: Final = 1_000
_LONGEST_HELP: Final = 60
# zsh evaluates what it is given twice (typer's script, then _arguments): letters, digits and these have no meaning to
# it anywhere. Brackets would be rich's markup to typer.
_UNSAFE: Final = late_pattern(r"[^\w .,+@/–—-]+")
# An anchor keeps letters of all scripts and hyphens (markdown.slugs); whatever else stands in a name is not offered.
_SAFE_VALUE: Final = late_pattern(r"[\w.+/-]+")
_LISTS: Final = (".md", ".markdown")


def sections(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The sections of the lists that the line names so far, or of the configured ones, by their anchors."""
    return _offered(ctx, incomplete, lambda named, config: _app().section_names(named, config))


def papers(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The identifiers of the papers in those lists."""
    return _offered(ctx, incomplete, lambda named, config: _app().paper_names(named, config))


def rules(incomplete: str) -> list[tuple[str, str]]:
    """The codes of the rules, and their names where a name is being typed."""
    if incomplete and not incomplete.upper().startswith("P"):
        return _quietly(lambda: ((name, code) for code, name in _rules()), incomplete)
    return _quietly(lambda: (*_rules(), *((name, code) for code, name in _rules())), incomplete)


def codes(incomplete: str) -> list[tuple[str, str]]:
    """The codes of the rules, behind those that stand there already with their commas."""
    before, comma, last = incomplete.rpartition(",")
    taken = before.upper().split(",")
    found = _quietly(lambda: ((code, name) for code, name in _rules() if code not in taken), last)
    return [(f"{before}{comma}{code}", name) for code, name in found]


def _offered(
    ctx: typer.Context, incomplete: str, names: Callable[[Sequence[Path], Config], _Names]
) -> list[tuple[str, str]]:
    def found() -> _Names:
        from papersync.config import load_config

        named = _lists_on_the_line(ctx)
        return names(named, load_config(named[0] if named else Path(), os.environ))

    return _quietly(found, incomplete)


def _lists_on_the_line(ctx: typer.Context) -> list[Path]:
    """What ends as lists do, among all that was typed; ``args`` are words before an option that has no value yet."""
    given = (*ctx.params.values(), ctx.args)
    values = (value for each in given for value in (each if isinstance(each, list | tuple) else [each]))
    return [Path(value) for value in values if isinstance(value, str | Path) and str(value).lower().endswith(_LISTS)]


def _quietly(names: Callable[[], _Names], incomplete: str) -> list[tuple[str, str]]:
    """Those of the names that begin as what is typed, in any letter case, with help; nothing if anything is wrong."""
    try:
        return [*islice(_beginning(names(), incomplete), _MOST)]
    except Exception:  # whatever it is, the next command says it better
        return []


def _beginning(names: _Names, incomplete: str) -> Iterator[tuple[str, str]]:
    folded = incomplete.casefold()
    for name, words in names:
        if name.casefold().startswith(folded) and _SAFE_VALUE.fullmatch(name):
            # What is typed stays as it is typed: shells, and typer, drop what begins otherwise.
            yield incomplete + name[len(incomplete) :], " ".join(_UNSAFE.sub(" ", words).split())[:_LONGEST_HELP]


def _app() -> Any:
    from papersync.app import completing

    return completing


def _rules() -> Iterator[tuple[str, str]]:
    from papersync.lint.registry import RULES

    return ((rule.code, rule.name) for rule in RULES)
