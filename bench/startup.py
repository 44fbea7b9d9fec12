"""How long `papersync --version` takes beside `python -c "import typer"`: whole processes, the best of several."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

RUNS = 15


def best(command: list[str]) -> float:
    """The least wall time in seconds of several runs: noise only adds."""
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - begun)
    return min(times)


def main() -> None:
    """Print a Markdown table."""
    papersync = str(Path(sys.executable).with_name("papersync"))
    peer = best([sys.executable, "-c", "import typer"])
    print("| command | seconds | × `import typer` |\n|---|---:|---:|")
    print(f'| `python -c "import typer"` | {peer:.3f} | 1.00 |')
    for arguments in (["--version"], ["lint", "docs/research.md"], ["refs", "docs/research.md"]):
        time_s = best([papersync, *arguments])
        print(f"| `papersync {' '.join(arguments)}` | {time_s:.3f} | {time_s / peer:.2f} |")


if __name__ == "__main__":
    main()
