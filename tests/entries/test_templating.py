"""Templates of entries: what they show, what they refuse, and what they leave to the person."""

from __future__ import annotations

import pytest

from papersync.app.facts import Facts
from papersync.app.mending import Mending, Wishes, prove
from papersync.app.policy import Policy
from papersync.entries.entry import ROWS
from papersync.entries.style import LinkPolicy
from papersync.entries.templating import compile_template, values_of
from papersync.errors import ConfigurationError, Place
from tests.records import BY_ID, RANKGEN, SCALING, paper

URL = "https://arxiv.org/abs/2205.09726"
POLICY = Policy()
HOSTILE = paper("2205.09726", "# A [b](c) *d* | <e> @f", authors=("1. G", "H*I"))


def shown(source: str, *, in_cells: bool = False) -> str:
    template = compile_template("templates.x", source, Place("papersync.toml", 3), is_file=False, in_cells=in_cells)
    return template.fill(values_of(HOSTILE, HOSTILE.id, URL))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("\n{{ title }}\n", r"\# A \[b\](c) \*d\* | \<e> &#64;f", id="escaped-wherever-it-may-stand"),
        pytest.param("[{{ id }}]({{ url }})", f"[2205.09726]({URL})", id="a-url-is-none-to-escape"),
        pytest.param("*{{ authors | join('; ') }}*", r"*1\. G; H\*I*", id="escaped-once-behind-filters"),
        pytest.param("{{ authors | byline(1) }}", r"1\. G et al.", id="the-first-of-several"),
        pytest.param("{{ title | upper | verbatim }}", "# A [B](C) *D* | <E> @F", id="as-it-stands-on-demand"),
        pytest.param("{{ date }} {{ year }}{% if comment %}x{% endif %}", "2022-05-19 2022", id="dates-and-nothing"),
        pytest.param("{{ abstract | quoted(40) }}", "", id="a-quote"),
    ],
)
def test_values(source: str, text: str) -> None:
    if not text:
        lines = shown(source).split("\n")
        assert all(line.startswith("> ") and len(line) <= 40 for line in lines)
        text = "\n".join(lines)
    assert shown(source) == text


def test_a_pipe_is_escaped_in_cells() -> None:
    assert r"\|" in shown("{{ title }}", in_cells=True)


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        pytest.param("a\n{{ titel }}", 2, "'titel' is undefined", id="unknown-name"),
        pytest.param("a\n\n{{ title }", 3, "unexpected '}'", id="no-template"),
        pytest.param("{{ title | nofilter }}", 1, "nofilter", id="unknown-filter"),
        pytest.param("{{ title.__class__ }}", 1, "unsafe", id="the-program-around-it"),
        pytest.param("{% include 'x' %}", 1, "no loader", id="files"),
        pytest.param("{{ 'a' * 1000000000 }}", 1, "small numbers", id="more-than-memory"),
        pytest.param("{{ 9 ** 9 ** 9 }}", 1, "small numbers", id="more-than-time"),
        pytest.param("{% for a in range(9999999) %}{% endfor %}", 1, "ange too big", id="for-ever"),
        pytest.param("{{ 1 / 0 }}", 1, "division", id="arithmetic"),
        pytest.param("{{ authors.append('x') }}", 1, "unsafe", id="changing-what-is-shared"),
        pytest.param("{% for a in range(99999) %}{{ title }}{% endfor %}", None, "more than an entry", id="too-long"),
    ],
)
def test_what_is_refused_names_file_key_and_line(source: str, line: int | None, says: str) -> None:
    with pytest.raises(ConfigurationError, match=says) as raised:
        shown(source)
    where = "" if line is None else f", line {line} of the template"
    assert str(raised.value).startswith(f'papersync.toml:3: "templates.x"{where}: ')
    with pytest.raises(ConfigurationError) as in_file:
        compile_template("templates.x", source, Place("x.j2"), is_file=True, in_cells=False).fill({})
    assert str(in_file.value).startswith("x.j2: " if line is None else f"x.j2:{line}: ")


def rewritten(layout: str, template: str, text: str) -> tuple[str, list[str]]:
    compiled = compile_template(layout, template, None, is_file=False, in_cells=layout in ROWS)
    facts = Facts(BY_ID)
    wishes = Wishes(regenerate=True, links=LinkPolicy("abs", "strip"), templates={layout: compiled})
    page = facts.page("list.md", text.encode())
    mending = Mending(page, POLICY.check(page), wishes)
    once = prove(mending, facts, POLICY)
    assert once.dropped == ()
    again = facts.page("list.md", once.text)
    assert Mending(again, POLICY.check(again), wishes).proposals == ()
    return once.text.decode(), [each.why for each in mending.left]


OWN = "{{ title }} {% if own %}({{ own }}) {% endif %}[pdf]({{ url }})"
LINKED = "[**{{ title }}**]({{ url }}) ({{ year }})"
WRITTEN = f"[**{RANKGEN.title}**]({URL}) (2022)"


