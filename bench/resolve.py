"""How long `papersync resolve` takes for a list of 10,000 entries to which both sides added 200, in conflict.

Processor time of the whole command, the least of several runs: bullets, rows of one table, headings with abstracts; the
additions at the end of 200 sections, or all at one place. The bar is 2 seconds.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

ENTRIES = 10_000
ADDITIONS = 200
RUNS = 3
BAR_S = 2.0


def identifier(number: int) -> str:
    """A different one for each number."""
    return f"{15 + number // 12 % 9:02}{1 + number % 12:02}.{10_000 + number:05}"


def bullet(number: int) -> str:
    """An item of a list."""
    return f"- [Ranking What Models Write, Part {number}](https://arxiv.org/abs/{identifier(number)}) - a note\n"


def row(number: int) -> str:
    """A row of a table."""
    return f"| Ranking What Models Write, Part {number} | 2022 | [pdf](https://arxiv.org/pdf/{identifier(number)}) |\n"


def headed(number: int) -> str:
    """A heading with a quote."""
    words = " ".join(f"word{number % 7 + each}" for each in range(12))
    return (
        f"### Ranking What Models Write, Part {number} [ArXiv](https://arxiv.org/abs/{identifier(number)})\n"
        + f"> We rank {words}.\n" * 6
        + "\n"
    )


HEADS = {"bullets": "", "rows": "| Title | Year | Paper |\n|---|---|---|\n", "headings": ""}
KINDS: dict[str, Callable[[int], str]] = {"bullets": bullet, "rows": row, "headings": headed}


def conflicted(kind: str, sections: int) -> str:
    """A list with conflict markers where both sides added entries at the end of each section."""
    made, pieces, added = KINDS[kind], ["# List\n\n"], ENTRIES
    each = ADDITIONS // sections
    for section, numbers in groupby(range(ENTRIES), lambda number: number * sections // ENTRIES):
        pieces += [f"## Section {section}\n\n", HEADS[kind], *map(made, numbers)]
        ours = "".join(made(added + number) for number in range(each))
        theirs = "".join(made(added + each + number) for number in range(each))
        added += 2 * each
        pieces += ["<<<<<<< HEAD\n", ours, "=======\n", theirs, ">>>>>>> topic\n", "\n"]
    return "".join(pieces)


def timed(text: str) -> float:
    """Processor seconds of one run, which has to leave no conflict and all entries."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.md"
        path.write_text(text, "utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        papersync = Path(sys.executable).with_name("papersync")
        subprocess.run([papersync, "resolve", "list.md"], cwd=folder, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        merged = path.read_text("utf-8")
    if merged.count("arxiv.org/") != ENTRIES + 2 * ADDITIONS or "<<<<<<<" in merged:
        sys.exit("the list was not resolved")
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def measured() -> Iterator[tuple[str, int, float]]:
    """Each kind of list with the additions in so many sections."""
    for kind in KINDS:
        for sections in (ADDITIONS, 1):
            text = conflicted(kind, sections)
            yield kind, sections, min(timed(text) for _ in range(RUNS))


def main() -> int:
    """Print the times; 1 if one is above the bar."""
    slowest = 0.0
    for kind, sections, seconds in measured():
        print(f"{kind:10} {sections:4} hunks  {seconds:5.2f} s")
        slowest = max(slowest, seconds)
    return int(slowest > BAR_S)


if __name__ == "__main__":
    sys.exit(main())
