"""How arXiv fails, and how what lies between fails: one line a fault in `KINDS`, each a pure function.

What is played was seen in 2026 or may be expected of networks; the papers in a false answer are chosen by the number
of the request, so that the same requests always meet the same answers.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from email.utils import format_datetime
from typing import Final

from papersync.http.delivery import Cut, Delivery, Refused, Reset, Response, Trickle, Unreachable, Unresolvable
from papersync.standin import lies
from papersync.standin.api import Page, Request, answer, atom, find, rendered, web_page
from papersync.standin.records import Records
from papersync.standin.render import error_feed

_PLAIN: Final = {"content-type": "text/plain; charset=utf-8"}
_REFUSAL: Final = b"Rate exceeded."
_GOLDEN: Final = 0.6180339887498949  # its multiples, and those of the next, fall evenly between 0 and 1
_ROOT_OF_TWO: Final = 1.4142135623730951
_WHAT_ENTRIES_NEED: Final = re.compile(rb"^    <(title|updated|published|summary)>[^<]*</\1>\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """A request that meets a fault. ``number`` counts the server's requests from 1; ``amount`` is what `=N` said."""

    number: int
    request: Request
    records: Records
    amount: float

    @property
    def honest(self) -> Response:
        """The answer without the fault."""
        return answer(self.request, self.records)


