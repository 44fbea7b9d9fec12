"""Which rules apply."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from papersync.errors import UsageError
from papersync.lint.registry import RULES
from papersync.lint.rule import Rule

ALL: Final = "ALL"


def select_rules(
    select: Iterable[str] = (), ignore: Iterable[str] = (), rules: tuple[Rule, ...] = RULES
) -> tuple[Rule, ...]:
    """The rules that are selected and not ignored, in order of their codes.

    Both take codes, names, beginnings of codes (``PS1``) and ``ALL``, in any letter case. With an empty ``select``
    those that are on by default. Where both mean a rule, the longer word decides, ``ignore`` between equals. Raises
    UsageError for what means no rule.
    """
    selected, ignored = tuple(select), tuple(ignore)
    for word in (*selected, *ignored):
        _require_known(word, rules)
    return tuple(rule for rule in rules if _is_on(rule, selected, ignored))


def rules_for(
    path: str, rules: Collection[Rule], per_file_ignores: Mapping[str, Collection[str]] | None = None
) -> tuple[Rule, ...]:
    """The rules that apply to a list, without those that ``per_file_ignores`` takes away from it.

    The keys are patterns as in a .gitignore, against ``path`` relative to the configuration's folder, with forward
    slashes. Raises UsageError for codes that mean no rule.
    """
    ignored: list[str] = []
    for pattern, words in (per_file_ignores or {}).items():
        for word in words:
            _require_known(word, RULES)
        if _matches(pattern, path):
            ignored += words
    return tuple(rule for rule in rules if not any(means(word, rule) for word in ignored))


def means(word: str, rule: Rule) -> bool:
    """Whether a code, a name, the beginning of a code or ``ALL`` means this rule."""
    return _weight(word, rule) is not None


def _is_on(rule: Rule, select: Collection[str], ignore: Collection[str]) -> bool:
    wanted = [weight for word in select if (weight := _weight(word, rule)) is not None]
    unwanted = [weight for word in ignore if (weight := _weight(word, rule)) is not None]
    if not select:
        return rule.on_by_default and not unwanted
    return bool(wanted) and max(wanted) > max(unwanted, default=-1)


def _weight(word: str, rule: Rule) -> int | None:
    """How narrowly a word means a rule: 0 for all of them, more for longer beginnings; None if it does not."""
    upper = word.strip().upper()
    if upper == ALL:
        return 0
    if upper == rule.name.upper():
        return len(rule.code)
    # At least the letters: "P" would silently mean everything.
    return len(upper) if len(upper) >= 2 and rule.code.startswith(upper) else None


def _require_known(word: str, rules: tuple[Rule, ...]) -> None:
    if any(means(word, rule) for rule in rules):
        return
    known = [name for rule in rules for name in (rule.code, rule.name)]
    by_fold = {name.casefold(): name for name in known}
    folded = word.strip().casefold()[:60]
    # "PS9" is the beginning of many codes that there are not, not a mistyped one of five characters.
    alike = [name for name in by_fold if abs(len(name) - len(folded)) < 2 or "-" in name]
    near = [by_fold[name] for name in difflib.get_close_matches(folded, alike, n=3, cutoff=0.6)]
    hint = f"did you mean {' or '.join(near)}?" if near else "`papersync rules` lists them all"
    raise UsageError(f"there is no rule {word.strip()[:60]!r}", hint=hint)


def _matches(pattern: str, path: str) -> bool:
    # Loaded only where patterns are configured: most runs have none.
    from pathspec import GitIgnoreSpec  # noqa: PLC0415

    return GitIgnoreSpec.from_lines([pattern]).match_file(path)
