"""A place in a list that names a paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from papersync.identifiers import ArxivId
from papersync.markdown.model import Link, LinkKind
from papersync.text import Edit, Span


class ReferenceKind(Enum):
    """How a reference is written; the values are those of the JSON contract."""

    INLINE = "inline"
    AUTOLINK = "autolink"
    BARE = "bare"
    DEFINITION = "definition"
    HTML = "html"
    IMAGE = "image"
    BADGE = "badge"
    MIRROR = "mirror"
    DOI = "doi"
    TEXT = "text"


class DefectKind(Enum):
    """What is wrong with a reference's URL; the values are the codes of the rules that report it."""

    MANGLED = "PS101"
    TRACKING = "PS102"
    INSECURE = "PS103"
    RETIRED_HOST = "PS104"
    WRONG_PATH = "PS105"
    BROKEN_SCHEME = "PS106"


class Defect(NamedTuple):
    """One thing wrong with a URL and the edit that mends it; edits of one reference's defects never overlap.

    ``cut`` is what the edit takes away, percent-decoded for the message. ``safe`` is False when a URL or digits are
    cut, which a person should look at first.
    """

    kind: DefectKind
    edit: Edit
    cut: str
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference. ``span`` is the link destination as written (the text itself for TEXT): there stands ``url``.

    ``id`` is None when arXiv cannot have given the identifier; ``problem`` then says why. ``whole`` is the span of the
    link construct around it (``span`` itself for bare and textual ones). ``section`` names the headings above it from
    the outermost, headings that hold a reference themselves (an entry's own) left out. ``is_usual`` says that it is
    ``[text](url)`` and nothing in it is escaped: its link is then made when it is asked for, as a list may have a
    hundred thousand of them. ``other_link`` is the link that it is if not, or in whose text it stands.
    """

    span: Span
    whole: Span
    url: str
    id: ArxivId | None
    kind: ReferenceKind
    text: str | None
    section: tuple[str, ...]
    problem: str | None = None
    defects: tuple[Defect, ...] = ()
    other_link: Link | None = None
    is_usual: bool = False

    @property
    def link(self) -> Link | None:
        """The link it is, or in whose text it stands."""
        if not self.is_usual:
            return self.other_link
        text = Span(self.whole.start + 1, self.span.start - 2)
        return Link(LinkKind.INLINE, self.whole, self.span, self.url, self.text or "", text)


class Row(NamedTuple):
    """What a list of references tells of one, which is all that memory needs to hold of it: as in Reference, the span
    and the identifier in two.
    """

    start: int
    end: int
    url: str
    base: str | None
    version: int | None
    kind: str
    text: str | None
    section: tuple[str, ...]
    problem: str | None = None

    @classmethod
    def of(cls, reference: Reference, section: tuple[str, ...] | None = None) -> Row:
        """The row of a reference, with another section if one is given."""
        r, named = reference, reference.id
        base, version = (None, None) if named is None else (named.base, named.version)
        shown = r.section if section is None else section
        return cls(*r.span, r.url, base, version, r.kind.value, r.text, shown, r.problem)
