"""How far asking is, on a terminal, and how long it will take at the pace that arXiv allows."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from papersync.cli.output import colour_wanted

if TYPE_CHECKING:
    from papersync.sources.query import Progress

# rich's own are yellow and pink, which a light background swallows.
_STYLES: Final = {
    "bar.complete": "green",
    "bar.finished": "green",
    "bar.pulse": "green",
    "progress.download": "default",
    "progress.elapsed": "dim",
}
# What stands beside the words on a line: rich would take the room of long words from the bar.
_OTHER_COLUMNS: Final = 54
_LEAST_WORDS: Final = 10


@contextmanager
def progress(interval_s: float) -> Iterator[Callable[[Progress], None] | None]:
    """A bar on stderr if that is a terminal, else None. ``interval_s`` lies between two requests at least."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar
    from rich.table import Column
    from rich.theme import Theme

    console = Console(stderr=True, no_color=not colour_wanted(sys.stderr), theme=Theme(_STYLES))
    room = max(_LEAST_WORDS, console.width - _OTHER_COLUMNS)
    columns = (
        TextColumn("asking arXiv", table_column=Column(no_wrap=True)),
        BarColumn(bar_width=20),
        MofNCompleteColumn(table_column=Column(no_wrap=True, min_width=9)),
        TimeElapsedColumn(table_column=Column(no_wrap=True, min_width=7)),
        TextColumn(
            "{task.description}",
            markup=False,
            table_column=Column(no_wrap=True, overflow="ellipsis", max_width=room),
        ),
    )
    started_s = time.monotonic()
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)

        def tell(now: Progress) -> None:
            words = in_short(now, time.monotonic() - started_s, interval_s)
            bar.update(task, total=now.asked, completed=now.answered, description=words, visible=now.asked > 0)

        yield tell


def in_short(now: Progress, elapsed_s: float, interval_s: float) -> str:
    """What is being waited for, else how long the rest takes; empty where nothing is left to ask."""
    if now.waiting_s:
        return f"waiting {now.waiting_s:.0f} s: {now.why}"
    requests = now.requests_planned - now.requests_done
    if requests <= 0 or now.answered >= now.asked:
        return ""
    # arXiv's answers may take longer than the interval, and never come faster.
    pace_s = max(interval_s, elapsed_s / now.requests_done if now.requests_done else 0.0)
    return f"about {_words(requests * pace_s)} left"


def _words(seconds: float) -> str:
    return f"{max(1, round(seconds))} s" if seconds < 100 else f"{round(seconds / 60)} min"
