"""Where `papersync add` puts things, and what goes along."""

from __future__ import annotations

from tests.cli.conftest import Cli
from tests.cli.test_add import LIST
from tests.records import SCALING

TWO = """# L

## A

<a name="one"></a>
### Scaling Laws for Neural Language Models [arXiv:2001.08361](https://arxiv.org/abs/2001.08361)
> mine

<!-- papersync: ignore[PS204] -->
<a name="two"></a>
### Explaining Neural Scaling Laws [arXiv:2102.06701](https://arxiv.org/abs/2102.06701)
> mine too
<!-- checked -->

## B

text
"""


def test_anchors_and_comments_above_an_entry_move_along(online: Cli) -> None:
    page = online.write("README.md", TWO)
    assert online("add", "2102.06701", "-s", "B", "--move").code == 0
    entry = TWO[TWO.index("<!-- papersync") : TWO.index("\n## B")]
    assert page.read_text() == TWO.replace(entry + "\n", "") + "\n" + entry
    assert online("add", "2001.08361", "-s", "B", "--move").code == 0
    assert page.read_text().endswith(TWO[TWO.index('<a name="one">') : TWO.index("\n<!-- papersync")])


def test_wrapping_details_stay_where_they_are(online: Cli) -> None:
    text = TWO.replace('<a name="two"></a>\n', "").replace("<!-- papersync: ignore[PS204] -->", "<details>\n")
    text = text.replace("<!-- checked -->", "\n</details>")
    page = online.write("README.md", text)
    assert online("add", "2102.06701", "-s", "B", "--move").code == 0
    assert "<details>\n\n</details>" in page.read_text()


def test_label_that_shows_the_identifier_shows_the_new_one(online: Cli) -> None:
    page = online.write("README.md", TWO)
    assert online("add", "2205.09726", "-s", "A").code == 0
    assert "[arXiv:2205.09726](https://arxiv.org/abs/2205.09726)" in page.read_text()
    assert page.read_text().index("2205.09726") > page.read_text().index("<!-- checked -->")


def test_entry_stays_inside_its_section(online: Cli) -> None:
    text = f"# L\n\n## {SCALING.title} [x](https://arxiv.org/abs/2001.08361)\n\n## B\n\nx\n\n### C\n"
    page = online.write("README.md", text)
    assert online("add", "2205.09726", "-s", "B").code == 0
    assert "\nx\n\n### RankGen" in page.read_text()


def test_move_that_would_end_the_section_is_refused(online: Cli) -> None:
    text = "# L\n\n## Scaling Laws for Neural Language Models [x](https://arxiv.org/abs/2001.08361)\n\n## B\n\nx\n"
    page = online.write("README.md", text)
    done = online("add", "2001.08361", "-s", "B", "--move")
    assert (done.code, page.read_text()) == (2, text)
    assert "level 2" in done.err


def test_other_configured_lists_are_looked_into(online: Cli) -> None:
    online.write("papersync.toml", 'lists = ["a.md", "b.md"]\n')
    online.write("a.md", LIST)
    page = online.write("b.md", "# L\n\n## Mine\n")
    done = online("add", "2212.10560", "-s", "mine")
    assert (done.code, page.read_text()) == (1, "# L\n\n## Mine\n")
    assert "a.md:" in done.err
    assert online("add", "2212.10560", "-s", "mine", "--also").code == 0


def test_conflict_in_another_list_does_not_matter(online: Cli) -> None:
    online.write("papersync.toml", 'lists = ["a.md", "b.md"]\n')
    online.write("a.md", "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n")
    online.write("b.md", LIST)
    assert online("add", "2001.08361", "-s", "rlhf").code == 0


def test_paper_named_in_prose_only_is_said_to_be_so(online: Cli) -> None:
    text = LIST.replace("Prose of mine.", "As [shown](https://arxiv.org/abs/2001.08361) before.")
    page = online.write("README.md", text)
    done = online("add", "2001.08361", "-s", "rlhf")
    assert (done.code, page.read_text()) == (1, text)
    assert online("add", "2001.08361", "-s", "rlhf", "--also").code == 0


def test_off_region_at_the_end_of_a_section(online: Cli) -> None:
    text = "# L\n\n## RL\n\nmine\n\n<!-- papersync: off -->\n\nold\n"
    page = online.write("README.md", text)
    assert online("add", "2001.08361", "-s", "RL").code == 0
    assert page.read_text().index("2001.08361") < page.read_text().index("papersync: off")


def test_configured_fields_are_shown_by_new_entries(online: Cli) -> None:
    online.write("papersync.toml", 'fields = ["title", "link", "authors"]\n')
    page = online.write("README.md", LIST)
    assert online("add", "2205.09726", "-s", "rlhf").code == 0
    assert "*Kalpesh Krishna, Yapei Chang, John Wieting, Mohit Iyyer*" in page.read_text()


def test_formats_that_cannot_be_printed_are_refused_beforehand(online: Cli) -> None:
    page = online.write("README.md", LIST)
    done = online("add", "2001.08361", "-s", "rlhf", "--output-format", "sarif")
    assert (done.code, page.read_text()) == (2, LIST)


def test_abstract_that_names_another_paper_by_url(online: Cli) -> None:
    """Text inside an abstract is never a reference: not read as one, not fetched, no obstacle to the proof."""
    page = online.write("README.md", LIST)
    assert online("add", "2102.06701", "-s", "rlhf").code == 0
    named = {each["id"] for each in online("refs", "--output-format", "json").json["references"]}
    assert named == {"2203.02155", "2102.06701", "2212.10560"}
    assert "arxiv.org/abs/2001.08361" in page.read_text()
