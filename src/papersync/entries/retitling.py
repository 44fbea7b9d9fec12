"""Titles written from the record where mending leaves them: the part before the colon grown into the whole."""

from __future__ import annotations

from typing import Final

from papersync.entries.entry import Entry
from papersync.entries.judging import Judgement, JudgeOptions, stands_whole
from papersync.entries.reading_alone import reads_alone
from papersync.entries.rewriting import title_edits
from papersync.entries.titling import is_name
from papersync.markdown.escaping import Place, escape
from papersync.markdown.model import Document, LinkKind
from papersync.papers import Paper
from papersync.references.unnaming import unnamed
from papersync.text import Edit, Span
from papersync.text.patterns import late_pattern
from papersync.titles import CannotTell, Change, Differs, Doubt, Same
from papersync.titles.changes import combined

_BLANKS: Final = late_pattern(r"\s+")


def is_part(judgement: Judgement) -> bool:
    """Whether the title is what stands before the colon of the record's, and no more."""
    return isinstance(judgement.title, CannotTell) and judgement.title.doubt is Doubt.PART


def grown(
    document: Document, entry: Entry, paper: Paper, judgement: Judgement, options: JudgeOptions
) -> tuple[Edit, ...]:
    """The edits that write the rest of a title behind the part that the list shows; none where that stands beside it.

    What a person wrote stays, as the beginning of the title. Nicknames, translations and other words are nobody's to
    overwrite: of those nothing is left in a record's title.
    """
    slot = entry.title
    if slot is None or options.titles == "keep" or not is_part(judgement):
        return ()
    if not entry.is_headed and stands_whole(document, entry, slot, paper):
        return ()
    keep_case = options.titles == "words"
    changes = _growth(slot.text, paper, keep_case=keep_case)
    edits = title_edits(document, slot, changes, headed=entry.is_headed) if changes else ()
    return edits if edits and reads_alone(document, entry, edits, paper, keep_case=keep_case) else ()


def grown_link(document: Document, entry: Entry, paper: Paper) -> tuple[Edit, ...]:
    """The same for the text of the paper's link where an entry shows no title, but the name that its title begins
    with.
    """
    link = next((each.link for each in entry.references if each.link is not None), None)
    if link is None or link.kind is not LinkKind.INLINE or entry.is_headed:
        return ()
    if link.text_span.of(document.source).decode("utf-8", "replace") != link.text or not is_name(link.text):
        return ()
    changes = _growth(link.text, paper, keep_case=False)
    if len(changes) != 1 or changes[0].end != len(link.text):
        return ()
    place = Place.LINK_TEXT_IN_CELL if entry.is_row else Place.LINK_TEXT
    text = unnamed(escape(f"x{changes[0].text}", place)).removeprefix("x")
    edit = Edit(Span(link.text_span.end, link.text_span.end), text.encode())
    return (edit,) if reads_alone(document, entry, (edit,), paper) else ()


def _growth(words: str, paper: Paper, *, keep_case: bool) -> tuple[Change, ...]:
    """The changes that make the part before the colon the title; none if the outcome would not be judged the same."""
    from papersync.titles.compare import compare_title  # noqa: PLC0415 - much to load for titles that are right
    from papersync.titles.cutting import is_part_before_colon  # noqa: PLC0415 - as above
    from papersync.titles.matching import match_title  # noqa: PLC0415 - as above
    from papersync.titles.normalise import to_unicode  # noqa: PLC0415 - as above

    match = match_title(words, paper.title)
    ours, theirs = match.ours, match.theirs
    if not ours.tokens or not is_part_before_colon(match):
        return ()
    at = ours.tokens[-1].end
    rest = to_unicode(_BLANKS.sub(" ", theirs.text[theirs.tokens[len(ours.tokens) - 1].end :])).rstrip()
    growth = Change(at, at, rest)
    verdict = compare_title(words[:at] + rest + words[at:], paper, keep_case=keep_case)
    match verdict:
        case Same():
            return (growth,)
        case Differs() if all(change.end <= at for change in verdict.changes):
            return combined((*verdict.changes, growth))
        case _:
            return ()
