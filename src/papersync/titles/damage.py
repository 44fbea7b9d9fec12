"""Damage that copying leaves in a text, as against words that somebody chose.

Told apart by form alone: only what no author would write counts. In doubt it is an older wording, and stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from papersync.text.patterns import late_pattern
from papersync.titles.alignment import Run
from papersync.titles.changes import Side, change_of
from papersync.titles.tokens import DASH, Token, letters
from papersync.titles.verdicts import Change

_QUOTE_MARK: Final = ">"
_SUPERSCRIPTS: Final = late_pattern(r"[⁰¹²³⁴-⁹]+\Z")
_REFERENCE: Final = late_pattern(r"\[\d{1,3}(?:[,;-]\d{1,3}){0,9}\]")


def damages(runs: Sequence[Run], ours: Side, theirs: Side) -> list[Change]:
    """What mends the damaged words among the runs; a run in which words were chosen differently is left alone.

    A name joined at an inner capital (``SuperNatural``) may have been spelled so in an older version: it counts as
    damage only if the text has no other wording of its own.
    """
    sure: list[Run] = []
    names: list[Run] = []
    worded = False
    for run in runs:
        mine, other = ours.tokens[run.start : run.end], theirs.tokens[run.other_start : run.other_end]
        if _is_joined(mine, other):
            (names if any(_has_inner_capital(token.shape) for token in mine) else sure).append(run)
        elif _is_stray(run, ours) or _is_footnote(run, ours, theirs) or _is_torn(mine, other, ours.text):
            sure.append(run)
        else:
            worded = True
    mended = sure if worded else [*sure, *names]
    return [change_of(run, ours, theirs) for run in mended]


def _is_joined(mine: Sequence[Token], other: Sequence[Token]) -> bool:
    """``webbrowsing`` for ``web-browsing``, ``languagemodels`` for ``language models``, stray quote marks aside."""
    kept = [token for token in mine if token.key != _QUOTE_MARK]
    if not kept or not all(token.is_word for token in kept):
        return False
    words = [token for token in other if token.is_word]
    if len(words) <= len(kept) or any(not token.is_word and token.key != DASH for token in other):
        return False
    return letters(kept).casefold() == letters(other).casefold() and not letters(kept).isdigit()


def _has_inner_capital(shape: str) -> bool:
    return any(one.islower() and two.isupper() for one, two in pairwise(shape))


def _is_stray(run: Run, ours: Side) -> bool:
    """Quote marks in running text, and references such as ``[63]``, that the record does not have."""
    mine = ours.tokens[run.start : run.end]
    if run.other_start != run.other_end or not mine:
        return False
    if all(token.key == _QUOTE_MARK for token in mine):
        return True
    return _REFERENCE.fullmatch("".join(token.key for token in mine)) is not None


def _is_footnote(run: Run, ours: Side, theirs: Side) -> bool:
    """Whether a footnote's digits are glued to a word, to a name's number (``-0011`` for ``-001``), or to a mark."""
    mine, other = ours.tokens[run.start : run.end], theirs.tokens[run.other_start : run.other_end]
    if len(mine) != 1 or len(other) > 1 or not mine[0].is_word:
        return False
    if not other:
        return _is_glued_to_mark(run, ours)
    token, base = mine[0], other[0].key
    extra = token.key.removeprefix(base)
    if not base or extra == token.key or not extra.isdecimal() or len(extra) > 2:
        return False
    if _SUPERSCRIPTS.search(ours.text[token.start : token.end]):
        return True
    if base.isdecimal():
        in_name = run.start > 1 and ours.tokens[run.start - 1].key == DASH and ours.tokens[run.start - 2].is_word
        numbered = len(base) > 2 or base.startswith("0")
        return in_name and numbered and ours.before(run.start) == token.start
    return len(base) > 3 and base.isalpha() and token.shape[: len(base)].islower()


def _is_glued_to_mark(run: Run, ours: Side) -> bool:
    token, behind = ours.tokens[run.start], ours.before(run.start)
    glued = behind == token.start and behind > 0 and ours.text[behind - 1] in ".,;:)"
    return glued and token.key.isdecimal() and len(token.key) <= 2 and ours.parted(run.end)


def _is_torn(mine: Sequence[Token], other: Sequence[Token], text: str) -> bool:
    """``inter- esting`` for ``interesting``: a hyphen of a line break whose line break is gone."""
    if len(mine) != 3 or len(other) != 1 or mine[1].key != DASH:
        return False
    first, dash, second = mine
    torn = dash.start == first.end and text[dash.end : second.start].isspace()
    return torn and letters(mine).casefold() == other[0].key and not other[0].key.isdigit()
