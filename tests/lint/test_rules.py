from __future__ import annotations

import time

import pytest

from papersync.lint.engine import check
from papersync.lint.examples import Record
from papersync.lint.finding import Level, Safety
from papersync.lint.fixing import apply_fixes
from papersync.lint.selection import select_rules

from .pages import RANKGEN, SCALING, codes, entry, page

ABS = "https://arxiv.org/abs/2001.08361"
TRACKED = ABS + "?utm_source=x"
TITLE = SCALING.title


def test_nothing_in_an_entry_of_a_wrong_paper_is_fixable() -> None:
    read = page(entry("Attention Is All You Need", TRACKED), SCALING)
    findings = check(read)
    assert [(finding.code, finding.fix) for finding in findings] == [("PS203", None), ("PS102", None)]
    assert apply_fixes(read.source, findings, unsafe=True).text == read.source


def test_nor_is_a_link_to_something_else_in_its_text() -> None:
    text = entry("Attention Is All You Need", ABS, "As in [another](https://arxiv.org/abs/2205.09726?utm_source=x).")
    read = page(text, SCALING)
    assert [(finding.code, finding.fix) for finding in check(read)] == [("PS203", None), ("PS102", None)]


def test_the_same_link_is_fixable_under_its_own_title() -> None:
    read = page(entry(TITLE, TRACKED), SCALING)
    assert apply_fixes(read.source, check(read)).text.decode() == entry(TITLE, ABS)


def test_nothing_in_an_entry_cut_by_a_conflict_is_fixable() -> None:
    text = f"### {TITLE} [ArXiv]({TRACKED})\n<<<<<<< HEAD\n> One.\n=======\n> Two.\n>>>>>>> main\n"
    read = page(text, SCALING)
    assert [finding.code for finding in check(read)] == ["PS102", "PS403"]
    assert apply_fixes(read.source, check(read), unsafe=True).text == read.source


def test_title_and_link_are_mended_together() -> None:
    title = RANKGEN.title.replace("RankGen", "RANKGEN")
    read = page(entry(title, "https://arxiv.org/pdf/2205.09726?trk=x"), RANKGEN)
    applied = apply_fixes(read.source, check(read))
    assert [finding.code for finding in applied.fixed] == ["PS204", "PS102"]
    assert applied.text.decode() == entry(RANKGEN.title, "https://arxiv.org/pdf/2205.09726")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param("http://arxiv.org//abs/2001.08361?utm_source=x", ABS, id="the URL, with three defects"),
        pytest.param("http://arxiv.org/abs/2001.08361", "http://arxiv.org/abs/2001.08361", id="another URL"),
        pytest.param("Paper", "Paper", id="words"),
    ],
)
def test_a_text_that_is_the_url_is_mended_with_it(text: str, after: str) -> None:
    read = page(f"- Laws: [{text}](http://arxiv.org//abs/2001.08361?utm_source=x), 2020\n")
    applied = apply_fixes(read.source, check(read))
    assert not applied.conflicting
    assert applied.text.decode() == f"- Laws: [{after}]({ABS}), 2020\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("See <http://U>.", "See <https://U>.", id="autolink"),
        pytest.param("See http://U.", "See https://U.", id="bare"),
        pytest.param("[a][http://U]\n\n[http://U]: http://U", "[a][http://U]\n\n[http://U]: https://U", id="label"),
        pytest.param('<a href="http://U">http://U</a>', '<a href="https://U">https://U</a>', id="html"),
        pytest.param("![http://U](http://U)", "![https://U](https://U)", id="image"),
    ],
)
def test_a_link_is_mended_once_and_a_label_keeps_its_name(before: str, after: str) -> None:
    read = page(before.replace("U", "arxiv.org/abs/2001.08361") + "\n")
    findings = check(read, select_rules(["PS103"]))
    edits = [edit for finding in findings if finding.fix is not None for edit in finding.fix.edits]
    assert len(edits) == len(set(edits))
    assert apply_fixes(read.source, findings).text.decode() == after.replace("U", "arxiv.org/abs/2001.08361") + "\n"


