"""What the words of a list are, seen alone: a label, a citation, a date, a venue, names of people, or a title.

Nothing here knows a record: the judge in ``titles/`` does.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from papersync.entries.names import author_names
from papersync.entries.vocabulary import IN_TITLES, LABELS, VENUE_WORDS, VENUES

_IDENTIFIER: Final = (
    r"(?:arxiv\s*[:：.]?\s*)?(?:\d{4}\.\d{4,5}|[a-z-]{2,9}(?:\.[A-Za-z-]{2,9})?/\d{7})(?:v\d{1,3})?(?:\s*\[[\w.-]+\])?"
)
_IS_IDENTIFIER: Final = re.compile(_IDENTIFIER, re.IGNORECASE)
_URL: Final = re.compile(
    r"(?:https?:)?//\S+|(?:www\.)\S+|\S+\.(?:org|com|io|net|edu|co)/\S*|(?:doi:?\s*)?10\.\d{4,9}/\S+", re.I
)
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR: Final = r"(?:19|20)\d{2}"
_DATE: Final = re.compile(
    rf"(?:{_YEAR}\s?[-./年]\s?\d{{1,2}}(?:\s?[-./月]\s?\d{{1,2}}日?)?月?|{_YEAR}年?|\d{{1,2}}[-./]\d{{1,2}}[-./]{_YEAR}|\d{{1,2}}[-./]{_YEAR}"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{_MONTH},?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?(?:{_YEAR}|'\d\d)"
    rf"|{_YEAR},?\s+{_MONTH}(?:\s+\d{{1,2}})?|{_MONTH}\s+\d{{1,2}})",
    re.IGNORECASE,
)
# An emoji by its name, as GitHub writes it.
_SHORTCODE: Final = re.compile(r":[a-z][a-z0-9_+-]{1,40}:")
_YEARS: Final = re.compile(rf"{_YEAR}|['’]\d\d\b|(?<=[A-Za-z])\d\d\b")
_EDGES: Final = " \t\n()[]{}<>【】（）《》「」:：,，.;；|*_~\"'“”‘’`-–—!·•"
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’.&+/][^\W_]+)*[+]*", re.UNICODE)
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_LABELS: Final = tuple(word for word in LABELS if _CJK.search(word))
_SURNAME: Final = r"(?:(?:van|von|de|der|den|la|le|di|da)\s+)*[^\W\d_a-zßà-ÿ][\w’'-]*"
_CITED: Final = re.compile(
    rf"(?:.{{0,80}}?\b[Ee]t\.?\s*[Aa]l\b\.?"
    rf"|{_SURNAME}(?:\s*(?:,|&|and|und|et|y)\s*{_SURNAME}){{0,3}}\s*,?\s*(?=[(\[]?{_YEAR})"
    rf"|{_SURNAME}\+)"
    rf"[\s,.(\[]*(?:{_YEAR}[a-z]?)?[\s)\].]*",
    re.DOTALL,
)
_SEVERAL_NAMES: Final = re.compile(r"\bet\.?\s*al\b|\band others\b|等", re.IGNORECASE)
_LONGEST_CJK_LABEL: Final = 6
_MOST_BESIDE_IDENTIFIER: Final = 2
_MOST_LABEL_WORDS: Final = 5
_LONGEST: Final = 2000
_LONGEST_LABEL: Final = 60
_MOST_VENUE_WORDS: Final = 9


@lru_cache(maxsize=2048)
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
    words = bare(text[:_LONGEST])
    if not words or _names_a_place(words):
        return True
    if len(words) > _LONGEST_LABEL:
        return False
    folded = [word for word in re.split(r"[\s/&+,|:：_()\[\].\-–—]+", words.casefold()) if word]
    if len(folded) <= _MOST_LABEL_WORDS and all(
        word in LABELS or word.rstrip("0123456789.") in LABELS or word.isdigit() for word in folded
    ):
        return True
    return _is_cjk_label(words) or is_date(words) or is_venue(words) or is_citation(words)


def _names_a_place(words: str) -> bool:
    """Whether the words are a URL, or an identifier with a word or two beside it."""
    identifier = _IS_IDENTIFIER.match(words)
    if identifier is not None and length(words[identifier.end() :]) <= _MOST_BESIDE_IDENTIFIER:
        return True
    return _URL.fullmatch(words) is not None


def _is_cjk_label(words: str) -> bool:
    short = len(words) <= _LONGEST_CJK_LABEL and _CJK.search(words) is not None
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
    words = _WORD.findall(bare(text[:_LONGEST]))
    if not words or len(words) > _MOST_VENUE_WORDS:
        return False
    named = False
    for word in words:
        stem = re.sub(r"['’]?\d+$", "", word).casefold().rstrip("-")
        if stem in VENUES or any(part in VENUES for part in re.split(r"[-/@&]", stem) if part):
            named = True
        elif not (stem in VENUE_WORDS or not stem or word.isdigit() or re.fullmatch(r"\d+(?:st|nd|rd|th)", word)):
            return False
    return named or (bool(_YEARS.search(text)) and any(word.casefold() in _ALONE for word in words))


_ALONE: Final = frozenset(
    (
        *("preprint", "thesis", "workshop", "journal", "conference", "proceedings"),
        *("oral", "spotlight", "reports", "letters", "magazine"),
    )
)


def is_citation(text: str) -> bool:
    """Whether the text is an author and a year, as one cites in running text: `Zhang et al., 2019`."""
    return _CITED.fullmatch(bare(text)) is not None


@lru_cache(maxsize=4096)
def is_names(text: str) -> bool:
    """Whether the text is a list of people's names, at least two or `and others`; one alone may be anything."""
    words = " ".join(text[:_LONGEST].split()).strip(" *_()[]|,;:.–—-\"“”")
    if words[-2:-1].isdigit():
        words = _BEHIND_NAMES.sub("", words)
    if not words:
        return False
    if _are_several(words):
        parts = _SEVERAL_NAMES.split(words)
        head = parts[0].strip(" ,.;")
        behind = parts[-1]
        if len(words_of(behind)) > _MOST_BEHIND_OTHERS or not (_YEARS.search(behind) or is_label(behind)):
            return False
        return 0 < len(head) < _LONGEST_LIST and (bool(author_names(head + ", Others")) or " " not in head)
    names = author_names(words)
    # "Lovelace, A., Turing, A. M." has initials for names.
    if len(names) < _FEWEST_NAMES:
        return False
    initials = [_INITIALS.fullmatch(name) is not None for name in names]
    full = sum(initial or " " in name for initial, name in zip(initials, names, strict=True))
    if 0 < sum(initials) * 3 >= len(names):
        full = len(names)
    if words.count(",") >= _FEWEST_NAMES and " and " in words and len(names) >= 2 * _FEWEST_NAMES:
        full = len(names)  # "Lovelace, Ada and Turing, Alan", as BibTeX has them
    if full * 2 <= len(names):
        return False
    # "Scaling Laws and Neural Networks" is capitalised as names are.
    return sum(map(_is_of_a_title, names)) * 3 < len(names)


