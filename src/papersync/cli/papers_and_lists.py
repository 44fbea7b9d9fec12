"""Identifiers and lists on one command line, told apart."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from papersync.errors import IdentifierError, UsageError
from papersync.identifiers import ArxivId, today_utc
from papersync.references import identify

_LISTS = (".md", ".markdown")


def told_apart(words: Sequence[str]) -> tuple[list[ArxivId], list[Path]]:
    """The papers and the lists that the words mean, each in order; ``-`` stands for identifiers on standard input.

    What names a paper is one, unless it ends as lists do; what is a file or a folder is a list. Raises IdentifierError
    for a word that is neither, UsageError if no paper is among them.
    """
    papers: list[ArxivId] = []
    lists: list[Path] = []
    for word in words:
        if word == "-":
            papers += [identify(each, today_utc()) for each in sys.stdin.read().split()]
        elif "://" not in word and word.lower().endswith(_LISTS):
            lists.append(Path(word))
        else:
            try:
                papers.append(identify(word, today_utc()))
            except IdentifierError:
                if not _is_there(word):
                    raise
                lists.append(Path(word))
    if not papers:
        raise UsageError("no identifiers were given")
    return papers, lists


def _is_there(word: str) -> bool:
    try:
        return Path(word).exists()
    except (OSError, ValueError):
        return False
