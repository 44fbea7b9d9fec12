"""How much memory `papersync refs` and `papersync lint` take for a list of 10 MB, above an idle process."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

MB = 1_000_000
SIZE = 10 * MB
BAR_MB = 150
RUNS = 2
# A process of its own for each run: RUSAGE_CHILDREN holds the largest of all children that ended.
MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
assert done.returncode in (0, 1), done.stderr
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
WORDS = [
    "models",
    "scaling",
    "attention",
    "reasoning",
    "retrieval",
    "agents",
    "robust",
    "efficient",
    "training",
    "sparse",
    "neural",
    "feedback",
]


def sentence(chance: random.Random, least: int, most: int) -> str:
    """So many words."""
    return " ".join(chance.choices(WORDS, k=chance.randint(least, most))).capitalize()


def abstracts(chance: random.Random) -> Iterator[str]:
    """Headings, each with a quoted abstract."""
    for number in range(1, 100_000):
        lines = textwrap.wrap(". ".join(sentence(chance, 8, 20) for _ in range(11)), 78)
        quote = "".join(f"> {line}\n" for line in lines)
        yield f"### {sentence(chance, 5, 12)} [ArXiv](https://arxiv.org/abs/2301.{number:05})\n\n{quote}\n"


def bullets(chance: random.Random) -> Iterator[str]:
    """One paper a line, as reports list them."""
    for number in range(1, 1_000_000):
        url = f"https://arxiv.org/abs/{2301 + number // 90_000}.{number % 90_000 + 1:05}"
        yield f"- [{sentence(chance, 5, 12)}]({url})\n"


def prose(chance: random.Random) -> Iterator[str]:
    """Paragraphs with a link now and then."""
    for number in range(1, 1_000_000):
        url = f"https://arxiv.org/abs/{2301 + number // 90_000}.{number % 90_000 + 1:05}"
        text = ". ".join(sentence(chance, 8, 20) for _ in range(5))
        yield f"{textwrap.fill(text, 100)}, see [{sentence(chance, 2, 4)}]({url}).\n\n"


def one_line(chance: random.Random) -> Iterator[str]:
    """All in one line."""
    while True:
        yield f"{sentence(chance, 8, 20)}. "


def links(_: random.Random) -> Iterator[str]:
    """Links in one line, 270,000 of them, each to another paper."""
    for number in range(1, 1_000_000):
        yield f"[a](https://arxiv.org/abs/{2301 + number // 90_000}.{number % 90_000 + 1:05}) "


LISTS: tuple[tuple[str, Callable[[random.Random], Iterator[str]]], ...] = (
    ("headings with abstracts", abstracts),
    ("bullets", bullets),
    ("prose", prose),
    ("sentences in one line", one_line),
    ("links in one line", links),
)


def written(path: Path, pieces: Iterator[str]) -> None:
    """A list of 10 MB with an emoji now and then, for which Python takes four bytes a character."""
    with path.open("w", encoding="utf-8") as file:
        while file.tell() < SIZE:
            file.writelines(piece for piece, _ in zip(pieces, range(1000), strict=False))
            file.write("🔥 ")


def peak_mb(arguments: list[str], folder: Path) -> float:
    """The least peak of several runs of papersync, in megabytes."""
    papersync = str(Path(sys.executable).with_name("papersync"))
    environment = {**os.environ, "HOME": str(folder), "XDG_STATE_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    command = [sys.executable, "-c", MEASURE, papersync, *arguments]
    peaks = []
    for _ in range(RUNS):
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        # Linux counts in KiB, macOS in bytes.
        peaks.append(int(done.stdout) * (1 if sys.platform == "darwin" else 1024) / MB)
    return min(peaks)


def main() -> None:
    """Print a Markdown table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "empty.md").write_bytes(b"")
        idle_mb = peak_mb(["--version"], folder)
        empty_mb = peak_mb(["refs", "empty.md"], folder)
        print("| command | list | peak MB | above `--version` |\n|---|---|---:|---:|")
        print(f"| `papersync --version` | | {idle_mb:.0f} | 0 |")
        print(f"| `papersync refs` | empty | {empty_mb:.0f} | {empty_mb - idle_mb:.0f} |")
        most_mb = 0.0
        for what, pieces in LISTS:
            written(folder / "list.md", pieces(random.Random(1)))
            for command in ("refs", "lint"):
                above_mb = (peak := peak_mb([command, "list.md"], folder)) - idle_mb
                most_mb = max(most_mb, above_mb)
                print(f"| `papersync {command}` | {SIZE // MB} MB of {what} | {peak:.0f} | {above_mb:.0f} |")
        verdict = "holds" if most_mb <= BAR_MB else "does not hold"
        print(f"\nAt most {most_mb:.0f} MB above an idle process, {BAR_MB} are wished for: it {verdict}.")


if __name__ == "__main__":
    main()
