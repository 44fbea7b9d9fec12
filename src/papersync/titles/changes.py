"""From words that differ to the smallest change of the text, blanks included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from papersync.text.patterns import late_pattern
from papersync.titles.alignment import Run
from papersync.titles.normalise import fold, to_unicode
from papersync.titles.tokens import DASH, Token
from papersync.titles.verdicts import Change

_BLANK: Final = late_pattern(r"\s+")
_OPENING: Final = frozenset("\"“„«‹‘‚`'")
_CLOSING: Final = frozenset("\"”»›’`'")
_QUOTES: Final = _OPENING | _CLOSING


class Side(NamedTuple):
    """A text and the tokens of it that are compared."""

    text: str
    tokens: Sequence[Token]

    def before(self, index: int) -> int:
        """Where the token in front of ``index`` ends; the text's start for the first."""
        return self.tokens[index - 1].end if index else 0

    def after(self, index: int) -> int:
        """Where the token ``index`` begins; the text's end behind the last."""
        return self.tokens[index].start if index < len(self.tokens) else len(self.text)

    def parted(self, index: int) -> bool:
        """Whether there is a blank between the tokens ``index - 1`` and ``index``."""
        if not 0 < index < len(self.tokens):
            return False
        return any(char.isspace() for char in self.text[self.before(index) : self.after(index)])


def apply_changes(words: str, changes: Iterable[Change]) -> str:
    """The words with ordered, not overlapping changes made."""
    pieces: list[str] = []
    at = 0
    for change in changes:
        pieces += (words[at : change.start], change.text)
        at = change.end
    return "".join((*pieces, words[at:]))


def record_text(theirs: Side) -> str:
    """All of the record's words as they are written into a list: on one line, TeX accents as Unicode."""
    return _BLANK.sub(" ", to_unicode(theirs.text).strip())


