"""What finding costs beside looking: `papersync lint` with a store of all records, and `papersync refs`.

The lists are those of the folder in BENCH_LISTS, or of ../shared/lists if that is there, `*/*.md`, and the records
those of ../arxiv beside them (titles.tsv, records.json); else lists and records are made. All goes into a temporary
folder. What counts is the time of the processors, of the whole process and of what it starts.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from papersync.papers import read_record
from papersync.store.codec import Store, dumps

RUNS = 7
COMMANDS = ("refs", "lint")
FORMS: dict[str, list[str]] = {"as people run it": [], "JSON": ["--output-format", "json"]}
MADE_LISTS = 40
MADE_PAPERS = 200
BAR = 3.0
MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
assert done.returncode in (0, 1), done.stderr
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime)
"""
WORDS = ["models", "scaling", "attention", "reasoning", "retrieval", "agents", "robust", "efficient", "sparse", "数学"]

Records = dict[str, dict[str, Any]]


def record(title: str, author: str, day: str) -> dict[str, Any]:
    """A record as the store has it, of what is known of a paper."""
    moment = f"{day}T00:00:00Z"
    return {
        "title": title,
        "authors": [{"name": author}],
        "primary_category": "cs.LG",
        "categories": ["cs.LG"],
        "version": 1,
        "published": moment,
        "updated": moment,
    }


def known(folder: Path) -> Records:
    """The records of titles.tsv (id, title, first author, date), and those of records.json in their place."""
    lines = (folder / "titles.tsv").read_text("utf-8").splitlines()[1:]
    found = {id_: record(title, author, day) for id_, title, author, day in (line.split("\t") for line in lines)}
    return found | json.loads((folder / "records.json").read_text("utf-8"))["papers"]


def made(chance: random.Random, papers: Records) -> Iterator[tuple[str, str]]:
    """Lists of bullets and tables; their records go into ``papers``."""
    for number in range(MADE_LISTS):
        lines = [f"# List {number}", ""]
        lines += ["|Date|Title|Authors|PDF|", "|-|-|-|-|"] if number % 2 else []
        for at in range(1, MADE_PAPERS + 1):
            id_ = f"23{1 + number % 12:02}.{number * MADE_PAPERS + at:05}"
            title = " ".join(chance.choices(WORDS, k=9)).capitalize()
            papers[id_] = record(title, "Ada Example", "2023-01-01")
            link = f"https://arxiv.org/abs/{id_}"
            row = f"|2023-01-01|{title}|Ada Example et al.|[{id_}]({link})|"
            lines.append(row if number % 2 else f"- [{title}]({link}). Ada Example, Ben Example. arXiv 2023.")
        yield f"list{number:02}.md", "\n".join([*lines, ""])


def lists_in(folder: Path) -> tuple[list[str], Records]:
    """The names of the lists, put into the folder, and the records of the papers."""
    given = Path(os.environ.get("BENCH_LISTS") or Path(__file__).parents[2] / "shared/lists")
    records: Records = {}
    if (given.parent / "arxiv/titles.tsv").exists():
        for path in given.glob("*/*.md"):
            (folder / path.parent.name).mkdir(exist_ok=True)
            shutil.copyfile(path, folder / path.relative_to(given))
        records = known(given.parent / "arxiv")
    else:
        for name, text in made(random.Random(1), records):
            (folder / name).write_text(text, "utf-8")
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.md")), records


def write_store(path: Path, records: Records) -> None:
    """The records in the store's canonical form."""
    papers = (read_record({"id": id_, **members}) for id_, members in records.items())
    path.write_bytes(dumps(Store.of(papers)))


def processors_s(command: Sequence[str], folder: Path) -> float:
    """The time of the processors, in seconds, of one run."""
    measure = [sys.executable, "-c", MEASURE, *command]
    return float(subprocess.run(measure, cwd=folder, capture_output=True, text=True, check=True).stdout)


def main() -> None:
    """Print a Markdown table."""
    papersync = str(Path(sys.executable).with_name("papersync"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "lists"
        folder.mkdir()
        os.environ |= {"PYTHONPYCACHEPREFIX": f"{name}/compiled", "HOME": name, "XDG_STATE_HOME": name}
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        names, records = lists_in(folder)
        write_store(folder / "papers.json", records)
        (folder / "papersync.toml").write_text('store = "papers.json"\n')
        commands = [[papersync, command, *form, *names] for form in FORMS.values() for command in COMMANDS]
        # By turns: where a machine is busy for a while, it is so for all.
        runs = [[processors_s(command, folder) for command in commands] for _ in range(RUNS)]
        size = sum((folder / each).stat().st_size for each in names)
    print(f"{len(names)} lists, {size / 1e6:.1f} MB, a store of {len(records):,} records; {RUNS} runs in turns\n")
    print("| | `refs`, s of processors | `lint` | the best, times | the medians, times | at most | holds |")
    print("|---|---:|---:|---:|---:|---:|---|")
    times = list(zip(*runs, strict=True))
    for form, refs_s, lint_s in zip(FORMS, times[::2], times[1::2], strict=True):
        best, usual = min(lint_s) / min(refs_s), median(lint_s) / median(refs_s)
        holds = "yes" if best <= BAR else "no"
        print(f"| {form} | {min(refs_s):.2f} | {min(lint_s):.2f} | {best:.2f} | {usual:.2f} | {BAR:g} | {holds} |")


if __name__ == "__main__":
    main()
