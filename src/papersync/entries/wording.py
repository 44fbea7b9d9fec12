"""What the words of a list are, seen alone: a label, a citation, a date, a venue. Names of people and titles are told
by ``people`` and ``titling``.

Nothing here knows a record: the judge in ``titles/`` does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from papersync.entries.vocabulary import LABELS, VENUE_WORDS, VENUES
from papersync.text.patterns import late_pattern

_IDENTIFIER: Final = (
    r"(?:arxiv\s*[:：.]?\s*)?(?:\d{4}\.\d{4,5}|[a-z-]{2,9}(?:\.[A-Za-z-]{2,9})?/\d{7})(?:v\d{1,3})?(?:\s*\[[\w.-]+\])?"
)
_IS_IDENTIFIER: Final = re.compile(_IDENTIFIER, re.IGNORECASE)
_URL: Final = late_pattern(
    r"(?:https?:)?//\S+|(?:www\.)\S+|[\w-]+\.(?:org|com|net|edu)|\S+\.(?:org|com|io|net|edu|co)/\S*|(?:doi:?\s*)?10\.\d{4,9}/\S+",
    re.I,
)
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
YEAR: Final = r"(?:19|20)\d{2}"
_DATE: Final = late_pattern(
    rf"(?:{YEAR}\s?[-./年]\s?\d{{1,2}}(?:\s?[-./月]\s?\d{{1,2}}日?)?月?|{YEAR}年?|\d{{1,2}}[-./]\d{{1,2}}[-./]{YEAR}|\d{{1,2}}[-./]{YEAR}"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{_MONTH},?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?(?:{YEAR}|'\d\d)"
    rf"|{YEAR},?\s+{_MONTH}(?:\s+\d{{1,2}})?|{_MONTH}\s+\d{{1,2}})",
    re.IGNORECASE,
)
# An emoji by its name, as GitHub writes it.
_SHORTCODE: Final = late_pattern(r":[a-z][a-z0-9_+-]{1,40}:")
YEARS: Final = re.compile(rf"{YEAR}|['’]\d\d\b|(?<=[A-Za-z])\d\d\b")
_EDGES: Final = " \t\n()[]{}<>【】（）《》「」:：,，.;；|*_~\"'“”‘’`-–—!·•"
_WORD: Final = late_pattern(r"[^\W_]+(?:[-'’.&+/][^\W_]+)*[+]*", re.UNICODE)
_FIRST_CJK: Final = "\u3040"
# Six milliseconds to compile, and most lists have none.
CJK: Final = late_pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_LABELS: Final = tuple(word for word in LABELS if max(word) >= _FIRST_CJK)
_SURNAME: Final = r"(?:(?:van|von|de|der|den|la|le|di|da)\s+)*[^\W\d_a-zßà-ÿ][\w’'-]*"
_CITED: Final = late_pattern(
    rf"(?:(?:(?!\bby\b).){{0,80}}?\b[Ee]t\.?\s*[Aa]l\b\.?"
    rf"|{_SURNAME}(?:\s*(?:,|&|and|und|et|y)\s*{_SURNAME}){{0,3}}\s*,?\s*(?=[(\[]?{YEAR})"
    rf"|{_SURNAME}\+)"
    rf"[\s,.(\[]*(?:{YEAR}[a-z]?)?[\s)\].]*",
    re.DOTALL,
)
_LONGEST_CJK_LABEL: Final = 6
_MOST_BESIDE_IDENTIFIER: Final = 2
_MOST_LABEL_WORDS: Final = 5
# `Bản PDF`, whatever the language.
_MOST_BESIDE_PDF: Final = 3
LONGEST: Final = 2000
LONGEST_LABEL: Final = 60
_MOST_VENUE_WORDS: Final = 9


# Words of ASCII letters and digits, the first of a letter; between two a blank, a colon and a blank, or one mark.
_PLAIN: Final = late_pattern(r"[A-Za-z][A-Za-z0-9]*(?:(?::? |[-'])[A-Za-z0-9]+)*")


@lru_cache(maxsize=2048)
def is_plain(text: str) -> bool:
    """Whether the text is words as most titles have them, and names nobody `and others`: nothing to peel off stands in
    it but what a label, a comma or a word that leads to names shows. Asked first, for all else takes longer to know.
    """
    if len(text) >= LONGEST or _PLAIN.fullmatch(text) is None:
        return False
    folded = text.lower()
    return not ("et al" in folded or "etal" in folded or "others" in folded)


def without_period(text: str) -> str:
    """The text without a period at its end, if that ends a sentence and no initial."""
    is_initial = text[-2:-1].isupper() and not text[-3:-2].isalnum()
    return text[:-1] if text.endswith(".") and not is_initial else text


@lru_cache(maxsize=2048)
def is_long_and_plain(text: str) -> bool:
    """The same of more words than a label, a date or a citation has; a venue it may be, if it is longer than labels."""
    if text.count(" ") < _MOST_LABEL_WORDS or not is_plain(text):
        return False
    # So many words are a citation only if a year follows on names.
    return len(text) > LONGEST_LABEL or not (YEARS.search(text) or is_venue(text))


@lru_cache(maxsize=2048)
def has_cjk(text: str) -> bool:
    """Whether letters of Japanese, Chinese or Korean are in it."""
    return not text.isascii() and max(text) >= _FIRST_CJK and CJK.search(text) is not None


def bare(text: str) -> str:
    """The text without brackets, quotes, punctuation and symbols around it."""
    text = " ".join((_SHORTCODE.sub(" ", text) if ":" in text else text).split()).strip(_EDGES)
    while text and not (text[0].isalnum() or text[0] in "$\\¿¡#@+"):
        text = text[1:].lstrip(_EDGES)
    while text and not (text[-1].isalnum() or text[-1] in "$?%+"):
        text = text[:-1].rstrip(_EDGES)
    return text


@lru_cache(maxsize=4096)
def is_label(text: str) -> bool:
    """Whether a link's text, or a word before a colon, says what kind of thing is linked rather than which paper.

    Identifiers, URLs, venues, dates and citations are labels, too: no title reads like one.
    """
    words = bare(text[:LONGEST])
    if not words or _names_a_place(words):
        return True
    if len(words) > LONGEST_LABEL:
        return False
    folded = [word for word in re.split(r"[\s/&+,|:：_()\[\].\-–—]+", words.casefold()) if word]
    if len(folded) <= _MOST_LABEL_WORDS and all(
        word in LABELS or word.rstrip("0123456789.") in LABELS or word.isdigit() for word in folded
    ):
        return True
    if "pdf" in folded and len(folded) <= _MOST_BESIDE_PDF:
        return True
    return _is_cjk_label(words) or is_date(words) or is_venue(words) or is_citation(words)


def _names_a_place(words: str) -> bool:
    """Whether the words are a URL, or an identifier with a word or two beside it."""
    identifier = _IS_IDENTIFIER.match(words)
    if identifier is not None and length(words[identifier.end() :]) <= _MOST_BESIDE_IDENTIFIER:
        return True
    return _URL.fullmatch(words) is not None


def _is_cjk_label(words: str) -> bool:
    short = len(words) <= _LONGEST_CJK_LABEL and has_cjk(words)
    return short and any(label in words for label in _CJK_LABELS)


def is_identifier(text: str) -> bool:
    """Whether the text is an arXiv identifier and nothing else."""
    return _IS_IDENTIFIER.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether the text is a date, a month or a year."""
    return _DATE.fullmatch(bare(text)) is not None


