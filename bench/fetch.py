"""400 papers from a slow arXiv: `papersync refresh` beside `arxiv.Client`, whole processes, each with a stand-in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PAPERS = 400
PAGE = 100
LATENCY_S = 1.5
INTERVAL_S = 3.0
BAR = 1.03
# The client as its documentation shows it; only the address is the stand-in's.
PEER = """
import sys
import arxiv

client = arxiv.Client(page_size=int(sys.argv[2]), delay_seconds=float(sys.argv[3]))
client.query_url_format = sys.argv[1] + "?{}"
ids = sys.stdin.read().split()
assert len(list(client.results(arxiv.Search(id_list=ids, max_results=len(ids))))) == len(ids)
"""


def record(number: int) -> dict[str, object]:
    """A paper as the store keeps it."""
    return {
        "title": f"On the Scaling of Model Number {number}",
        "authors": [{"name": "Ada Example"}, {"name": "Ben Example"}],
        "abstract": "We study what happens when models grow, and find that they grow. " * 16,
        "primary_category": "cs.CL",
        "categories": ["cs.CL"],
        "version": 1,
        "published": "2023-01-02T10:00:00Z",
        "updated": "2023-01-02T10:00:00Z",
    }


@contextmanager
def standin(folder: Path, latency_s: float) -> Iterator[str]:
    """Serves the folder's records, and logs into it; gives the query URL."""
    command = [sys.executable, "-m", "papersync.standin", "--records", str(folder / "records.json")]
    command += ["--log", str(folder / "requests.log"), "--latency", str(latency_s)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def filled(folder: Path, count: int) -> list[str]:
    """A list of so many papers and their records; gives the identifiers."""
    papers = {f"2301.{number:05}": record(number) for number in range(1, count + 1)}
    folder.mkdir()
    (folder / "records.json").write_text(json.dumps({"version": 1, "papers": papers}), "utf-8")
    lines = [f"- [{paper['title']}](https://arxiv.org/abs/{id_})" for id_, paper in papers.items()]
    (folder / "list.md").write_text("\n".join(["# Papers", "", *lines, ""]), "utf-8")
    return list(papers)


def measured(folder: Path, count: int, latency_s: float, *, ours: bool, compiled: Path) -> tuple[int, float]:
    """Requests and wall seconds of one process that fetches so many papers."""
    ids = filled(folder, count)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= dict.fromkeys(("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"), str(folder))
    with standin(folder, latency_s) as url:
        environment |= {"PAPERSYNC_ARXIV_URL": url, "PAPERSYNC_INTERVAL": str(INTERVAL_S)}
        environment["PYTHONPYCACHEPREFIX"] = str(compiled)
        peer = [sys.executable, "-c", PEER, url, str(PAGE), str(INTERVAL_S)]
        command = [str(Path(sys.executable).with_name("papersync")), "refresh", "list.md"] if ours else peer
        begun = time.perf_counter()
        done = subprocess.run(
            command, cwd=folder, env=environment, input="\n".join(ids), capture_output=True, text=True, check=False
        )
        time_s = time.perf_counter() - begun
    assert done.returncode == 0, done.stderr
    if ours:
        stored = json.loads((folder / "data/papers.json").read_bytes())["papers"]
        assert len(stored) == count, "a refresh that did not fetch everything has no time"
    return len((folder / "requests.log").read_bytes().splitlines()), time_s


def main() -> None:
    """Print a Markdown table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        times = {}
        for ours in (True, False):
            # The first run, of one paper, compiles the modules of either.
            for what, count, latency_s in (("first", 1, 0.0), ("measured", PAPERS, LATENCY_S)):
                place = folder / f"{what}-{'ours' if ours else 'theirs'}"
                times[ours] = measured(place, count, latency_s, ours=ours, compiled=folder / "compiled")
    (requests, ours_s), (peer_requests, peer_s) = times[True], times[False]
    least_s = (requests - 1) * INTERVAL_S + LATENCY_S
    print(f"{PAPERS} papers, {LATENCY_S} s latency, {INTERVAL_S:g} s between requests\n")
    print("| what | requests | seconds | × arxiv.py | × least |\n|---|---:|---:|---:|---:|")
    peer = "`arxiv.Client`, pages of 100"
    for what, count, time_s in (("`papersync refresh`", requests, ours_s), (peer, peer_requests, peer_s)):
        print(f"| {what} | {count} | {time_s:.2f} | {time_s / peer_s:.2f} | {time_s / least_s:.3f} |")
    verdict = "holds" if ours_s <= BAR * least_s else "does not hold"
    print(f"\nThe least that the rule allows is {least_s:g} s; the bar of {BAR} times that {verdict}.")


if __name__ == "__main__":
    main()
