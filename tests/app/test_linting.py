"""`lint --fix` where rules disagree, and where fixes do more than put words in the place of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from papersync.app.linting import Linted, LintPlan, lint
from papersync.app.lists import read_lists
from papersync.app.policy import Policy
from papersync.errors import PapersyncError
from papersync.lint.finding import Finding, Fix, Level, Safety
from papersync.lint.page import Page
from papersync.lint.rule import Rule
from papersync.lint.selection import select_rules
from papersync.store.codec import Store
from papersync.text import Edit, Span

U = "https://arxiv.org/abs/2001.08361"


class Writes(Rule):
    """Writes one word for another wherever the list ends with it."""

    code = "PS999"
    name = "writes"
    level = Level.WARNING

    def __init__(self, old: bytes, new: bytes) -> None:
        self._old, self._new = old, new

    def check(self, page: Page) -> Iterator[Finding]:
        if page.source.endswith(self._old):
            span = Span(len(page.source) - len(self._old), len(page.source))
            yield self.finding(page, span, "x", fix=Fix(Safety.SAFE, (Edit(span, self._new),)))


def fixed(
    folder: Path, text: str, rules: Sequence[Rule], plan: LintPlan
) -> tuple[Linted, Path, Sequence[PapersyncError]]:
    path = folder / "README.md"
    path.write_bytes(text.encode())
    lists, _ = read_lists([path], folder)
    done, errors = lint(lists, plan, Policy(rules), Store())
    return done[0], path, errors


def test_fixes_that_undo_one_another_are_not_made(tmp_path: Path) -> None:
    rules = (Writes(b"one", b"two"), Writes(b"two", b"one"))
    done, path, errors = fixed(tmp_path, "one", rules, LintPlan(fix=True))
    assert path.read_bytes() == b"one"
    assert not errors
    assert not done.changed
    assert [finding.fix for finding in done.findings] == [None]


def test_a_fix_that_waited_for_one_that_is_dropped_is_proved_as_well(tmp_path: Path) -> None:
    # One would lose a reference, the other would name a paper that nobody announced.
    rules = (Writes(f"{U} one".encode(), b"one"), Writes(b"one", b"arXiv:2205.09726"))
    done, path, _ = fixed(tmp_path, f"x {U} one", rules, LintPlan(fix=True))
    assert path.read_bytes() == f"x {U} one".encode()
    assert not done.fixed


@pytest.mark.parametrize(
    ("text", "codes", "expected"),
    [
        pytest.param(f"- T [pdf] ({U})\n", ["PS109"], f"- T [pdf]({U})\n", id="a reference of another kind"),
        pytest.param(f"({U})[{U}]\n", ["PS109"], f"[{U}]({U})\n", id="two references become one"),
        pytest.param(
            f"## A\n\n### T [x]({U})\n> W.\n\n### T [x]({U})\n> W.\n",
            ["PS401"],
            f"## A\n\n### T [x]({U})\n> W.\n",
            id="an entry goes with its heading",
        ),
        pytest.param(
            f"## A\n\n- [T]({U}) [pdf] ({U})\n- [T]({U}) [pdf] ({U})\n- [O](https://arxiv.org/abs/2205.09726?utm_source=x)\n",
            ["PS1", "PS4"],
            f"## A\n\n- [T]({U}) [pdf]({U})\n- [O](https://arxiv.org/abs/2205.09726)\n",
            id="all together",
        ),
        pytest.param(
            "# L\n\n## Contents\n\n- [One](#one)\n- [Three](#tree)\n\n## One\n\n## Two\n\n## Three\n",
            ["PS404"],
            "# L\n\n## Contents\n\n- [One](#one)\n- [Two](#two)\n- [Three](#three)\n\n## One\n\n## Two\n\n## Three\n",
            id="a line of contents more",
        ),
    ],
)
def test_unsafe_fixes_are_proved_and_made(tmp_path: Path, text: str, codes: list[str], expected: str) -> None:
    plan = LintPlan(fix=True, unsafe=True)
    done, path, errors = fixed(tmp_path, text, select_rules(codes), plan)
    assert path.read_bytes().decode() == expected
    assert done.fixed
    assert not errors
    assert not done.unfinished
    assert fixed(tmp_path, text, select_rules(codes), LintPlan(fix=True))[0].after.decode() != expected


def test_fixes_that_touch_one_another_are_made_one_after_the_other(tmp_path: Path) -> None:
    text = "- T [pdf] (http://arxiv.org/abs/2001.08361)\n"
    done, path, _ = fixed(tmp_path, text, select_rules(["PS1"]), LintPlan(fix=True, unsafe=True))
    assert path.read_bytes().decode() == f"- T [pdf]({U})\n"
    assert {finding.code for finding in done.fixed} == {"PS103", "PS109"}


class WithoutLetter(Rule):
    """Takes one letter out of the last word, and writes the whole word anew for it."""

    code = "PS999"
    name = "without-letter"
    level = Level.WARNING

    def __init__(self, letter: bytes) -> None:
        self._letter = letter

    def check(self, page: Page) -> Iterator[Finding]:
        span = Span(page.source.rfind(b" ") + 1, len(page.source))
        word = span.of(page.source)
        if self._letter in word:
            fix = Fix(Safety.SAFE, (Edit(span, word.replace(self._letter, b"")),))
            yield self.finding(page, span, "x", fix=fix)


@pytest.mark.parametrize(("letters", "unfinished"), [("abc", False), ("abcdefghijklmnopqrstuvwxyz", True)])
def test_more_than_can_be_fixed_at_once_is_told(tmp_path: Path, letters: str, unfinished: bool) -> None:
    rules = [WithoutLetter(letter.encode()) for letter in letters]
    done, path, _ = fixed(tmp_path, f"Text {letters}!", rules, LintPlan(fix=True))
    assert done.unfinished is unfinished
    assert path.read_bytes() == done.after
    assert len(done.after) < len(done.before)


@pytest.mark.parametrize("turned", [False, True], ids=["most-papers-first", "most-papers-last"])
def test_many_lists_are_linted_in_order_by_two_processes(tmp_path: Path, *, turned: bool) -> None:
    full = "".join(f"- A title [pdf](http://arxiv.org/pdf/2001.{n:05}v1?a=b) \n" for n in range(1, 2_500))
    words = "Words and words.\n\n" * 35_000 + "- A title [pdf](http://www.arxiv.org/abs/2001.08361)\n"
    texts = {"a.md": full, "b.md": full, "c.md": words, "d.md": words, "e.md": "\x00"}
    paths = [tmp_path / name for name in sorted(texts, reverse=turned)]
    for path in paths:
        path.write_text(texts[path.name], "utf-8")
    lists, _ = read_lists(paths, tmp_path)
    done, errors = lint(lists, LintPlan(), Policy(), Store())
    alone = [lint([each], LintPlan(), Policy(), Store()) for each in lists]
    assert done == [each for one, _ in alone for each in one]
    assert errors == [each for _, several in alone for each in several]
    assert sum(len(each.findings) for each in done) > 5_000
