"""`papersync`, from its start to its end."""

from __future__ import annotations

import gc
import sys
from typing import Final

from papersync.cli.streams import fill_closed_streams, told_if_unwritable
from papersync.errors import ExitCode

_OBJECTS_BEFORE_A_SEARCH: Final = 1_000_000


def run() -> None:
    """The console script."""
    # A short run makes no garbage worth a search, which would take a tenth of its time; a long one is searched rarely.
    gc.set_threshold(_OBJECTS_BEFORE_A_SEARCH)
    fill_closed_streams()
    try:
        from papersync.cli.commands import app

        with told_if_unwritable():
            app()
    except KeyboardInterrupt:  # before a command began, which has words for it
        sys.exit(ExitCode.INTERRUPTED)
    finally:
        gc.freeze()  # what lives now lives to the end, and is not searched once more there
