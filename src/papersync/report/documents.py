"""What all documents for programs have in common: their version, their errors, and how they become text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING, Any, Final

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
    return _indented(document, "\n") + "\n"


def text_in_json(value: str) -> str:
    """A text as ``dump`` writes it."""
    return harmless(quoted(value))


# Keys are few, and come again and again.
_key: Final = lru_cache(maxsize=256)(text_in_json)


def _constant(value: object) -> str:
    return "null" if value is None else str(value).lower()


_SCALARS: Final[Mapping[type, Callable[[Any], str]]] = {
    str: text_in_json,
    int: int.__repr__,
    type(None): _constant,
    bool: _constant,
}


def _indented(value: object, margin: str) -> str:
    """What ``json.dumps`` makes of it with ``ensure_ascii=False, indent=2``, in a third of the time: that asks for
    each brace and comma of some hundred thousand. ``margin`` is a line ending and the indentation of the value.
    """
    scalars = _SCALARS
    if value.__class__ in scalars:
        return scalars[value.__class__](value)
    if value and isinstance(value, dict) and set(map(type, value)) == {str}:
        inner = margin + "  "
        members = [
            f"{inner}{_key(key)}: "
            f"{scalars[each.__class__](each) if each.__class__ in scalars else _indented(each, inner)}"
            for key, each in value.items()
        ]
        return f"{{{','.join(members)}{margin}}}"
    if value and isinstance(value, list | tuple):
        inner = margin + "  "
        return f"[{','.join([inner + _indented(each, inner) for each in value])}{margin}]"
    return harmless(json.dumps(value, ensure_ascii=False))


def harmless(text: str) -> str:
    """JSON with harmful characters escaped."""
    if text.isascii() and "\x7f" not in text and "##[" not in text:
        return text
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
