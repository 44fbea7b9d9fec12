"""Whether arXiv's words say that a paper was withdrawn: the query API has no other sign of it.

A withdrawn paper is an ordinary entry whose comment or abstract says so in the author's or arXiv's words. Much else is
withdrawn in comments: an earlier paper that this one supersedes, version 1, a theorem, a submission to a conference.
"""

from __future__ import annotations

import re
from typing import Final

from papersync.papers import Withdrawal

_LONGEST_COMMENT: Final = 4_000
_LONGEST_SENTENCE: Final = 600
_SHORT_ABSTRACT: Final = 400
_SENTENCE_END: Final = re.compile(r"(?<=[.;!?])\s+|\n")

_GONE: Final = r"with[- ]?draw(?:n|ed)\b"
_PAPER: Final = (
    r"(?:papers?|articles?|manuscripts?|pre-?prints?|e-?prints?|submissions?|works?|notes?|drafts?|documents?|entry|"
    r"letters?|thesis|reports?|text)"
)
_ADVERBS: Final = r"(?:\s+(?:now|hereby|being|been|to|be|also|already|thus|therefore|[a-z]{3,15}ly))*"
_IS: Final = r"\s+(?:has|have|had|is|are|was|were|will|must|should)"
_START: Final = r"(?:^|[.,;:!?()\[\]*]\s*|\s-+\s)"
_WHO: Final = r"(?:the\s+|its\s+|all\s+|both\s+|first\s+|corresponding\s+|original\s+|submitting\s+)*"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_SOMETHING_ELSE: Final = _any(
    rf"\b(?:supersed(?:es|ing)|replac(?:es|ing|ement)|correct(?:s|ing)|extend(?:s|ing)|subsum(?:es|ing)|updat(?:es|ing))\b"
    rf".{{0,200}}\b{_GONE}",
    rf"\bwhich{_IS}{_ADVERBS}\s+{_GONE}",
    rf"(?:arxiv:|\d{{4}}\.\d{{4,5}}|/\d{{7}})\S{{0,20}}\)?(?:{_IS})?{_ADVERBS}\s+\(?{_GONE}",
    rf"\b(?:not|never|previously|formerly|once|no\s+longer)\s+(?:been\s+|be\s+)?{_GONE}",
    r"\b(?:reinstated|un-?withdrawn)\b",
    rf"\b(?:previous|earlier|first|original|old|older|prior|initial|former)\s+(?:arxiv\s+)?(?:version|{_PAPER}).{{0,60}}\b{_GONE}",
    rf"\b(?:v\d{{1,3}}|version\s+\d{{1,3}})\b.{{0,30}}\b{_GONE}",
    rf"\b{_GONE}\s+from\s+(?!(?:the\s+)?arxiv)",
    rf"\b(?:theorem|lemma|proposition|corollary|section|claim|appendix|figure|result|proof|chapter|part)s?\b"
    rf"[^,;:]{{0,40}}{_IS}{_ADVERBS}\s+{_GONE}",
    rf"\b(?:a|an|the)\s+{_GONE}\s+{_PAPER}",
)
_CERTAIN_ANYWHERE: Final = _any(
    rf"\b(?:this|the|our|my|present)\s+(?:[a-z]{{1,15}}\s+)?{_PAPER}(?:\s*\([^)]{{0,80}}\))?{_IS}{_ADVERBS}\s+{_GONE}",
    rf"{_START}this{_IS}{_ADVERBS}\s+{_GONE}",
    rf"\b(?:authors?|we|i)(?:\s+(?:have|has|had|hereby|would|like|wish|want|decided|to))*\s+(?:{_GONE}|with(?:draw|drew)\b)\s+"
    rf"(?:this|the|our|my)\s+{_PAPER}",
    rf"\b{_PAPER}{_IS}\s+been\s+removed\s+by\s+arxiv\b",
)
_CERTAIN_IN_COMMENT: Final = _any(
    rf"^\W{{0,5}}{_GONE}",
    rf"{_START}{_PAPER}(?:{_IS}{_ADVERBS})?(?:\s+[a-z]{{3,15}}ly)?\s+{_GONE}",
    rf"\b{_GONE}\s+by\s+{_WHO}(?:authors?|submitter|arxiv|administrat|admins?\b|moderat|owner|us\b|me\b)",
    r"\bremoved\s+by\s+arxiv\b",
)
_SOMEHOW: Final = _any(
    rf"\b{_GONE}", r"\bretracted\b", r"\bwith(?:draw|drew)\s+(?:this|the|our|my)\b", r"\bremoved\s+by\s+arxiv\b"
)
_BACK: Final = re.compile(
    r"\b(?:restored|resubmitted|revived|is\s+now\s+(?:corrected|fixed|back|available))\b", re.IGNORECASE
)


def withdrawal(comment: str | None, abstract: str | None) -> Withdrawal | None:
    """The sentence that says that this paper was withdrawn, or None. ``certain`` when it can mean nothing else."""
    text = (comment or "")[:_LONGEST_COMMENT]
    ours = [s for s in _sentences(text) if _SOMEHOW.search(s) and not _SOMETHING_ELSE.search(s)]
    for sentence in ours:
        if _CERTAIN_ANYWHERE.search(sentence) or _CERTAIN_IN_COMMENT.search(sentence):
            return Withdrawal(reason=sentence, certain=_BACK.search(text) is None)
    whole = abstract or ""
    for sentence in _sentences(whole[: 2 * _LONGEST_SENTENCE])[: None if len(whole) <= _SHORT_ABSTRACT else 1]:
        if _CERTAIN_ANYWHERE.search(sentence) and not _SOMETHING_ELSE.search(sentence):
            return Withdrawal(reason=sentence, certain=True)
    return Withdrawal(reason=ours[0], certain=False) if ours else None


def _sentences(text: str) -> list[str]:
    return [s.strip()[:_LONGEST_SENTENCE] for s in _SENTENCE_END.split(text) if s.strip()]
