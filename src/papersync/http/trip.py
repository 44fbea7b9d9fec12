"""How far one request came, and what it means that it came no further."""

from __future__ import annotations

import errno
import re
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

import httpx

from papersync.http.durations import in_words
from papersync.http.manners import Manners
from papersync.http.replies import PROXY_WANTS_A_NAME, Fault

_CERTAIN: Final = (
    ({errno.ECONNREFUSED}, "could not be reached (connection refused)"),
    ({errno.EACCES, errno.EPERM}, "could not be reached (this machine does not allow it)"),
    ({errno.EHOSTUNREACH, errno.EHOSTDOWN}, "could not be reached: no route leads there"),
    (
        {errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT},
        "could not be reached: there is no network",
    ),
)
"""What the system says at once and would say again. Of several addresses, the one that comes first here says most."""

_NAME_IS_UNKNOWN: Final = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
_STATUS: Final = re.compile(r"(\d{3})\b")


class Trip:
    """One request on its way to *url*, with at most *limit_s* for all of it. *on_sent* is called just before its first
    byte leaves."""

    def __init__(self, url: str, manners: Manners, limit_s: float, on_sent: Callable[[], None]) -> None:
        self._url = url
        self._manners = manners
        self._limit_s = limit_s
        self._on_sent = on_sent
        self._peer: tuple[str, int] | None = None
        self._was_sent = False
        self.is_answered = False

    async def trace(self, event: str, info: Mapping[str, object]) -> None:
        """Watch httpcore work: https://www.encode.io/httpcore/extensions/#trace."""
        if event.endswith("connect_tcp.started"):
            self._peer = str(info.get("host")), int(str(info.get("port")))
        elif event.endswith("send_request_headers.started"):
            self._was_sent = True
            self._on_sent()

    def fault(self, error: Exception) -> Fault:
        """What *error*, raised on the way, means."""
        # What is no OSError, such as a port beyond 65535, comes out of anyio in a group.
        told = error.exceptions[0] if isinstance(error, ExceptionGroup) else error
        detail = printable(str(told)) or _system_words(error) or type(told).__name__
        match error:
            case httpx.TimeoutException() | TimeoutError():
                return self._timed_out(error)
            case httpx.ProxyError():
                return _from_proxy(detail)
            case httpx.ConnectError():
                return self._unconnected(error, detail)
            case httpx.InvalidURL() | httpx.UnsupportedProtocol() | UnicodeError() | ExceptionGroup():
                return self._not_sent(f"cannot be asked: {printable(self._url)} is no usable address ({detail})")
            case _:
                return Fault(f"broke the connection ({detail})", transient=True, general=True)

    def _timed_out(self, error: httpx.TimeoutException | TimeoutError) -> Fault:
        match error:
            case httpx.ConnectTimeout():
                return self._late(self._manners.connect_timeout_s, left=False)
            case httpx.TimeoutException():
                return self._late(self._manners.read_timeout_s)
            case _:
                return self._late(self._limit_s, left=self._was_sent or self._peer is None)

    def _late(self, after_s: float, *, left: bool = True) -> Fault:
        if not left:
            happened = f"{self._via} could not be reached" if self._via else "could not be reached"
        else:
            happened = "did not finish its answer" if self.is_answered else "did not answer"
        return Fault(f"{happened} within {in_words(after_s)}", transient=True, general=True, left=left)

    def _unconnected(self, error: httpx.ConnectError, detail: str) -> Fault:
        said = list(_said_by_the_system(error))
        for each in said:
            if isinstance(each, ssl.SSLCertVerificationError):
                what = getattr(each, "verify_message", "")  # OpenSSL's words, where it was OpenSSL
                why = f"did not prove that it is {self._host} ({printable(what or str(each))})"
                return self._not_sent(f"{why}; a proxy or the sign-in page of this network may stand between")
        certain = _certain_reason(said, self._host)
        if certain is not None:
            return self._not_sent(f"{self._via} {certain}".strip())
        reason = f"{self._via} could not be reached ({_system_words(error) or detail})".strip()
        return Fault(reason, transient=True, general=True, left=False)

    def _not_sent(self, reason: str) -> Fault:
        return Fault(reason, transient=False, general=True, left=False)

    @property
    def _host(self) -> str:
        return self._peer[0] if self._peer else urlsplit(self._url).hostname or ""

    @property
    def _via(self) -> str:
        """How a sentence begins that is about a proxy; empty if there is none."""
        if self._peer is None or self._peer[0] == httpx.URL(self._url).raw_host.decode("ascii"):
            return ""
        host, port = self._peer
        return f"could not be asked: the proxy {host}:{port}"


def printable(text: str) -> str:
    """The beginning of *text*, fit for a terminal."""
    return "".join(c for c in text if c.isprintable())[:120]


def _from_proxy(detail: str) -> Fault:
    """A proxy that answers in its own name; httpcore gives its status and phrase as the message."""
    status = _STATUS.match(detail)
    if status is None:
        return Fault(f"could not be asked: the proxy refused ({detail})", transient=False, general=True)
    if status[1] == "407":
        return Fault(PROXY_WANTS_A_NAME, transient=False, general=True)
    transient = status[1] >= "500" or status[1] == "429"
    return Fault(f"could not be asked: the proxy answered {detail}", transient=transient, general=True)


def _certain_reason(said: Sequence[OSError], host: str) -> str | None:
    """Why there is no connection, if that is certain; None if it may be chance, for one of the addresses at least."""
    for each in said:
        if isinstance(each, socket.gaierror):
            if each.errno in _NAME_IS_UNKNOWN:
                return f"could not be found: {host} has no address, or there is no network"
            return "could not be found: there is no network, or no name server answers"
    # The numbers of SSLError are its own.
    found = {0 if isinstance(each, ssl.SSLError) else _number(each) for each in said}
    if not found <= {number for numbers, _ in _CERTAIN for number in numbers}:
        return None
    return next((reason for numbers, reason in _CERTAIN if found & numbers), None)


def _system_words(error: Exception) -> str:
    return next((printable(each.strerror) for each in _said_by_the_system(error) if each.strerror), "")


def _number(error: OSError) -> int:
    # Windows has several numbers for a refused connection.
    return errno.ECONNREFUSED if isinstance(error, ConnectionRefusedError) else error.errno or 0


def _said_by_the_system(error: BaseException | None) -> Iterator[OSError]:
    """The system's own error in the chain of causes of *error*, one for each address that was tried."""
    while error is not None:
        if isinstance(error, BaseExceptionGroup):
            for each in error.exceptions:
                yield from _said_by_the_system(each)
            return
        if isinstance(error, OSError) and error.errno is not None:
            yield error
            return
        # httpx and httpcore raise `from None` in places: what happened is then only in the context.
        error = error.__cause__ or error.__context__
