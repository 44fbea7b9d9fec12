"""How long commands take beside `python -c "import typer"`, which each of them has to load.

Whole processes of the installed console script, in turns, so that noise meets all of them. All are byte-compiled
before, as an installation is.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 30
# With the share of the peer's time that is wished for; None is measured only.
COMMANDS: dict[str, float | None] = {
    "--version": 1.5,
    "lint docs/research.md": 3.0,
    "refs docs/research.md": None,
    "refresh --offline --check docs/research.md": None,
}
PEER = [sys.executable, "-c", "import typer"]
REPOSITORY = Path(__file__).parent.parent


def run_s(command: list[str], environ: dict[str, str]) -> float:
    """The wall time of one run in seconds."""
    begun_s = time.perf_counter()
    done = subprocess.run(command, cwd=REPOSITORY, env=environ, capture_output=True, text=True, check=False)
    took_s = time.perf_counter() - begun_s
    # Findings (1) and records that nobody has confirmed yet (3) are results; what cannot be read is none.
    if done.returncode not in (0, 1, 3):
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return took_s


def main() -> None:
    """Print a Markdown table."""
    papersync = str(Path(sys.executable).with_name("papersync"))
    commands = [PEER, *([papersync, *words.split()] for words in COMMANDS)]
    times: list[list[float]] = [[] for _ in commands]
    with tempfile.TemporaryDirectory() as folder:
        # Modules in a folder that cannot be written, or with PYTHONDONTWRITEBYTECODE, would be compiled in every run.
        environ = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        for command in commands:
            run_s(command, environ)
        for _ in range(RUNS):
            for command, taken in zip(commands, times, strict=True):
                taken.append(run_s(command, environ))
    peer_s, peer_median_s = min(times[0]), statistics.median(times[0])
    print(f"The best and the median of {RUNS} runs in turns\n")
    print("| command | best, s | median, s | × best | × median | at most | holds |\n|---|---:|---:|---:|---:|---:|---|")
    print(f'| `python -c "import typer"` | {peer_s:.3f} | {peer_median_s:.3f} | 1.00 | 1.00 | | |')
    for (words, bar), taken in zip(COMMANDS.items(), times[1:], strict=True):
        best_s, median_s = min(taken), statistics.median(taken)
        verdict = "" if bar is None else "yes" if best_s <= bar * peer_s else "**no**"
        print(
            f"| `papersync {words}` | {best_s:.3f} | {median_s:.3f} | {best_s / peer_s:.2f} "
            f"| {median_s / peer_median_s:.2f} | {bar or ''} | {verdict} |"
        )


if __name__ == "__main__":
    main()
