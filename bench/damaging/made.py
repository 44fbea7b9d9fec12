"""Lists of layouts that are rare in the real ones, made of true records."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]
Writing = Callable[[str, Record], str]


def _escaped(text: str) -> str:
    return text.replace("|", r"\|").replace("<", r"\<")


def _heading(identifier: str, record: Record) -> str:
    quote = textwrap.fill(record["abstract"], 78, initial_indent="> ", subsequent_indent="> ", break_on_hyphens=False)
    return f"### {record['title']} [ArXiv](https://arxiv.org/pdf/{identifier}.pdf)\n\n{quote}\n"


def _details(identifier: str, record: Record) -> str:
    return (
        f"#### [{record['title']}](https://arxiv.org/abs/{identifier})\n\n<details><summary>Abstract</summary>\n\n"
        f"{record['abstract']}\n\n</details>\n"
    )


def _citation(identifier: str, record: Record) -> str:
    names = " and ".join(author["name"] for author in record["authors"][:2])
    link = f"[arXiv:{identifier}](https://arxiv.org/abs/{identifier})"
    return f"- {names}, _{record['title']}_, preprint available as {link}, {record['published'][:4]}."


def _fields(identifier: str, record: Record) -> str:
    return f"**{record['title']}**\n\n- Paper: https://arxiv.org/abs/{identifier}\n- Code: https://github.com/a/b\n"


def _labelled(identifier: str, record: Record) -> str:
    return f"- **{record['title']}** [[paper](https://arxiv.org/abs/{identifier})] [[code](https://github.com/a/b)]"


def _bare(identifier: str, record: Record) -> str:
    return f"- {record['title']}: https://arxiv.org/abs/{identifier}"


def _numbered(identifier: str, record: Record) -> str:
    return (
        f"1. **{record['title']}**\n\n   {record['authors'][0]['name']} et al. "
        f"[[pdf]](https://arxiv.org/pdf/{identifier}.pdf)\n"
    )


def _paper_column(identifier: str, record: Record) -> str:
    date = record["published"][:7].replace("-", ".")
    link = f"[[pdf]](https://arxiv.org/pdf/{identifier}.pdf)"
    return f"|{date}|{_escaped(record['title'])}|{link}|[code](https://github.com/a/b)|"


def _html(identifier: str, record: Record) -> str:
    title = record["title"].replace("&", "&amp;").replace("<", "&lt;")
    return f'<tr><td>{title}</td><td><a href="https://arxiv.org/abs/{identifier}">Paper</a></td><td>ICML</td></tr>'


WRITINGS: dict[str, tuple[str, Writing, str]] = {
    "heading": ("", _heading, ""),
    "details": ("", _details, ""),
    "citation": ("", _citation, ""),
    "fields": ("", _fields, ""),
    "labelled": ("", _labelled, ""),
    "bare": ("", _bare, ""),
    "numbered": ("", _numbered, ""),
    "paper-column": ("| Date | Title | Paper | Code |\n|---|---|---|---|", _paper_column, ""),
    "html": ("<table>\n<tr><th>Title</th><th>Link</th><th>Venue</th></tr>", _html, "</table>"),
}
NEED_ABSTRACTS = ("heading", "details")


def made(name: str, chosen: Sequence[tuple[str, Record]]) -> bytes:
    """A list in this layout of these papers, a section for each forty."""
    opening, writing, closing = WRITINGS[name]
    lines = ["# Papers", ""]
    for at in range(0, len(chosen), 40):
        lines += [f"## Part {at // 40 + 1}", ""]
        lines += [part for part in (opening, *(writing(*each) for each in chosen[at : at + 40]), closing) if part]
        lines += [""]
    return "\n".join(lines).encode()
