"""Text of others, fit for a sentence."""

from __future__ import annotations

from papersync.text import Edit

_TITLE_LIMIT = 100
_WORD_LIMIT = 40


def shown(text: str, limit: int = _TITLE_LIMIT) -> str:
    """The text in quotation marks, white space collapsed, cut at a blank to about ``limit`` code points.

    Control characters other than white space stay: a report knows what its place cannot bear.
    """
    return f"“{shortened(text, limit)}”"


def shortened(text: str, limit: int) -> str:
    """As ``shown``, without the quotation marks."""
    # Leading white space may be long; what lies far behind the limit is never looked at.
    words = " ".join(text.lstrip()[: 4 * limit].split())
    if len(words) <= limit:
        return words
    head = words[:limit]
    at_blank = head.rpartition(" ")[0]
    return (at_blank if len(at_blank) > limit // 2 else head).rstrip(" ,;:.") + "…"


def counted(number: int, one: str, many: str) -> str:
    """``1 word``, ``2 words``."""
    return f"{number} {one if number == 1 else many}"


def shown_edit(source: bytes, edit: Edit) -> str:
    """The words before and after an edit, whole even where only a hyphen changes: “Metalearning” → “Meta-learning”."""
    start, end = edit.span
    before = source[max(0, start - _WORD_LIMIT) : start]
    after = source[end : end + _WORD_LIMIT]
    head = before[_after_last_blank(before) :]
    tail = after.split(maxsplit=1)[0] if after[:1].strip() else b""
    old, new = edit.span.of(source), edit.replacement
    return f"{_decoded(head + old + tail)} → {_decoded(head + new + tail)}"


def _after_last_blank(text: bytes) -> int:
    return len(text) if text[-1:].isspace() else len(text) - len(text.split()[-1] if text else b"")


def _decoded(text: bytes) -> str:
    return shown(text.decode("utf-8", "replace"), _WORD_LIMIT)
