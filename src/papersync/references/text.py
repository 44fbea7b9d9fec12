"""References in running text: bare URLs, DOIs and ``arXiv:ID``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from papersync.errors import IdentifierError
from papersync.identifiers import ArxivId
from papersync.references import hosts
from papersync.references.model import ReferenceKind
from papersync.references.urls import UrlKind, UrlReading, read_url
from papersync.text.patterns import late_pattern

# Two spaces at most between the name and the identifier, a no-break space (two bytes) included.
_BLANK: Final = r"(?:[ \t]|\xc2\xa0){0,2}"
# What may stand right before the host: a scheme, right or not.
_SCHEME_BEFORE: Final = late_pattern(
    r"(?<![A-Za-z])(?:https?://|[htps]{2,8}\s?(?::|;|\xef\xbc\x9a)\s?/{0,3}(?:https?://)?|[htps]{3,8}//)$",
    re.IGNORECASE,
)
# The beginning of a URL that carries ours.
_CARRIER_BEFORE: Final = late_pattern(r"(?<![A-Za-z])https?://[A-Za-z0-9._~%/?#&=+:;,@!$*-]{3,400}$", re.IGNORECASE)
_URL: Final = late_pattern(r"[!-;=?-_a-z~\x80-\xff]{1,2000}")
_NOT_ASCII: Final = late_pattern(r"[\x80-\xff]")
# Behind one of these a host is a part of something else: a folder, a user's name.
_WITHIN_A_URL: Final = "/@%=&"
_LONGEST_BEFORE: Final = 420
# The word that a mention holds begins sooner: in `api.semanticscholar.org/graph/v1/paper/arxiv:` at its 42nd character.
_LONGEST_LEAD: Final = 64
_LONGEST_SCHEME: Final = 24
# GFM section 6.9: punctuation at the end of a bare URL does not belong to it.
_TRAILING: Final = "?!.,:;*_~'\")]}"


class Mention(NamedTuple):
    """A reference in running text; positions as in the text searched."""

    kind: ReferenceKind
    start: int
    end: int
    id: ArxivId | None
    problem: str | None = None
    reading: UrlReading | None = None


def mentions(
    text: str, start: int, end: int, *, today: date | None, urls: bool, words: Sequence[int] | None = None
) -> Iterator[Mention]:
    """The references between two positions of a text, which is Latin-1 of the file's bytes.

    Without ``urls`` only ``arXiv:ID``, as in the text of links that lead elsewhere. ``words`` are where the words stand
    in the text, sorted, if that is known: a long run need not be searched up to them.
    """
    at, mention = start, _mention()
    while match := mention.search(text, at if words is None else _near(words, at, end), end):
        found: Mention | None = None
        if match["text"]:
            found = _textual(match, ReferenceKind.TEXT, match["id"], today)
        elif urls:
            found = _url(text, match, at, end, today)
        if found is not None:
            yield found
        at = max(match.end(), at + 1) if found is None else max(found.end, match.start() + 1)


def _near(words: Sequence[int], at: int, end: int) -> int:
    """The first position from ``at`` on at which a mention can begin."""
    number = bisect_left(words, at)
    return max(at, words[number] - _LONGEST_LEAD) if number < len(words) and words[number] < end else end


# Five milliseconds to compile, and many lists have links only.
@cache
def _mention() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<text>(?<![A-Za-z0-9/.@_-])arxiv{_BLANK}(?::|\xef\xbc\x9a){_BLANK}"
        rf"(?P<id>{hosts.IDENTIFIER}|[0-9]{{4}}\.[0-9]{{3,7}}(?![0-9]))(?![A-Za-z0-9]))"
        rf"|(?P<doi>(?<![A-Za-z0-9/.])(?:{hosts.DOI_RESOLVER})?{hosts.DOI}(?P<doi_id>{hosts.IDENTIFIER}))"
        rf"|(?P<host>(?<![A-Za-z0-9.-])(?:{hosts.ARXIV}(?::[0-9]{{2,5}})?(?:/|%2F)|{hosts.MIRROR}|{hosts.DOI_RESOLVER}{hosts.DOI}))",
        re.IGNORECASE,
    )


def _textual(match: re.Match[str], kind: ReferenceKind, identifier: str, today: date | None) -> Mention:
    try:
        return Mention(kind, *match.span(), ArxivId.parse(identifier.replace("%2F", "/"), today=today))
    except IdentifierError as error:
        return Mention(kind, *match.span(), None, error.message)


def _url(text: str, match: re.Match[str], floor: int, end: int, today: date | None) -> Mention | None:
    host = match.start()
    lowest = max(floor, host - _LONGEST_BEFORE)
    # The slashes next to the host are its own; most have no others before them.
    carrier = _CARRIER_BEFORE.search(text, lowest, host) if text.rfind("://", lowest, host - 3) >= 0 else None
    scheme = _SCHEME_BEFORE.search(text, max(floor, host - _LONGEST_SCHEME), host)
    starts = [found.start() for found in (carrier, scheme) if found]
    if host == floor or text[host - 1] not in _WITHIN_A_URL:
        starts.append(host)
    for start in starts:
        written = _URL.match(text, start, end)
        reading = read_url(written[0], bare=True, today=today) if written else None
        if written is None or reading is None:
            continue
        kind = _KINDS.get(reading.kind, ReferenceKind.BARE)
        length = _carrier_length(written[0]) if reading.kind is UrlKind.REDIRECT else reading.end
        return Mention(kind, start, start + length, reading.id, reading.problem, reading)
    if match["doi"] is not None:
        return _textual(match, ReferenceKind.DOI, match["doi_id"], today)
    return None


def _carrier_length(url: str) -> int:
    """Where a bare URL ends that is not arXiv's: what GitHub links, but not into another script."""
    return len(_NOT_ASCII.split(url, maxsplit=1)[0].rstrip(_TRAILING))


_KINDS: Final = {
    UrlKind.MIRROR: ReferenceKind.MIRROR,
    UrlKind.DOI: ReferenceKind.DOI,
    UrlKind.BADGE: ReferenceKind.BADGE,
}
