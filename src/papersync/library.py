"""papersync for other programs: two functions, bytes in and values out, that touch no file, network, clock or terminal.

What stands in `papersync.__all__` is the interface; docs/library.md shows it at work.
"""

from __future__ import annotations

from dataclasses import dataclass

from papersync.app.facts import Facts
from papersync.app.lists import papers_named
from papersync.app.mending import Mending, Wishes, prove
from papersync.app.policy import Policy
from papersync.lint.contents import Contents
from papersync.lint.finding import Finding
from papersync.references import Reference
from papersync.store.codec import loads
from papersync.store.hearsay import unconfirmed


@dataclass(frozen=True, slots=True)
class Mended:
    """A list with its words and links put right.

    ``text`` is the list as `papersync refresh` would write it; ``findings`` are those that are left in it, their spans
    counting its bytes.
    """

    text: bytes
    findings: tuple[Finding, ...]


def read_references(text: bytes) -> tuple[Reference, ...]:
    """Every place in a Markdown list that names a paper of arXiv's, in order.

    A reference's ``span`` is exact: ``text[span.start:span.end]`` is its ``url`` as written. ``id`` is None where arXiv
    cannot have given such an identifier, and ``problem`` says why. The bytes may be anything. Raises FileError where
    the Markdown parser gives up, and nothing else.
    """
    return Contents.of(text).references


def mend(text: bytes, store: bytes, *, path: str = "README.md") -> Mended:
    """The list as `papersync refresh --yes` would write it with these records, by the default configuration.

    ``store`` is the content of a store (`data/papers.json`), and all that is known: a paper that is not in it is left
    as it is. ``path`` is what findings call the list. The outcome is proved as that of the command is: bytes outside
    the edits are the same, and mending it again changes nothing. Raises StoreError for what is no store, FileError as
    ``read_references`` does.
    """
    records = loads(store, "store")
    contents, policy = Contents.of(text), Policy()
    named = {paper.latest for paper in papers_named([contents])}
    facts = Facts(records.papers, unconfirmed=unconfirmed(named, records))
    page = facts.page(path, contents)
    proved = prove(Mending(page, policy.check(page), Wishes()), facts, policy)
    return Mended(proved.text, policy.check(facts.page(path, proved.text)))
