"""What a person may have written into a quoted abstract, as against an older wording of it.

Told by form and place alone, and in doubt for the person: a wrong guess leaves an older wording where it is.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from papersync.text.patterns import late_pattern
from papersync.titles.alignment import Alignment, Run
from papersync.titles.changes import Side
from papersync.titles.languages import has_foreign_script
from papersync.titles.tokens import DASH, Token, letters
from papersync.titles.vocabulary import PERSONAL

# So many words more than the record has at a place are never deleted; so few beside words of a note are a part of it.
_LONG: Final = 5
_NEAR: Final = 3
_LONGEST_GLOSS: Final = 40
# A stretch of the record: words and marks that stand on both sides one behind the other.
_STRETCH: Final = 3
_SENTENCE: Final = frozenset(".?!:;。…")
_FULL_STOPS: Final = frozenset(".?!。")
_BRACKETS: Final = ("([{【《「", ")]}】》」")
_TAGS: Final = frozenset("@#")
_PARAGRAPH: Final = late_pattern(r"\n[^\S\n]*\n")
_NUMBER: Final = late_pattern(r"[\d.,]+")
# Emoji that are written in ASCII: `:+1:`, `:-)`, `<3`.
_EMOTICON: Final = late_pattern(r":[+a-z_\d-]{1,30}:|[:;]-?[()D](?!\w)|<3(?!\d)|\^\^")
# Emoji among marks that Unicode counts as punctuation, and what makes an emoji of any character.
_EMOJI: Final = frozenset("‼⁉〰〽\u20e3\ufe0f")


def symbols(text: str) -> Counter[str]:
    """The emoji of a text, of characters or of ASCII: signs of mathematics, degrees and trade marks are none."""
    return Counter([*filter(_is_symbol, text), *_EMOTICON.findall(text)])


def with_notes_apart(alignment: Alignment, ours: Side, theirs: Side) -> Alignment:
    """The same alignment, in which words joined or parted otherwise are a run apart from a note beside them.

    In ``webbrowsing (wow)`` for ``web-browsing`` only the first word is the record's.
    """
    return alignment._replace(runs=tuple(part for run in alignment.runs for part in _parted(run, ours, theirs)))


def notes(alignment: Alignment, ours: Side, theirs: Side) -> frozenset[Run]:
    """The runs that may be a person's: they are never changed.

    These are words that only the list has, at either end, or in the midst if there are five or more, or if they stand
    in brackets, as a sentence or a paragraph of their own, hold a mark that ends a sentence, an emoji, another script
    or a word no abstract has; and small ones beside such. Reference marks (``[12]``) and stray marks are nobody's.
    """
    own = {run for run in alignment.runs if _is_own(run, ours, theirs)} | _in_brackets(alignment.runs, ours)
    for runs in (alignment.runs, alignment.runs[::-1]):
        for first, second in pairwise(runs):
            apart = max(first.start, second.start) - min(first.end, second.end)
            beside = first in own and apart <= _NEAR and _has_words(ours.tokens[first.start : first.end])
            mine, other = _tokens(second, ours, theirs)
            if beside and _has_words(mine) and not _count(other):
                own.add(second)
    return frozenset(own)


def within_notes(alignment: Alignment, own: frozenset[Run]) -> frozenset[int]:
    """The list's tokens that stand on both sides by chance: few of them, between two runs of which one is own."""
    found: set[int] = set()
    for first, second in pairwise(alignment.runs):
        if second.start - first.end <= _NEAR and not own.isdisjoint((first, second)):
            found.update(range(first.end, second.start))
    return frozenset(found)


def has_notes(alignment: Alignment, ours: Side, theirs: Side) -> bool:
    """Whether an excerpt holds anything that may be a person's.

    Beyond the rules for whole abstracts: unmatched words outside the first and the last stretch of the record, and a
    run of five words.
    """
    if notes(alignment, ours, theirs) & {run for run in alignment.runs if run.start != run.end}:
        return True
    if symbols(ours.text) - symbols(theirs.text):
        return True
    first, last = _stretches(alignment)
    for run in alignment.runs:
        mine, other = _tokens(run, ours, theirs)
        if letters(mine).casefold() == letters(other).casefold():
            continue
        outside = run.end <= first or run.start >= last
        if outside and _has_words(mine) and not _is_stump(run, mine, other, len(ours.tokens)):
            return True
        if _count(mine) >= _LONG:
            return True
    return False


def _parted(run: Run, ours: Side, theirs: Side) -> list[Run]:
    """A run as up to three: the words that are the record's, written otherwise, and what is own before and behind."""
    wanted = letters(theirs.tokens[run.other_start : run.other_end]).casefold()
    if not any(char.isalnum() for char in wanted):
        return [run]
    places: dict[int, int] = {}
    ends: dict[int, int] = {}
    found = ""
    for index in range(run.start, run.end):
        places[len(found)] = index
        ends.setdefault(len(found), index)
        found += letters([ours.tokens[index]]).casefold()
    ends.setdefault(len(found), run.end)
    at = next((at for at in places if at + len(wanted) in ends and found.startswith(wanted, at)), None)
    if at is None:
        return [run]
    before = Run(run.start, places[at], run.other_start, run.other_start)
    behind = Run(ends[at + len(wanted)], run.end, run.other_end, run.other_end)
    start = before.end if _is_own(before, ours, theirs) else run.start
    end = behind.start if _is_own(behind, ours, theirs) else run.end
    middle = Run(start, end, run.other_start, run.other_end)
    return [part for part in (before._replace(end=start), middle, behind._replace(start=end)) if part.start != part.end]


