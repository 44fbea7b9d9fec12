"""Whether a list's words are the record's title, and what makes them so.

Only Differs is ever written, so it is said only where the words can be no other paper's title. Contradicts is said
only where they are unlike the record's title altogether, or where they differ from it and the authors do too.
"""

from __future__ import annotations

from typing import Final

from papersync.papers import Paper
from papersync.titles.another import untold
from papersync.titles.changes import Side, apply_changes
from papersync.titles.cutting import is_part_before_colon, uncut
from papersync.titles.matching import TitleMatch, match_title, match_tokens
from papersync.titles.notes import symbols
from papersync.titles.shouting import is_shouted, lowered
from papersync.titles.support import Support, support_of
from papersync.titles.tokens import tokenise, without_final_period
from papersync.titles.verbatim import is_verbatim_title
from papersync.titles.verdicts import CannotTell, Contradicts, Differs, Doubt, Evidence, Same, TitleVerdict, Why
from papersync.titles.wording import Kind

_NOTHING: Final = Evidence()
# What takes the trust away that differing words mean the paper.
_AGAINST: Final = (Support.DOUBTFUL, Support.AGAINST)
# What leads over from a title to its links is read as the list's, so at the ends of arXiv's title it says nothing.
_BETWEEN: Final = " |,:;–—-["
_LONGEST: Final = 1_500

# How many words of content must be equal beside a difference of the kind, without and with authors that agree.
_NEEDED: Final = {
    Kind.MARKS: (1, 1),
    Kind.SPACING: (1, 1),
    Kind.TYPO: (3, 2),
    Kind.FUNCTION: (4, 3),
    Kind.FORM: (5, 3),
}
_SHORTEST_RESPACED: Final = 10


def compare_title(words: str, paper: Paper, evidence: Evidence = _NOTHING, *, keep_case: bool = False) -> TitleVerdict:
    """What a list's words are to the record's title.

    ``words`` is what a reader sees, line breaks as ``\\n``. Changes of Differs count code points in it and touch
    neither what the list puts around the title nor its final period; applied, they give words judged Same. With
    ``keep_case`` the list's letter case stays, as it does where the record is in capitals throughout and the list is
    not: words that differ in nothing else are Same. Texts of more than 1,500 characters are never told.
    """
    if is_verbatim_title(words, paper.title):
        return Same()
    if len(words) > _LONGEST or len(paper.title) > _LONGEST:
        return CannotTell(Doubt.UNCERTAIN)
    title = paper.title
    is_quieter = is_shouted(title) and not words.isupper()
    keep_case = keep_case or is_quieter
    match = match_title(words, title)
    bare = title.strip(_BETWEEN)
    if match.runs and bare != title:
        title, match = bare, match_title(words, bare)
    if not match.ours.tokens or not match.theirs.tokens:
        return CannotTell(Doubt.TOO_SHORT)
    if not match.runs and (keep_case or not match.recased()):
        return Same()
    support = support_of(paper, evidence)
    found = _difference(match, paper, support)
    if found is None:
        verdict = untold(match, support, paper, evidence.habit)
        return _of_former_titles(words, paper, support, evidence) or verdict if _is_loud(verdict) else verdict
    why, match = found
    changes = match.changes(keep_case=keep_case)
    if is_quieter:
        changes = tuple(lowered(change, words) for change in changes)
    return _proved(Differs(why, changes), match, title, keep_case=keep_case)


def _difference(match: TitleMatch, paper: Paper, support: Support) -> tuple[Why, TitleMatch] | None:
    """In what the words differ from the title they surely mean, and the match that makes them so."""
    found: tuple[Why, TitleMatch] | None = None
    if not match.runs:
        found = Why.RECASED, match
    elif (renamed := _renamed(match.ours.text, paper)) is not None:
        found = Why.RENAMED, renamed
    elif is_part_before_colon(match):
        found = None
    elif support not in _AGAINST and (whole := uncut(match, supported=support is Support.FOR)) is not None:
        found = Why.CUT, whole
    elif _is_mistyped(match, support):
        found = Why.MISTYPED, match
    return found


def _proved(differs: Differs, match: TitleMatch, title: str, *, keep_case: bool) -> TitleVerdict:
    """Differs, unless the changed words would not be judged Same."""
    words = apply_changes(match.ours.text, differs.changes)
    after = match_title(words, title)
    if symbols(match.ours.text) - symbols(words):
        return CannotTell(Doubt.UNCERTAIN)
    if not differs.changes or after.runs or (after.recased() and not keep_case):
        return CannotTell(Doubt.UNCERTAIN)
    return differs


def _renamed(words: str, paper: Paper) -> TitleMatch | None:
    """The match that brings a former title to the present one, if the words are a former title."""
    for former in paper.former_titles:
        match = match_title(words, former)
        if not match.runs and match.ours.tokens:
            return match_tokens(match.ours, Side(paper.title, without_final_period(tokenise(paper.title))))
    return None


def _of_former_titles(words: str, paper: Paper, support: Support, evidence: Evidence) -> CannotTell | None:
    """CannotTell if the words may be one of the former titles, mistyped or cut, that they do not contradict."""
    for former in paper.former_titles:
        match = match_title(words, former[:_LONGEST])
        if not match.theirs.tokens:
            continue
        verdict = untold(match, support, paper, evidence.habit)
        if isinstance(verdict, CannotTell) and not _is_loud(verdict):
            return verdict
    return None


def _is_loud(verdict: CannotTell | Contradicts) -> bool:
    """Whether the words are unlike a title, be it that they may be an earlier one."""
    return isinstance(verdict, Contradicts) or verdict.doubt is Doubt.RENAMED


def _is_mistyped(match: TitleMatch, support: Support) -> bool:
    gravest = max(match.kinds)
    if gravest not in _NEEDED:
        return False
    if gravest <= Kind.SPACING:
        return sum(len(token.key) for token in match.theirs.tokens) >= _SHORTEST_RESPACED
    graver = sum(kind > Kind.SPACING for kind in match.kinds)
    enough = match.equal_content >= _NEEDED[gravest][support is Support.FOR]
    few = graver <= max(1, match.equal_content // 3) and match.kinds.count(Kind.FORM) <= 1
    return support not in _AGAINST and enough and few
