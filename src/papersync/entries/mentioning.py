"""Whether a sentence only mentions a paper, or the passage describes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from papersync.entries.asides import is_aside
from papersync.entries.choice import Choice, How
from papersync.entries.leading import lead
from papersync.entries.passages import Shape, Siblings
from papersync.entries.people import is_names, is_person
from papersync.entries.pieces import Piece, PieceKind
from papersync.entries.titling import is_capitalised
from papersync.entries.wording import bare, is_citation, is_label, length, words_of
from papersync.text.patterns import late_pattern

# Behind names stand an affiliation or whom of them one knows: `Lovelace et al. (with Turing), `.
_IN_BRACKETS: Final = late_pattern(r"\([^()]{1,60}\)[\s,.]*$")
# A title does not end with one of these; a sentence that leads to its link does.
_LEADS_ON: Final = late_pattern(
    r"(?:^|[\s(])(?:an?|and|as|at|by|for|from|in|into|is|are|was|like|of|on|or|our|see|also|than|that|the|their|this|to"
    r"|using|via|vs|with|e\.g\.|i\.e\.|cf\.|introduced|proposed|described|called|named|following|follows|follow|in:|from:"
    r"|is:|\w+\s+papers?|(?:our|their|the|this|an?)\s+(?:new|recent|latest|first|original|official|own|accompanying))[\s“\"'(\[]*$",
    re.IGNORECASE,
)
# Endings that lead on to what follows: of Korean and Japanese attributes and particles, Chinese "of" and "see".
_LEADS_ON_CJK: Final = late_pattern(
    r"[된한는인의은를을에]\s*$|[のをはがにと][\s「『]*$|[的见在于是如和有与及对][\s《“]*$"
)
_LONGEST_LEAD: Final = 60
# What a sentence goes on with behind the thing that it speaks of.
_GOES_ON: Final = late_pattern(
    r"[)\]\"”’']*\s*(?:is|are|was|were|has|have|had|can|could|will|would|may|which|that|where|who|whose|consists?"
    r"|contains?|provides?|introduces?|presents?|proposes?|shows?|uses?|describes?|includes?|covers?|aims?|achieves?"
    r"|introduced|proposed|presented|described|showed|used|provided|reported|found"
    r"|in order|to|of|as|for|in|on|from|we|they|dataset|model|paper|benchmark|corpus|task)\s+\w",
)
_IN_SMALL_LETTERS: Final = late_pattern(r"[)\]]*\s*[a-z]")
_FEW: Final = 2
# What joins a second title to the first: `[Title](…) (CVPR 2017) and [Title](…)`.
_AND: Final = late_pattern(r"\W*(?:\([^()]{0,40}\))?\W*(?:and|&|,)?\W*")
# What leads to where a paper stands rather than to the paper.
_AVAILABLE: Final = late_pattern(
    r"\b(?:available|found|appear\w*|published|online|submitted|posted) (?:as|at|on|from|in|to|via)[\s\[(]*$"
)
_MOST_WORDS_BEFORE: Final = {Shape.PARAGRAPH: 3, Shape.ITEM: 6, Shape.HTML_PARAGRAPH: 3}
_PARAGRAPHS: Final = (Shape.PARAGRAPH, Shape.HTML_PARAGRAPH)
_PARTS: Final = late_pattern(r"[:：|–—)\]}.!?·•»”]\s*$|\s-\s*$|-{2,}\s*$|^\s*$")


def is_mentioned(siblings: Siblings, title: Choice | None) -> bool:
    """Whether running text leads to the link, or goes on behind it as a sentence does."""
    passage = siblings.passage
    if passage.shape not in _MOST_WORDS_BEFORE:
        return False
    linked = title is not None and title.how is How.LINK
    at = title.first if title is not None and linked else siblings.first
    before, behind = _before(passage.pieces, siblings.low, at), _behind(passage.pieces, at)
    if linked and ((siblings.low and _AND.fullmatch(before)) or _is_in_quotes(before, behind, title)):
        return False
    if _leads_on(before, title) or _leads_on_cjk(before, behind, title):
        return True
    if passage.shape in _PARAGRAPHS and (_goes_on(behind, title) or _is_cited(passage.pieces[at].text, title)):
        return True
    if linked:
        # A remark in another language, which the title ends.
        remarked = passage.shape is Shape.ITEM and not before.isascii() and not bare(behind) and _is_long(title)
        return not remarked and _is_running_text(before, _MOST_WORDS_BEFORE[passage.shape])
    return _is_in_a_text(siblings, before, title)


def _is_in_a_text(siblings: Siblings, before: str, title: Choice | None) -> bool:
    """The same of a link that shows no title: what was read as one is words of a sentence or a topic."""
    link = siblings.passage.pieces[siblings.first].text
    if siblings.passage.shape not in _PARAGRAPHS:
        return title is not None and title.how is How.PLAIN and _is_of_a_topic(before, link)
    if title is None or (title.how is How.PLAIN and (_is_sentence(before, title) or _is_of_a_sentence(link))):
        return True
    return _leads_a_text(siblings, title)


def _leads_a_text(siblings: Siblings, title: Choice) -> bool:
    """Whether a few bold words only begin a text that comes to the paper later: `**What it is.** Bounds on …`."""
    if title.how is not How.BOLD or len(words_of(title.slot.text)) > _MOST_NAME_WORDS:
        return False
    between = siblings.passage.pieces[title.behind : siblings.first]
    text = "".join(piece.text for piece in between)
    is_line = not any(piece.kind is PieceKind.BREAK and piece.hard for piece in between)
    return is_line and len(words_of(text)) > _FEWEST_OF_A_TEXT and not is_aside(text)


_FEWEST_OF_A_TEXT: Final = 12


def _is_of_a_topic(before: str, link: str) -> bool:
    """Whether words and a colon lead to what is called a paper by its name: `Models of markets: [RankIt paper](…)`."""
    return before.rstrip().endswith((":", "：")) and _NAMED_PAPER.fullmatch(link.strip()) is not None


_NAMED_PAPER: Final = late_pattern(r"\S*[A-Z]\S* paper(?:\s*\([^()]*\))?")


def _is_running_text(before: str, most: int) -> bool:
    """Whether more words stand before a link that is a title than a label has, and they are no names."""
    if length(before) <= most or _PARTS.search(before):
        return False
    return not is_names(before) and not is_names(_IN_BRACKETS.sub("", before))


def _is_in_quotes(before: str, behind: str, title: Choice | None) -> bool:
    """Whether a link that is a title stands in quotation marks, with few words before: `Code for "[Title](…)"`."""
    quoted = before.endswith(_OPENING_QUOTES) and behind.startswith(_CLOSING_QUOTES)
    return quoted and _is_long(title) and length(before) <= _MOST_WORDS_BEFORE[Shape.PARAGRAPH]


def _leads_on(before: str, title: Choice | None) -> bool:
    """Whether the words before the link only lead to it."""
    marked = title is not None and title.how not in (How.LINK, How.PLAIN)
    if marked or _is_field(before) or _AVAILABLE.search(before):
        return False
    return _LEADS_ON.search(before, max(0, len(before) - _LONGEST_LEAD)) is not None


def _leads_on_cjk(before: str, behind: str, title: Choice | None) -> bool:
    """The same in Chinese, Japanese and Korean; a long title that ends the text stands alone nevertheless."""
    marked = title is not None and title.how not in (How.LINK, How.PLAIN)
    if (
        marked
        or before.isascii()
        or (_is_long(title) and title is not None and title.how is How.LINK and not bare(behind))
    ):
        return False
    return _LEADS_ON_CJK.search(before, max(0, len(before) - _LONGEST_ENDING)) is not None


_LONGEST_ENDING: Final = 6


def _goes_on(behind: str, title: Choice | None) -> bool:
    """Whether a sentence goes on behind the link."""
    plain = title is None or title.how is How.PLAIN
    if plain and _IN_SMALL_LETTERS.match(behind) and length(behind) > _FEW:
        return True
    long = title is not None and title.how is How.LINK and _is_long(title)
    return not long and _GOES_ON.match(behind) is not None


def goes_on(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a sentence goes on behind a link that stands below a title which is marked."""
    return _GOES_ON.match(_behind(pieces, at)) is not None