def _is_own(run: Run, ours: Side, theirs: Side) -> bool:
    mine, other = _tokens(run, ours, theirs)
    if not mine:
        return False
    at_an_end = run.start == 0 or run.end == len(ours.tokens)
    more = _count(mine) - _count(other)
    if (at_an_end and not other) or more >= _LONG or _is_exclaimed(mine, other) or _is_pictured(mine, ours.text):
        return True
    if not _has_words(mine):
        return False
    if _count(mine) > 1 and _is_sentence(run, ours.tokens):
        return True
    foreign = has_foreign_script(mine) and not has_foreign_script(other)
    whole = not _count(other)
    set_apart = _is_personal(mine) or _is_set_apart(mine, other) or _is_paragraph(run, ours, whole=whole)
    return foreign or (more > 0 and (at_an_end or set_apart))


def _in_brackets(runs: Sequence[Run], ours: Side) -> set[Run]:
    """The runs from a bracket that only the list has to the one that closes it, if words of theirs stand in between."""
    found: set[Run] = set()
    opened: list[int] = []
    for at, run in enumerate(runs):
        mine = ours.tokens[run.start : run.end]
        for token in mine:
            if token.key in _BRACKETS[0]:
                opened.append(at)
            elif token.key in _BRACKETS[1] and opened:
                first = opened.pop()
                if first == at or run.end - runs[first].start > _LONGEST_GLOSS:
                    continue
                within = runs[first : at + 1]
                if any(_has_words(ours.tokens[each.start : each.end]) for each in within):
                    found.update(within)
    return found


def _is_pictured(mine: Sequence[Token], text: str) -> bool:
    """Whether there is an emoji, of a character (with the mark behind it that makes it one) or of several."""
    end = mine[-1].end
    source = text[mine[0].start : end + (text[end : end + 1] in _EMOJI)]
    return bool(symbols(source))


def _is_personal(mine: Sequence[Token]) -> bool:
    return any(token.key in PERSONAL or token.shape == "I" for token in mine)


def _is_exclaimed(mine: Sequence[Token], other: Sequence[Token]) -> bool:
    marks = {token.key for token in mine} - {token.key for token in other}
    return "!" in marks or ("?" in marks and not _count(other)) or bool(marks & _TAGS)


def _is_set_apart(mine: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether there are more brackets, dashes around words, or ends of sentences than the record has there."""
    opening, closing = (_number_of(mine, marks) > _number_of(other, marks) for marks in _BRACKETS)
    dashed = _dashes(mine) > _dashes(other) + 1
    ended = _number_of(mine, _SENTENCE) > (_number_of(other, _SENTENCE) if _count(other) else 0)
    slashes = any(one.key == two.key == "/" and one.end == two.start for one, two in pairwise(mine))
    return (opening and closing) or dashed or ended or slashes


def _dashes(tokens: Sequence[Token]) -> int:
    """How many dashes are none of a compound: with a blank on either side, or at an end."""
    behind = [True, *(one.end < two.start for one, two in pairwise(tokens)), True]
    return sum(
        token.key == DASH and left and right for token, left, right in zip(tokens, behind, behind[1:], strict=False)
    )


def _is_paragraph(run: Run, ours: Side, *, whole: bool) -> bool:
    """Whether a paragraph begins or ends inside the run, or (``whole``) the run is one."""
    start, end = ours.tokens[run.start].start, ours.tokens[run.end - 1].end
    if _PARAGRAPH.search(ours.text, start, end):
        return True
    before, after = ours.text[ours.before(run.start) : start], ours.text[end : ours.after(run.end)]
    return whole and all(map(_PARAGRAPH.search, (before, after)))


def _stretches(alignment: Alignment) -> tuple[int, int]:
    """Where the first stretch of the record begins in the list's tokens, and where the last one ends."""
    found: list[tuple[int, int]] = []
    start, length = 0, 0
    previous = (-2, -2)
    for pair in alignment.pairs:
        follows = pair == (previous[0] + 1, previous[1] + 1)
        start, length = (start, length + 1) if follows else (pair[0], 1)
        if length >= _STRETCH:
            found.append((start, pair[0] + 1))
        previous = pair
    return (found[0][0], found[-1][1]) if found else (0, 0)


def _is_stump(run: Run, mine: Sequence[Token], other: Sequence[Token], count: int) -> bool:
    """Whether a run at an end is a part of the record's word there: a quotation may begin or end inside a word."""
    if _count(mine) != 1 or not _count(other):
        return False
    key = next(token.key for token in mine if token.is_word)
    words = [token.key for token in other if token.is_word]
    return (run.start == 0 and words[-1].endswith(key)) or (run.end == count and words[0].startswith(key))


def _is_sentence(run: Run, tokens: Sequence[Token]) -> bool:
    """Whether the run is a sentence, with its full stop or without: of an older wording some word would be left."""
    begins = run.start == 0 or tokens[run.start - 1].key in _FULL_STOPS
    last = [token.key for token in tokens[run.end - 1 : run.end + 1]]
    return begins and (run.end == len(tokens) or not _FULL_STOPS.isdisjoint(last))


def _tokens(run: Run, ours: Side, theirs: Side) -> tuple[Sequence[Token], Sequence[Token]]:
    return ours.tokens[run.start : run.end], theirs.tokens[run.other_start : run.other_end]


def _has_words(tokens: Sequence[Token]) -> bool:
    """Whether there is a word among them that is no mere number."""
    return any(token.is_word and not _NUMBER.fullmatch(token.key) for token in tokens)


def _number_of(tokens: Sequence[Token], keys: str | frozenset[str]) -> int:
    return sum(token.key in keys for token in tokens)


def _count(tokens: Sequence[Token]) -> int:
    return sum(token.is_word for token in tokens)


def _is_symbol(char: str) -> bool:
    return char > "\u2000" and (char in _EMOJI or (unicodedata.category(char) == "So" and char not in "™℃℉№"))
