"""What records tell of a list's entries: other identifiers, authors, versions, publications, withdrawals."""

from __future__ import annotations

import pytest

from papersync.entries.style import LinkPolicy
from papersync.lint.engine import check
from papersync.lint.examples import Example, Record
from papersync.lint.finding import Level
from papersync.lint.fixing import apply_fixes
from papersync.lint.selection import select_rules

from .pages import page

ID = "2001.08361"
U = f"https://arxiv.org/abs/{ID}"
V = "https://arxiv.org/abs/2205.09726"
TITLE = "Scaling Laws for Neural Language Models"
BADGE = "https://img.shields.io/badge/arXiv"


def messages(text: str, code: str, *records: Record) -> list[str]:
    return [finding.message for finding in check(page(text, *records), select_rules([code]))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param(f"- [arXiv:2205.09726]({U})\n", 1, id="an identifier"),
        pytest.param(f"- [2205.09726v2]({U})\n", 1, id="with a version"),
        pytest.param(f"- [{V}]({U})\n", 1, id="a whole URL"),
        pytest.param(f"- J. Baez, _T_, available as [math.QA/0004133]({U})\n", 1, id="an old one"),
        pytest.param(f"- [![arXiv]({BADGE}-2205.09726-b31b1b)]({U})\n", 1, id="a badge"),
        pytest.param(f"- [![arXiv]({BADGE}-{ID}-b31b1b)]({U})\n", 0, id="a badge of this paper"),
        pytest.param(f"- [![arXiv]({BADGE}-{ID}-b31b1b)](https://example.org)\n", 0, id="a badge that leads elsewhere"),
        pytest.param(f"- [{ID}]({U}v3) [arXiv:{ID}v1]({U})\n", 0, id="another version"),
        pytest.param(
            "- [math.GT/0107210](https://arxiv.org/abs/math.NT/0107210) [math/0107210](https://arxiv.org/abs/math/0107210)\n",
            0,
            id="another subject class",
        ),
        pytest.param(f"- [doi:10.1000/2205.09726]({U}) [CVPR 2205.09726.3]({U})\n", 0, id="other numbers"),
        pytest.param(f"- [2013.12345]({U})\n", 0, id="no identifier that arXiv could give"),
        pytest.param("- [2205.09726](https://example.org/2001.08361)\n", 0, id="another site"),
        pytest.param(f"- [{TITLE}, 2020]({U})\n", 0, id="a year"),
    ],
)
def test_identifiers_that_links_show(text: str, count: int) -> None:
    assert len(messages(text, "PS206")) == count


@pytest.mark.parametrize(
    ("listed", "authors", "strangers"),
    [
        pytest.param("Jane Doe, Sam McCandlish", ("Jared Kaplan", "Sam McCandlish"), "“Jane Doe”", id="a stranger"),
        pytest.param("J. Kaplan and S. McCandlish", ("Jared Kaplan", "Sam McCandlish"), "", id="initials"),
        pytest.param("Kaplan Jared, McCandlish Sam", ("Jared Kaplan", "Sam McCandlish"), "", id="family name first"),
        pytest.param("José Núñez, Bo Li", ("Jose Nunez", "Bo Li"), "", id="accents"),
        pytest.param("Jean-Luc Le Pen, Bo Li", ("Jean Luc LePen", "Bo Li"), "", id="hyphens and joined names"),
        pytest.param("Ana García López, Bo Li", ("Ana García", "Bo Li"), "“Ana García López”", id="a second name"),
        pytest.param("OpenAI Team, Bo Li", ("Ann Lee", "Bo Li"), "", id="a team"),
        pytest.param("王 伟, Bo Li", ("Wei Wang", "Bo Li"), "", id="another script"),
        pytest.param("Jane Doe", ("Jared Kaplan",), "", id="one name that is nobody's may be something else"),
    ],
)
def test_authors_are_compared_by_their_family_names(listed: str, authors: tuple[str, ...], strangers: str) -> None:
    text = f"- [**{TITLE}.**]({U}) _{listed}._ Arxiv 2020.\n"
    found = messages(text, "PS207", Record(ID, TITLE, authors=authors))
    assert len(found) == bool(strangers)
    assert all(strangers in message for message in found)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param(f"- [{TITLE}]({U}v1)\n", 1, id="an older one"),
        pytest.param(f"- [{TITLE}]({U}v3) [pdf]({U})\n", 0, id="the latest, and none"),
        pytest.param(f"- [{TITLE}]({U}v9)\n", 0, id="one that the record does not know"),
        pytest.param(f"- [{TITLE}]({V}v1)\n", 0, id="without a record"),
    ],
)
def test_newer_versions(text: str, count: int) -> None:
    assert len(messages(text, "PS302", Record(ID, TITLE, version=3))) == count


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        pytest.param("", False, id="nothing"),
        pytest.param(", Phys. Rev. D 2021", True, id="the journal's name"),
        pytest.param(", PHYS REV D", True, id="the name in other letters"),
        pytest.param(" [DOI](https://doi.org/10.1103/PhysRevD.1)", True, id="a DOI"),
        pytest.param(f" [DOI](https://doi.org/10.48550/arXiv.{ID})", False, id="arXiv's own DOI"),
    ],
)
def test_published(behind: str, told: bool) -> None:
    record = Record(ID, TITLE, journal_ref="Phys. Rev. D 103, 1 (2021)", doi=("10.1103/PhysRevD.1",))
    found = messages(f"- [{TITLE}]({U}){behind}\n", "PS303", record)
    assert found == ([] if told else [f"{ID} was published: “Phys. Rev. D 103, 1 (2021)”, DOI “10.1103/PhysRevD.1”"])


