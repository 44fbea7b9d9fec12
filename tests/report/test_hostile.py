"""No words break out of a terminal's line, an annotation, a SARIF message, a summary or a JSON document."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from papersync.identifiers import ArxivId
from papersync.lint.finding import Level
from papersync.report.github import workflow_commands
from papersync.report.json import dump, findings_json
from papersync.report.news import News
from papersync.report.notice import Notice
from papersync.report.plain import plain
from papersync.report.pull_request import commit_message, pull_request_body
from papersync.report.sarif import sarif_document
from papersync.report.step_summary import step_summary
from papersync.report.text import findings_text
from papersync.text import Span
from tests.contract import require_sarif, require_valid

from .hostile import WORDS
from .samples import finding, located

STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
COMMAND = re.compile(r"^\s*::|##\[", re.MULTILINE)
# SARIF 2.1.0, section 3.11.6; what a backslash stands before is no bracket of a link.
LINK = re.compile(r"(?<!\\)(?:\\\\)*\[(?:[^\\\[\]]|\\.)*\]\([^)]*\)")
TAGS = {"h3", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"}


class Rendered(HTMLParser):
    """The tags of a page, and the texts of its cells and items."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []
        self._inside = False
        html = cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE)
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in ("td", "li"):
            self.texts.append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "li"):
            self._inside = False

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_comment(self, data: str) -> None:
        self.tags.add("!--")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data


def flat(words: str) -> str:
    return " ".join(plain(words).split())


@pytest.mark.parametrize("words", WORDS)
def test_a_line_of_a_terminal(words: str) -> None:
    source = f"x [y]({words})\n".encode("utf-8", "replace")
    message, path = f"it says “{words}”", f"{words}.md"
    found = located(finding(message=message, path=path, span=Span(2, 5)), source=source)
    lines = findings_text(found, show_info=True).split("\n")
    assert len(lines) == 5, "place and message, the line, its carets, counts, an end"
    assert not any(STEERING.search(line) for line in lines)
    assert not any(COMMAND.search(line) for line in lines)
    assert re.fullmatch(" +1 \\| .*", lines[1])
    assert re.fullmatch(" +\\| +\\^\\^\\^", lines[2])


@pytest.mark.parametrize("words", WORDS)
def test_an_annotation(words: str) -> None:
    found = located(finding(message=words, path=words))
    text = workflow_commands(found, notices=[Notice(Level.WARNING, words)])
    error, warning, end = text.split("\n")
    assert end == ""
    assert not STEERING.search(error + warning)
    # As the runner reads it: the command ends at the first "::", properties at commas, values at no colon.
    command, message = error.removeprefix("::").split("::", 1)
    name, properties = command.split(" ", 1)
    read = dict(each.split("=", 1) for each in properties.split(","))
    assert name == "error"
    assert list(read) == ["file", "line", "endLine", "col", "endColumn", "title"]
    assert not re.search("[:,\r\n]", read["file"])
    assert unescaped(read["file"]) == plain(words)
    assert unescaped(message) == plain(words)
    assert warning.startswith("::warning title=papersync::")


def unescaped(text: str) -> str:
    """As the runner does it (actions/runner, ActionCommand.cs), the per cent sign last."""
    for escape, character in (("%2C", ","), ("%3A", ":"), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(escape, character)
    return text


@pytest.mark.parametrize("words", WORDS)
def test_a_message_in_sarif(words: str) -> None:
    found = located(finding(message=words, path=words))
    text = dump(sarif_document(found, "1.2.3", notices=[Notice(Level.ERROR, words)]))
    assert not STEERING.search(text)
    assert not COMMAND.search(text)
    document = json.loads(text)
    require_sarif(document)
    (run,) = document["runs"]
    told = [run["results"][0]["message"], run["invocations"][0]["toolExecutionNotifications"][0]["message"]]
    for message in told:
        assert not STEERING.search(message["text"])
        assert not LINK.search(message["text"])
        assert re.sub(r"\\([\[\]\\])", r"\1", message["text"]) == plain(words)


@pytest.mark.parametrize("words", WORDS)
def test_a_document_in_json(words: str) -> None:
    text = findings_json(located(finding(message=words, path=words)))
    assert not STEERING.search(text)
    assert not COMMAND.search(text)
    require_valid("lint", text)
    (read,) = json.loads(text)["findings"]
    assert (read["message"], read["path"]) == (words, words), "a program gets what was written"


@pytest.mark.parametrize("words", WORDS)
def test_a_summary(words: str) -> None:
    found = located(finding(message=words, path=words), finding(Level.WARNING))
    text = step_summary("lint", found, notices=[Notice(Level.WARNING, words)], did=[words])
    assert not STEERING.search(text)
    page = Rendered(text)
    assert page.tags <= TAGS, page.tags - TAGS
    assert len(page.texts) == 1 + 2 * 4, "one item, two rows of four cells"
    item, level, place, rule, message = (each.replace("\u200b", "") for each in page.texts[:5])
    assert (level, rule) == ("error", "PS101 mangled-link")
    assert place.endswith(":3:21")
    for shown in (item.removeprefix("warning:").strip(), place.removesuffix(":3:21"), message):
        assert shown == flat(words) or (shown.endswith("…") and flat(words).startswith(shown[:-1]))
    assert not re.search("[@#][a-z0-9]", "".join(page.texts)), "nobody is called"


@pytest.mark.parametrize("words", WORDS)
def test_a_pull_request(words: str) -> None:
    told = News(
        ArxivId("2001.08361"), words, (("renamed", f"was “{words}”"), ("link repaired", f"{words}.md:3: {words}"))
    )
    text = pull_request_body([told, told], command="refresh", paths=[f"{words}.md"])
    assert not STEERING.search(text)
    page = Rendered(text)
    assert page.tags == {"p", "ul", "li", "a", "strong", "code"}
    assert text.count("](") == 2, "the links are those to arXiv"
    assert len(page.texts) == 2 * 3, "two papers with two lines each"
    title, renamed, repaired = (" ".join(each.replace("\u200b", "").split()) for each in page.texts[:3])
    for shown, whole in ((title, f"2001.08361 {flat(words)}"), (renamed, f"renamed: {flat(f'was “{words}”')}")):
        assert shown == whole.strip() or (shown.endswith("…") and whole.startswith(shown[:-1]))
    assert repaired.startswith("link repaired: ")
    assert not re.search("[@#][a-z0-9]", "".join(page.texts)), "nobody is called"
    message = commit_message("Refresh", [told])
    assert message == "Refresh\n\n2001.08361: renamed, link repaired\n"


@given(st.text(st.sampled_from("a|\\`<>&@#*_[](){}!$~:./-+=\"'\n\r \x1b\u202e学"), max_size=40))
def test_any_words_in_a_summary_are_shown_as_they_are(words: str) -> None:
    page = Rendered(step_summary("lint", located(finding(message=f"x{words}y", path="a.md"))))
    assert page.tags <= TAGS
    assert page.texts[3].replace("\u200b", "") == flat(f"x{words}y")


@pytest.mark.parametrize("words", WORDS)
def test_the_order_is_stable(words: str) -> None:
    found = located(finding(message=words), finding(Level.WARNING, "b"), finding(message="a"))
    forms: list[Any] = [findings_text, workflow_commands, findings_json, lambda each: step_summary("lint", each)]
    for form in forms:
        assert form(found) == form(found)
