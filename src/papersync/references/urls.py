"""One URL, read: whose it is, which paper it names, and what is wrong with it."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import unquote

from papersync.errors import IdentifierError
from papersync.identifiers import USUAL as USUAL_IDENTIFIER
from papersync.identifiers import ArxivId
from papersync.references import hosts
from papersync.references.model import DefectKind
from papersync.references.own import Flaw, OwnUrl, read_own
from papersync.text.patterns import late_pattern


class UrlKind(Enum):
    """Whose URL it is."""

    ARXIV = "arxiv"
    MIRROR = "mirror"
    DOI = "doi"
    BADGE = "badge"
    REDIRECT = "redirect"


class UrlReading(NamedTuple):
    """A URL that names a paper, or tries to. Positions count in the URL as given.

    ``id`` is None if arXiv cannot have given what stands there; ``problem`` then says why. ``end`` is where a reader
    who knows arXiv ends the URL: behind identifier, suffix, query and fragment, before what is glued to it.
    """

    kind: UrlKind
    id: ArxivId | None
    end: int
    problem: str | None = None
    flaws: tuple[Flaw, ...] = ()


# As nearly all are written, with an identifier that arXiv gives; nothing is wrong with them but perhaps their scheme.
USUAL: Final = late_pattern(
    r"http(?P<secure>s?)://arxiv\.org/(?:abs|html|(?P<pdf>pdf))/"
    rf"{USUAL_IDENTIFIER}(?(pdf)(?:\.pdf)?)"
)
_INSECURE: Final = (Flaw(DefectKind.INSECURE, 4, 4, "s"),)
_MENTION: Final = late_pattern(r"arxiv|ar5iv|alphaxiv|10\.48550|lanl\.gov|/papers/|xxx\.", re.IGNORECASE)
# Every identifier has so many in a row.
_DIGITS: Final = late_pattern(r"[0-9]{4}")
_HARMLESS_REST: Final = late_pattern(r"(?:[/?#].*)?", re.DOTALL)


def read_url(url: str, *, bare: bool = False, today: date | None = None) -> UrlReading | None:
    """Which paper a URL names; None if it names none.

    ``bare`` says that the URL stands in running text, where nobody said how far it reaches: nothing behind it is then
    held against it. Characters outside ASCII may be given as they are or as Latin-1 of their UTF-8 bytes.
    """
    usual = usual_reading(url) if today is None else None
    if usual is not None or _MENTION.search(url) is None:
        return usual
    own = read_own(url, bare=bare)
    if own is not None:
        return _own_reading(own, today)
    other = _other().match(url)
    if other is not None:
        return _other_reading(other, bare, today)
    if hosts.BADGE.match(url):
        return _badge_reading(url, today)
    carried = _carried().search(url) if _DIGITS.search(url) else None
    if carried is not None:
        identifier, problem = _identifier(carried["id"], today)
        return UrlReading(UrlKind.REDIRECT, identifier, len(url), problem)
    return None


def usual_reading(url: str) -> UrlReading | None:
    """What ``read_url`` says of a URL that is as USUAL, None for others."""
    usual = USUAL.fullmatch(url)
    if usual is None:
        return None
    version = None if usual["version"] is None else int(usual["version"])
    flaws = () if usual["secure"] else _INSECURE
    return UrlReading(UrlKind.ARXIV, ArxivId(usual["base"], version), len(url), None, flaws)


# Two milliseconds to compile, and most lists have only URLs of arXiv's own.
@cache
def _other() -> re.Pattern[str]:
    return re.compile(
        rf"(?:https?:)?(?://)?(?:(?P<mirror>{hosts.MIRROR})|(?P<doi>(?:{hosts.DOI_RESOLVER})?{hosts.DOI}))"
        rf"(?:arxiv[:.])?(?P<id>{hosts.IDENTIFIER}|{hosts.MISTYPED})(?P<suffix>\.pdf)?(?P<rest>.*)",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _carried() -> re.Pattern[str]:
    # Redirectors and archives carry the whole URL, plain or percent-encoded, as a parameter or as the end of a path.
    return re.compile(
        rf"(?:[?&=/]|%3D)https?(?::|%3A)(?:/|%2F){{2}}{hosts.ARXIV}(?:/|%2F)+(?:abs|pdf|html)(?:/|%2F)+(?P<id>{hosts.IDENTIFIER})",
        re.IGNORECASE,
    )


def _own_reading(own: OwnUrl, today: date | None) -> UrlReading | None:
    identifier, problem = _identifier(own.identifier, today)
    if identifier is None:
        # Without /abs/ or the like it is another page of arXiv's.
        return UrlReading(UrlKind.ARXIV, None, own.end, problem) if own.explicit else None
    return UrlReading(UrlKind.ARXIV, identifier, own.end, None, own.flaws)


def _other_reading(match: re.Match[str], bare: bool, today: date | None) -> UrlReading:
    identifier, problem = _identifier(match["id"], today)
    kind = UrlKind.MIRROR if match["mirror"] else UrlKind.DOI
    glued = _HARMLESS_REST.fullmatch(match["rest"]) is None
    end = match.start("rest") if bare or glued else match.end()
    return UrlReading(kind, identifier, end, problem)


def _badge_reading(url: str, today: date | None) -> UrlReading | None:
    match = hosts.BADGE_IDENTIFIER.search(url, url.index("shields.io") if "shields.io" in url else 0)
    if match is None:
        return None
    identifier, _ = _identifier(match[0].replace("--", "-"), today)
    return None if identifier is None else UrlReading(UrlKind.BADGE, identifier, len(url))


def _identifier(text: str, today: date | None) -> tuple[ArxivId | None, str | None]:
    if not text:
        return None, "there is no identifier in the URL"
    try:
        return ArxivId.parse(unquote(text), today=today), None
    except IdentifierError as error:
        return None, error.message
