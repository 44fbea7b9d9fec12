"""Whether the work grows as the list does, for lists that nobody writes: `papersync refs` on 2.5 and on 10 MB of each.

Whole processes, the best of two. What is linear takes four times as long for four times as much; what is quadratic,
sixteen times.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

MB = 1_000_000
SMALL, LARGE = 2_500_000, 10 * MB
RUNS = 2
TIMEOUT_S = 300
BAR_S = 5.0
BAR_RATIO = 6.0
LINK = b"[a](https://arxiv.org/abs/2001.08361)"
ENTRY = b"### A title " + LINK + b"\n"


def repeated(piece: bytes) -> Callable[[int], bytes]:
    """So many bytes of this."""
    return lambda size: piece * (size // len(piece))


# One line each; these are the shapes for which a time is wished for.
LINES: dict[str, Callable[[int], bytes]] = {
    "words": repeated(b"word and more "),
    "links": repeated(b"[a](https://b.org/c) "),
    "brackets": repeated(b"["),
    "backticks": repeated(b"`"),
    "`<`": repeated(b"<"),
    "pipes": repeated(b"|"),
    "asterisks": repeated(b"*"),
    "digits": repeated(b"1"),
    "`arxiv.org/abs/`": repeated(b"arxiv.org/abs/"),
    "NUL": repeated(b"\0"),
    "invalid UTF-8": repeated(b"\xff\xe4 "),
}
OTHERS: dict[str, Callable[[int], bytes]] = {
    "links to a paper": repeated(LINK + b" "),
    "`https://arxiv.org/abs/`": repeated(b"https://arxiv.org/abs/"),
    "entries": repeated(ENTRY),
    "entries with quotes": repeated(ENTRY + b"> some words\n\n"),
    "quotes in quotes": repeated(b"> "),
    "quotes": repeated(b"> a\n\n"),
    "items": repeated(b"- item\n"),
    "definitions": repeated(b"[l]: https://arxiv.org/abs/2001.08361\n"),
    "headings": repeated(b"## heading\n"),
    "table rows": lambda size: b"|a|b|\n|-|-|\n" + b"|c|d|\n" * (size // 6),
    "table columns": lambda size: b"|a" * (size // 6) + b"|\n" + b"|-" * (size // 6) + b"|\n",
    "HTML": repeated(b"<div>"),
    "tags that link": repeated(b"<a href='https://b.org'>t</a> "),
    "an unclosed comment": lambda size: b"<!--" + b" x" * (size // 2),
    "an unclosed fence": lambda size: b"```\n" + b"x y\n" * (size // 4),
    "fences": repeated(b"```\nx\n```\n"),
    "conflicts": repeated(b"<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n"),
    "an entry of paragraphs": lambda size: ENTRY + b"\npara graph\n" * (size // 12),
}


def best_s(source: bytes, folder: Path) -> float:
    """The least wall time in seconds."""
    (folder / "list.md").write_bytes(source)
    command = [str(Path(sys.executable).with_name("papersync")), "refs", "list.md"]
    environment = {**os.environ, "HOME": str(folder), "XDG_STATE_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=TIMEOUT_S, check=False)
        times.append(time.perf_counter() - begun)
        assert done.returncode == 0, done.stderr[-2000:]
    return min(times)


def main() -> None:
    """Print a Markdown table."""
    most_s = most_ratio = 0.0
    print(f"| list of | {SMALL / MB:g} MB, s | {LARGE / MB:g} MB, s | ratio |\n|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        idle_s = best_s(b"", folder)
        for what, make in (LINES | OTHERS).items():
            small_s, large_s = (best_s(make(size), folder) for size in (SMALL, LARGE))
            # What takes no longer than a start has no ratio worth the name.
            ratio = (large_s - idle_s) / (small_s - idle_s) if small_s > 2 * idle_s else 1.0
            most_ratio = max(most_ratio, ratio)
            most_s = max(most_s, large_s) if what in LINES else most_s
            where = "one line of " if what in LINES else ""
            print(f"| {where}{what} | {small_s:.2f} | {large_s:.2f} | {ratio:.1f} |", flush=True)
    linear = "it is about linear" if most_ratio <= BAR_RATIO else "something is not linear"
    holds = "holds" if most_s <= BAR_S else "does not hold"
    print(f"\nAt most {most_ratio:.1f} times as long for four times as much: {linear}.")
    print(f"10 MB in one line: at most {most_s:.1f} s, {BAR_S:g} s are wished for: it {holds}.")


if __name__ == "__main__":
    main()
