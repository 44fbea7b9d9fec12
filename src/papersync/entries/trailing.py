"""What lists put behind a title: labels, venues, dates, authors, notes in brackets, ornaments."""

from __future__ import annotations

import re
from typing import Final

from papersync.entries.asides import are_tags, is_aside, is_named_otherwise
from papersync.entries.people import is_names
from papersync.entries.trailing_names import cited_from, is_of_several, is_whose, names_from, others_from
from papersync.entries.vocabulary import INSTITUTIONS
from papersync.entries.wording import is_citation, is_date, is_identifier, is_label, is_venue, words_of
from papersync.text.patterns import late_pattern

_CLOSING: Final = {")": "(", "]": "[", "}": "{", "】": "【", "）": "（", "］": "［", ">": "<"}
_FIELD: Final = late_pattern(
    r"\s+[-–—|•·]+(?:\s+|(?=[A-Z]))|[,;，；]\s*|(?<!\bet)(?<![\s,(][A-Z])[.。]\s+|(?<=[?!])\s+|\s*\|\s*"
)
# One of these is in each.
_BETWEEN: Final = late_pattern(r"[-–—|•·,;，；.。?!]")
_TRAILING: Final = " \t\n,;:|-–—([{<（【/\\·•→⇒>~"
_MOST_STEPS: Final = 40


def tail(text: str, start: int, *, explicit: bool) -> int:
    """Where the title ends that begins at ``start``."""
    end = len(text)
    for _ in range(_MOST_STEPS):
        cut = _cut(text, start, end, explicit=explicit)
        if cut >= end:
            break
        end = cut
    return end


def _cut(text: str, start: int, end: int, *, explicit: bool) -> int:
    """The end of the text without the last thing that is no part of a title."""
    while end > start and (text[end - 1] in _TRAILING or text[end - 1].isspace()):
        end -= 1
    if end > start and (text[end - 1] in "*_" or _is_sign(text[end - 1])):
        return end - 1
    if (
        end > start
        and text[end - 1] in ".。"
        and not text[start:end].endswith(("...", ".."))
        and not _initial(text, end)
    ):
        return end - 1
    behind = cited_from(text, start, end) if explicit else _label_from(text, start, end)
    behind = behind if behind < end else _note_from(text, start, end)
    return behind if behind < end else _without_last_field(text, start, end, explicit=explicit)


def _label_from(text: str, start: int, end: int) -> int:
    """Where the label begins in `Title:link`, with the URL behind it; else the end."""
    label = _LABEL_BEHIND.search(text, max(start, end - _LONGEST_LABEL), end)
    return label.start() if label is not None and is_label(label[1]) else end


_LONGEST_LABEL: Final = 20
_LABEL_BEHIND: Final = late_pattern(r"[:：]\s*([a-z]{3,9})\s*$")


def _note_from(text: str, start: int, end: int) -> int:
    """Where brackets open that end the text and hold a note, or that close and never opened; else the end."""
    closing = text[end - 1 : end]
    if closing not in _CLOSING:
        return end
    opening = text.rfind(_CLOSING[closing], start, end)
    if opening < 0:
        return end - 1
    inside = text[opening + 1 : end - 1]
    is_term = opening > start and text[opening - 1].isalnum() and len(inside) <= _MOST_OF_A_TERM
    is_term = is_term and not _is_kind(text[opening:end])
    return opening if opening > start and _is_note(inside) and not is_term else end


def _is_sign(character: str) -> bool:
    """An emoji or an ornament."""
    return ord(character) > _LAST_LETTERS and not character.isalnum() and character not in "”’»》」』）】］？！。，…"


_LAST_LETTERS: Final = 0x2000


def _initial(text: str, end: int) -> bool:
    return end > 2 and text[end - 2].isupper() and not text[end - 3].isalnum()


def _is_note(inside: str) -> bool:
    """Whether brackets behind a title hold a date, a venue, authors or an affiliation."""
    words = inside.strip()
    if not words or words[0] in '@"“«' or _AFFILIATION.match(words) or _is_kind(f"[{words}]"):
        return True
    if words.isascii() and words.islower() and len(words_of(words)) > _MOST_LOWER_WORDS:
        return True
    if INSTITUTIONS.issuperset(words.casefold().split()) or (
        _SHORT_YEAR.search(words) and len(words_of(words)) <= _MOST_NOTE_WORDS
    ):
        return True
    if (
        is_identifier(words)
        or is_date(words)
        or is_venue(words)
        or is_citation(words)
        or is_names(words)
        or is_label(words)
    ):
        return True
    if is_named_otherwise(words):
        return True
    fields = [field for field in _FIELD.split(words) if field.strip()]
    return len(fields) > 1 and (all(map(is_aside, fields)) or _is_when_or_where(fields[-1]))


def _is_kind(bracketed: str) -> bool:
    """Whether brackets hold what kind of publication it is, as GB/T 7714 has it: `Title[J].`, `[C]//`, `[EB/OL]`."""
    return _KIND.fullmatch(bracketed) is not None


_KIND: Final = late_pattern(r"\[(?:[MCNJDRSPGAZ]|DB|CP|EB)(?:/(?:OL|CD|DK|MT))?\]")
# `GF(4)`, `f(x)` are terms.
_MOST_OF_A_TERM: Final = 2
_MOST_LOWER_WORDS: Final = 2
_MOST_NOTE_WORDS: Final = 4
_SHORT_YEAR: Final = late_pattern(r"['’]\d\d$")
# Where somebody works is no part of a title.
_AFFILIATION: Final = late_pattern(r"(?:from|by|@)\s+[A-Z]")


def _without_last_field(text: str, start: int, end: int, *, explicit: bool) -> int:
    """Without the last of several fields, if that is authors, a venue or a date: `Title, Lin et al., ICLR 2023`."""
    fields = list(_FIELD.finditer(text, start, end)) if _BETWEEN.search(text) else []
    last = fields[-1] if fields else None
    if last is None or not text[start : last.start()].strip():
        return others_from(text, start, end) if explicit else names_from(text, start, end, ())
    field = text[last.end() : end]
    if any(bracket in field and opening not in field for bracket, opening in _CLOSING.items()):
        return end
    if (by := others_from(text, start, end)) < end:
        return by
    if _is_when_or_where(field) or (is_of_several(field) if explicit else is_whose(field, last[0])):
        return last.start()
    return end if explicit else names_from(text, start, end, fields)


def _is_when_or_where(field: str) -> bool:
    return (
        _NAME_AND_YEAR.fullmatch(field) is not None
        or _PREPRINT.fullmatch(field) is not None
        or are_tags(field)
        or is_date(field)
        or (is_venue(field) and _SURE_VENUE.search(field) is not None)
    )


# `arXiv preprint arXiv:2205.09726`
_PREPRINT: Final = late_pattern(r"\W*(?:arXiv\s+)?(?:e-?print|preprint)?\s*arXiv:\s?[\w./-]{9,20}\W*", re.IGNORECASE)
# `AISTAT 2017`, whatever that is.
_NAME_AND_YEAR: Final = late_pattern(r"\W*[A-Z][\w-]{1,14}\s(?:19|20)\d\d\W*")
# `ICML` or a year: "Science" alone may be the end of a title.
_SURE_VENUE: Final = late_pattern(r"\d\d|[A-Z]{3}|arXiv|NeurIPS|Preprint")
