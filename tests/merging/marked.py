"""Texts with conflict markers, as git writes them."""

from __future__ import annotations

URL = "https://arxiv.org/abs/2205.0972"
WRITE = f"- [Ranking What Models Write]({URL}6)\n"
READ = f"- [Ranking What Models Read]({URL}7)\n"
THINK = f"- [Ranking What Models Think]({URL}8)\n"
HEADED = f"### Ranking What Models Write [ArXiv]({URL}6)\n"
HEADED_READ = f"### Ranking What Models Read [ArXiv]({URL}7)\n"


def hunk(ours: str, theirs: str, base: str | None = None, size: int = 7) -> str:
    """One hunk, with its base if that is given."""
    middle = "" if base is None else f"{'|' * size} 1234567\n{base}"
    return f"{'<' * size} HEAD\n{ours}{middle}{'=' * size}\n{theirs}{'>' * size} topic\n"
