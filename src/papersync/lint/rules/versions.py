"""PS302, PS303: what has become of a paper since it was listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from papersync.lint.examples import Example, Record
from papersync.lint.finding import Finding, Level
from papersync.lint.page import Page
from papersync.lint.rule import Basis, Rule
from papersync.lint.wording import shown
from papersync.papers import Paper

_KAPLAN: Final = "Scaling Laws for Neural Language Models"
_VENUE_LIMIT: Final = 120
# Another DOI than arXiv's own: then the list knows where the paper came out.
_DOI: Final = re.compile(rb"10\.(?!48550/)[0-9]{4,9}/", re.IGNORECASE)


class NewerVersion(Rule):
    """The link names a version, and arXiv has a newer one.

    A list may pin a version on purpose, as where it quotes numbers of a table; so this only informs. A link without a
    version always leads to the latest.
    """

    code = "PS302"
    name = "newer-version"
    level = Level.INFO
    basis = Basis.RECORDS
    examples = (
        Example(
            "version 1 of 3",
            f"- [{_KAPLAN}](https://arxiv.org/abs/2001.08361v1)\n",
            records=(Record("2001.08361", _KAPLAN, version=3),),
            says="version 3",
        ),
        Example(
            "the latest, and none",
            f"- [{_KAPLAN}](https://arxiv.org/abs/2001.08361v3) [pdf](https://arxiv.org/pdf/2001.08361)\n",
            records=(Record("2001.08361", _KAPLAN, version=3),),
            findings=0,
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        for reference in page.references:
            id_ = reference.id
            if id_ is None or id_.version is None:
                continue
            record = page.record(id_)
            if record is not None and id_.version < record.version:
                since = record.updated.date().isoformat()
                message = (
                    f"version {id_.version} of {record.id} is linked; arXiv has version {record.version} of {since}"
                )
                yield self.finding(page, reference.span, message, id=id_)


class Published(Rule):
    """arXiv's record says where the paper was published, and the entry does not.

    The journal reference or the DOI is what others should cite. Reported once for an entry, and not where the entry has
    the journal's name or any DOI but arXiv's.
    """

    code = "PS303"
    name = "published"
    level = Level.INFO
    basis = Basis.RECORDS
    examples = (
        Example(
            "in a journal by now",
            "- [A theorem](https://arxiv.org/abs/2001.00001)\n",
            records=(Record("2001.00001", "A theorem", journal_ref="Ann. Math. 200 (2024) 1-40"),),
            says="Ann. Math.",
        ),
        Example(
            "the list knows",
            "- [A theorem](https://arxiv.org/abs/2001.00001), Ann. Math. 2024\n"
            "- [A lemma](https://arxiv.org/abs/2001.00002), [DOI](https://doi.org/10.4007/x.1)\n",
            records=(
                Record("2001.00001", "A theorem", journal_ref="Ann. Math. 200 (2024) 1-40"),
                Record("2001.00002", "A lemma", doi=("10.4007/x.1",)),
            ),
            findings=0,
        ),
        Example(
            "a preprint",
            "- [A theorem](https://arxiv.org/abs/2001.00001)\n",
            records=(Record("2001.00001", "A theorem"),),
            findings=0,
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        for entry in page.recorded:
            record = page.record(entry.paper_id)
            if record is None or not (record.journal_ref or record.doi) or page.is_untouchable(entry):
                continue
            if not _is_told(entry.span.of(page.source), record):
                place = entry.references[0].span if entry.title is None else entry.title.span
                yield self.finding(page, place, _message(record), id=entry.paper_id)


def _is_told(text: bytes, record: Paper) -> bool:
    if _DOI.search(text):
        return True
    venue = re.split(r"\d", record.journal_ref or "", maxsplit=1)[0]
    letters = _letters(venue)
    return len(letters) > 2 and letters in _letters(text.decode("utf-8", "replace"))


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalpha())


def _message(record: Paper) -> str:
    facts = [shown(record.journal_ref, _VENUE_LIMIT)] if record.journal_ref else []
    facts += [f"DOI {shown(record.doi[0], _VENUE_LIMIT)}"] if record.doi else []
    return f"{record.id} was published: {', '.join(facts)}"
