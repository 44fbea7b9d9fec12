"""How words stand among the pieces around them: a tag in brackets, a part of a sentence, a line that goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from papersync.entries.asides import is_aside
from papersync.entries.people import is_names
from papersync.entries.pieces import Piece, PieceKind
from papersync.entries.titling import is_capitalised, is_title
from papersync.entries.wording import is_label, length, words_of
from papersync.text.patterns import late_pattern


def is_sentence(words: str) -> bool:
    """Whether plain words are running text: longer than titles are, with a URL in them, or begun in small letters."""
    count = length(words)
    if (
        "://" in words
        or _IS_A.search(words)
        or count > _MOST_WORDS
        or (count > _MOST_CJK_WORDS and "、" in words)
        or "。" in words
    ):
        return True
    if count > _MOST_PLAIN_WORDS and not is_capitalised(words):
        return True
    first = words.split()[:_FIRST_WORDS]
    return count > _MOST_SMALL_WORDS and all(word.isalpha() and word.islower() and word.isascii() for word in first)


_IS_A: Final = re.compile(
    r"\b(?:is|are) (?:an?|the|able|starting|now)\b|\bwe (?:are|have|can|will|use|provide|present)\b"
    r"|^\W*[\w+-]+(?:\s*\([^()]*\))?\s+(?:proposes|introduces|presents)\b"
    r"|\b[Ii]f you\b|\b[Pp]lease\b|^[Tt]h(?:is|ese) \w+ (?:contains?|provides?|includes?)\b"
)
_MOST_WORDS: Final = 35
_MOST_PLAIN_WORDS: Final = 18
_MOST_CJK_WORDS: Final = 10
_MOST_SMALL_WORDS: Final = 5
_FIRST_WORDS: Final = 2


def is_locator(text: str) -> bool:
    """Whether words end in a place inside of the work that follows: `remark 9.9 in`, `chapter 3 of`."""
    return _LOCATOR.search(text, max(0, len(text) - _LONGEST_LOCATOR)) is not None


_LOCATOR: Final = late_pattern(r"\d\.?\s+(?:in|of|from)\s*$")
_LONGEST_LOCATOR: Final = 40


def is_tag(pieces: Sequence[Piece], at: int) -> bool:
    """Whether marked words stand in brackets: `[**AWQ**] Title`, `Title (**Nature**)`."""
    before = pieces[at - 1].text.rstrip() if at > 0 else ""
    behind = pieces[at + 1].text.lstrip() if at + 1 < len(pieces) else ""
    return (before.endswith("[") and behind.startswith("]")) or (before.endswith("(") and behind.startswith(")"))


def is_where_it_appeared(pieces: Sequence[Piece], low: int, at: int, high: int) -> bool:
    """Whether marked words are a journal between a plain title and a year: `Title, **Journal of Words**, 2021`."""
    if not low < at < high - 1 or not (pieces[at - 1].is_plain and pieces[at + 1].is_plain):
        return False
    before = pieces[at - 1].text.rstrip()
    return before.endswith((",", ".")) and _YEAR_FOLLOWS.match(pieces[at + 1].text) is not None and is_title(before)


_YEAR_FOLLOWS: Final = late_pattern(r"[\s,.(]{1,3}(?:19|20)\d\d\b")


def lines(pieces: Sequence[Piece], low: int, high: int) -> Iterator[tuple[int, int]]:
    """Stretches of words without a link, an image or a line ending that shows.

    A soft line ending parts them where one of the lines is something else: authors, a date, a venue.
    """
    start = low
    for at in range(low, high + 1):
        if at < high and (pieces[at].kind is PieceKind.TEXT or _wraps(pieces, at, low, high)):
            continue
        if at > start:
            yield start, at
        start = at + 1


def _wraps(pieces: Sequence[Piece], at: int, low: int, high: int) -> bool:
    """Whether a line ending only wraps what goes on behind it, or a piece of code stands among words."""
    if pieces[at].kind is PieceKind.CODE:
        return low < at < high - 1 and pieces[at - 1].kind is pieces[at + 1].kind is PieceKind.TEXT
    if pieces[at].kind is not PieceKind.BREAK or pieces[at].hard or at + 1 >= high or at == low:
        return False
    before, behind = pieces[at - 1], pieces[at + 1]
    if before.kind is not PieceKind.TEXT or behind.kind is not PieceKind.TEXT or behind.em or behind.strong:
        return False
    if _is_cut_at_a_word(before.text, behind.text):
        return True
    return not (
        is_aside(behind.text) or is_aside(before.text) or is_names(behind.text) or is_field(before.text, behind.text)
    )


def _is_cut_at_a_word(above: str, below: str) -> bool:
    """Whether a line ends with a word and the next goes on in small letters: `Words and\nranks, Lovelace et al.`"""
    first = below.split(None, 1)[0] if below.strip() else ""
    return above.rstrip()[-1:].isalpha() and first.islower() and not is_label(first)


def is_field(above: str, below: str) -> bool:
    """Whether a line is a field of its own: it begins with a label and a colon, or both lines with a word and one."""
    match = _FIELD.match(below)
    return match is not None and (is_label(match[1]) or _FIELD.match(above) is not None)


_FIELD: Final = late_pattern(r"\W*(\w[^:：\n]{0,20}?)\s*[:：](?!//)")


def is_embedded(pieces: Sequence[Piece], low: int, at: int, high: int) -> bool:
    """Whether marked words stand in the middle of a sentence: plain words lead to them, or go on in lower case."""
    before = pieces[at - 1] if at > low else None
    behind = pieces[at + 1] if at + 1 < high else None
    led_to = (
        before is not None
        and before.is_plain
        and bool(re.search(r"[^\W\d_]\s*$", before.text))
        and len(words_of(before.text)) > 1
        and not is_aside(before.text)
        and not is_locator(before.text)
    )
    goes_on = behind is not None and behind.is_plain and bool(re.match(r"\s+[a-zß-ÿ]", behind.text))
    if pieces[at].quoted:
        led_to = led_to and before is not None and before.text.rstrip().rsplit(None, 1)[-1].islower()
    return led_to or (goes_on and not is_aside(behind.text if behind is not None else ""))