@pytest.mark.parametrize(
    ("reason", "comment", "successor"),
    [
        pytest.param("superseded by arXiv:2205.09726v2", None, "see 2205.09726", id="in the reason"),
        pytest.param("withdrawn", "Withdrawn. See hep-th/9901001 instead.", "see hep-th/9901001", id="in the comment"),
        pytest.param("withdrawn by us;", "Withdrawn by us; merged into 2205.09726.", "see 2205.09726", id="cut short"),
        pytest.param(f"{ID} is withdrawn", None, "", id="its own"),
        pytest.param("text overlap with arXiv:2205.09726", None, "", id="copied from"),
        pytest.param("the error was pointed out in arXiv:2205.09726", None, "", id="refuted by"),
        pytest.param("see 10.1016/j.x.2205.09726123", None, "", id="a number of another kind"),
        pytest.param("see arXiv:2205.99999999", None, "", id="no identifier"),
    ],
)
@pytest.mark.parametrize(("certain", "level"), [(True, Level.ERROR), (False, Level.WARNING)])
def test_withdrawn(reason: str, comment: str | None, successor: str, certain: bool, level: Level) -> None:
    record = Record(ID, TITLE, withdrawn=reason, certain=certain, comment=comment)
    (found,) = check(page(f"- [{TITLE}]({U})\n", record), select_rules(["PS301"]))
    assert found.level is level
    assert found.message.endswith(successor)
    assert ("; see" in found.message) is bool(successor)


@pytest.mark.parametrize(
    ("url", "policy", "wanted"),
    [
        pytest.param("https://arxiv.org/pdf/2001.08361.pdf", LinkPolicy(form="abs"), U, id="PDF to abstract"),
        pytest.param("https://arxiv.org/pdf/2001.08361v2", LinkPolicy(form="abs"), f"{U}v2", id="its version stays"),
        pytest.param(U, LinkPolicy(form="pdf"), "https://arxiv.org/pdf/2001.08361", id="abstract to PDF"),
        pytest.param(U, LinkPolicy(form="html"), U, id="older papers have no HTML"),
        pytest.param(f"{U}v1", LinkPolicy(version="strip"), U, id="version stripped"),
        pytest.param(U, LinkPolicy(version="latest"), f"{U}v3", id="the record's version"),
        pytest.param(f"{V}v1", LinkPolicy(version="latest"), f"{V}v1", id="no record, no version"),
        pytest.param(f"{U}?x=1", LinkPolicy(form="pdf"), f"{U}?x=1", id="to be mended first"),
        pytest.param(f"{U}#section", LinkPolicy(form="pdf"), f"{U}#section", id="a fragment"),
        pytest.param("https://arxiv.org/ps/2001.08361", LinkPolicy(form="abs"), None, id="another format"),
        pytest.param("https://ar5iv.org/abs/2001.08361", LinkPolicy(form="pdf"), None, id="a mirror"),
    ],
)
@pytest.mark.parametrize("shape", ["- [Paper]({})\n", "- <{}>\n", "- [{0}]({0})\n", "- [Paper][p]\n\n[p]: {}\n"])
def test_link_form(url: str, policy: LinkPolicy, wanted: str | None, shape: str) -> None:
    text = shape.format(url)
    read = Example("", text, records=(Record(ID, TITLE, version=3),), links=policy).page()
    applied = apply_fixes(read.source, check(read, select_rules(["PS107"])))
    assert applied.text.decode() == shape.format(wanted or url)
