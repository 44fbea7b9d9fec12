"""What all documents for programs have in common: their version, their errors, and how they become text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING, Final

from papersync.errors import PapersyncError
from papersync.text.patterns import late_pattern

if TYPE_CHECKING:
    from papersync.report import contract

VERSION: Final = 1
# Legal in JSON and harmful on a terminal or in a log: DEL and C1 controls, bidirectional controls and marks, line
# separators; lone surrogates, which UTF-8 cannot hold; and "##[", where GitHub's runner finds a command in any log.
_ESCAPED: Final = late_pattern("#(?=#\\[)|[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def error_document(error: PapersyncError, path: str) -> contract.Error:
    """One of the ``errors`` of a document: what happened to the file and what to do; ``path`` may be empty, ``hint``
    null. Where in the file, if that is known, the message says.
    """
    line = error.place.line if error.place is not None else None
    return {
        "path": path,
        "message": error.message if line is None else f"line {line}: {error.message}",
        "hint": error.hint,
    }


def dump(document: Mapping[str, object]) -> str:
    """The document as text with a final newline, fit for UTF-8 and for a terminal: harmful characters are escaped."""
    return harmless(_indented(document, "\n")) + "\n"


def _indented(value: object, margin: str) -> str:
    """What ``json.dumps`` makes of it with ``ensure_ascii=False, indent=2``, in a third of the time: that asks for
    each brace and comma of some hundred thousand. ``margin`` is a line ending and the indentation of the value.
    """
    if isinstance(value, str):
        return quoted(value)
    if value and isinstance(value, dict) and all(isinstance(key, str) for key in value):
        inner = margin + "  "
        members = [f"{inner}{quoted(key)}: {_indented(each, inner)}" for key, each in value.items()]
        return f"{{{','.join(members)}{margin}}}"
    if value and isinstance(value, list | tuple):
        inner = margin + "  "
        return f"[{','.join([inner + _indented(each, inner) for each in value])}{margin}]"
    if value is None:
        return "null"
    if value.__class__ is int:
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def harmless(text: str) -> str:
    """JSON with harmful characters escaped."""
    if text.isascii() and "\x7f" not in text and "##[" not in text:
        return text
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