@pytest.mark.parametrize(
    ("layout", "template", "before", "after"),
    [
        pytest.param(
            "linked-title",
            LINKED,
            f"- 🔥 [{RANKGEN.title.upper()}](http://arxiv.org/pdf/2205.09726v1.pdf) mine\n",
            f"- 🔥 {WRITTEN} mine\n",
            id="what-stands-around-stays",
        ),
        pytest.param(
            "linked-title", LINKED, f"1. [RankGen]({URL}): mine\n", f"1. [RankGen]({URL}): mine\n", id="a-name-stays"
        ),
        pytest.param(
            "labelled-title",
            '"{{ title }}" [{{ id }}]({{ url }})',
            f"* (2022-05) **{RANKGEN.title}** [[pdf]({URL})] [code](https://a.org)\n",
            f'* "{RANKGEN.title}" [2205.09726]({URL}) [code](https://a.org)\n',
            id="marks-around-go-with-it",
        ),
        pytest.param(
            "labelled-title",
            OWN,
            f"1. **{RANKGEN.title}**. *K. Krishna*. EMNLP 2022. [[pdf]({URL})] (**RankGen**)\n",
            f"1. {RANKGEN.title} (EMNLP 2022) [pdf]({URL}) (**RankGen**)\n",
            id="a-venue-between-authors-and-link",
        ),
        pytest.param(
            "labelled-title",
            OWN,
            f"- **{RANKGEN.title}**, my *dear* note [[pdf]({URL})]\n",
            f"- {RANKGEN.title} (my *dear* note) [pdf]({URL})\n",
            id="own-words-with-marks",
        ),
        pytest.param(
            "linked-title",
            f"{LINKED}{{% if own %}}, {{{{ own }}}}{{% endif %}}",
            f"- [{RANKGEN.title}]({URL}) EMNLP 2022, oral; *K. Krishna*, mine\n",
            f"- {WRITTEN}, EMNLP 2022, oral, mine\n",
            id="own-words-come-last",
        ),
        pytest.param(
            "bold-block",
            "**{{ title }}**  \n{{ authors | byline }}  \n[PDF]({{ url }})",
            f"> **{SCALING.title}** \\\n> [[Paper](https://arxiv.org/abs/2001.08361)]\n",
            f"> **{SCALING.title}**  \n> Author A, Author B, Author C et al.  \n> [PDF](https://arxiv.org/abs/2001.08361)\n",
            id="lines-in-a-quote",
        ),
        pytest.param(
            "table-paper-column",
            "| {{ title }} | [PDF]({{ url }}) | |",
            f"| Title | Link | Note |\n|--|--|--|\n| *{RANKGEN.title}* | {URL} | mine |\n",
            f"| Title | Link | Note |\n|--|--|--|\n| {RANKGEN.title} | [PDF]({URL}) | mine |\n",
            id="a-cell-left-empty-keeps-what-it-holds",
        ),
        pytest.param(
            "heading",
            "{{ title }} [[PDF]({{ url }})]\n\n{{ abstract | quoted }}",
            f"#### {RANKGEN.title} [x]({URL})\n> {RANKGEN.abstract}\n\nMine.\n",
            None,
            id="heading-and-quote",
        ),
    ],
)
def test_entries_written_with_their_template(layout: str, template: str, before: str, after: str | None) -> None:
    text, _ = rewritten(layout, template, before)
    if after is None:
        head, *quote = text.removesuffix("\n\nMine.\n").split("\n")
        assert (head, quote[0]) == (f"#### {RANKGEN.title} [[PDF]({URL})]", "")
        assert " ".join(line.removeprefix("> ") for line in quote[1:]) == RANKGEN.abstract
    else:
        assert text == after


@pytest.mark.parametrize(
    ("layout", "template", "text", "why"),
    [
        pytest.param(
            "labelled-title",
            "{{ title }} [x]({{ url }})",
            f"- **{RANKGEN.title}**, my note [[pdf]({URL})]\n",
            "own words where the template writes",
            id="own-words-between",
        ),
        pytest.param(
            "labelled-title",
            OWN,
            f"- **{RANKGEN.title}**, mine, *K. Krishna*, EMNLP [[pdf]({URL})]\n",
            "own words where the template writes",
            id="own-words-in-two-places",
        ),
        pytest.param(
            "labelled-title",
            OWN,
            f"- **{RANKGEN.title}** [code](https://a.org) [[pdf]({URL})]\n",
            "own words where the template writes",
            id="another-link-between",
        ),
        pytest.param(
            "heading",
            "{{ title }} [x]({{ url }})\n\n{{ abstract | quoted }}",
            f"### {RANKGEN.title} [x]({URL})\n> My own summary.\n",
            "own words where the template writes",
            id="own-quote",
        ),
        pytest.param(
            "linked-title",
            "{{ title | upper }} [x]({{ url }})",
            f"- [{RANKGEN.title}]({URL})\n",
            "what the template writes would read as something else",
            id="another-layout",
        ),
        pytest.param(
            "table-linked-title",
            "| [{{ title }}]({{ url }}) |",
            f"| Paper | Note |\n|--|--|\n| [{RANKGEN.title}]({URL}) | mine |\n",
            "another number of cells than the template has",
            id="columns",
        ),
        pytest.param(
            "table-linked-title",
            "| [{{ title }}]({{ url }}) | {{ year }} |",
            f"| Paper | Note |\n|--|--|\n| [{RANKGEN.title}]({URL}) | mine |\n",
            "own words where the template writes",
            id="own-cell",
        ),
    ],
)
def test_entries_that_are_left(layout: str, template: str, text: str, why: str) -> None:
    assert rewritten(layout, template, text) == (text, [why])


def test_an_entry_contradicted_by_its_title_is_not_touched() -> None:
    text = f"- [Attention Is All You Need]({URL}) mine\n"
    assert rewritten("linked-title", LINKED, text) == (text, [])
