"""A title's words without what lists put before and behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from papersync.entries.asides import is_aside
from papersync.entries.leading import lead
from papersync.entries.people import is_person
from papersync.entries.titling import is_title
from papersync.entries.trailing import tail
from papersync.entries.wording import is_plain, without_period, words_of
from papersync.text.patterns import late_pattern

# Between the sentences of a reference; initials and abbreviations end in a period, too.
_SENTENCE: Final = late_pattern(r"(?<!\bet)(?<=[\w)\]’”\"?!'»》-][\w)\]’”\"?!'»》])[.。]\s+(?=\S)")
_QUOTES: Final = {'"': '"', "“": "”", "‘": "’", "'": "'", "«": "»", "《": "》", "「": "」", "『": "』", "`": "`"}
_AROUND: Final = {**_QUOTES, "[": "]", "(": ")", "【": "】"}


def peeled(text: str, *, explicit: bool = False) -> tuple[int, int]:
    """Where the words that may be a title begin and end in a text; an empty range if none are left.

    ``explicit`` says that somebody marked where the title begins and ends, by a link, quotes or bold: then labels and
    names inside are the title's own.
    """
    if explicit and is_plain(words := without_period(text)):
        return 0, len(words)
    start = lead(text, explicit=explicit)
    end = max(start, tail(text, start, explicit=explicit))
    return unquoted(text, start, end)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a text between periods; a part of a reference each: authors, title, where it appeared."""
    at = 0
    for match in _SENTENCE.finditer(text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)


def title_within(text: str) -> tuple[int, int]:
    """Where plain words hold a title: behind authors and dates, before the rest; empty if nothing may be one."""
    start, end = peeled(text[: unclosed(text)])
    start = _behind_names(text, start, end)
    for low, high in sentences(text[start:end]):
        part = text[start + low : start + high]
        if is_title(part) and not is_aside(part):
            first, last = peeled(text[start + low : start + high])
            return (start + low + first, start + low + last) if first < last else (end, end)
    return end, end


def unclosed(text: str) -> int:
    """Where a bracket opens that a link stands in, and is not closed before it; else the end."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] in _OPENING_BRACKETS:
            opened.append(match.start())
        elif opened:
            opened.pop()
    return opened[-1] if opened and text[: opened[-1]].strip() else len(text)


_OPENING_BRACKETS: Final = frozenset("([（【")
# One with a blank behind it does not open anything.
_BRACKET: Final = late_pattern(r"[(\[（【](?!\s)|[)\]）】]")


def _behind_names(text: str, start: int, end: int) -> int:
    """Where the first field begins that is nobody's name, if people's names come first and a title may follow."""
    at = start
    for match in _COMMA_AND.finditer(text, start, end):
        part = text[at : match.start()]
        if not is_person(part) or _ET_AL_INSIDE.search(part) or _SENTENCE.search(part):
            break
        at = match.end()
    if at > start and (last := _LAST_NAME.match(text, at, end)) is not None:
        at = last.end()
    low, high = next(sentences(text[at:end]))
    rest = text[at + low : at + high]
    return at if at > start and len(words_of(rest)) > _FEWEST_BEHIND_NAMES and not is_person(rest) else start


_COMMA_AND: Final = late_pattern(r",\s+(?:and\s+|&\s+)?")
# `…, Turing AM. Title`, `…, et al. Title`
_LAST_NAME: Final = late_pattern(r"(?:and\s+|&\s+)?(?:[^\W\d_a-z][\w’'-]+\s[A-Z]{1,3}|et\.? al)\.\s+")
# `Lovelace et al. RankIt: a Simple, …`: the title has begun.
_ET_AL_INSIDE: Final = late_pattern(r"\bet\.? al\.?\s+[^\W\d_]{2}")
_FEWEST_BEHIND_NAMES: Final = 2


def unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without quotation marks or brackets that stand around all of it."""
    while (
        end - start > 2 and _AROUND.get(text[start]) == text[end - 1] and text[end - 1] not in text[start + 1 : end - 1]
    ):
        start, end = start + 1, end - 1
    return start, end
