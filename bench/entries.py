"""Which title `papersync entries` reads for references that people labelled by hand in real lists.

The labels (bench/labels/entries.tsv) name a file of the lists, a line, the bytes where a reference and its title stand.
They were made from the raw files before any output was seen, drawn at random, stratified over repositories and files.
kind: title (the entry shows the paper's title), name (only the name of a model or dataset), other (a further paper in
another one's entry), none (no entry). The lists are not part of the project: without them there is nothing to measure.
"""

from __future__ import annotations

import csv
import json
import math
import re
import subprocess
import sys
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
LISTS = HERE.parent.parent / "shared/lists"
BAR = 0.98
Z = 1.96  # of the normal distribution, for an interval of 95 %


@dataclass(frozen=True)
class Label:
    """One reference as a person read it; ``title`` are bytes of the file, None where no title is shown."""

    file: str
    line: int
    start: int
    id: str
    kind: str
    title: tuple[int, int] | None
    layout: str


def labels() -> list[Label]:
    """All of them."""
    found = []
    with (HERE / "labels/entries.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            title = (int(row["title_start"]), int(row["title_end"])) if row["title_start"] else None
            place = (row["file"], int(row["line"]), int(row["start"]))
            found.append(Label(*place, row["id"], row["kind"], title, row["layout"]))
    return found


def folded(text: str) -> str:
    """Words alone: markup, quotation marks, final periods and letter case are not the question here."""
    text = re.sub(r"[*_`\\]|</?[a-z]+>", "", unicodedata.normalize("NFKC", text).casefold())
    return re.sub(r"\W+", " ", text).strip()


def read(files: list[str]) -> dict[str, list[dict[str, object]]]:
    """The entries of each file, by the public command."""
    papersync = str(Path(sys.executable).with_name("papersync"))
    command = [papersync, "entries", *files, "--output-format", "json"]
    done = subprocess.run(command, cwd=LISTS, capture_output=True, text=True, check=True)
    found: dict[str, list[dict[str, object]]] = defaultdict(list)
    for entry in json.loads(done.stdout)["entries"]:
        found[entry["path"]].append(entry)
    return found


def entry_of(label: Label, entries: list[dict[str, object]]) -> dict[str, object] | None:
    """The entry about the label's paper in which its reference stands."""
    inside = (e for e in entries if int(str(e["start"])) <= label.start < int(str(e["end"])))
    return next((e for e in inside if label.id in list(e["ids"])), None)  # type: ignore[call-overload]


def is_right(label: Label, title: str | None) -> bool:
    """Whether the slot is the labelled one; of a name or of nothing it may hold the name, or nothing."""
    wanted = None if label.title is None else (LISTS / label.file).read_bytes()[slice(*label.title)].decode()
    if label.kind == "title":
        return title is not None and wanted is not None and folded(title) == folded(wanted)
    return title is None or (wanted is not None and folded(title) == folded(wanted))


def interval(right: int, total: int) -> tuple[float, float]:
    """Wilson's score interval (E. B. Wilson, 1927)."""
    share, square = right / total, Z * Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = Z * math.sqrt(share * (1 - share) / total + square / (4 * total * total)) / (1 + square / total)
    return max(0.0, middle - half), min(1.0, middle + half)


def row(name: str, right: int, total: int) -> str:
    """A line of the table."""
    low, high = interval(right, total)
    return f"| {name} | {right} | {total} | {right / total:.1%} | {low:.1%} to {high:.1%} |"


def main() -> int:
    """Print Markdown tables; 1 if fewer titles are right than wished for."""
    if not LISTS.is_dir():
        print("the labelled lists are not beside the project: nothing to measure")
        return 0
    everything = labels()
    entries = read(sorted({label.file for label in everything}))
    tables: dict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for label in everything:
        found = entry_of(label, entries[label.file])
        slot = found["title"] if found is not None else None
        title = str(slot["text"]) if isinstance(slot, dict) else None
        right = is_right(label, title)
        tables["kind"][label.kind, right] += 1
        if label.kind == "title":
            tables["repository"][label.file.split("/")[0], right] += 1
            tables["layout"][label.layout, right] += 1
        if not right:
            print(f"{label.file}:{label.line}: {label.kind}: read {title!r}", file=sys.stderr)
    for what, counts in tables.items():
        print(f"| {what} | right | of | share | 95 % |\n|---|---:|---:|---:|---|")
        for name in sorted({name for name, _ in counts}):
            print(row(name, counts[name, True], counts[name, True] + counts[name, False]))
        print()
    right, wrong = tables["kind"]["title", True], tables["kind"]["title", False]
    holds = right / (right + wrong) >= BAR
    verdict = "holds" if holds else "fails"
    print(f"{right / (right + wrong):.1%} of the titles are right, {BAR:.0%} are wished for: it {verdict}.")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