def combined(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes in order, those that touch made one, those that change nothing left out."""
    result: list[Change] = []
    for change in sorted(changes):
        if change.start == change.end and not change.text:
            continue
        if result and result[-1].end == change.start:
            last = result.pop()
            result.append(Change(last.start, change.end, last.text + change.text))
        else:
            result.append(change)
    return tuple(result)


def change_of(run: Run, ours: Side, theirs: Side) -> Change:
    """The change that makes the tokens of a run the record's, with the record's blanks at its edges."""
    if run.other_start == run.other_end:
        return _deletion(run, ours, parted=theirs.parted(run.other_start))
    if run.start == run.end:
        return _insertion(run, ours, theirs)
    return _replacement(run, ours, theirs)


def recasings(pairs: Iterable[tuple[int, int]], ours: Side, theirs: Side) -> list[Change]:
    """A change for each run of words, one blank apart, that are written in another letter case."""
    changes: list[Change] = []
    for index, other in pairs:
        token, shape = ours.tokens[index], theirs.tokens[other].shape
        if token.is_math or theirs.tokens[other].is_math or token.shape == shape:
            continue
        shape = _recased(ours.text[token.start : token.end], shape)
        last = changes[-1] if changes else None
        if last is not None and ours.text[last.end : token.start] == " " and ours.tokens[index - 1].end == last.end:
            changes[-1] = Change(last.start, token.end, f"{last.text} {shape}")
        else:
            changes.append(Change(token.start, token.end, shape))
    return changes


def _recased(word: str, shape: str) -> str:
    """The list's word with the letter case of ``shape``: its apostrophes, ligatures, invisible marks stay."""
    pieces: list[str] = []
    at = 0
    for char in word:
        folded = fold(char).replace("’", "'")
        piece = shape[at : at + len(folded)]
        if piece.casefold() != folded.casefold():
            return shape
        pieces.append(char if piece == folded else piece)
        at += len(folded)
    return "".join(pieces) if at == len(shape) else shape


def _record_text(run: Run, ours: Side, theirs: Side) -> str:
    """The record's words on one line, TeX accents as Unicode.

    Quotation marks around them come along only as a pair, and only where the list has none.
    """
    start, end = theirs.tokens[run.other_start].start, theirs.tokens[run.other_end - 1].end
    text = theirs.text
    gaps = [(ours.before(index), ours.after(index)) for index in (run.start, run.end)]
    bare = not any(_QUOTES & set(ours.text[before:after]) for before, after in gaps)
    paired = start > 0 and end < len(text) and text[start - 1] in _OPENING and text[end] in _CLOSING
    if bare and paired:
        start, end = start - 1, end + 1
    return _BLANK.sub(" ", to_unicode(text[start:end]).strip())


def _replacement(run: Run, ours: Side, theirs: Side) -> Change:
    start, end = ours.tokens[run.start].start, ours.tokens[run.end - 1].end
    text = _record_text(run, ours, theirs)
    if run.start and run.other_start and ours.tokens[run.start - 1].key != DASH:
        ours_parted, theirs_parted = ours.parted(run.start), theirs.parted(run.other_start)
        if theirs_parted and not ours_parted:
            text = f" {text}"
        elif ours_parted and not theirs_parted and not ours.text[ours.before(run.start) : start].strip():
            start = ours.before(run.start)
    if run.end < len(ours.tokens) and run.other_end < len(theirs.tokens) and ours.tokens[run.end].key != DASH:
        ours_parted, theirs_parted = ours.parted(run.end), theirs.parted(run.other_end)
        if theirs_parted and not ours_parted:
            text = f"{text} "
        elif ours_parted and not theirs_parted and not ours.text[end : ours.after(run.end)].strip():
            end = ours.after(run.end)
    return Change(start, end, text)


def _insertion(run: Run, ours: Side, theirs: Side) -> Change:
    text = _record_text(run, ours, theirs)
    left, right = theirs.parted(run.other_start), theirs.parted(run.other_end)
    behind, ahead = ours.before(run.start), ours.after(run.start)
    gap = ours.text[behind:ahead]
    if run.start == 0:
        change = Change(ahead, ahead, f"{text} " if right else text)
    elif run.start == len(ours.tokens):
        change = Change(behind, behind, f" {text}" if left else text)
    elif gap.isspace() and not left and not right:
        change = Change(behind, ahead, text)
    elif gap.isspace():
        # Never at the start of a line, where Markdown would read a dash or a number as a list.
        change = Change(behind, behind, f" {text}" if left else text) if right else Change(ahead, ahead, text)
    else:
        # Nothing, or a quotation mark, between the neighbours: an opening one stays with the word behind it.
        at = behind if gap[:1] and not gap[:1].isspace() and not left else ahead
        parted_left = at == ahead and gap[-1:].isspace()
        parted_right = at == behind and gap[:1].isspace()
        blank_left = " " if left and not parted_left else ""
        change = Change(at, at, blank_left + text + (" " if right and not parted_right else ""))
    return change


def _deletion(run: Run, ours: Side, *, parted: bool) -> Change:
    start, end = ours.tokens[run.start].start, ours.tokens[run.end - 1].end
    text = ours.text
    while start and end < len(text) and text[start - 1] in _OPENING and text[end] in _CLOSING:
        start, end = start - 1, end + 1
    left, right = _blank_before(text, start), _blank_after(text, end)
    if run.start == 0:
        return Change(start, right, "")
    if run.end == len(ours.tokens):
        return Change(left, end, "")
    blank_left, blank_right = text[left:start], text[end:right]
    if blank_left and blank_right:
        # A whole line goes with one line break; the first words of a line leave the break in front of them.
        return Change(start, right, "") if "\n" in blank_left and "\n" not in blank_right else Change(left, end, "")
    if blank_left:
        return (
            Change(start if parted else left, end, "") if text[end : end + 1] not in _QUOTES else Change(left, end, "")
        )
    if blank_right:
        glued = start and text[start - 1] in _QUOTES
        return Change(start, right if glued or (not parted and "\n" not in blank_right) else end, "")
    return Change(start, end, " " if parted else "")


def _blank_before(text: str, at: int) -> int:
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _blank_after(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
