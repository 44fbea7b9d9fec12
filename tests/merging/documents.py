"""Lists in the layouts that people write, and what two people make of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from hypothesis import strategies as st

_WORDS: Final = ["Ranking", "Models", "Write", "Attention", "Memory", "Images", "Graphs", "Proofs", "Tokens", "Rewards"]


@dataclass(frozen=True)
class Paper:
    """An entry: the number makes its identifier."""

    number: int
    title: str
    note: str = ""


@dataclass(frozen=True)
class Part:
    """A section."""

    name: str
    introduction: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True)
class Made:
    """A list."""

    layout: str
    prose: tuple[str, ...]
    parts: tuple[Part, ...]

    def text(self) -> str:
        """As it is written."""
        head = "| Title | Note | Link |\n|---|---|---|\n" if self.layout == "rows" else ""
        apart = "\n" if self.layout in ("bullets", "rows", "numbered") else ""
        sections = []
        for part in self.parts:
            introduction = f"{part.introduction}\n\n" if part.introduction else ""
            entries = "".join(map(LAYOUTS[self.layout], part.papers))
            sections.append(f"## {part.name}\n\n{introduction}{head}{entries}{apart}")
        return "# A list\n\n" + "".join(f"{line}\n" for line in self.prose) + "\n" + "".join(sections)


def identifier(paper: Paper) -> str:
    """A different one for each number."""
    return f"2205.{10_000 + paper.number}"


def _bullet(paper: Paper) -> str:
    note = f" - {paper.note}" if paper.note else ""
    return f"- [{paper.title}](https://arxiv.org/abs/{identifier(paper)}){note}\n"


def _row(paper: Paper) -> str:
    return f"| {paper.title} | {paper.note} | [pdf](https://arxiv.org/pdf/{identifier(paper)}) |\n"


def _headed(paper: Paper) -> str:
    note = f"{paper.note}\n\n" if paper.note else ""
    url = f"https://arxiv.org/abs/{identifier(paper)}"
    return f"### {paper.title} [ArXiv]({url})\n\n> We show that {paper.number} words\n> are enough.\n\n{note}"


def _bold(paper: Paper) -> str:
    note = f" {paper.note}" if paper.note else ""
    return (
        f"**{paper.title}** \\\n*Ada Lovelace* \\\n2022 [[Paper](https://arxiv.org/abs/{identifier(paper)})]{note}\n\n"
    )


def _numbered(paper: Paper) -> str:
    note = f"   - {paper.note}\n" if paper.note else ""
    return f"1. **{paper.title}**\n   Lovelace et al. [[pdf](https://arxiv.org/pdf/{identifier(paper)})]\n{note}"


LAYOUTS: Final[dict[str, Callable[[Paper], str]]] = {
    "bullets": _bullet,
    "rows": _row,
    "headings": _headed,
    "bold": _bold,
    "numbered": _numbered,
}
_titles = st.lists(st.sampled_from(_WORDS), min_size=3, max_size=5).map(" ".join)
_notes = st.sampled_from(("", "", "read this first", "code at github", "ICML"))


@st.composite
def papers(draw: st.DrawFn, numbers: range) -> Paper:
    """A paper with one of these numbers."""
    return Paper(draw(st.sampled_from(numbers)), draw(_titles), draw(_notes))


@st.composite
def lists(draw: st.DrawFn) -> Made:
    """A list of up to three sections, in one layout, no paper in it twice."""
    layout = draw(st.sampled_from(sorted(LAYOUTS)))
    number, parts = 0, []
    for index in range(draw(st.integers(1, 3))):
        inside = []
        for _ in range(draw(st.integers(0, 3))):
            inside.append(replace(draw(papers(range(1))), number=number))
            number += 1
        introduction = draw(st.sampled_from(("", "These are about words.")))
        parts.append(Part(f"{draw(_titles)} {index}", introduction, tuple(inside)))
    return Made(layout, ("Some prose of mine.", "It has two lines."), tuple(parts))


@st.composite
def versions(draw: st.DrawFn, base: Made, numbers: range) -> Made:
    """What a person makes of a list in one to three steps; papers that are added have these numbers."""
    made = base
    for _ in range(draw(st.integers(1, 3))):
        made = draw(st.sampled_from(_STEPS))(draw, made, numbers)
    return made


def _with_part(draw: st.DrawFn, made: Made, change: Callable[[Part], Part]) -> Made:
    at = draw(st.integers(0, len(made.parts) - 1))
    return replace(made, parts=(*made.parts[:at], change(made.parts[at]), *made.parts[at + 1 :]))


def _added(draw: st.DrawFn, made: Made, numbers: range) -> Made:
    paper = draw(papers(numbers))
    return _with_part(draw, made, lambda part: replace(part, papers=(*part.papers, paper)))


def _deleted(draw: st.DrawFn, made: Made, numbers: range) -> Made:
    del numbers
    return _with_part(draw, made, lambda part: replace(part, papers=part.papers[1:]))


def _noted(draw: st.DrawFn, made: Made, numbers: range) -> Made:
    note = f"note {draw(st.sampled_from(numbers))}"
    return _with_part(
        draw,
        made,
        lambda part: (
            replace(part, papers=tuple(replace(each, note=note) for each in part.papers[-1:]))
            if len(part.papers) == 1
            else replace(part, papers=(*part.papers[:-1], *(replace(each, note=note) for each in part.papers[-1:])))
        ),
    )


def _retitled(draw: st.DrawFn, made: Made, numbers: range) -> Made:
    del numbers
    title = draw(_titles)
    return _with_part(
        draw,
        made,
        lambda part: replace(
            part, papers=(*(replace(each, title=title) for each in part.papers[:1]), *part.papers[1:])
        ),
    )


def _renamed(draw: st.DrawFn, made: Made, numbers: range) -> Made:
    name = f"{draw(_titles)} {draw(st.sampled_from(numbers))}"
    return _with_part(draw, made, lambda part: replace(part, name=name))


def _opened(draw: st.DrawFn, made: Made, numbers: range) -> Made:
    part = Part(f"{draw(_titles)} {draw(st.sampled_from(numbers))}", "", (draw(papers(numbers)),))
    return replace(made, parts=(*made.parts, part))


def _said(draw: st.DrawFn, made: Made, numbers: range) -> Made:
    return replace(made, prose=(*made.prose, f"More of it, {draw(st.sampled_from(numbers))}."))


_STEPS: Final = (_added, _added, _added, _deleted, _noted, _retitled, _renamed, _opened, _said)


@st.composite
def forks(draw: st.DrawFn) -> tuple[str, str, str]:
    """A list and what two people made of it; some papers both may have added."""
    base = draw(lists())
    ours, theirs = draw(versions(base, range(100, 120))), draw(versions(base, range(115, 140)))
    texts = (base.text(), ours.text(), theirs.text())
    if draw(st.integers(0, 5)) == 0:
        return tuple(text.replace("\n", "\r\n") for text in texts)  # type: ignore[return-value]
    return texts
