"""PS207: authors that the record does not have."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from papersync.entries.names import author_names
from papersync.entries.wording import is_label
from papersync.lint.examples import Example, Record
from papersync.lint.finding import Finding, Level
from papersync.lint.page import Page
from papersync.lint.rule import Basis, Rule
from papersync.lint.wording import shown

_SCALING = Record(
    "2001.08361",
    "Scaling Laws for Neural Language Models",
    authors=("Jared Kaplan", "Sam McCandlish", "Tom Henighan", "José Núñez"),
)
_LINK: Final = "[Scaling Laws for Neural Language Models](https://arxiv.org/abs/2001.08361)"
_NAMED: Final = 4
# A group may stand for its members.
_GROUPS: Final = frozenset(
    ("team", "group", "collaboration", "labs", "lab", "research", "university", "institute", "inc", "ai", "google")
)


class AuthorsDiffer(Rule):
    """The entry names an author whom arXiv's record does not have.

    The list was filled from a draft, a name was mistyped, or authors changed with a later version. Family names are
    compared, without accents; that a list names only some of the authors is no difference. Lists' authors are never
    rewritten.
    """

    code = "PS207"
    name = "authors-differ"
    level = Level.INFO
    basis = Basis.RECORDS
    examples = (
        Example(
            "a mistyped name",
            f"- {_LINK} _Jared Caplan, Sam McCandlish._ Arxiv 2020.\n",
            records=(_SCALING,),
            says="“Jared Caplan”",
        ),
        Example(
            "the first two, an initial, an accent",
            f"- {_LINK} _J. Kaplan, Jose Nunez, et al._ Arxiv 2020.\n",
            records=(_SCALING,),
            findings=0,
        ),
        Example(
            "a venue behind the authors",
            f"- {_LINK}, Jared Kaplan, Sam McCandlish, NeurIPS 2023\n",
            records=(_SCALING,),
            findings=0,
        ),
        Example("none are named", f"- {_LINK} Arxiv 2020.\n", records=(_SCALING,), findings=0),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        for entry in page.recorded:
            record = page.record(entry.paper_id)
            if entry.authors is None or record is None or not record.authors:
                continue
            names = author_names(entry.authors.text)
            written = tuple([author.name for author in record.authors])
            others = [name for name in names if name not in written]
            # Most lists have taken the names from arXiv, as they are written there.
            if not others:
                continue
            known = _known_words(written)
            # What is read as one of several names may be a venue.
            strangers = [name for name in others if not is_label(name) and _is_stranger(name, known)]
            # Where nobody is known, a single name is rather something else than an author.
            if not strangers or page.is_untouchable(entry) or (len(strangers) == len(names) == 1):
                continue
            listed = ", ".join(author.name for author in record.authors[:_NAMED])
            rest = " and others" if len(record.authors) > _NAMED else ""
            named = ", ".join(shown(name, 60) for name in strangers[:_NAMED])
            message = f"{record.id} has no author {named}; it is by {shown(listed + rest, 160)}"
            yield self.finding(page, entry.authors.span, message, id=entry.paper_id)


def _is_stranger(name: str, known: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether no word of a name that is longer than an initial is an author's; names in other scripts are not."""
    words = [word for word in _words(name) if len(word) > 1]
    if not words or _GROUPS.intersection(words) or not all(word.isascii() for word in words):
        return False
    words_of_all, families = known
    # In some lists and languages the family name comes first, and some are written in one or in two.
    return not ({words[-1], "".join(words[-2:])} & words_of_all) and words[0] not in families


@lru_cache(maxsize=1024)
def _known_words(names: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """All words of the names, and the family names."""
    split = [words for name in names if (words := _words(name))]
    families = frozenset(words[-1] for words in split)
    return frozenset(word for words in split for word in (*words, "".join(words))), families


def _words(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ø", "o").replace("ł", "l")).casefold()
    letters = "".join(c for c in folded if not unicodedata.combining(c) and c not in "'’-‐")
    return "".join(c if c.isalnum() else " " for c in letters).split()
