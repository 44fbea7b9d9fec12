"""A server as a function, so that the demo and the tests run the real stack without a socket."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import httpx

Transport = httpx.AsyncBaseTransport
"""What replaces the network, under a name for those who do not import httpx."""

AnswerRequest = Callable[[str, Mapping[str, str]], tuple[int, Mapping[str, str], bytes]]
"""From path with query, and headers with names in lower case, to status, headers and body."""


def transport_for(answer: AnswerRequest) -> Transport:
    """A transport that lets *answer* answer every request."""

    async def handle(request: httpx.Request) -> httpx.Response:
        status, headers, body = answer(request.url.raw_path.decode("ascii"), dict(request.headers))
        return httpx.Response(status, headers=dict(headers), content=body)

    return httpx.MockTransport(handle)
