"""A server as a function, so that the demo and the tests run the real stack without a socket, in any clock's time."""

from __future__ import annotations

import errno
import math
import socket
from collections.abc import AsyncIterator
from contextlib import ExitStack
from typing import Any, Final, NoReturn, assert_never

import httpx

from papersync.http.clock import Clock, SystemClock
from papersync.http.delivery import (
    Asked,
    Cut,
    Refused,
    Reset,
    Response,
    Serve,
    Trickle,
    Unreachable,
    Unresolvable,
    Whole,
)

Transport = httpx.AsyncBaseTransport
"""What replaces the network, under a name for those who do not import httpx."""

_SYSTEM_GIVES_UP_S: Final = 130.0  # when Linux stops to ask for a connection, if the client has no time-out of its own


def transport_for(serve: Serve, clock: Clock | None = None) -> Transport:
    """A transport that lets *serve* answer every request, silences and slow bodies in the time of *clock*.

    Time-outs of the request are kept, and what goes wrong is raised as httpx raises it over sockets: ReadTimeout,
    ReadError for a reset, RemoteProtocolError for a body cut short, ConnectTimeout, and ConnectError with the
    system's error at the end of its chain of causes and contexts.
    """
    return _InProcess(serve, clock or SystemClock())


class _InProcess(httpx.AsyncBaseTransport):
    def __init__(self, serve: Serve, clock: Clock) -> None:
        self._serve = serve
        self._clock = clock

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = await request.aread()
        asked = Asked(request.method, request.url.raw_path.decode("ascii"), dict(request.headers), body)
        with ExitStack() as held:
            response = held.enter_context(self._serve(asked))
            await self._connected(response, request)
            await _tell_that_it_left(request)
            await _pass(self._clock, response.latency_s, request)
            if isinstance(response.delivery, Reset):
                _reset(request)
            stream = _Body(response, request, self._clock, held.pop_all())
        headers = {"content-length": str(len(response.body)), **response.headers}
        return httpx.Response(response.status, headers=headers, stream=stream)

    async def _connected(self, response: Response, request: httpx.Request) -> None:
        match response.delivery:
            case Refused():
                _no_connection(request, ConnectionRefusedError(errno.ECONNREFUSED, "Connect call failed"))
            case Unresolvable():
                _no_connection(request, socket.gaierror(socket.EAI_NONAME, "Name or service not known"))
            case Unreachable():
                timeout_s = _timeout_s(request, "connect")
                await _until(self._clock, self._clock.monotonic() + min(timeout_s, _SYSTEM_GIVES_UP_S))
                if timeout_s <= _SYSTEM_GIVES_UP_S:
                    raise httpx.ConnectTimeout("", request=request)
                _no_connection(request, TimeoutError(errno.ETIMEDOUT, "Connect call failed"))
            case Whole() | Cut() | Trickle() | Reset():
                return
            case _:
                assert_never(response.delivery)


class _Body(httpx.AsyncByteStream):
    """The body as it arrives; the request is served until it has ended or was closed."""

    def __init__(self, response: Response, request: httpx.Request, clock: Clock, held: ExitStack) -> None:
        self._response = response
        self._request = request
        self._clock = clock
        self._held = held

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with self._held:
            match self._response.delivery:
                case Trickle() as trickle:
                    for wait_s, piece in trickle.pieces(self._response.body):
                        await _pass(self._clock, wait_s, self._request)
                        yield piece
                case Cut(after_bytes=count):
                    yield self._response.body[:count]
                    told = f"(received {count} bytes, expected {len(self._response.body)})"
                    message = f"peer closed connection without sending complete message body {told}"
                    raise httpx.RemoteProtocolError(message, request=self._request)
                case _:
                    yield self._response.body

    async def aclose(self) -> None:
        self._held.close()


async def _pass(clock: Clock, seconds: float, request: httpx.Request) -> None:
    """*seconds* without a byte from the server."""
    timeout_s = _timeout_s(request, "read")
    await _until(clock, clock.monotonic() + min(seconds, timeout_s))
    if seconds > timeout_s:
        raise httpx.ReadTimeout("", request=request)


async def _until(clock: Clock, due_s: float) -> None:
    while (left_s := due_s - clock.monotonic()) > 0:
        await clock.sleep(left_s)


def _timeout_s(request: httpx.Request, name: str) -> float:
    # https://www.python-httpx.org/advanced/extensions/#timeout
    timeouts: dict[str, float | None] = request.extensions.get("timeout", {})
    timeout_s = timeouts.get(name)
    return math.inf if timeout_s is None else timeout_s


async def _tell_that_it_left(request: httpx.Request) -> None:
    # https://www.encode.io/httpcore/extensions/#trace
    trace: Any = request.extensions.get("trace")
    if trace is not None:
        await trace("http11.send_request_headers.started", {"request": request})
        await trace("http11.send_request_headers.complete", {"return_value": None})


def _reset(request: httpx.Request) -> NoReturn:
    cause = ConnectionResetError(errno.ECONNRESET, "Connection reset by peer")
    raise httpx.ReadError("", request=request) from _passed_on("", cause)


def _no_connection(request: httpx.Request, error: OSError) -> NoReturn:
    if isinstance(error, socket.gaierror):
        raise httpx.ConnectError(str(error), request=request) from _passed_on(str(error), error)
    # With an address, what the system said stands one further down: several addresses may have been tried.
    message = "All connection attempts failed"
    several = OSError(message)
    several.__cause__ = error
    raise httpx.ConnectError(message, request=request) from _passed_on(message, several)


class _PassedOnError(Exception):
    """Stands where httpx has httpcore's error: raised `from None`, what caused it is only its context."""


def _passed_on(message: str, error: OSError) -> _PassedOnError:
    outer = _PassedOnError(message)
    outer.__context__ = error
    outer.__suppress_context__ = True
    return outer
