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
    new = [token.key for token in ours if token.is_word and token.key not in known]
    accented = sum(not key.isascii() and any(map(str.isalpha, key)) and not any(map(str.isdigit, key)) for key in new)
    sure = sum(key in FOREIGN for key in new)
    perhaps = sum(key in FOREIGN_OR_NAME for key in new)
    english = sum(token.key in FUNCTION for token in ours)
    return accented + perhaps + 2 * sure >= 2 and accented + perhaps + sure > english


def has_foreign_script(tokens: Sequence[Token]) -> bool:
    """Whether a letter is neither Latin nor Greek."""
    return any(not token.key.isascii() and _foreign_script([token]) > 0 for token in tokens)


def _foreign_script(tokens: Sequence[Token]) -> float:
    letters = [char for token in tokens for char in token.key if char.isalpha()]
    foreign = sum(not unicodedata.name(char, "").startswith(_OUR_SCRIPTS) for char in letters)
    return foreign / len(letters) if letters else 0.0
