"""Whether a title is written in another language, or in another script."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from papersync.titles.tokens import Token
from papersync.titles.vocabulary import FOREIGN, FOREIGN_OR_NAME, FUNCTION

_OUR_SCRIPTS: Final = ("LATIN", "GREEK", "MATHEMATICAL", "FULLWIDTH LATIN")


def is_translated(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether the words are in another script or another language than the record's title."""
    if _foreign_script(ours) > 0.3 and _foreign_script(theirs) < 0.1:
        return True
    known = {token.key for token in theirs}
    new = [token for token in ours if token.is_word and token.key not in known]
    accented = sum(_is_accented(token.key) for token in new)
    sure = sum(token.key in FOREIGN for token in new)
    # "I" is English.
    perhaps = sum(token.key in FOREIGN_OR_NAME and token.shape != "I" for token in new)
    english = sum(token.key in FUNCTION for token in ours)
    return accented + perhaps + 2 * sure >= 2 and accented + perhaps + sure > english


def has_foreign_script(tokens: Sequence[Token]) -> bool:
    """Whether a letter is neither Latin nor Greek."""
    return any(not token.key.isascii() and _foreign_script([token]) > 0 for token in tokens)


def _is_accented(key: str) -> bool:
    """Whether a word has Latin letters beyond those of ASCII; a Greek one is a symbol."""
    if key.isascii() or any(map(str.isdigit, key)):
        return False
    return any(char.isalpha() and not unicodedata.name(char, "").startswith("GREEK") for char in key if char > "\x7f")


def _foreign_script(tokens: Sequence[Token]) -> float:
    letters = [char for token in tokens for char in token.key if char.isalpha()]
    foreign = sum(not unicodedata.name(char, "").startswith(_OUR_SCRIPTS) for char in letters)
    return foreign / len(letters) if letters else 0.0
