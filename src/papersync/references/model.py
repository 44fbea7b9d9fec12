"""A place in a list that names a paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Final, NamedTuple

from papersync.identifiers import ArxivId
from papersync.markdown.found import Links
from papersync.markdown.model import Link
from papersync.text import Edit, Span

# A third faster than calling the class, and this is asked for by the hundred thousand.
_NEW: Final = tuple.__new__


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


OTHER_HOSTS: Final = (ReferenceKind.DOI, ReferenceKind.MIRROR)
"""What leads to a paper of arXiv's elsewhere than at arXiv."""


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
class OtherReference:
    """One reference. ``span`` is the link destination as written (the text itself for TEXT): there stands ``url``.

    ``id`` is None when arXiv cannot have given the identifier; ``problem`` then says why. ``whole`` is the span of the
    link construct around it (``span`` itself for bare and textual ones). ``section`` names the headings above it from
    the outermost, headings that hold a reference themselves (an entry's own) left out. ``link`` is the link that it
    is, or in whose text it stands.
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
    link: Link | None = None


@dataclass(frozen=True, slots=True, eq=False)
class UsualReference:
    """One that is ``[text](url)``, with nothing in it escaped and a URL of arXiv's own; the same is told of it.

    As a list may have a hundred thousand of them, it knows only where its numbers are in ``links``.
    """

    links: Links = field(repr=False)
    at: int
    id: ArxivId
    section: tuple[str, ...]
    defects: tuple[Defect, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UsualReference) and self._told() == other._told()

    def __hash__(self) -> int:
        return hash((self.at, self.id))

    def _told(self) -> tuple[object, ...]:
        return self.at, self.id, self.section, self.span, self.whole, self.url, self.text

    @property
    def span(self) -> Span:
        """The destination as written."""
        usual, at = self.links.usual, self.at
        return _NEW(Span, (usual[at + 2], usual[at + 1] - 1))

    @property
    def whole(self) -> Span:
        """The link."""
        usual, at = self.links.usual, self.at
        return _NEW(Span, (usual[at], usual[at + 1]))

    @property
    def url(self) -> str:
        """What stands in ``span``."""
        usual, at = self.links.usual, self.at
        return self.links.data[usual[at + 2] : usual[at + 1] - 1].decode()

    @property
    def text(self) -> str:
        """The text of the link."""
        usual, at = self.links.usual, self.at
        return self.links.data[usual[at] + 1 : usual[at + 2] - 2].decode()

    @property
    def link(self) -> Link:
        """The link, made when it is asked for."""
        return self.links.usual_link(*self.links.usual[self.at : self.at + 3])

    @property
    def kind(self) -> ReferenceKind:
        """That of a link."""
        return ReferenceKind.INLINE

    @property
    def problem(self) -> None:
        """None: its identifier is a possible one."""
        return None


Reference = UsualReference | OtherReference
"""A reference of either kind; what may be asked of OtherReference may be asked of both."""


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
