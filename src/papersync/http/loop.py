"""An event loop that no silent name server holds up."""

from __future__ import annotations

import asyncio
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

if sys.platform == "win32":
    from asyncio import ProactorEventLoop as _Loop
else:
    from asyncio import SelectorEventLoop as _Loop

RESOLVE_S: Final = 8.0
"""How long a name server may take. Systems ask again after 5 seconds: one question or answer may be lost."""


class PromptLoop(_Loop):
    """To be given to `asyncio.Runner` as ``loop_factory``.

    A name that is not resolved within ``resolve_s`` is a `socket.gaierror`, and who is done, or was interrupted, does
    not wait for the name server: asyncio's own loop asks in a thread of its executor, which nothing can stop, and
    closes, and lets the process end, when that has its answer.
    """

    def __init__(self, resolve_s: float = RESOLVE_S) -> None:
        super().__init__()
        self._resolve_s = resolve_s

    async def getaddrinfo(self, *asked: Any, **how: Any) -> Any:
        """As `socket.getaddrinfo`, in a thread that nobody waits for."""
        answer: asyncio.Future[Any] = self.create_future()

        def settle(give: Callable[[Any], None], given: Any) -> None:
            if not answer.done():
                give(given)

        def resolve() -> None:
            give: Callable[[Any], None] = answer.set_result
            try:
                given: Any = socket.getaddrinfo(*asked, **how)
            except Exception as error:
                give, given = answer.set_exception, error
            with suppress(RuntimeError):  # the loop was closed meanwhile
                self.call_soon_threadsafe(settle, give, given)

        threading.Thread(target=resolve, name="name server", daemon=True).start()
        try:
            async with asyncio.timeout(self._resolve_s):
                return await answer
        except TimeoutError:
            raise socket.gaierror(socket.EAI_AGAIN, "no name server answers") from None
