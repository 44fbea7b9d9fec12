"""The stand-in as one server has it: requests are numbered, meet faults, and are written down."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import TextIO

from papersync.http.clock import Clock, SystemClock
from papersync.http.delivery import Asked, Response
from papersync.standin.api import Request
from papersync.standin.faults import Fault, fault_for, played
from papersync.standin.records import Records


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request. ``number`` counts from 1; ``at`` is the wall clock in seconds since 1970, ``monotonic`` the machine's
    other clock; ``fault`` is the name of what it met; ``in_flight`` counts the requests being served, this one
    included; ``ids`` the identifiers it lists. A connection that a fault refused arrives as well."""

    number: int
    at: float
    monotonic: float
    target: str
    fault: str | None
    in_flight: int
    ids: int


class Standin:
    """Answers from *records*, each time after *latency_s*. Where several *faults* meet a request the first one wins.

    A line of JSON for each arrival goes to *log* at once. Threads may share it; times are those of *clock*.
    """

    def __init__(
        self,
        records: Records,
        *,
        faults: Sequence[Fault] = (),
        latency_s: float = 0.0,
        clock: Clock | None = None,
        log: TextIO | None = None,
    ) -> None:
        self._records = records
        self._faults = tuple(faults)
        self._latency_s = latency_s
        self._clock = clock or SystemClock()
        self._log = log
        self._lock = threading.Lock()
        self._arrivals: list[Arrival] = []
        self._in_flight = 0

    @property
    def arrivals(self) -> list[Arrival]:
        """All requests so far, in their order."""
        with self._lock:
            return list(self._arrivals)

    @contextmanager
    def serve(self, asked: Asked) -> Iterator[Response]:
        """What `http.inprocess.transport_for` takes: the answer, for as long as it is being delivered."""
        form = asked.body.decode("utf-8", "replace") if asked.method == "POST" else ""
        request = Request(asked.target, self._clock.now(), asked.method, form)
        number, fault = self._arrived(request)
        try:
            response = played(fault, number, request, self._records)
            yield replace(response, latency_s=response.latency_s + self._latency_s)
        finally:
            with self._lock:
                self._in_flight -= 1

    def _arrived(self, request: Request) -> tuple[int, Fault | None]:
        with self._lock:
            number = len(self._arrivals) + 1
            fault = fault_for(self._faults, number, request, self._records)
            arrival = Arrival(
                number=number,
                at=round(request.at.timestamp(), 6),
                monotonic=self._clock.monotonic(),
                target=request.target,
                fault=fault.name if fault else None,
                in_flight=self._in_flight + 1,
                ids=len(request.elements),
            )
            if self._log is not None:
                self._log.write(f"{json.dumps(asdict(arrival))}\n")
                self._log.flush()
            self._arrivals.append(arrival)
            self._in_flight += 1
        return number, fault
