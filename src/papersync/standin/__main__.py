"""``python -m papersync.standin --records FILE``: prints its query URL, serves until SIGTERM, exits 0."""

from __future__ import annotations

import argparse
import math
import signal
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from types import FrameType
from typing import NoReturn

from papersync.errors import ExitCode, PapersyncError
from papersync.standin.fault_kinds import KINDS
from papersync.standin.faults import parse_all
from papersync.standin.records import load_records
from papersync.standin.server import StandinServer


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve; gives the exit code."""
    options = _parser().parse_args(arguments)
    try:
        faults = parse_all(*options.fault)
        records = load_records(options.records.read_bytes(), refuse_unknown=options.unknown == "refuse")
        with nullcontext() if options.log is None else options.log.open("a", encoding="utf-8") as log:
            server = StandinServer(records, port=options.port, latency_s=options.latency, faults=faults, log=log)
            _serve(server)
    except (OSError, OverflowError, PapersyncError) as error:
        hint = getattr(error, "hint", None)
        sys.stderr.write(f"standin: {error}\n" + (f"standin: {hint}\n" if hint else ""))
        return ExitCode.INPUT
    return ExitCode.CLEAN


def _serve(server: StandinServer) -> None:
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    with server:
        sys.stdout.write(f"{server.query_url}\n")
        sys.stdout.flush()
        server.serve_forever(poll_interval=0.05)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m papersync.standin", description="arXiv's query API, here.",
        formatter_class=argparse.RawDescriptionHelpFormatter, epilog=_known_faults(),
    )  # fmt: skip
    parser.add_argument("--records", type=Path, required=True, metavar="FILE", help="records in the store's format")
    parser.add_argument("--port", type=int, default=0, metavar="N", help="the port; 0, the default, takes a free one")
    parser.add_argument("--latency", type=_seconds, default=0.0, metavar="S", help="seconds before each answer")
    parser.add_argument(
        "--unknown", choices=("absent", "refuse"), default="absent",
        help="what an identifier without a record does: it is absent, or the request is refused with an empty 403",
    )  # fmt: skip
    parser.add_argument(
        "--fault", action="append", default=[], metavar="NAME[=N][:first=K|every=K|after=K|at=K]",
        help="what goes wrong: always, with the first K requests, each K-th, all after the first K, or the K-th alone; "
        "of several that meet one request the first one named wins",
    )  # fmt: skip
    parser.add_argument("--log", type=Path, metavar="FILE", help="a line of JSON for each request is appended to it")
    return parser


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds < 1e9:  # what is much longer is no time-out to Python
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return seconds


def _known_faults() -> str:
    shown = [
        f"  {kind.name + ('=N' if kind.amount else ''):15} {kind.what}"
        + (f" (N {kind.amount.unit}; {kind.amount.default:g})" if kind.amount else "")
        for kind in KINDS
        if not kind.in_process_only
    ]
    return "\n".join(["faults:", *shown])


def _end(signal_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(ExitCode.INTERRUPTED if signal_number == signal.SIGINT else ExitCode.CLEAN)


if __name__ == "__main__":
    sys.exit(main())
