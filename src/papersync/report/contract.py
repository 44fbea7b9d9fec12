"""What the commands print with ``--output-format json``, member by member: a contract, version 1.

The types below are what the documents are built as (mypy holds that); the JSON Schemas in docs/schemas and docs/json.md
are made of them. Nothing imports them when a command runs. In ``Annotated`` stand what a member means, and which
numbers or words there are.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal, NamedTuple, NotRequired, TypedDict

from papersync.lint.finding import Level, Safety
from papersync.references.model import ReferenceKind


class Least(NamedTuple):
    """The least number that a member may be."""

    number: int


class Words(NamedTuple):
    """All that a member may be."""

    words: tuple[str, ...]


Offset = Annotated[int, Least(0)]
Count = Annotated[int, Least(1)]
_LEVEL: Final = Words(tuple(level.value for level in Level))
_SAFETY: Final = Words(tuple(safety.value for safety in Safety))
_KIND: Final = Words(tuple(kind.value for kind in ReferenceKind))


class Error(TypedDict):
    """Something that went wrong with one file, or with the run; the exit code is that of the gravest."""

    path: Annotated[str, "the file, as it was named; empty where no file is to blame"]
    message: Annotated[str, "what happened; the line in front, where one is known"]
    hint: Annotated[str | None, "what to do next"]


class Edit(TypedDict):
    """A stretch of bytes, and what takes its place."""

    start: Annotated[Offset, "the first byte that goes"]
    end: Annotated[Offset, "the byte behind the last that goes; as `start` where nothing does"]
    text: Annotated[str, "what stands there instead"]


class Fix(TypedDict):
    """Edits that belong together: all are made or none."""

    safety: Annotated[str, "whether `--fix` makes it, or only `--unsafe-fixes`", _SAFETY]
    edits: Annotated[list[Edit], "in order, apart from one another"]


class Finding(TypedDict):
    """Something that is wrong, or worth knowing, at one place."""

    code: Annotated[str, "the rule's code, as `PS203`; `papersync rules` lists them"]
    name: Annotated[str, "the rule's name, as `wrong-paper`"]
    level: Annotated[str, "errors and warnings lead to exit code 1", _LEVEL]
    message: Annotated[str, "what is wrong; it may quote the list and arXiv, so escape it for where it goes"]
    path: Annotated[str, "the list, as it was named; `-` for standard input"]
    line: Annotated[Count, "from 1"]
    column: Annotated[Count, "from 1, in code points"]
    end_line: Annotated[Count, "where it ends"]
    end_column: Annotated[Count, "the column behind its last"]
    start: Annotated[Offset, "its first byte in the file"]
    end: Annotated[Offset, "the byte behind its last"]
    id: Annotated[str | None, "the identifier that it is about, with a version if one is named"]
    fixed: Annotated[bool, "whether its fix has been made by this run; its place is that in the file before"]
    fix: Annotated[Fix | None, "how it may be mended; null where only a person can"]


class LintDocument(TypedDict):
    """`papersync lint`: what is wrong in the lists, list by list, in order of place and code."""

    version: Literal[1]
    findings: Annotated[list[Finding], "those of level info too, whatever `--show` says"]
    errors: Annotated[list[Error], "lists that could not be read or written"]


class Changes(TypedDict):
    """What a refresh did, or with `--check` would do, besides what it found."""

    changed: Annotated[list[str], "paths of the lists that were (would be) changed"]
    added: Annotated[list[str], "identifiers whose records are new in the store"]
    updated: Annotated[list[str], "identifiers whose records are other ones now"]
    unconfirmed: Annotated[
        list[str], "identifiers for which no source answered: nothing is known to be wrong with them"
    ]
    unconfirmed_since: Annotated[
        dict[str, str | None], "for each of these when a source last answered (ISO 8601, UTC); null if that is unknown"
    ]
    stale_since: Annotated[
        str | None, "when a source last answered for any of the papers, if that is longer ago than `stale-after`"
    ]


class RefreshDocument(LintDocument, Changes):
    """`papersync refresh`: what `lint` prints, with what was repaired as `fixed`, and what was changed."""


class Resolution(TypedDict):
    """What resolving did, or with `--check` would do."""

    changed: Annotated[list[str], "paths of the files that were (would be) changed"]


class ResolveDocument(LintDocument, Resolution):
    """`papersync resolve`: each conflict, resolved (`fixed`) or left with the reason why, and what was changed."""


class Reference(TypedDict):
    """One place in a list that names a paper."""

    path: Annotated[str, "the list, as it was named; `-` for standard input"]
    line: Annotated[Count, "from 1"]
    column: Annotated[Count, "from 1, in code points"]
    start: Annotated[Offset, "the first byte of the link's destination; of the text, for a textual reference"]
    end: Annotated[Offset, "the byte behind its last: `file[start:end]` is `url`"]
    url: Annotated[str, "as it is written"]
    id: Annotated[str | None, "the canonical identifier, without a version; null where it is impossible"]
    id_version: Annotated[Count | None, "the version that is named"]
    kind: Annotated[str, "how it is written", _KIND]
    text: Annotated[str | None, "the text of the link, as a reader sees it"]
    section: Annotated[list[str], "the headings above it, from the outermost"]


class RefsDocument(TypedDict):
    """`papersync refs`: every reference, list by list, in order of place."""

    version: Literal[1]
    references: Annotated[list[Reference], "a URL that is the text of a link is that link's `text`, and no other one"]
    errors: Annotated[list[Error], "lists that could not be read"]


class Slot(TypedDict):
    """One thing that an entry says of its paper."""

    text: Annotated[str, "as a reader sees it"]
    start: Annotated[Offset, "its first byte in the file"]
    end: Annotated[Offset, "the byte behind its last"]


class Entry(TypedDict):
    """The stretch of a list that describes one paper."""

    path: Annotated[str, "the list, as it was named; `-` for standard input"]
    line: Annotated[Count, "of its first byte, from 1"]
    start: Annotated[Offset, "its first byte in the file"]
    end: Annotated[Offset, "the byte behind its last"]
    layout: Annotated[str, "how it is written, as `linked-title`"]
    section: Annotated[list[str], "the headings above it, from the outermost"]
    ids: Annotated[list[str], "the identifiers that it names, with versions where they are named"]
    title: Slot | None
    authors: Slot | None
    abstract: Annotated[Slot | None, "the quote, or what stands in its place"]
    date: Annotated[Slot | None, "as it is written"]


class EntriesDocument(TypedDict):
    """`papersync entries`: how each list describes its papers, in order of place."""

    version: Literal[1]
    entries: list[Entry]
    errors: Annotated[list[Error], "lists that could not be read"]


class Author(TypedDict):
    """One author."""

    name: str
    affiliations: NotRequired[list[str]]


class Withdrawal(TypedDict):
    """That a paper was withdrawn."""

    reason: Annotated[str, "in its authors' words, or in arXiv's"]
    certain: Annotated[bool, "false where words only suggest it"]


class Record(TypedDict):
    """What arXiv says of a paper, with the keys of the store; empty things are left out."""

    id: Annotated[str, "the identifier, without a version"]
    title: str
    authors: list[Author]
    abstract: NotRequired[str]
    primary_category: str
    categories: list[str]
    version: Annotated[Count, "the one that this is the record of: the latest, unless another was asked for"]
    published: Annotated[str, "when version 1 was submitted (ISO 8601, UTC)"]
    updated: Annotated[str, "when this version was (ISO 8601, UTC)"]
    comment: Annotated[NotRequired[str], "arXiv's comments field"]
    journal_ref: NotRequired[str]
    doi: Annotated[NotRequired[list[str]], "of the published version"]
    withdrawn: NotRequired[Withdrawal]
    former_titles: Annotated[NotRequired[list[str]], "that of version 1, and those seen here"]
    first_title_known: Annotated[
        NotRequired[bool], "true where the title of version 1 is among these titles for certain"
    ]
    origin: Annotated[NotRequired[str], "who said so, where it was not arXiv's query API"]


class ShowDocument(TypedDict):
    """`papersync show`: one record."""

    version: Literal[1]
    paper: Annotated[Record | None, "null where there is none to be had"]
    errors: Annotated[NotRequired[list[Error]], "why there is none"]


class Placed(TypedDict):
    """What became of one paper."""

    id: str
    outcome: Annotated[
        str, "`there`: it stood in that section before, and stays as it was", Words(("added", "moved", "there"))
    ]


class AddDocument(TypedDict):
    """`papersync add` and `papersync move`: what became of each paper, in the order given."""

    version: Literal[1]
    papers: Annotated[list[Placed], "none where something went wrong: all are put or none"]
    changed: Annotated[list[str], "the path of the list, if it was (with `--check`: would be) changed"]
    path: Annotated[NotRequired[str], "the list; left out where something went wrong"]
    section: Annotated[NotRequired[str], "the heading of the section; left out where something went wrong"]
    section_created: Annotated[NotRequired[bool], "true if the section was (with `--check`: would be) made for them"]
    errors: Annotated[NotRequired[list[Error]], "what went wrong"]


class Taken(TypedDict):
    """An entry that was taken out of a list."""

    id: str
    outcome: Annotated[str, "always this", Words(("removed",))]
    path: Annotated[str, "the list that it stood in"]
    line: Annotated[Count | None, "where it stood"]
    section: Annotated[str, "the headings above it, with ` > ` between them"]


class RemoveDocument(TypedDict):
    """`papersync remove`: what was (with `--check`: would be) taken away."""

    version: Literal[1]
    papers: Annotated[list[Taken], "none where something went wrong: all are removed or none"]
    changed: Annotated[list[str], "paths of the lists that were (would be) changed"]
    errors: Annotated[NotRequired[list[Error]], "what went wrong"]


class Rule(TypedDict):
    """One rule."""

    code: str
    name: str
    level: Annotated[str, "the usual level of its findings"]
    fix: Annotated[str | None, "which kinds of fix it may offer"]
    summary: str


class RulesDocument(TypedDict):
    """`papersync rules`: the rules, in order of their codes."""

    version: Literal[1]
    rules: list[Rule]
    errors: Annotated[NotRequired[list[Error]], "why there are none"]


DOCUMENTS: Final[dict[str, type]] = {
    "refs": RefsDocument,
    "entries": EntriesDocument,
    "lint": LintDocument,
    "refresh": RefreshDocument,
    "resolve": ResolveDocument,
    "show": ShowDocument,
    "add": AddDocument,
    "move": AddDocument,
    "remove": RemoveDocument,
    "rules": RulesDocument,
}
"""What each command prints."""
