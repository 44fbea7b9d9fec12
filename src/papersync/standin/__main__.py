"""``python -m papersync.standin --records FILE``: prints its query URL, serves until SIGTERM, exits 0."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

from papersync.errors import ExitCode, PapersyncError
from papersync.standin.records import load_records
from papersync.standin.server import StandinServer


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve; gives the exit code."""
    options = _parser().parse_args(arguments)
    try:
        records = load_records(options.records.read_bytes(), refuse_unknown=options.unknown == "refuse")
        server = StandinServer(records, port=options.port, latency_s=options.latency)
    except (OSError, OverflowError, PapersyncError) as error:
        sys.stderr.write(f"standin: {error}\n")
        return ExitCode.INPUT
    signal.signal(signal.SIGTERM, _end)
    with server:
        sys.stdout.write(f"{server.query_url}\n")
        sys.stdout.flush()
        server.serve_forever(poll_interval=0.05)
    return ExitCode.CLEAN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m papersync.standin", description="arXiv's query API, here.")
    parser.add_argument("--records", type=Path, required=True, metavar="FILE", help="records in the store's format")
    parser.add_argument("--port", type=int, default=0, metavar="N", help="the port; 0, the default, takes a free one")
    parser.add_argument("--latency", type=float, default=0.0, metavar="S", help="seconds before each answer")
    parser.add_argument(
        "--unknown", choices=("absent", "refuse"), default="absent",
        help="what an identifier without a record does: it is absent, or the request is refused with an empty 403",
    )  # fmt: skip
    return parser


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


if __name__ == "__main__":
    sys.exit(main())