@dataclass(frozen=True, slots=True)
class Amount:
    """What `=N` means: ``default`` stands when it is left out. Fractions must be above 0."""

    default: float
    unit: str
    fractions: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A fault by its name. Requests that ``concerns`` denies pass it by; ``unconditional`` ones know no condition;
    those that are ``in_process_only`` happen before there is a connection, and no server can play them."""

    name: str
    what: str
    play: Callable[[Case], Response]
    concerns: Callable[[Case], bool] = lambda _: True
    amount: Amount | None = None
    unconditional: bool = False
    in_process_only: bool = False


def _refused(status: int, *, after: Callable[[Case], str] | None = None) -> Callable[[Case], Response]:
    def play(case: Case) -> Response:
        told = {} if after is None else {"retry-after": after(case)}
        if status == 429:
            return Response(429, {**_PLAIN, **told}, _REFUSAL)
        return web_page(503, "Service Unavailable", told)

    return play


def _seconds(case: Case) -> str:
    return f"{case.amount:.0f}"


def _date(case: Case) -> str:
    # A date has whole seconds: rounded up, so that it is never too early.
    moment = case.request.at.astimezone(UTC) + timedelta(seconds=case.amount, microseconds=999_999)
    return format_datetime(moment.replace(microsecond=0), usegmt=True)


def _late(case: Case) -> Response:
    return replace(web_page(503, "Service Unavailable"), latency_s=case.amount)


def _same(response: Response) -> Callable[[Case], Response]:
    return lambda _: response


def _instead(delivery: Delivery) -> Callable[[Case], Response]:
    return _same(Response(200, {}, b"", delivery))


def _lie(told: lies.Lie) -> Callable[[Case], Response]:
    def play(case: Case) -> Response:
        page = find(case.request, case.records)
        if isinstance(page, Response):
            return page
        return rendered(told(page, case.number, case.records), case.request.at)

    return play


def _finds_something(case: Case) -> bool:
    page = find(case.request, case.records)
    return isinstance(page, Page) and bool(page.papers)


def _may_find_something(case: Case) -> bool:
    return isinstance(find(case.request, case.records), Page)


def _stubs(case: Case) -> Response:
    honest = case.honest
    return replace(honest, body=_WHAT_ENTRIES_NEED.sub(b"", honest.body))


def _cut(case: Case) -> Response:
    honest = case.honest
    return replace(honest, body=honest.body[: _cut_place(honest.body, case.number)])


def _cut_connection(case: Case) -> Response:
    honest = case.honest
    return replace(honest, delivery=Cut(_cut_place(honest.body, case.number)))


def _cut_gzip(case: Case) -> Response:
    honest = case.honest
    body = gzip.compress(honest.body, mtime=0)
    cut = body[: int(len(body) * (case.number * _GOLDEN % 1))]
    return replace(honest, headers={**honest.headers, "content-encoding": "gzip"}, body=cut)


def _cut_place(body: bytes, number: int) -> int:
    """How much of *body* is left: anywhere, but about a quarter are cut behind an entry and a quarter near the end.

    The last character that is not blank is always cut off: without the blanks after it a feed would be whole.
    """
    length = len(body.rstrip())
    share, quarter = number * _GOLDEN % 1, int(number * _ROOT_OF_TWO % 1 * 4)
    if quarter == 1:
        ends = [found.end() for found in re.finditer(b"</entry>\n?", body)]
        return ends[int(len(ends) * share)] if ends else int(length * share)
    if quarter == 3:
        return max(0, length - 1 - int(20 * share))
    return int(length * share)


def _is_batch(case: Case) -> bool:
    return len(case.request.elements) > 1


def _one_named(case: Case) -> Response:
    elements = case.request.elements
    return atom(400, error_feed(f"incorrect id format for {elements[case.number % len(elements)]}", case.request.at))


def _unnamed(case: Case) -> Response:
    return atom(400, error_feed("The request could not be understood.", case.request.at, named=False))


_LOGIN: Final = web_page(302, "Please log in.", {"location": "https://login.proxy.invalid/?then=arxiv"})
_A_PAGE: Final = Response(
    200,
    {"content-type": "text/html; charset=utf-8"},
    b"<!DOCTYPE html>\n<html><head><title>arXiv</title></head><body><p>We are busy.<br>Come back.</body></html>\n",
)
_SECONDS: Final = Amount(5, "seconds")

KINDS: Final = (
    Kind("429", "429 with the plain body `Rate exceeded.` and no Retry-After", _refused(429)),
    Kind("429-seconds", "429, Retry-After in seconds", _refused(429, after=_seconds), amount=_SECONDS),
    Kind("429-date", "429, Retry-After as a date so many seconds ahead", _refused(429, after=_date), amount=_SECONDS),
    Kind("429-zero", "429, Retry-After: 0", _refused(429, after=lambda _: "0")),
    Kind("503", "503 with a web page", _refused(503)),
    Kind("503-zero", "503, Retry-After: 0", _refused(503, after=lambda _: "0")),
    Kind("503-late", "503 after a long silence", _late, amount=Amount(183, "seconds", fractions=True)),
    Kind("406", "406 without a body", _same(Response(406, {}, b""))),
    Kind("403", "403 without a body", _same(Response(403, {}, b""))),
    Kind("rate-exceeded", "200 with the plain body `Rate exceeded.`", _same(Response(200, _PLAIN, _REFUSAL))),
    Kind("empty", "200 without a body", _same(atom(200, b""))),
    Kind("html", "200 with a web page", _same(_A_PAGE)),
    Kind("no-entries", "a feed that promises what was found and holds nothing", _lie(lies.no_entries),
         _finds_something),
    Kind("nothing-found", "a feed that says nothing was found: a lie that looks complete", _lie(lies.nothing_found),
         _finds_something),
    Kind("some-missing", "a feed that promises all and holds two thirds", _lie(lies.some_missing), _finds_something),
    Kind("some-hidden", "a feed of two thirds that promises no more: a lie that looks complete",
         _lie(lies.some_hidden), _finds_something),
    Kind("stub-entries", "entries without title, abstract and dates", _stubs, _finds_something),
    Kind("other-paper", "entries of other papers than those asked for", _lie(lies.other_papers), _may_find_something),
    Kind("cut", "a body cut anywhere, whose Content-Length fits", _cut),
    Kind("cut-gzip", "a compressed body cut anywhere, whose Content-Length fits", _cut_gzip),
    Kind("cut-connection", "a connection that ends anywhere in the body", _cut_connection),
    Kind("reset", "a connection that is reset instead of an answer", _instead(Reset())),
    Kind("stall", "silence before the answer", lambda case: replace(case.honest, latency_s=case.amount),
         amount=Amount(3_600, "seconds", fractions=True)),
    Kind("trickle", "a body that comes slowly", lambda case: replace(case.honest, delivery=Trickle(case.amount)),
         amount=Amount(200, "bytes a second", fractions=True)),
    Kind("400", "400 with a web page, for several identifiers", _same(web_page(400, "Bad Request")), _is_batch),
    Kind("400-feed", "400 with an error feed that names none, for several identifiers", _unnamed, _is_batch),
    Kind("400-named", "400 with an error feed that calls one malformed, for several identifiers", _one_named,
         _is_batch),
    Kind("500", "500 with a web page, for several identifiers", _same(web_page(500, "Internal Server Error")),
         _is_batch),
    Kind("414", "414 for requests that are longer; a condition changes nothing",
         _same(web_page(414, "Request-URI Too Long")), lambda case: len(case.request.target) > case.amount,
         amount=Amount(2_000, "bytes"), unconditional=True),
    Kind("proxy-login", "302 to a login page on another host", _same(_LOGIN)),
    Kind("refused", "a connection that is refused", _instead(Refused()), in_process_only=True),
    Kind("unresolvable", "a host whose name has no address", _instead(Unresolvable()), in_process_only=True),
    Kind("unreachable", "a host from which nothing comes back", _instead(Unreachable()), in_process_only=True),
)  # fmt: skip
