"""One GET over one connection, bounded in time and size: the only place that speaks HTTP."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from urllib.parse import urljoin, urlsplit

import httpx

from papersync.http.bodies import Body, BodyError
from papersync.http.manners import MAX_BODY_BYTES, Manners
from papersync.http.replies import Fault, Reply
from papersync.http.trip import Trip, printable

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_ADDRESS = re.compile(r"[\d.]+|.*:.*")


class Wire:
    """Fetches; never raises for what a network can do. Redirects are returned, not followed."""

    def __init__(self, manners: Manners, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._manners = manners
        self._transport = transport
        self._client: httpx.AsyncClient | None = None

    async def get(self, url: str, on_sent: Callable[[], None], limit_s: float) -> Reply | Fault:
        """The whole answer within *limit_s*, or what went wrong on the way to it.

        *on_sent* is called just before the request leaves; if it raises, other than OSError, nothing leaves.
        """
        try:
            client = self._client = self._client or self._connect(url)
        except (ValueError, ImportError, httpx.InvalidURL, OSError) as error:
            return _unequipped(error)
        trip = Trip(url, self._manners, limit_s, on_sent)
        try:
            async with asyncio.timeout(limit_s):
                return await _read(client, url, trip)
        except BodyError as error:
            return Fault(str(error), transient=not error.too_large, general=not error.too_large)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError, ExceptionGroup) as error:
            return trip.fault(error)

    async def aclose(self) -> None:
        """Close the connection; the wire can be used again."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    def _connect(self, url: str) -> httpx.AsyncClient:
        manners = self._manners
        return httpx.AsyncClient(
            transport=self._transport,
            verify=True if self._transport else _trust(url),
            headers={
                "User-Agent": manners.user_agent,
                # Without an Accept header arXiv's edge answers 403 or 406 now and then.
                "Accept": "application/atom+xml",
                "Accept-Encoding": "gzip",
            },
            timeout=httpx.Timeout(manners.read_timeout_s, connect=manners.connect_timeout_s),
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
            follow_redirects=False,
            cookies=_NoCookies(),
            # A proxy of the environment is for the outside world, never for a server on this machine.
            trust_env=not is_loopback(url),
        )


class _NoCookies(CookieJar):
    """Takes none: we need none, and a malformed one makes the standard library warn of a bug."""

    def extract_cookies(self, response: object, request: object) -> None:
        """Leave them where they are."""


def is_loopback(url: str) -> bool:
    """True for a server on this machine."""
    return _host(url) in _LOOPBACK


def redirect_of(url: str, reply: Reply) -> str | Fault | None:
    """Where *reply* sends us: a URL to follow, a fault if we must not, None if it is no redirect.

    Followed is only https within the same site: the same host, or one is a subdomain of the other.
    """
    if not reply.is_redirect:
        return None
    try:
        target = urljoin(url, reply.headers.get("location", ""))
        is_same_site = _same_site(_host(url), _host(target))
        allowed = is_same_site and urlsplit(target).scheme == "https"
    except ValueError:
        target, is_same_site, allowed = "an impossible address", True, False
    if allowed and target != url:
        return target
    why = "" if is_same_site else "; a proxy or the sign-in page of this network may stand between"
    reason = f"redirects to {printable(target)}, which is not followed{why}"
    return Fault(reason, transient=False, reply=reply, general=True)


def _unequipped(error: Exception) -> Fault:
    """What of the environment there is no connection with: certificates that cannot be read, or a proxy that httpx
    cannot use, such as socks without its package.
    """
    if isinstance(error, OSError):
        which = "what SSL_CERT_FILE, SSL_CERT_DIR or SSLKEYLOGFILE names cannot be read"
    else:
        which = "the proxy that HTTPS_PROXY, ALL_PROXY or another such variable names cannot be used"
    why = printable((isinstance(error, OSError) and error.strerror) or str(error))
    return Fault(f"cannot be asked: {which} ({why})", transient=False, general=True, left=False)


def _trust(url: str) -> ssl.SSLContext:
    """Whose certificates are believed. Raises OSError if those that the environment names cannot be read."""
    if is_loopback(url) and urlsplit(url).scheme == "http":
        # Nothing to check. Where this machine redirects to its own https nobody whom all trust vouches for that.
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    with ThreadPoolExecutor(1) as reader:
        # Without the interpreter's lock, and as slow as what httpx has yet to load.
        trust = reader.submit(httpx.create_ssl_context, trust_env=not is_loopback(url))
        import httpcore  # noqa: F401, PLC0415
    return trust.result()


async def _read(client: httpx.AsyncClient, url: str, trip: Trip) -> Reply:
    async with client.stream("GET", url, extensions={"trace": trip.trace}) as response:
        trip.is_answered = True
        body = Body(response.headers.get("content-encoding", ""), MAX_BODY_BYTES)
        # Not aiter_bytes: it unpacks a piece of any size at once, and one of 64 KiB may hold 64 MiB.
        assert isinstance(response.stream, httpx.AsyncByteStream)
        async for piece in response.stream:
            body.add(piece)
        return Reply(response.status_code, {k.lower(): v for k, v in response.headers.items()}, body.whole())


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _same_site(a: str, b: str) -> bool:
    if a == b:
        return bool(a)
    short, long = sorted((a, b), key=len)
    return "." in short and not _ADDRESS.fullmatch(short) and long.endswith(f".{short}")
