"""The text between the parts of an entry, cut into what lists are made of: marks, separators, breaks, words."""

from __future__ import annotations

import re
from typing import Final

from papersync.text.patterns import late_pattern

BREAKING: Final = "breaking"
MARK: Final = "mark"
SEPARATOR: Final = "separator"
LEXEMES: Final = late_pattern(
    r"(?P<gone><!--.{0,2000}?-->|:[a-z][a-z0-9_+-]{1,40}:|&#?\w{1,40};|\\[!-/:-@\[-`{-~])"
    r"|(?P<breaking>[ \t]*(?:\\|<br[ ]*/?>)?(?:[ \t]*(?:\r\n|\n|\r)[ \t>]*)+(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?"
    r"|[ \t]*<br[ ]*/?>[ \t]*)"
    r"|(?P<tag></?[a-z][^<>]{0,500}>)|(?P<code>(?P<ticks>`{1,3}).{0,500}?(?P=ticks))"
    r"|(?P<mark>\*+|_+|[\[\](){}（）【】《》「」『』“”«»\"])"
    r"|(?P<separator>[ \t,;:.|/\-–—·•，。；：、!?]+)|(?P<own>\w+|.)",
    re.DOTALL | re.IGNORECASE,
)
_CLOSING: Final = dict(zip("[({（【《「『“«", "])}）】》」』”»", strict=True))
_PAIRED: Final = frozenset('*_"')


def lexemes(text: str) -> list[tuple[str, str]]:
    """The text in pieces, each with what it is; ``own`` and other names for what is somebody's words."""
    return [(match.lastgroup or "", match[0]) for match in LEXEMES.finditer(text)]


def closes(opening: str, mark: str) -> bool:
    """Whether a mark closes what another one opens."""
    return mark == opening if opening[0] in _PAIRED else _CLOSING.get(opening) == mark
