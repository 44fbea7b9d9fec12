"""One GET over one connection, bounded in time and size: the only place that speaks HTTP."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import httpx

from papersync.http.manners import MAX_BODY_BYTES, Manners
from papersync.http.replies import Fault, Reply

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_ADDRESS = re.compile(r"[\d.]+|.*:.*")


class Wire:
    """Fetches; never raises for what a network can do. Redirects are returned, not followed."""

    def __init__(self, manners: Manners, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._manners = manners
        self._transport = transport
        self._client: httpx.AsyncClient | None = None

    async def get(self, url: str, on_sent: Callable[[], None]) -> Reply | Fault:
        """The whole answer, or what went wrong on the way to it. *on_sent* is called when the request leaves."""
        try:
            client = self._client = self._client or self._connect(url)
        except (ValueError, ImportError) as error:
            # A proxy in the environment that httpx cannot use, such as socks without its package.
            return Fault(f"cannot be asked: {error}", transient=False)
        try:
            async with asyncio.timeout(self._manners.total_timeout_s):
                return await _read(client, url, on_sent)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return self._fault(url, error)

    async def aclose(self) -> None:
        """Close the connection; the wire can be used again."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    def _fault(self, url: str, error: Exception) -> Fault:
        detail = "".join(c for c in str(error) if c.isprintable())[:120] or type(error).__name__
        match error:
            case httpx.InvalidURL() | httpx.UnsupportedProtocol():
                return Fault(f"cannot be asked: {url!r} is no usable address ({detail})", transient=False)
            case httpx.ConnectTimeout():
                reason = f"could not be reached within {self._manners.connect_timeout_s:g} seconds"
            case httpx.TimeoutException():
                reason = f"did not answer within {self._manners.read_timeout_s:g} seconds"
            case TimeoutError():
                reason = f"did not finish its answer within {self._manners.total_timeout_s:g} seconds"
            case httpx.ConnectError():
                reason = f"could not be reached ({detail})"
            case _:
                reason = f"broke the connection ({detail})"
        return Fault(reason, transient=True)

    def _connect(self, url: str) -> httpx.AsyncClient:
        manners = self._manners
        return httpx.AsyncClient(
            transport=self._transport,
            headers={
                "User-Agent": manners.user_agent,
                # Without an Accept header arXiv's edge answers 403 or 406 now and then.
                "Accept": "application/atom+xml",
                "Accept-Encoding": "gzip",
            },
            timeout=httpx.Timeout(manners.read_timeout_s, connect=manners.connect_timeout_s),
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
            follow_redirects=False,
            # A proxy of the environment is for the outside world, never for a server on this machine.
            trust_env=not is_loopback(url),
        )


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
        allowed = urlsplit(target).scheme == "https" and _same_site(_host(url), _host(target))
    except ValueError:
        target, allowed = "an impossible address", False
    if allowed and target != url:
        return target
    shown = "".join(c for c in target if c.isprintable())[:120]
    return Fault(f"redirects to {shown}, which is not followed", transient=False, reply=reply)


async def _read(client: httpx.AsyncClient, url: str, on_sent: Callable[[], None]) -> Reply | Fault:
    async def trace(event: str, _: object) -> None:
        # https://www.encode.io/httpcore/extensions/#trace
        if event.endswith("send_request_headers.started"):
            on_sent()

    body = bytearray()
    async with client.stream("GET", url, extensions={"trace": trace}) as response:
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > MAX_BODY_BYTES:
                return Fault(f"sent more than {MAX_BODY_BYTES // 1024**2} MiB", transient=False)
        return Reply(response.status_code, {k.lower(): v for k, v in response.headers.items()}, bytes(body))


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
