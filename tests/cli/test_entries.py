"""`papersync entries`: what people and programs are shown of a list."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Cli

GOLDEN = Path(__file__).parents[1] / "golden"
LIST = """# Reading

## Scaling

### Scaling Laws for Neural Language Models [[ArXiv](https://arxiv.org/abs/2001.08361)]

> We study how loss falls with size, with data and with compute, and find that it follows a power law over seven
> orders of magnitude.

- (2022-05) **Ranking What Models Write** [paper](https://arxiv.org/abs/2205.09726v2)
- [Chain of Thought 提示](https://arxiv.org/abs/2201.11903), Wei et al., NeurIPS 2022
- [LLaMA-7B](https://arxiv.org/abs/2302.13971)

## Tables

| Date | Title | Authors | PDF |
|---|---|---|---|
| 2022-03 | Training Models \\| with Feedback | Long Ouyang, Jeff Wu | [2203.02155](https://arxiv.org/abs/2203.02155) |

As shown in [an older paper](https://arxiv.org/abs/1909.08593), that is so.
"""


def test_table(cli: Cli) -> None:
    """The golden file holds what a person sees."""
    cli.write("list.md", LIST)
    ran = cli("entries", "list.md")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (GOLDEN / "entries.txt").read_text("utf-8")


def test_json(cli: Cli) -> None:
    source = cli.write("list.md", LIST).read_bytes()
    document = cli("entries", "list.md", "--output-format", "json").json
    assert (document["version"], document["errors"]) == (1, [])
    keys = ["path", "line", "start", "end", "layout", "section", "ids", "title", "authors", "abstract", "date"]
    assert all(list(entry) == keys for entry in document["entries"])
    assert [entry["ids"] for entry in document["entries"]] == [
        ["2001.08361"], ["2205.09726"], ["2201.11903"], ["2302.13971"], ["2203.02155"],
    ]  # fmt: skip
    for entry in document["entries"]:
        for name in ("title", "authors", "abstract", "date"):
            slot = entry[name]
            if slot is not None:
                assert entry["start"] <= slot["start"] < slot["end"] <= entry["end"]
                assert source[slot["start"] : slot["end"]].decode().split()[0] == slot["text"].split()[0]
    assert document["entries"][2]["title"]["text"] == "Chain of Thought 提示"
    assert document["entries"][4]["section"] == ["Reading", "Tables"]


def test_unreadable_and_empty(cli: Cli) -> None:
    """One bad file does not stop the others; a list without entries has none."""
    cli.write("empty.md", "")
    ran = cli("entries", "empty.md", "missing.md", "--output-format", "json")
    assert ran.code == 2
    assert ran.json["entries"] == []
    assert [error["path"] for error in ran.json["errors"]] == ["missing.md"]
    assert cli("entries", "empty.md").out.splitlines()[-1] == "0 entries"


def test_hostile(cli: Cli) -> None:
    """A title with control characters or a workflow command in it is harmless on a terminal."""
    cli.write(
        "list.md", "- [Red \x1b[31mWords and ::error::More](https://arxiv.org/abs/2001.08361)\n\n## ::warning::x\n"
    )
    shown = cli("entries", "list.md").out
    assert "\x1b" not in shown
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())
