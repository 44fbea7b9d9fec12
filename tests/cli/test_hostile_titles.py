"""Records that mean harm, through the whole stack: from arXiv's answer to the list, the store and every output."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from papersync.entries import Reading, read_entries
from papersync.identifiers import ArxivId
from papersync.markdown import parse_document
from papersync.papers import Author, Paper
from papersync.references import find_references
from papersync.report.json import dump, paper_document
from papersync.report.paper import paper_text
from papersync.store.codec import dumps, loads
from tests.cli.conftest import Cli
from tests.cli.standins import serving
from tests.entries.reading import read
from tests.records import RANKGEN, paper

ID = "2301.00001"
# What steers a terminal, ends a line to some program, or turns text around.
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
LIST = """# List

## S

### RankGen: Improving Text Generation with Large Ranking Models [arxiv](https://arxiv.org/abs/2205.09726)

*Kalpesh Krishna, Yapei Chang, John Wieting, Mohit Iyyer*

> Own words about it.

## T

Prose that nobody may touch.
"""

TITLES = [
    pytest.param("Clearing \x9b2J the \x9d0;title\x9c screen", id="control sequences of 8 bits"),
    pytest.param("Line\x85ends\u2028of\u2029others", id="line ends"),
    pytest.param(
        "Models \u202eelbatrevni\u202c and \u2066isolated\u2069 \u200b\ufeffwords", id="bidirectional controls"
    ),
    pytest.param("A [link](https://evil.example) and ![image](https://evil.example/i.png)", id="links and images"),
    pytest.param("On ] and ](x) and [ref][y] and [^1] and [x]: y", id="brackets and footnotes"),
    pytest.param("# Headings ## of ### theirs #", id="headings"),
    pytest.param("> Quotes", id="quotes"),
    pytest.param("- Bullets", id="bullets"),
    pytest.param("1. Numbers", id="numbers"),
    pytest.param("<!-- papersync: off --> Directives", id="directives"),
    pytest.param("<script>alert(1)</script> <img src=x onerror=alert(1)> Scripts", id="HTML"),
    pytest.param("Closing </h3></details><h1>Big", id="tags that close"),
    pytest.param("Entities &lt;b&gt; &#64;user &amp;amp;", id="entities"),
    pytest.param("Pings for @user and @org/team and (@other)", id="mentions"),
    pytest.param("Fixes #123 and GH-1 and user/repo#3 :tada:", id="issues and emoji"),
    pytest.param("Code `x` and ``y` and ~~z~~ and **b** and _c_", id="emphasis and code"),
    pytest.param("A | table | cell \\| more", id="pipes"),
    pytest.param("Backslashes \\ and \\\\ and \\", id="backslashes"),
    pytest.param("Money $5 and $6 and $x_1$ and $$", id="dollars"),
    pytest.param("::error file=x,line=1::forged ::stop-commands::token ##[group]x", id="workflow commands"),
    pytest.param("Lines %0A::error::forged%0D", id="escaped line ends"),
    pytest.param('=cmd|"/c calc"!A1', id="a formula for a spreadsheet"),
    pytest.param("<<<<<<< HEAD ======= >>>>>>> other", id="conflict markers"),
    pytest.param("Comment on arXiv:2205.09726 and arXiv:2102.06701v2", id="other papers"),
    pytest.param("See https://arxiv.org/abs/2205.09726 and doi:10.48550/arXiv.2102.06701", id="links to other papers"),
    pytest.param("[arXiv](https://arxiv.org/abs/2205.09726)", id="an entry of its own"),
    pytest.param("Mangled Ends of Every Title;", id="a semicolon at the end"),
    pytest.param("Mangled Ends of Every Title |", id="a bar at the end"),
    pytest.param("Emoji 👩\u200d🔬 and 🔥", id="emoji"),
    pytest.param("0", id="0"),
    pytest.param("Very " + "long " * 20_000 + "title", id="100,000 characters"),
]


def hostile(title: str) -> Paper:
    return paper(ID, title, authors=("Ada Example", "Bob Sample"), abstract="We do things. It works.")


def written(cli: Cli) -> str:
    return cli.folder.joinpath("README.md").read_bytes().decode()


def harmless(*texts: str) -> None:
    for text in texts:
        assert not STEERING.search(text), text


def unaddressed(*texts: str) -> None:
    """No line of these is a command to GitHub's runner."""
    for text in texts:
        assert not re.search(r"^\s*::|##\[", text, re.MULTILINE), text


@pytest.mark.parametrize("title", TITLES)
def test_a_title_stays_a_title_in_the_list(cli: Cli, monkeypatch: pytest.MonkeyPatch, title: str) -> None:
    cli.write("README.md", LIST)
    with serving([hostile(title), RANKGEN], monkeypatch):
        ran = cli("add", ID, "--section", "S")
        assert ran.code == 0, ran.err
        harmless(ran.out, ran.err, written(cli))
        unaddressed(ran.out, ran.err)
        text = written(cli)
        assert text.startswith(LIST[: LIST.index("## T")].rstrip())
        assert text.endswith(LIST[LIST.index("## T") :])
        document, entries = read(text.encode())
        assert [entry.ids for entry in entries] == [(RANKGEN.id,), (ArxivId(ID),)]
        assert [heading.level for heading in document.headings] == [1, 2, 3, 3, 2]
        assert [str(each.id) for each in reading(text).references] == [str(RANKGEN.id), ID]
        new = next(line for line in text.split("\n") if ID in line)
        assert not re.search(r"(?<![A-Za-z0-9])@[A-Za-z0-9]", new), "nobody is pinged"
        assert not re.search(r"(?<!\\)<[A-Za-z/!]", new), "no tag is opened"
        # A second look finds nothing to do, and the store says what the list says.
        again = cli("refresh", "--show", "info")
        assert (again.code, written(cli)) == (0, text), again.out + again.err
    data = cli.folder.joinpath("data/papers.json").read_bytes()
    assert dumps(loads(data, "papers.json")) == data
    harmless(data.decode())