def test_a_cut_that_a_person_must_look_at_is_unsafe() -> None:
    read = page("- [a](https://arxiv.org/pdf/1506.05869.pdf%20(http://example.org/x.pdf))\n")
    (finding,) = check(read, select_rules(["PS101"]))
    assert finding.fix is not None
    assert finding.fix.safety is Safety.UNSAFE
    assert "look at it first" in finding.message


@pytest.mark.parametrize(
    ("label", "url", "reported"),
    [
        pytest.param("arXiv", "https://openreview.net/forum?id=x", True, id="another archive"),
        pytest.param(" ARXIV ", "http://example.org/a.pdf", True, id="any case, blanks, http"),
        pytest.param("arXiv", "https://arxiv.org/list/cs.CL/recent", False, id="arXiv, though no paper"),
        pytest.param("arXiv", "https://export.arxiv.org/abs/2001.08361", False, id="another host of arXiv's"),
        pytest.param("arXiv", "https://ar5iv.labs.arxiv.org/html/2001.08361", False, id="ar5iv"),
        pytest.param("arXiv", "https://www.alphaxiv.org/abs/2001.08361", False, id="alphaXiv"),
        pytest.param("arXiv", "https://huggingface.co/papers/2001.08361", False, id="a mirror of another name"),
        pytest.param("arXiv", "https://huggingface.co/some/model", True, id="the same host, no paper"),
        pytest.param("arXiv", "https://doi.org/10.48550/arXiv.2001.08361", False, id="arXiv's DOI"),
        pytest.param("arXiv", "https://doi.org/10.1000/182", True, id="another DOI"),
        pytest.param("arXiv", "#arxiv", False, id="a place on the page"),
        pytest.param("arXiv", "papers/a.pdf", False, id="a file beside the list"),
        pytest.param("arXiv", "mailto:a@example.org", False, id="no web address"),
        pytest.param("arXiv", "https://[bad/x", False, id="an address in brackets that is none"),
        pytest.param("arXiv paper", "https://example.org", False, id="more than the label"),
        pytest.param("code", "https://arxiv.org/abs/2001.08361", True, id="code at arXiv"),
        pytest.param("GitHub", "https://arxiv.org/pdf/2001.08361", True, id="GitHub at arXiv"),
        pytest.param("GitHub", "https://gitlab.com/a/b", False, id="another forge"),
        pytest.param("Code", "https://huggingface.co/papers/2001.08361", False, id="a mirror may have code"),
        pytest.param("Code", "https://notarxiv.org/abs/2001.08361", False, id="a host that ends alike"),
        pytest.param("paper", "https://example.org", False, id="any other label"),
    ],
)
def test_mislabelled_links(label: str, url: str, reported: bool) -> None:
    findings = check(page(f"- [{label}]({url})\n"), select_rules(["PS205"]))
    assert [finding.code for finding in findings] == ["PS205"] * reported


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        pytest.param("[arXiv][1]\n\n[1]: https://example.org\n", 1, id="through a definition, at the link"),
        pytest.param('<a href="https://example.org">arXiv</a>\n', 1, id="HTML"),
        pytest.param("[[arXiv](https://example.org)]\n", 1, id="in brackets"),
        pytest.param("![arXiv](https://example.org/a.png)\n", 0, id="an image"),
        pytest.param("`[arXiv](https://example.org)`\n", 0, id="code"),
        pytest.param("<!-- [arXiv](https://example.org) -->\n", 0, id="a comment"),
        pytest.param(
            "<!-- papersync: off -->\n\n[arXiv](https://example.org)\n\n<!-- papersync: on -->\n", 0, id="switched off"
        ),
    ],
)
def test_where_labels_stand(text: str, reported: int) -> None:
    assert codes(text) == ["PS205"] * reported


WITHDRAWN = Record("2001.08361", TITLE, withdrawn="an  error\nin " + "the proof " * 30)


def test_a_withdrawal_is_reported_once_an_entry_and_for_each_reference_outside() -> None:
    twice = f"### {TITLE} [ArXiv]({ABS}) [PDF](https://arxiv.org/pdf/2001.08361)\n> Words.\n"
    findings = check(page(f"See [a]({ABS}) and [b]({ABS}).\n\n{twice}", WITHDRAWN))
    assert [finding.code for finding in findings] == ["PS301"] * 3
    assert all(len(finding.message) < 180 and "…" in finding.message for finding in findings)


