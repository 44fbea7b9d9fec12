"""`papersync refresh --regenerate` as a maintainer meets it: the guard, what is left, templates."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli
from tests.records import RANKGEN, SCALING, SELF

URL = "https://arxiv.org/abs/2205.09726"
ROW = f"| [{RANKGEN.title}]({URL}) | mine |\n"
TABLE = "# L\n\n| Paper | Note |\n|---|---|\n"


@pytest.mark.parametrize("config", ['link = "pdf"\n', 'fields = ["abstract"]\nlink = "pdf"\n'])
def test_a_large_change_is_told_and_not_made(online: Cli, config: str) -> None:
    online.write("papersync.toml", config)
    page = online.write("README.md", TABLE + ROW * 30)
    held = online("refresh", "--regenerate")
    assert (held.code, page.read_text()) == (1, TABLE + ROW * 30)
    assert not (online.folder / "data").exists()
    assert "README.md: 30 entries would change, of 30\n  30  link in the configured form\n" in held.err
    assert held.err.count("\n    - ") == held.err.count("\n    + ") == 3
    assert "  README.md:5: RankGen: Improving Text Generation" in held.err
    assert "    + …" in held.err
    assert "Large Ranking Models](https://arxiv.org/pdf/2205.09726) | mine |\n" in held.err
    assert "--diff" in held.err
    assert "--yes" in held.err
    told = online("refresh", "--regenerate", "--yes")
    assert "30 entries completed or regenerated (30 link in the configured form)" in told.err
    assert page.read_text() == TABLE + ROW.replace("/abs/", "/pdf/") * 30
    assert online("refresh", "--regenerate", "--ignore", "PS401").code == 0
    assert page.read_text() == TABLE + ROW.replace("/abs/", "/pdf/") * 30


def test_twenty_entries_need_no_yes_nor_do_ten_percent(online: Cli) -> None:
    online.write("papersync.toml", 'link = "pdf"\n')
    few = online.write("few.md", TABLE + ROW * 20)
    many = online.write("many.md", TABLE + ROW * 21 + ROW.replace("/abs/", "/pdf/") * 200)
    assert online("refresh", "--regenerate", "--ignore", "PS401", "few.md", "many.md").code == 0
    assert "/abs/" not in few.read_text() + many.read_text()


def test_what_could_not_be_written_is_told_with_its_lines(online: Cli) -> None:
    online.write("papersync.toml", 'fields = ["authors"]\n')
    text = f"{TABLE}{ROW}{ROW}\n- [A Ranker of Ours]({URL})\n- [{RANKGEN.title}]({URL}) [{SELF.title}]()\n"
    page = online.write("README.md", text)
    done = online("refresh", "--regenerate")
    assert "README.md: 2 entries left as written: no column for authors (lines 5, 6)" in done.err
    assert "a name, a translation or other words in place of the title (line 8)" in done.err
    assert page.read_text().startswith(f"{TABLE}{ROW}{ROW}\n- [A Ranker of Ours]({URL})")
    assert "left as written" not in online("refresh", "--regenerate", "--check", "--ignore", "PS108").out


def test_the_part_before_the_colon_grows_where_titles_are_whole(online: Cli) -> None:
    whole = f"- [{SELF.title}](https://arxiv.org/abs/2212.10560)\n"
    page = online.write("README.md", f"{whole}- **RankGen** is fine [pdf]({URL})\n")
    online("refresh", "--regenerate")
    assert "**RankGen** is fine" in page.read_text()
    headed = f"## S\n\n### {SELF.title} [x](https://arxiv.org/abs/2212.10560)\n\n### RankGen [x]({URL}) 🔥\n"
    page = online.write("README.md", headed)
    online("refresh", "--regenerate")
    assert page.read_text() == headed.replace("### RankGen", f"### {RANKGEN.title}")
    names = f"## S\n\n### Self-Instruct [x](https://arxiv.org/abs/2212.10560)\n\n### RankGen [x]({URL}) 🔥\n"
    page = online.write("README.md", names)
    online("refresh", "--regenerate")
    assert page.read_text() == names, "a list of names stays one"
    online.write("papersync.toml", 'titles = "keep"\n')
    page = online.write("README.md", headed)
    online("refresh", "--regenerate")
    assert page.read_text() == headed


def test_a_template_from_a_file(online: Cli) -> None:
    online.write("papersync.toml", '[templates]\nlinked-title = "entry.md.j2"\n')
    online.write("entry.md.j2", "[**{{ title }}**]({{ url }}) ({{ year }})\n")
    page = online.write("README.md", f"- [{SCALING.title}](https://arxiv.org/pdf/2001.08361.pdf) mine\n")
    done = online("refresh", "--regenerate")
    assert page.read_text() == f"- [**{SCALING.title}**](https://arxiv.org/pdf/2001.08361.pdf) (2022) mine\n"
    assert "1 entry completed or regenerated (1 written with its template)" in done.err
    before = page.read_text()
    assert online("refresh", "--regenerate").code == 0
    assert online("refresh").code == 0
    assert page.read_text() == before


@pytest.mark.parametrize(
    ("config", "says"),
    [
        pytest.param('templates = {linked-title = "no.j2"}\n', "cannot be read", id="no-file"),
        pytest.param('[templates]\nlinkd-title = "{{ title }}"\n', 'did you mean "linked-title"?', id="no-layout"),
        pytest.param('[templates]\nhtml-table = "{{ title }}"\n', "is not a layout that a template", id="html"),
        pytest.param('[templates]\nheading = "{{ titel }}"\n', "'titel' is undefined", id="no-value"),
        pytest.param('[templates]\nheading = "bad.j2"\n', "bad.j2 is not UTF-8", id="no-text"),
        pytest.param("[templates]\nheading = 3\n", "must be a template, or the path of one", id="a-number"),
        pytest.param('[templates]\nheading = "large.j2"\n', "too large", id="too-large"),
    ],
)
def test_a_bad_template_is_told_before_anything_is_asked(cli: Cli, config: str, says: str) -> None:
    cli.write("papersync.toml", config)
    cli.write("bad.j2", b"{{ \xff }}")
    cli.write("large.j2", "{{ title }}" * 20_000)
    page = cli.write("README.md", f"- [{RANKGEN.title}]({URL})\n")
    done = cli("refresh", "--regenerate")
    assert (done.code, page.read_text()) == (2, f"- [{RANKGEN.title}]({URL})\n")
    assert says in done.err
    assert "papersync.toml:" in done.err


@pytest.mark.parametrize(
    ("config", "text", "after"),
    [
        pytest.param(
            'linked-title = "**[{{ title }}]({{ url }})** {{ authors | byline(1) }}"',
            f"## S\n\n7. [{RANKGEN.title}](https://arxiv.org/pdf/2205.09726)\n",
            f"8. **[{SELF.title}](https://arxiv.org/pdf/2212.10560)** Yizhong Wang et al.\n",
            id="number",
        ),
        pytest.param(
            'bold-block = """**{{ title }}**  \n*{{ authors | byline }}*  \n[[Paper]({{ url }})]"""',
            f"## S\n\n> **{RANKGEN.title}**  \n> [[Paper]({URL})]\n",
            f"> **{SELF.title}**  \n> *Yizhong Wang, Yeganeh Kordi*  \n> [[Paper](https://arxiv.org/abs/2212.10560)]\n",
            id="lines-in-a-quote",
        ),
        pytest.param(
            'table-linked-title = "| [{{ title }}]({{ url }}) | {{ year }} |"',
            f"## S\n\n| Paper | Year | Note |\n|---|---|---|\n| [{RANKGEN.title}]({URL}) | 2022 | a |\n",
            f"| [{SELF.title}](https://arxiv.org/abs/2212.10560) | 2022 | |\n",
            id="row",
        ),
        pytest.param(
            'heading = """{{ title }} [[PDF]({{ url }})]\n\n{{ abstract | quoted(200) }}"""',
            f"## S\n\n#### {RANKGEN.title} [x]({URL})\n",
            f"#### {SELF.title} [[PDF](https://arxiv.org/abs/2212.10560)]\n\n> {SELF.abstract}\n",
            id="heading",
        ),
    ],
)
def test_a_template_writes_what_is_added(online: Cli, config: str, text: str, after: str) -> None:
    online.write("papersync.toml", f"[templates]\n{config}\n")
    page = online.write("README.md", text)
    done = online("add", "2212.10560", "--section", "S")
    assert (done.code, done.err) == (0, done.err)
    assert page.read_text().endswith(after)
    assert page.read_text().startswith(text.rstrip("\n"))


def test_a_template_whose_outcome_reads_as_something_else_is_refused(online: Cli) -> None:
    online.write("papersync.toml", '[templates]\nlinked-title = "{{ title | upper }} {{ url }}"\n')
    text = f"## S\n\n- [{RANKGEN.title}]({URL})\n"
    page = online.write("README.md", text)
    done = online("add", "2212.10560", "--section", "S")
    assert (done.code != 0, page.read_text()) == (True, text)
    assert "template" in done.err