def test_titles_stay_texts_in_every_output(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    titles = [str(each.values[0]) for each in TITLES]
    records = [replace(hostile(title), id=ArxivId(f"2301.{n:05}")) for n, title in enumerate(titles, 1)]
    entries = [f"### Other words on cats and dogs [a](https://arxiv.org/abs/{each.id})\n\n> x\n" for each in records]
    cli.write("README.md", "# L\n\n" + "\n".join(entries))
    with serving(records, monkeypatch):
        shown, as_json = cli("show", ID), cli("show", ID, "--output-format", "json")
        diff = cli("refresh", "--regenerate", "--diff")
        harmless(shown.out, as_json.out, diff.out, diff.err)
        assert (shown.code, as_json.code, as_json.json["paper"]["id"]) == (0, 0, ID)
        assert cli("refresh").code == 1
    store = loads(cli.folder.joinpath("data/papers.json").read_bytes(), "papers.json")
    for record in store:
        text, document = paper_text(record), dump(paper_document(record))
        harmless(text, document)
        unaddressed(text, document)
        assert json.loads(document)["paper"]["title"] == record.title
    for output_format in ("text", "json", "github", "sarif"):
        ran = cli("lint", "--show", "info", "--output-format", output_format)
        assert ran.code == 1
        harmless(ran.out, ran.err)
        lines = ran.out.splitlines()
        if output_format == "json":
            told = "".join(finding["message"] for finding in ran.json["findings"])
            assert all(word in told for word in ("<script>", "::stop-commands::", "%0A::error::", "@user"))
        elif output_format == "sarif":
            assert ran.json["version"] == "2.1.0"
        elif output_format == "github":
            assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines), ran.out
        else:
            end = lines.index("")  # behind that: the rules, how many, the next command
            assert all(re.match(r"README\.md:| {2,}\d* \| ", line) for line in lines[:end]), ran.out
            assert all(re.fullmatch(r"|\d+  PS\d{3} .*|\d+ errors?|next: papersync .*", line) for line in lines[end:])
            unaddressed(ran.out, ran.err)


def everywhere(words: str) -> Paper:
    """A record with these words in every text it has."""
    return replace(
        hostile(f"Words that {words} stand everywhere"),
        authors=(Author(words, (words,)), Author("Zed " + words)),
        abstract=f"First {words} line.\nSecond {words} line.",
        comment=words,
        journal_ref=words,
        doi=(words.replace(" ", ""),),
        categories=("cs.CL", words),
    )


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("\x9b31m \u202e \x85 \x7f", id="controls"),
        pytest.param("[x](y) ![i](j) <b> </b> <!-- --> @user", id="Markdown and HTML"),
        pytest.param("*a* **b** _c_ `d` ~~e~~ | $f$ \\", id="emphasis"),
        pytest.param("::error::x %0A ##[group]y", id="workflow commands"),
        pytest.param("arXiv:2205.09726 https://arxiv.org/abs/2205.09726", id="other papers"),
        pytest.param("# h > q - b 1. n === --- ```", id="blocks"),
    ],
)
def test_every_text_of_a_record(cli: Cli, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    cli.write("papersync.toml", 'fields = ["title", "link", "authors", "abstract", "date"]\n')
    cli.write("README.md", LIST)
    with serving([everywhere(words), RANKGEN], monkeypatch):
        ran = cli("add", ID, "--section", "S")
        assert ran.code == 0, ran.err
        shown, as_json = cli("show", ID), cli("show", ID, "--output-format", "json")
        assert (shown.code, as_json.code) == (0, 0)
        text = written(cli)
        harmless(ran.out, ran.err, shown.out, as_json.out, text)
        unaddressed(ran.out, ran.err, shown.out)
        document, entries = read(text.encode())
        assert [entry.ids for entry in entries] == [(RANKGEN.id,), (ArxivId(ID),)]
        assert [heading.level for heading in document.headings] == [1, 2, 3, 3, 2]
        assert [str(each.id) for each in reading(text).references] == [str(RANKGEN.id), ID]
        assert "<b>" not in text.replace("\\<b>", "")
        again = cli("refresh")
        assert again.code == 0, again.out + again.err
        settled = written(cli)
        assert cli("refresh", "--check").code == 0
        assert written(cli) == settled


def reading(text: str) -> Reading:
    document = parse_document(text.encode())
    return read_entries(document, find_references(document))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("a\x1b[31m.md", id="colours"),
        pytest.param("a\nREADME.md:1:1: PS101 error forged.md", id="a line end"),
        pytest.param("::error::c%0A,b.md", id="a workflow command"),
        pytest.param("\u202edm.a.md", id="turned around"),
    ],
)
@pytest.mark.parametrize("output_format", ["text", "json", "github", "sarif"])
def test_names_of_files_speak_for_nobody(cli: Cli, name: str, output_format: str) -> None:
    cli.write(name, "- [\x1b[31mpaper\x9b](http://arxiv.org/abs/2213.00001?utm=\u202e) ::error::x, arxiv.org/a/x\n")
    for command in (["lint", name, "--show", "info"], ["refs", name]):
        if command[0] == "refs" and output_format in ("github", "sarif"):
            continue
        ran = cli(*command, "--output-format", output_format)
        assert ran.code in (0, 1)
        harmless(ran.out, ran.err)
        assert not re.search(r"^README\.md:1", ran.out + ran.err, re.MULTILINE)
        unaddressed(ran.err, "" if output_format == "github" else ran.out)
