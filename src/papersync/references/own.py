"""URLs of arXiv's own hosts: their grammar, and every way in which lists get them wrong."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import unquote

from papersync.references import hosts
from papersync.references.model import DefectKind
from papersync.text.patterns import late_pattern


class Flaw(NamedTuple):
    """What stands from ``start`` to ``end`` of the URL should be ``replacement``."""

    kind: DefectKind
    start: int
    end: int
    replacement: str = ""
    safe: bool = True


class OwnUrl(NamedTuple):
    """A URL of arXiv's that leads, or would lead, to a paper; ``explicit``: by ``/abs/``, ``/pdf/`` or the like."""

    identifier: str
    explicit: bool
    end: int
    flaws: tuple[Flaw, ...]


# As most are written: nothing is wrong with them.
_PLAIN: Final = late_pattern(
    r"https://arxiv\.org/(?:(?:abs|html)/(?P<id>[0-9]{4}\.[0-9]{4,5}(?:v[1-9][0-9]{0,4})?)"
    r"|pdf/(?P<pdf>[0-9]{4}\.[0-9]{4,5}(?:v[1-9][0-9]{0,4})?)(?:\.pdf)?)"
)
_HOST: Final = late_pattern(rf"(?<![A-Za-z0-9.-]){hosts.ARXIV}(?=[:/])", re.IGNORECASE)
# What people make of `https://`; a full-width colon may come as its three bytes.
_SCHEME: Final = late_pattern(
    r"(?P<right>https?://|//|)|(?:[htps]{0,10}\s?(?:(?::|;|%3A|：|\xef\xbc\x9a)\s?[/\\]{0,4}|/{2,4})){1,3}",
    re.IGNORECASE,
)
_PATH: Final = late_pattern(
    r"(?::[0-9]{2,5})?(?P<slashes>/+)"
    r"(?:(?P<form>abs|pdf|html|ps|format|e-print|eprint|src|dvi|bibtex|tb|cits|refs|other)(?P<more>/+)"
    r"|(?P<archived>ftp/(?P<ftp>[a-z-]{2,8})/papers/[0-9]{4}/|ps_cache/(?P<cache>[a-z-]{2,8})/(?:pdf|ps)/[0-9]{4}/))?"
    r"(?P<prefix>(?:arxiv(?::|%3A|\.|/))*)",
    re.IGNORECASE,
)
_IDENTIFIER: Final = re.compile(hosts.IDENTIFIER)
_MISTYPED: Final = re.compile(hosts.MISTYPED)
_NUMBER: Final = late_pattern(r"[0-9]{7}(?![0-9])(?:[vV][1-9][0-9]{0,4}(?![0-9]))?")
_SEGMENT: Final = late_pattern(r"[^/?#&\s]{0,80}")
# `.pdfmini`: what is glued to the ending does not take it away.
_SUFFIX: Final = late_pattern(r"\.(?P<format>pdf|(?:ps\.gz|ps|tar\.gz|html?)(?![a-z0-9]))", re.IGNORECASE)
_SUFFIXES: Final = {"ps": {"ps", "ps.gz"}, "e-print": {"tar.gz"}, "src": {"tar.gz"}}
_TAIL: Final = late_pattern(r"/?(?P<query>\?[^#]*)?(?:#.*)?", re.DOTALL)
_BARE_TAIL: Final = late_pattern(
    r"(?:/(?![A-Za-z0-9]))?(?P<query>\?[A-Za-z0-9_]{1,40}=[A-Za-z0-9_=&%+.-]{0,400}(?<![.&%+]))?(?:#[A-Za-z0-9_=.:-]{1,100}(?<![.:]))?"
)
_FRAGMENT: Final = late_pattern(r"#[A-Za-z0-9._:=&,-]{1,200}")
# The pages that have files below them: `/html/ID/x1.png`, `/src/ID/anc/data.csv`.
_WITH_FILES: Final = frozenset({"html", "src", "e-print", "eprint"})
_DIGIT_OR_URL: Final = late_pattern(r"[0-9]|https?:|www\.|://", re.IGNORECASE)


def read_own(url: str, *, bare: bool) -> OwnUrl | None:
    """Read a URL of arXiv's, None if it is another's or leads to no paper. ``bare`` as in read_url."""
    plain = _PLAIN.fullmatch(url)
    if plain is not None:
        return OwnUrl(plain["id"] or plain["pdf"], True, len(url), ())
    host = _HOST.search(url)
    if host is None:
        return None
    scheme = _SCHEME.fullmatch(url, 0, host.start())
    path = _PATH.match(url, host.end())
    if scheme is None or path is None:
        return None
    form = path["form"].lower() if path["form"] else None
    explicit = form is not None or path["archived"] is not None
    at = path.end()
    found = _NUMBER.match(url, at) if _is_old(path) else _IDENTIFIER.match(url, at)
    if found is None:
        return _without_identifier(url, at, form if explicit else None, bare)
    identifier = f"{path['ftp'] or path['cache']}/{found[0]}" if _is_old(path) else found[0]
    flaws = [*_before(url, host, scheme, bare)]
    suffix = _SUFFIX.match(url, found.end())
    right_form = _right_form(form, suffix)
    flaws += _path_flaws(path, right_form)
    tail = found.end()
    if suffix is not None and (path["archived"] or _belongs(form, suffix)):
        tail = suffix.end()
    end, behind = _behind(url, tail, right_form, bare)
    if end < 0:
        return None
    return OwnUrl(identifier, explicit, end, tuple(flaws + behind))