def _is_of_a_title(name: str) -> bool:
    """Whether a word stands in it that titles have and names hardly."""
    return any(map(_stands_in_titles, _LETTERS.findall(name)))


# Surnames and words of titles come again and again.
@lru_cache(maxsize=8192)
def _stands_in_titles(word: str) -> bool:
    return IN_TITLES.fullmatch(word) is not None


_LETTERS: Final = re.compile(r"\w+")


def _are_several(text: str) -> bool:
    """Whether `et al.` or the like stands in a text; few texts are so dear to search."""
    folded = text.casefold()
    return ("al" in folded or "others" in folded or "等" in text) and _SEVERAL_NAMES.search(text) is not None


_FEWEST_NAMES: Final = 2
# A venue and a year; more is a sentence, or the title.
_MOST_BEHIND_OTHERS: Final = 6
_LONGEST_LIST: Final = 400
_INITIALS: Final = re.compile(r"(?:[A-Z]\.?[\s-]?){1,4}")
_BEHIND_NAMES: Final = re.compile(rf"[\s,.(]*{_YEAR}[a-z]?$")


def is_person(text: str) -> bool:
    """Whether the text may well be the name of one person, or of several."""
    words = " ".join(text.split()).strip(" *_()[]|,;:.–—-")
    names = author_names(words) if len(words) < _LONGEST else ()
    return is_names(text) or (
        len(names) > 0 and all(1 < len(name.split()) <= _MOST_NAME_PARTS and not _is_of_a_title(name) for name in names)
    )


_MOST_NAME_PARTS: Final = 4


def is_author_list(text: str) -> bool:
    """Whether a text that somebody marked, as one marks a title, is a list of three names and more nevertheless."""
    return (text.count(",") >= _FEWEST_NAMES or _are_several(text)) and is_names(text)


@lru_cache(maxsize=2048)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text; a compound is one."""
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=2048)
def is_title(text: str) -> bool:
    """Whether the text may be a paper's title as it stands: several words (in scripts without blanks several
    characters) that are nothing else.
    """
    words = bare(text[:_LONGEST])
    if _CJK.search(words):
        return len(_CJK.findall(words)) + len(words_of(words)) >= _FEWEST_CJK and not is_label(words)
    count = len(words_of(words))
    if count <= _FEWEST_IN_SMALL_LETTERS and words.isascii() and words.islower():
        return False
    if count > 1 and count <= _MOST_NAMING_WORDS and words.casefold().rsplit(None, 1)[-1].strip("s") in _NAMED_THINGS:
        return False
    if count <= _MOST_OF_A_NAME and _NAME_AND_KIND.fullmatch(words):
        return False
    return count > 1 and not is_label(words) and not _is_named(words)


# "KIVI quantization": the name of a method, and what kind of thing it is.
_NAME_AND_KIND: Final = re.compile(r"\w*[A-Z]\w*[A-Z0-9][\w-]*\s+[a-z]{4,}")
_MOST_OF_A_NAME: Final = 2
_FEWEST_CJK: Final = 5
# "InstructGPT paper" names a paper and is not its title.
_NAMED_THINGS: Final = frozenset(
    ("paper", "preprint", "blog", "article", "论文", "repo", "thesi", "leaderboard", "website", "homepage")
)
_MOST_NAMING_WORDS: Final = 4
# "three dimensional" is a word that somebody linked.
_FEWEST_IN_SMALL_LETTERS: Final = 3


def length(text: str) -> int:
    """How many words a text has; in scripts without blanks two characters count for one."""
    characters = len(_CJK.findall(text))
    return len(words_of(_CJK.sub(" ", text) if characters else text)) + characters // 2


def _is_named(words: str) -> bool:
    return len(words) < _LONGEST_LABEL and _are_several(words) and is_names(words)


def is_name(text: str) -> bool:
    """Whether the text is one word that can only name a model, a dataset or the like."""
    words = bare(text)
    return bool(words) and not is_label(words) and len(words_of(words)) <= 1 and not _CJK.search(words)


def is_capitalised(text: str) -> bool:
    """Whether the words are written as in a title: most of those of four letters and more begin with a capital."""
    long = [word for word in words_of(text) if len(word) > _SHORT]
    return bool(long) and sum(not word[0].islower() for word in long) * 5 >= len(long) * 3


_SHORT: Final = 3
