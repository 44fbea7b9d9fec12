"""Lists that are nearly as the records have them: what a machine or a careful maintainer writes, and slips in it."""

from __future__ import annotations

import re
from typing import Final

from hypothesis import strategies as st

from papersync.identifiers import ArxivId
from papersync.lint.examples import Record
from papersync.papers import Paper

_TITLES: Final = (
    "Ranking What Large Models Write",
    "RankIt: Ranking What Models Write in Time",
    "On Words, Images and What They Say",
    "Über die Grenzen — langsamer Wandel",
    "A Theorem of 2019 in Proceedings of the Workshop",
    "BERT",
    "Deep Networks (Extended Version)",
    "Graphs & Trees: $O(n^2)$ Bounds?",
    "Ada Lovelace and Alan Turing on Machines",
    "Attention, Memory, ICLR 2023",
)
_RECORDS: Final = tuple(
    Record(
        f"2401.{number:05}",
        title,
        authors=("Ada Lovelace", "Alan Turing") if number % 3 else ("Team Foo and Bar",),
        withdrawn="wrong" if number % 50 == 7 else None,
        journal_ref="Ann. Math. 200 (2024) 1-40" if number % 50 == 8 else None,
    )
    for number, title in enumerate(_TITLES * 20, start=1)
)
PAPERS: Final[dict[ArxivId, Paper]] = {paper.id: paper for paper in (record.paper() for record in _RECORDS)}

_AUTHORS: Final = (
    *("Ada Lovelace et.al.",) * 12,
    *("Ada Lovelace et.al.", "Ada Lovelace et al.", "Ada Lovelace, Alan Turing", "Lovelace et al.", "Team Foo and Bar"),
    *("Grace Hopper et.al.", "Ada Lovelace, Grace Hopper", "Ada Lovelace", "", "a note of mine"),
)
_PATHS: Final = ("https://arxiv.org/abs/", "http://arxiv.org/abs/", "https://arxiv.org/pdf/")
_HEADS: Final = (
    *("|Publish Date|Title|Authors|PDF|Code|", "|Date|Paper|Authors|Link|Abstract|", "|A|B|C|D|E|"),
    *("|Publish Date|Title|Authors|PDF|Code|",) * 3,
)
_MARKS: Final = (*("**{}**",) * 12, "{}", "*{}*", "**{}** (oral)", "**{}, NeurIPS 2023**", "**{}")
_AROUND: Final = ("- [{t}]({u})", "* [{t}]({u})", "- [{t}]({u}) [[code](https://github.com/a/b)]", "- **[{t}]({u})**")
_LINES: Final = (
    *_AROUND * 3,
    *("- 2023-01-02, **{t}**, {a}, Paper: [{u}]({u})", "- [{t}]({u}). {a}, 2023.") * 3,
    "- [{t}]({u}). {a}. 2023.",
    "- [{t}]({u}), {a}, NeurIPS 2023",
    "- 2023-01-02, **{t}**, {a}, Paper: [{u}]({u})",
    "- 2023-01-02, **{t}**, {a}, Paper: [{u}]({u}), Code: **[https://github.com/a/b](https://github.com/a/b)**",
    "- **{t}** ({a}) [[pdf]]({u})",
    "- **{t}**: [{u}]({u}) see **this**",
    "- Another Name of It: [{t}]({u})",
    "- [{t}]({u}) and [2401.00002](https://arxiv.org/abs/2401.00002)",
    "1. [{t}]({u})",
    "  - [{t}]({u})",
    "> - [{t}]({u})",
    "**{t}** {a} [pdf]({u})",
)
_BESIDE: Final = (
    *("",) * 16,
    *(
        "\n",
        "\n",
        "  more of it",
        "\n  more of it",
        "\n## Section\n",
        "## Section",
        "<!-- papersync: ignore[PS103] -->",
    ),
    *(
        "**A Title Above of Another**",
        "Words above.",
        "<details>",
        "\n---\n",
        "```",
        "<<<<<<< HEAD\n=======\n>>>>>>> x",
    ),
)


def _filled(shape: str, number: int, other: int, path: str, authors: str) -> str:
    """A line about a paper with its title, or one time in a few with another's."""
    title = _RECORDS[(number if other % 10 else other) % len(_RECORDS)].title
    id_ = _RECORDS[number].id
    return shape.format(t=title, u=f"{path}{id_}", a=authors, i=id_)


_numbers = st.integers(0, len(_RECORDS) - 1)
_parts = (_numbers, st.integers(0, 39), st.sampled_from(_PATHS), st.sampled_from(_AUTHORS))
_items = st.builds(_filled, st.sampled_from(_LINES), *_parts)
_rows = st.builds(
    lambda mark, shape, *parts: _filled(shape.replace("{t}", mark.format("{t}")), *parts),
    st.sampled_from(_MARKS),
    st.sampled_from(
        (
            *("|**2024-01-02**|{t}|{a}|[{i}]({u})|null|",) * 9,
            "| 2024-01-02 | {t} | {a} | [paper]({u}) |  |",
            "|[(]|{t}|{a}|**[{i}]({u})**|[x](y)|",
        )
    ),
    *_parts,
)
_bullets = st.lists(st.tuples(_items, st.sampled_from(_BESIDE)), min_size=1, max_size=12).map(
    lambda pairs: "\n".join(line for pair in pairs for line in pair if line) + "\n"
)
_tables = st.tuples(st.sampled_from(_HEADS), st.lists(_rows, min_size=1, max_size=20, unique=True)).map(
    lambda pair: "\n".join(("", pair[0], "|-|-|-|-|-|", *pair[1], "", ""))
)
kept_lists = st.lists(_bullets | _tables, min_size=1, max_size=3).map(lambda parts: "\n".join(parts).encode())
"""A few lists and tables, most entries of which have nothing wrong."""


def _of_six_papers(source: bytes) -> bytes:
    return re.sub(rb"2401\.(\d{5})", lambda found: b"2401.%05d" % (int(found[1]) % 6 + 1), source)


crowded_lists = kept_lists.map(_of_six_papers)
"""The same, all about six papers; of which only three are known, to ``KNOWN``."""
KNOWN: Final = {id_: paper for id_, paper in PAPERS.items() if id_.base in ("2401.00001", "2401.00002", "2401.00003")}