def _is_old(path: re.Match[str]) -> bool:
    """Whether the archive stands in the folder's name: /ftp/hep-th/papers/9901/9901001.pdf."""
    return path["archived"] is not None and (path["ftp"] or path["cache"]).lower() != "arxiv"


def _without_identifier(url: str, at: int, form: str | None, bare: bool) -> OwnUrl | None:
    """A link to /abs/ or /pdf/ without an identifier is a broken reference; another page of arXiv's is none."""
    if form is None:
        return None
    mistyped = _MISTYPED.match(url, at)
    if mistyped is not None:
        return OwnUrl(mistyped[0], True, mistyped.end() if bare else len(url), ())
    if bare or form not in ("abs", "pdf"):
        return None
    segment = _SEGMENT.match(url, at)
    return OwnUrl(segment[0] if segment else "", True, len(url), ())


def _before(url: str, host: re.Match[str], scheme: re.Match[str], bare: bool) -> list[Flaw]:
    """What is wrong with scheme and host."""
    written = url[: host.start()].lower()
    flaws: list[Flaw] = []
    if written == "http://":
        flaws.append(Flaw(DefectKind.INSECURE, 4, 4, "s"))
    elif scheme["right"] is None or (written == "" and not bare):
        # One edit for both where both begin at the same byte.
        if written == "" and host["retired"]:
            return [Flaw(DefectKind.BROKEN_SCHEME, 0, host.end(), "https://arxiv.org")]
        flaws.append(Flaw(DefectKind.BROKEN_SCHEME, 0, host.start(), "https://"))
    if host["retired"]:
        flaws.append(Flaw(DefectKind.RETIRED_HOST, host.start(), host.end(), "arxiv.org"))
    return flaws


def _right_form(form: str | None, suffix: re.Match[str] | None) -> str:
    """The form that belongs there: a PDF stands under /pdf/, and without a form the abstract is meant."""
    if suffix is not None and suffix["format"].lower() == "pdf" and form in (None, "abs", "html", "format"):
        return "pdf"
    return form or "abs"


def _path_flaws(path: re.Match[str], right_form: str) -> list[Flaw]:
    """What is wrong between host and identifier."""
    flaws: list[Flaw] = []
    for name in ("slashes", "more"):
        if len(path[name] or "") > 1:
            flaws.append(Flaw(DefectKind.WRONG_PATH, path.start(name) + 1, path.end(name)))
    if path["archived"]:
        return flaws
    if path["form"] is None:
        flaws.append(Flaw(DefectKind.WRONG_PATH, path.start("prefix"), path.end("prefix"), f"{right_form}/"))
        return flaws
    if path["form"] != right_form:
        flaws.append(Flaw(DefectKind.WRONG_PATH, path.start("form"), path.end("form"), right_form))
    if path["prefix"]:
        flaws.append(Flaw(DefectKind.WRONG_PATH, path.start("prefix"), path.end("prefix")))
    return flaws


def _belongs(form: str | None, suffix: re.Match[str]) -> bool:
    """Whether the suffix is right for the form, or the form is made right for the suffix."""
    written = suffix["format"].lower()
    if form in ("abs", "html", "format"):
        return written == "pdf"
    return written in _SUFFIXES.get(form or "", {"pdf"})


def _behind(url: str, at: int, form: str | None, bare: bool) -> tuple[int, list[Flaw]]:
    """Where the URL ends, -1 for a file that is no paper, and what is wrong behind identifier and suffix."""
    if form in _WITH_FILES and url.startswith("/", at):
        if hosts.IMAGE.search(url, at):
            return -1, []
        if not bare:
            return len(url), []
    tail = _BARE_TAIL.match(url, at) if bare else _TAIL.fullmatch(url, at)
    if tail is not None:
        query = tail.span("query")
        flaws = [Flaw(DefectKind.TRACKING, *query, safe="://" not in unquote(tail["query"]))] if query[0] >= 0 else []
        return tail.end(), flaws
    fragment = url.rfind("#", at)
    end = fragment if fragment > at and _FRAGMENT.fullmatch(url, fragment) else len(url)
    cut = unquote(url[at:end])
    return len(url), [Flaw(DefectKind.MANGLED, at, end, safe=_DIGIT_OR_URL.search(cut) is None)]
