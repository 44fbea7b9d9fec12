"""How a neighbour's link is written: bare, in angle brackets, with a label."""

from __future__ import annotations

import re
from typing import Final

from papersync.entries.vocabulary import ELSEWHERE, LABELS
from papersync.entries.wording import is_identifier
from papersync.identifiers import ArxivId
from papersync.markdown.model import Link, LinkKind
from papersync.references.model import Reference, ReferenceKind
from papersync.text.patterns import late_pattern

_MOST_LABEL_WORDS: Final = 3
# `[math.QA/0307263]`
_WITH_SUBJECT: Final = late_pattern(r"[a-z-]{2,20}(?:\.[A-Za-z-]{2,20})?/\{id\}")
_TEXT: Final = ReferenceKind.TEXT


def label_of(source: bytes, reference: Reference) -> str:
    """The link as the list has it: bare, in angle brackets, with the URL for its text, or with a label; and what is
    none, `arXiv:2001.08361`.
    """
    link, named = reference.link, reference.id
    if reference.kind is ReferenceKind.BARE:
        return "{url}"
    if reference.kind is _TEXT and named is not None:
        return reference.url.replace(str(named), "{id}").replace(named.base, "{id}")
    if reference.kind is ReferenceKind.AUTOLINK or link is None:
        return "<{url}>"
    if link.text in (reference.url, link.url):
        return "[{url}]({url})"
    return _with_label(source, link, named)


def _with_label(source: bytes, link: Link, named: ArxivId | None) -> str:
    """The link with a label that any paper's may have; `[arXiv]` for a venue and the like."""
    raw = link.text_span.of(source).decode("utf-8", "replace")
    if named is not None and link.kind in (LinkKind.INLINE, LinkKind.REFERENCE):
        shown = raw.replace(str(named), "{id}").replace(named.base, "{id}")
        words = [word for word in re.findall(r"\w+", shown.replace("{id}", "")) if word]
        if _WITH_SUBJECT.fullmatch(shown):
            return "[arXiv:{id}]({url})"
        if "{id}" in shown and is_identifier(" ".join(link.text.split())):
            return f"[{shown}]({{url}})"
        if (
            words
            and len(words) <= _MOST_LABEL_WORDS
            and all(_is_label_word(word) for word in words)
            and "\n" not in raw
        ):
            return f"[{_bare_label(shown)}]({{url}})"
    return "[[arXiv]]({url})" if raw.startswith("[") and raw.endswith("]") else "[arXiv]({url})"


def _is_label_word(word: str) -> bool:
    folded = word.casefold()
    return folded in LABELS and folded not in ELSEWHERE and not word.isdigit()


def _bare_label(label: str) -> str:
    """The label without emoji and the like around it."""
    return re.sub(r"[^\w\s\[\](){}*_`/+&.:,|\\-]|:[a-z][a-z0-9_+-]{1,40}:", "", label).strip()
