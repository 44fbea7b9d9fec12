"""What lists put around a title that is not the title: numbers, emoji, brackets, venues, years."""

from __future__ import annotations

import re
from typing import Final

from papersync.text.patterns import late_pattern

_VENUES: Final = "|".join(
    """NeurIPS NIPS ICML ICLR ACL EMNLP NAACL EACL AACL COLING TACL CoNLL COLM CVPR ICCV ECCV WACV BMVC 3DV AAAI IJCAI
    KDD SIGIR SIGMOD VLDB WWW WSDM CIKM RecSys UAI AISTATS COLT ALT TMLR JMLR TPAMI PAMI IJCV ICRA IROS CoRL RSS RA-L
    SIGGRAPH INTERSPEECH ICASSP MICCAI MLSys OSDI SOSP FAccT CHI CSCW Nature Science PNAS arXiv CoRR TOG MLHC GECCO CEC
    DAC STOC FOCS SODA LREC SIGdial Findings Preprint""".split()  # noqa: SIM905 - forty names in forty lines read worse
)
_BESIDE: Final = (
    r"workshops?|oral|spotlight|poster|best paper(?: award)?|highlight|tech(?:nical)? report|main|long|short|demo|track"
    r"|datasets?|benchmarks?|proceedings|asia|of|and|the|at|in|on|accepted|to|under|review|paper|pdf|code|link|official"
)
_MONTHS: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_YEAR: Final = r"(?:19|20)\d\d(?:[-./](?:0?[1-9]|1[0-2])(?:[-./][0-3]?\d)?)?|['’]\d\d"
_PLACE: Final = (
    rf"(?:{_VENUES})(?:['’]?\d\d)?(?![^\W_])|(?:{_YEAR}|{_MONTHS}|{_BESIDE})(?!\w)|[\s,.;:'’&/|+*#@_-]"
    rf"|[0-3]?\d(?:st|nd|rd|th)?(?=,?\s{{1,3}}(?:{_MONTHS}|20\d\d))"
)
_PLACES: Final = late_pattern(rf"(?:{_PLACE}){{1,200}}", re.IGNORECASE)
_SURE_PLACE: Final = late_pattern(rf"(?<!\w)(?:(?:{_VENUES})(?:['’]?\d\d)?(?![^\W_])|(?:{_YEAR})(?!\w))", re.IGNORECASE)

_LABELS: Final = late_pattern(
    r"(?:official|paper|title|pdf|new|arxiv|code|blog|video|github|project|link|[\s:|,./&!-])+", re.I
)
_BARE_LABELS: Final = late_pattern(r"(?:paper|title|pdf|arxiv|link|[\s:|,./-])+", re.IGNORECASE)
_NUMBERING: Final = late_pattern(r"[\[(]?#?\d{1,4}[\])]?[.):]?\s*|[-*•]\s*")
_MARKS: Final = frozenset(".,;:!|-*_~()[]{}<>（）【】《》「」·•—–+#\\/\"'“”‘’`«»\u200d\ufe0e\ufe0f\u20e3")
_BRACKETED: Final = late_pattern(r"[(\[（【]([^()\[\]（）【】]{0,80})[)\]）】]")
# A gloss in brackets that says of which part or version of a work it speaks is not the list's own.
_PARTS: Final = re.compile(
    r"\b(?:part|vol|volume|chapter|extended|supplement\w*|appendix|revis\w+|erratum|comment|reply|response|addendum|abstract"
    r"|thesis|version|[ivx]+|without|not|no)\b",
    re.IGNORECASE,
)
# An ellipsis says that words are missing.
_ELLIPSIS: Final = late_pattern(r"…|\.\s?\.")
_LONGEST: Final = 200
_GLOSS_WORDS: Final = 3


def is_around(text: str) -> bool:
    """Whether a text in front of a title or behind it is the list's own: marks, emoji, dates, venues, labels.

    A gloss in brackets of at most three words counts too, unless it holds a number or names a part of a work. Texts of
    more than 200 characters never count.
    """
    if len(text) > _LONGEST or _ELLIPSIS.search(text):
        return False
    rest = _BRACKETED.sub(_brackets_left, text).strip()
    return _is_marks(rest) or _is_place(rest) or _BARE_LABELS.fullmatch(rest) is not None


def is_numbering(text: str) -> bool:
    """Whether a text in front of a title is a manual number or a bullet."""
    return _NUMBERING.fullmatch(text.strip()) is not None


def _brackets_left(match: re.Match[str]) -> str:
    inner = match[1].strip()
    gloss = len(inner.split()) <= _GLOSS_WORDS and not any(map(str.isdigit, inner)) and not _PARTS.search(inner)
    own = gloss or _is_place(inner) or _is_marks(inner) or _LABELS.fullmatch(inner)
    return "" if own else match[0]


def _is_place(text: str) -> bool:
    return _PLACES.fullmatch(text) is not None and _SURE_PLACE.search(text) is not None


def _is_marks(text: str) -> bool:
    return all(char in _MARKS or char.isspace() or _is_symbol(ord(char)) for char in text)


def _is_symbol(point: int) -> bool:
    """Arrows, symbols, dingbats and emoji."""
    return 0x2190 <= point <= 0x2BFF or 0x1F000 <= point <= 0x1FAFF
