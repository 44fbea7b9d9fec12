"""Whether words that are not the record's title are another paper's.

Four things speak: whether the words are a title at all, and no name or remark; what they share with the record's title;
the authors beside them; and whether the paper may have had an earlier title that nobody knows.
"""

from __future__ import annotations

import re
from typing import Final

from papersync.papers import Paper
from papersync.titles.cutting import is_part_before_colon
from papersync.titles.describing import is_collection, is_described, is_named, is_prose, names_the_record, share_a_name
from papersync.titles.languages import is_translated
from papersync.titles.matching import TitleMatch
from papersync.titles.sharing import Sharing, sharing_of
from papersync.titles.support import Support
from papersync.titles.verdicts import CannotTell, Contradicts, Doubt, Habit
from papersync.titles.wording import Kind, is_content, is_name

_URL: Final = re.compile(r"://|\bwww\.|\barxiv\.org\b|^\W*(?:arxiv:\s*)?\d{4}\.\d{4,5}", re.IGNORECASE)
_FEWEST_WORDS: Final = 4
_FEWEST_CONTENT: Final = 3
_NAMES_WORDS: Final = 5
# Of 8,563 titles of one narrow field 99 % of random pairs share less than the first, nine of ten of the most similar
# ones of one first author less than the second.
_UNLIKE: Final = 0.30
_APART: Final = 0.60
_FEWEST_OF_ITS_OWN: Final = 2


def untold(match: TitleMatch, support: Support, paper: Paper, habit: Habit) -> CannotTell | Contradicts:
    """Contradicts if the words are another paper's title; else why that cannot be told.

    Where a list shows titles a few words are a title, too; where it mostly shows something else nothing is, unless by
    other authors.
    """
    ours, theirs = match.ours.tokens, match.theirs.tokens
    if is_translated(ours, theirs):
        return CannotTell(Doubt.TRANSLATED)
    if is_part_before_colon(match):
        return CannotTell(Doubt.PART)
    if _URL.search(match.ours.text):
        return CannotTell(Doubt.UNCERTAIN)
    sharing, listed = sharing_of(ours, theirs), habit is Habit.TITLES
    another = not _holds_the_other(match) and _is_another(match, sharing, support, listed=listed)
    doubt = _doubt_of_shape(match, support, paper, another=another, listed=listed)
    if doubt is None and habit is Habit.OTHERS and support is not Support.AGAINST:
        doubt = Doubt.DESCRIPTION
    if doubt is not None or not another:
        return CannotTell(doubt or Doubt.UNCERTAIN)
    if _needs_first_title(sharing, support) and paper.is_perhaps_renamed:
        return CannotTell(Doubt.RENAMED)
    return Contradicts(sharing.share)


def _holds_the_other(match: TitleMatch) -> bool:
    """Whether the words hold the whole title, or all stand in it."""
    equal = sum(match.ours.tokens[index].is_word for index, _ in match.pairs)
    return equal in {sum(token.is_word for token in side.tokens) for side in (match.ours, match.theirs)}


def _is_another(match: TitleMatch, sharing: Sharing, support: Support, *, listed: bool) -> bool:
    if support is Support.AGAINST:
        return sharing.share <= _UNLIKE or max(match.kinds) >= Kind.CONTENT
    if sharing.is_part:
        return False
    if sharing.share <= _UNLIKE:
        return True
    enough = min(sharing.ours, sharing.theirs) >= _FEWEST_OF_ITS_OWN
    return (listed or support is Support.FOR) and enough and sharing.share <= _APART


def _needs_first_title(sharing: Sharing, support: Support) -> bool:
    """Whether a former title is as likely: one of the same authors, or one much like the present one."""
    return support is Support.FOR or (support is not Support.AGAINST and sharing.share > _UNLIKE)


def _doubt_of_shape(match: TitleMatch, support: Support, paper: Paper, *, another: bool, listed: bool) -> Doubt | None:
    """Why the words may be no title: a name, too few, or a remark."""
    ours, theirs = match.ours.tokens, match.theirs.tokens
    words = [token for token in ours if token.is_word]
    content = [token for token in words if is_content(token)]
    names = sum(map(is_name, words))
    against = support is Support.AGAINST
    expected = listed or against
    if len(words) <= _NAMES_WORDS and names * 2 > len(content):
        return Doubt.NICKNAME
    # Compounds count once: the name of a checkpoint has many parts.
    apart = len(match.ours.text[ours[0].start : ours[-1].end].split())
    if apart < (_FEWEST_CONTENT if expected else _FEWEST_WORDS) or len(content) < _FEWEST_CONTENT:
        return Doubt.NICKNAME if names else Doubt.TOO_SHORT
    if is_described(ours, theirs, expected=expected) or (not expected and is_prose(ours)):
        return Doubt.DESCRIPTION if another else Doubt.UNCERTAIN
    return Doubt.NICKNAME if another and not against and _is_named(match, paper, listed=listed) else None


def _is_named(match: TitleMatch, paper: Paper, *, listed: bool) -> bool:
    """Whether the words may be the name of what the paper is about, or begin with it."""
    ours, text = match.ours.tokens, match.ours.text
    if names_the_record(ours, text, match.theirs.text, paper.abstract or "") or share_a_name(ours, match.theirs.tokens):
        return True
    return is_collection(ours) if listed else is_named(ours)