@lru_cache(maxsize=4096)
def is_venue(text: str) -> bool:
    """Whether the text is a conference, a journal or arXiv, perhaps with a year and a distinction."""
    if begins_otherwise(text, may_name_venue):
        return False
    words = words_of(bare(text[:LONGEST]))
    if words and len(words) <= _MOST_WORDS_IN_FULL and _is_venue_in_full(text):
        return True
    if not words or len(words) > _MOST_VENUE_WORDS or not all(map(may_name_venue, words)):
        return False
    if any(map(_names_venue, words)):
        return True
    return bool(YEARS.search(text)) and any(word.casefold() in _ALONE for word in words)


def begins_otherwise(text: str, is_of_a_venue: Callable[[str], bool]) -> bool:
    """Whether the first word tells that the text is no venue, as most do; False in doubt."""
    if any(map(text.__contains__, _CALLED)) or (":" in text and _SHORTCODE.search(text) is not None):
        return False
    first = _WORD.search(text)
    return first is not None and not is_of_a_venue(first[0])


# Words come again and again.
@lru_cache(maxsize=8192)
def may_name_venue(word: str) -> bool:
    """Whether a word may stand in a venue's name, or beside it: a number, a year, a distinction."""
    if _names_venue(word) or word.isdigit():
        return True
    stem = _stem(word)
    return stem in VENUE_WORDS or not stem or _ORDINAL.fullmatch(word) is not None


