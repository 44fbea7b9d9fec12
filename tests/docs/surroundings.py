"""Where a page is tried: a repository of a newcomer's own, with arXiv's stand-in in arXiv's place."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from papersync.standin.records import load_records
from papersync.standin.server import StandinServer
from papersync.store.codec import Store, dumps
from tests.records import ALL, paper

# A facsimile of what the pages speak of; the abstracts are inventions of ours.
RECORDS: Final = (
    *ALL,
    paper("2305.18290", "Direct Preference Optimization: Your Language Model is Secretly a Reward Model", version=3),
    paper("1707.06347", "Proximal Policy Optimization Algorithms", version=2),
    paper("2206.14486", "Beyond neural scaling laws: beating power law scaling via data pruning", version=6),
)
LIST: Final = """\
# Reading

## Scaling laws

- [Scaling Laws for Neural Language Models](https://arxiv.org/abs/2001.08361?utm_source=feed)
- [Explaining neural scaling laws](https://arxiv.org/abs/2102.06701)

## Reinforcement learning from human feedback

- [Training language models to folow instructions with human feedback](https://arxiv.org/abs/2203.02155)

## Proximal policy optimization

- [Proximal Policy Optimization Algorithms](https://arxiv.org/abs/1707.06347)

## Agents

- [Self-Instruct: Aligning Language Models with Self-Generated Instructions](https://arxiv.org/abs/2212.10560)
"""


@contextmanager
def newcomer(folder: Path) -> Iterator[Mapping[str, str]]:
    """Prepare the folder, and serve; gives what the commands need to know of it."""
    (folder / "README.md").write_text(LIST, "utf-8")
    for command in ("init -q -b main", "config user.name You", "config user.email you@example.org"):
        subprocess.run(["git", *command.split()], cwd=folder, check=True)
    server = StandinServer(load_records(dumps(Store.of(RECORDS))))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield {
            "PAPERSYNC_ARXIV_URL": server.query_url,
            "PAPERSYNC_INTERVAL": "0",
            "HOME": str(folder.parent),
            "COLUMNS": "80",
            "TERM": "dumb",
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