@pytest.mark.parametrize(("certain", "level"), [(True, Level.ERROR), (False, Level.WARNING)])
def test_how_sure_a_withdrawal_is(certain: bool, level: Level) -> None:
    record = Record("2001.08361", TITLE, withdrawn="withdrawn", certain=certain)
    (finding,) = check(page(f"[a]({ABS})\n", record))
    assert finding.level is level


def test_many_unconfirmed_papers_are_one_finding() -> None:
    ids = tuple(f"2001.{number:05}" for number in range(1, 9))
    text = "".join(f"- [a](https://arxiv.org/abs/{each}v2)\n" for each in ids)
    (finding,) = check(page(text, unconfirmed=(*ids, "2002.00001")))
    assert finding.message.startswith("8 papers are unconfirmed")
    assert finding.message.endswith("2001.00005, …")
    assert finding.span.start == text.index("https")


def test_unconfirmed_papers_that_the_list_does_not_name_are_not_its_business() -> None:
    assert check(page(f"[a]({ABS})\n", unconfirmed=("2002.00001",))) == ()


ONE = entry(TITLE, ABS)
HUNK = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> main\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(ONE, [], id="once"),
        pytest.param(ONE + "\n" + ONE, ["PS401"], id="twice"),
        pytest.param(f"{ONE}\n{ONE}\n{ONE}", ["PS401"] * 2, id="three times"),
        pytest.param(f"## A\n\n{ONE}\n## B\n\n{ONE}", ["PS402"], id="in two sections"),
        pytest.param(f"## A\n\n{ONE}\n## B\n\n{ONE}\n{ONE}", ["PS402", "PS401"], id="and again in the second"),
        pytest.param(f"## A\n\n{ONE}\n## B\n\n{ONE}\n## C\n\n{ONE}", ["PS402"] * 2, id="in three sections"),
        pytest.param(f"## A\n\n{ONE}\n## B\n\n### C\n\n{ONE}", ["PS402"], id="in a section within another"),
        pytest.param(HUNK.format(ONE, ONE), ["PS403"], id="two sides of a hunk"),
        pytest.param(HUNK.format(f"## A\n\n{ONE}", f"## B\n\n{ONE}"), ["PS403"], id="two sides, two sections"),
        pytest.param(HUNK.format(f"{ONE}\n{ONE}", ONE), ["PS403", "PS401"], id="twice on one side"),
        pytest.param(f"{ONE}\n{HUNK.format(ONE, ONE)}", ["PS403", "PS401", "PS401"], id="outside and on both sides"),
        pytest.param(f"See [a]({ABS}).\n\n{ONE}", [], id="a mention is no entry"),
    ],
)
def test_duplicates(text: str, expected: list[str]) -> None:
    assert codes(text, SCALING) == expected


def test_a_duplicate_names_the_line_of_the_first() -> None:
    (finding,) = check(page(f"# List\n\n{ONE}\n{ONE}", SCALING))
    assert finding.message == "2001.08361 stands in this section already, on line 3"
    assert str(finding.id) == "2001.08361"


def test_many_hunks_with_one_paper_take_no_quadratic_time() -> None:
    read = page(HUNK.format(ONE, ONE) * 1_000, SCALING)
    start = time.process_time()
    findings = check(read, select_rules(["PS4"]))
    assert time.process_time() - start < 3
    assert sum(finding.code == "PS403" for finding in findings) == 1_000


def test_findings_are_in_order_of_place_and_code() -> None:
    text = f"# List\n\n{HUNK.format(ONE, entry('Attention Is All You Need', TRACKED))}\n[a](https://arxiv.org/abs/2113.00001)\n"
    findings = check(page(text, SCALING))
    assert [finding.code for finding in findings] == ["PS403", "PS203", "PS102", "PS201"]
    assert list(findings) == sorted(findings, key=lambda finding: (finding.span, finding.code))