@lru_cache(maxsize=8192)
def _names_venue(word: str) -> bool:
    stem = _stem(word)
    return stem in VENUES or any(part in VENUES for part in _JOINING.split(stem) if part)


def _stem(word: str) -> str:
    return _YEAR_OF_VENUE.sub("", word).casefold().rstrip("-")


_YEAR_OF_VENUE: Final = late_pattern(r"['’]?\d+$")
_JOINING: Final = late_pattern(r"[-/@&.]")
_ORDINAL: Final = late_pattern(r"\d+(?:st|nd|rd|th)")


def _is_venue_in_full(text: str) -> bool:
    """Whether it begins with what a conference or a journal calls itself, and says a year."""
    may_be = any(map(text.__contains__, _CALLED))
    return may_be and _VENUE_IN_FULL.match(text) is not None and YEARS.search(text) is not None


_CALLED: Final = ("Conference", "Symposium", "Workshop", "Transactions", "Proceedings")
# `IEEE Conference on Machines and Minds (MAM), 2021`, `Proceedings of the …`
_VENUE_IN_FULL: Final = late_pattern(
    r"\W*(?:[A-Z][A-Za-z/&]*\s+){0,4}(?:Conference|Symposium|Workshop|Transactions)\s+on\s|\W*(?:In\s)?Proceedings\s+of\s"
)
_MOST_WORDS_IN_FULL: Final = 20
_ALONE: Final = frozenset(
    (
        *("preprint", "thesis", "workshop", "journal", "conference", "proceedings"),
        *("oral", "spotlight", "reports", "letters", "magazine"),
    )
)


def is_journal(text: str) -> bool:
    """Whether the text is a journal's name as one abbreviates it: `New J. Phys.`, `Phys. Rev. E`."""
    return _JOURNAL.fullmatch(text.strip()) is not None


_JOURNAL: Final = late_pattern(
    r"(?:[A-Z][a-z]*\.?\s+){0,4}[A-Z][a-z]+\.(?:\s+[A-Z][a-z]*\.?){0,3}|(?:[A-Z][a-z]+\s+)?J\.\s+[A-Z][a-z]+\.?"
)


# `Word Fusion 2022`, wherever that appeared.
NAMED_YEAR: Final = late_pattern(r"[A-Z][\w-]*(?:\s[A-Z&][\w-]*){0,4}\s(?:19|20)\d\d")


def is_citation(text: str) -> bool:
    """Whether the text is an author and a year, as one cites in running text: `Zhang et al., 2019`."""
    return _CITED.fullmatch(bare(text)) is not None


@lru_cache(maxsize=2048)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text; a compound is one."""
    return tuple(_WORD.findall(text))


def length(text: str) -> int:
    """How many words a text has; in scripts without blanks two characters count for one."""
    characters = len(CJK.findall(text)) if has_cjk(text) else 0
    return len(words_of(CJK.sub(" ", text) if characters else text)) + characters // 2