def _is_cited(link: str, title: Choice | None) -> bool:
    """Whether a sentence ends with the authors and the year of whom it cites."""
    plain = title is not None and title.how is How.PLAIN and not is_capitalised(title.slot.text)
    return plain and is_citation(link)


def _is_long(title: Choice | None) -> bool:
    return title is not None and len(words_of(title.slot.text)) > _MOST_NAME_WORDS


_MOST_NAME_WORDS: Final = 3
_OPENING_QUOTES: Final = ('"', "“", "«", "《", "「")
_CLOSING_QUOTES: Final = ('"', "”", "»", "》", "」", ',"', ",”", '."', ".”")


def _is_field(before: str) -> bool:
    """Whether what leads to the link is a label or authors: `Paper:`, `(see`."""
    return before.rstrip().endswith((":", "：")) and len(words_of(before)) <= _MOST_NAME_WORDS


def _is_of_a_sentence(link: str) -> bool:
    """Whether a link's text is words in small letters that say nothing of what is linked."""
    return len(words_of(link)) > 1 and link.islower() and not is_label(link)


def _is_sentence(before: str, title: Choice) -> bool:
    """Whether plain words in a paragraph are a sentence rather than a title: they go on behind a period."""
    head, _, rest = before.partition(title.slot.text)
    head = head[lead(head, explicit=False) :]
    if len(words_of(head)) + len(words_of(rest)) <= len(words_of(title.slot.text)):
        return False
    return not all(is_aside(words) or is_person(words) for words in (head, rest) if bare(words))


def _before(pieces: tuple[Piece, ...], low: int, at: int) -> str:
    """The words on the same line before a piece, links included; those of the line above where it begins a line."""
    end = at
    while end > low and pieces[end - 1].kind is PieceKind.BREAK and not pieces[end - 1].hard:
        end -= 1
    start = end
    while start > low and pieces[start - 1].kind is not PieceKind.BREAK:
        start -= 1
    return "".join(piece.text for piece in pieces[start:end])


def _behind(pieces: Sequence[Piece], at: int) -> str:
    end = at + 1
    while end < len(pieces) and pieces[end].kind is PieceKind.TEXT:
        end += 1
    return "".join(piece.text for piece in pieces[at + 1 : end])
