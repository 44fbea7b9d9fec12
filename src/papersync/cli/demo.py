"""`papersync demo`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from papersync.cli.boundary import boundary
from papersync.cli.options import Offline


def demo(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="FOLDER", help="Where to put the demo; a temporary folder if not given.", show_default=False
        ),
    ] = None,
    offline: Offline = False,
) -> None:
    """Mend a bundled broken list, without a network, and show what changed.

    \b
    Example:
      papersync demo
    """
    del offline  # the demo never opens a connection
    with boundary():
        import asyncio
        import tempfile

        from papersync.app.demo import run_demo
        from papersync.cli.demo_report import show_demo

        place = folder or Path(tempfile.mkdtemp(prefix="papersync-demo-"))
        show_demo(asyncio.run(run_demo(place)))
