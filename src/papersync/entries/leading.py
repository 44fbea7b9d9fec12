"""What lists put before a title: numbers, tick boxes, emoji, tags, dates, labels, venues."""

from __future__ import annotations

import re
from typing import Final

from papersync.entries.asides import is_aside
from papersync.entries.names import author_names
from papersync.entries.people import is_names
from papersync.entries.wording import bare, is_date, is_label, is_venue
from papersync.text.patterns import late_pattern

# A manual number, a tick box, an emoji or another sign, a separator; signs that may begin a title are not among them.
_SIGNS: Final = late_pattern(
    r"(?:\s+|\d{1,4}[.)](?=\s|$)|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?=\S)|\[[ xX]\]\s"
    r"|[-–—•|·,;:./\\>}\])]+(?=\s|\W|\w)|:[a-z0-9_+-]{2,40}:|\*+(?=\s)"
    r"|[^\w\s\"'“”‘’«»《「(\[{$\\¿¡.@#/|+*&<~-]+)"
)
_BRACKETS: Final = {"(": ")", "[": "]", "{": "}", "【": "】", "（": "）", "［": "］", "<": ">"}
_COLON: Final = late_pattern(r"\s*([^:：]{1,40}?)\s*[:：]+\s*")
# `Official implementation of the paper Title`
_CODE_OF: Final = late_pattern(
    r"(?:the\s+)?(?:official\s+)?(?:\w+\s+)?(?:implementation|code|repository|repo)\s+(?:of|for)\s+(?:the|our)\s+"
    r"(?:[\w-]+\s+){0,3}paper:?\s+(?=\S)",
    re.IGNORECASE,
)
_COMMA: Final = late_pattern(r"\s*([^,|]{2,30}\d\d)\s*(?:[,|]\s*|\s-\s)")
_LONGEST_TAG: Final = 40
_MOST_STEPS: Final = 40


def lead(text: str, *, explicit: bool) -> int:
    """Where the title begins: how many code points stand before it."""
    at = 0
    for _ in range(_MOST_STEPS):
        step = _sign(text, at) or _tag(text, at) or _dated(text, at) or _identified(text, at)
        step = step or (_cited(text, at) if explicit else _labelled(text, at))
        if not step:
            break
        at += step
    return at


def _sign(text: str, at: int) -> int:
    match = _SIGNS.match(text, at)
    return match.end() - at if match else 0


def _tag(text: str, at: int) -> int:
    """A short note in brackets before the title: `[AWQ]`, `(2023-05)`, `【ICLR】`. Not a title that begins with one."""
    closing = _BRACKETS.get(text[at : at + 1])
    end = text.find(closing, at + 1, at + 2 + _LONGEST_TAG) if closing else -1
    if end < 0:
        return 0
    inside, rest = text[at + 1 : end], text[end + 1 :]
    if (text[at] in "(<" and not is_aside(inside)) or not bare(rest):
        return 0
    # `[Re]producing` is a word.
    touches = bool(rest) and rest[0].isalnum() and not (rest[0].isupper() and len(inside) > _SHORTEST_TAG)
    return 0 if touches and text[at] not in "【［" else end + 1 - at


_SHORTEST_TAG: Final = 2


def _dated(text: str, at: int) -> int:
    """A date, with the separator behind it."""
    match = _BEGINS_WITH_DATE.match(text, at)
    return match.end() - at if match and is_date(match[1]) else 0


_BEGINS_WITH_DATE: Final = late_pattern(r"((?:19|20)\d{2}(?:[-./]\d{1,2}){0,2})\s*(?:[,:;|–—-]\s*|\s(?=\W))")


def _identified(text: str, at: int) -> int:
    """An identifier that pages of arXiv have before the title, `2205.09726]` or `arXiv:2205.09726:`."""
    match = _BEGINS_WITH_IDENTIFIER.match(text, at) if text[at : at + 1] in _FIRST_OF_IDENTIFIERS else None
    return match.end() - at if match else 0


_FIRST_OF_IDENTIFIERS: Final = frozenset("0123456789aA")
_BEGINS_WITH_IDENTIFIER: Final = late_pattern(
    r"(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?\s*[\]):|,–—-]+\s+(?=\S)", re.IGNORECASE
)


def _cited(text: str, at: int) -> int:
    """Somebody and others, perhaps a year, before a title that is marked together with them."""
    match = _BEGINS_WITH_OTHERS.match(text, at) if " al" in text else None
    if match is not None:
        return match.end() - at if is_names(match[1]) else 0
    match = _BEGINS_WITH_SURNAMES.match(text, at) if _YEAR_IN_BRACKETS.search(text, at) else None
    return match.end() - at if match is not None and len(author_names(match[1])) > 1 else 0


_BEGINS_WITH_OTHERS: Final = late_pattern(
    r"([^\W\d_a-z][^():\n]{1,60}?,?\s+et\.? al\b\.?)[\s,]*(?:[(\[]?(?:19|20)\d{2}[a-z]?[)\]]?)?[\s,.:–—-]+(?=\S)"
)


# `Lovelace, de Morgan, Turing (2023). Title`
_YEAR_IN_BRACKETS: Final = late_pattern(r"[(\[](?:19|20)\d{2}[a-z]?[)\]][.,:]")
_BEGINS_WITH_SURNAMES: Final = late_pattern(
    r"([^\W\d_a-z][^():\n]{3,400}?)\s*[(\[](?:19|20)\d{2}[a-z]?[)\]][.,:]\s+(?=\S)"
)


def _labelled(text: str, at: int) -> int:
    """A word that says what comes, and a colon: `Paper:`, `论文：`; also a venue: `ICLR 2023:`."""
    match = _CODE_OF.match(text, at) if at == 0 and "paper" in text else None
    if match is not None:
        return match.end()
    match = _COLON.match(text, at)
    if match is not None and bare(match[1]) and (is_label(match[1]) or is_date(match[1])):
        return match.end() - at
    match = _COMMA.match(text, at)
    return match.end() - at if match is not None and is_venue(match[1]) else 0
