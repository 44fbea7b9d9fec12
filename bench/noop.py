"""A refresh with nothing to do: all records fresh, every entry right, nothing to ask and nothing to write.

Whole processes of `papersync refresh`, for lists of 2,500, 5,000 and 10,000 papers in three layouts.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SIZES = (2_500, 5_000, 10_000)
RUNS = 3
BAR_S = 2.0
LAYOUTS = ("headings, every tenth with its abstract", "bullets", "headings, all with their abstracts")
WITH_A_BAR = LAYOUTS[:2]
WORDS = re.findall(
    r"\w+",
    "language models scaling laws attention transformers reasoning alignment retrieval agents benchmarks "
    "evaluation diffusion robust efficient training inference sparse neural large small multimodal instruction "
    "feedback human preferences prompts planning memory context long distributed optimisation generalisation "
    "calibrated uncertainty graphs vision speech code mathematical proofs synthetic data curricula pretraining "
    "transfer continual federated ",
)


@dataclass(frozen=True)
class Paper:
    """What a list shows of a paper."""

    id: str
    title: str
    abstract: str


def papers(count: int) -> list[Paper]:
    """Papers with titles of some nine words and abstracts of some 150, the same in each run."""
    chance = random.Random(count)
    made = []
    for number in range(1, count + 1):
        title = " ".join(chance.choices(WORDS, k=chance.randint(5, 12))).title()
        sentences = (" ".join(chance.choices(WORDS, k=chance.randint(8, 20))).capitalize() for _ in range(11))
        made.append(Paper(f"2301.{number:05}", f"{title} {number}", ". ".join(sentences) + "."))
    return made


def text_of(layout: str, listed: Sequence[Paper]) -> str:
    """The list in this layout, a section for each hundred papers."""
    lines = ["# Papers", ""]
    for index, paper in enumerate(listed):
        if index % 100 == 0:
            lines += [f"## Section {index // 100 + 1}", ""]
        url = f"https://arxiv.org/abs/{paper.id}"
        if layout == "bullets":
            lines.append(f"- [{paper.title}]({url})")
            continue
        lines += [f"### {paper.title} [ArXiv]({url})", ""]
        if index % 10 == 0 or layout.endswith("their abstracts"):
            lines += [*(f"> {line}" for line in textwrap.wrap(paper.abstract, 78)), ""]
    return "\n".join([*lines, ""])


@contextmanager
def standin(listed: Sequence[Paper], folder: Path) -> Iterator[str]:
    """The query URL of a stand-in that knows these papers."""
    records = {
        paper.id: {
            "title": paper.title,
            "authors": [{"name": "Ada Example"}, {"name": "Ben Example"}],
            "abstract": paper.abstract,
            "primary_category": "cs.CL",
            "categories": ["cs.CL"],
            "version": 1,
            "published": "2023-01-02T10:00:00Z",
            "updated": "2023-01-02T10:00:00Z",
        }
        for paper in listed
    }
    (folder / "records.json").write_text(json.dumps({"version": 1, "papers": records}), "utf-8")
    command = [sys.executable, "-m", "papersync.standin", "--records", str(folder / "records.json")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def refresh(name: str, folder: Path, environment: dict[str, str]) -> float:
    """Wall seconds of a refresh of this list that must end clean."""
    command = [str(Path(sys.executable).with_name("papersync")), "refresh", name]
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    took_s = time.perf_counter() - begun
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return took_s


def measured(count: int, folder: Path) -> dict[str, tuple[int, float]]:
    """For each layout the bytes of the list and the least seconds of several refreshes."""
    listed = papers(count)
    environment = {**os.environ, "HOME": str(folder), "XDG_STATE_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    # With PYTHONDONTWRITEBYTECODE modules would be compiled in every run; the first run, not measured, compiles them.
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    names = {layout: f"{number}.md" for number, layout in enumerate(LAYOUTS)}
    for layout, name in names.items():
        (folder / name).write_text(text_of(layout, listed), "utf-8")
    with standin(listed, folder) as url:
        environment |= {"PAPERSYNC_ARXIV_URL": url, "PAPERSYNC_INTERVAL": "0"}
        refresh(names["bullets"], folder, environment)
    # The stand-in is gone: whoever asks anything now does not end clean.
    before = {path: path.read_bytes() for path in (*map(folder.joinpath, names.values()), folder / "data/papers.json")}
    times = {layout: min(refresh(name, folder, environment) for _ in range(RUNS)) for layout, name in names.items()}
    assert all(path.read_bytes() == data for path, data in before.items()), "a refresh with nothing to do wrote"
    return {layout: ((folder / name).stat().st_size, times[layout]) for layout, name in names.items()}


def main() -> None:
    """Print a Markdown table."""
    results: dict[int, dict[str, tuple[int, float]]] = {}
    for count in SIZES:
        with tempfile.TemporaryDirectory() as name:
            results[count] = measured(count, Path(name))
    print("| layout | papers | MB | seconds | ms a paper |\n|---|---:|---:|---:|---:|")
    for layout in LAYOUTS:
        for count in SIZES:
            size, took_s = results[count][layout]
            print(f"| {layout} | {count:,} | {size / 1e6:.1f} | {took_s:.2f} | {took_s / count * 1000:.3f} |")
    print()
    for layout in WITH_A_BAR:
        took_s = results[SIZES[-1]][layout][1]
        verdict = "holds" if took_s < BAR_S else "does not hold"
        print(f"{SIZES[-1]:,} papers as {layout}: {took_s:.2f} s, under {BAR_S:g} s is wished for: it {verdict}.")


if __name__ == "__main__":
    main()
