"""The title in a heading's line, apart from numbers, emoji and links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from papersync.entries.asides import is_aside
from papersync.entries.entry import Slot
from papersync.entries.peeling import unclosed
from papersync.entries.slots import slot_of, trimmed
from papersync.entries.titling import is_title
from papersync.entries.wording import is_date, is_identifier, is_label, is_venue
from papersync.markdown.model import Inline
from papersync.references.model import Reference, ReferenceKind
from papersync.text import Span
from papersync.text.patterns import late_pattern

# A manual number or an emoji before the title, and what leads over from the title to its links, are the list's own.
_BEFORE_TITLE: Final = late_pattern(r"\s*(?:(?:\d{1,4}[.)]|[^\w\s\"'“”‘’«»(\[{$\\¿¡.@#/|+*-]{1,4}|[-–—•]+)\s+)*")
# `[2021 AAAI]`
_TAG: Final = late_pattern(r"\[([^\[\]]{1,40})\]\s+")
_AFTER_TITLE: Final = frozenset("[({|,:;–—-")
_LABELS: Final = late_pattern(
    r"\W*+(?:ar\W?xiv|paper|pdf|abs|html|link|preprint|论文)?(?:\s+(?:link|url))?\W*+", re.IGNORECASE
)
# A title does not end with one of these; a sentence that leads to its link does.
_FUNCTION_WORD: Final = late_pattern(
    "an?|and|as|at|by|for|from|in|into|is|like|of|on|or|our|see|than|that|the|their|this|to|using|via|vs|with"
)
_FEWEST_WORDS: Final = 3
# `[paper this is based on]`
_SAYS_WHAT: Final = late_pattern(r"\W*(?:the\s+)?(?:paper|article|preprint)(?:\s+[a-z]+){1,5}\W*")
_LEADS_TO_TITLE: Final = late_pattern(r"[\s\])]*[-–—:：]\s+")


def before_bare_url(inlines: Sequence[Inline], own: Sequence[Reference]) -> Sequence[Inline]:
    """The runs before the first URL that stands bare, which is a link to GitHub and none to CommonMark."""
    bare = next((each.span.start for each in own if each.kind is ReferenceKind.BARE), None)
    if bare is None:
        return inlines
    runs = [inline for inline in inlines if inline.span.start < bare]
    if runs and runs[-1].verbatim and runs[-1].span.end > bare:
        kept = runs[-1].text.encode()[: bare - runs[-1].span.start].decode("utf-8", "ignore")
        runs[-1] = runs[-1]._replace(text=kept, span=Span(runs[-1].span.start, bare))
    return runs


def title_slot(inlines: Sequence[Inline], own: Sequence[Reference]) -> Slot | None:
    """The words before the first link; if there are none, the first link's own text unless that is only a label.

    Of a link that is none of the paper's ``own`` references more words are labels.
    """
    stop = _first_link(inlines)
    before = _cleaned(inlines[:stop])
    if before is not None or stop == len(inlines):
        return before
    link = inlines[stop].link
    linked = [inline for inline in inlines if inline.link == link]
    text = "".join(run.text for run in linked)
    is_own = any(each.link is not None and link is not None and each.link.url == link.url for each in own)
    if (
        _LABELS.fullmatch(text)
        or _SAYS_WHAT.fullmatch(text)
        or is_identifier(text)
        or not (is_own or not is_label(text))
    ):
        return _behind_links(inlines)
    return _cleaned(linked)


def _behind_links(inlines: Sequence[Inline]) -> Slot | None:
    """A title behind the links, and a dash or a colon that leads to it: `### [arXiv](…) — Title`."""
    last = max(index for index, inline in enumerate(inlines) if inline.link is not None)
    text = "".join(inline.text for inline in inlines[last + 1 :])
    return _cleaned(inlines[last + 1 :]) if _LEADS_TO_TITLE.match(text) and is_title(text) else None


def is_sentence(inlines: Sequence[Inline]) -> bool:
    """Whether the words before the first link only lead to it: "as outlined in the [InstructGPT paper](…)"."""
    first = _first_link(inlines)
    words = "".join(inline.text for inline in inlines[:first]).split()
    return first < len(inlines) and len(words) >= _FEWEST_WORDS and bool(_FUNCTION_WORD.fullmatch(words[-1]))


def _first_link(inlines: Sequence[Inline]) -> int:
    return next((index for index, inline in enumerate(inlines) if inline.link is not None), len(inlines))


def _cleaned(inlines: Sequence[Inline]) -> Slot | None:
    text = "".join([inline.text for inline in inlines])
    leading = _BEFORE_TITLE.match(text)
    start = leading.end() if leading else 0
    tag = _TAG.match(text, start)
    if tag is not None and is_aside(tag[1]):
        start = tag.end()
    if _LABELS.fullmatch(text):
        return None
    end = unclosed(text)
    while end > start and (text[end - 1] in _AFTER_TITLE or text[end - 1].isspace()):
        end -= 1
    if is_venue(text[start:end]) or is_date(text[start:end]):
        return None
    runs = trimmed(inlines, start, len(text) - end)
    return slot_of(runs) if runs else None
