from __future__ import annotations

import pytest

from papersync.errors import UsageError
from papersync.lint.registry import RULES
from papersync.lint.rules.conflicts import MergeConflict
from papersync.lint.rules.titles import TitleDiffers
from papersync.lint.selection import rules_for, select_rules

EVERY = [rule.code for rule in RULES]
ON = [rule.code for rule in RULES if rule.on_by_default]
PS4 = [code for code in EVERY if code.startswith("PS4")]


class OffByDefault(MergeConflict):
    """Reports nothing of its own."""

    code = "PS999"
    name = "off-by-default"
    on_by_default = False


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        pytest.param([], [], ON, id="nothing said: those on by default"),
        pytest.param(["ALL"], [], EVERY, id="all"),
        pytest.param(["PS101"], [], ["PS101"], id="a code"),
        pytest.param(["wrong-paper"], [], ["PS203"], id="a name"),
        pytest.param(["ps4", " PS301 "], [], ["PS301", *PS4], id="a beginning, any case, blanks"),
        pytest.param([], ["PS1", "PS2", "PS3", "PS501"], PS4, id="ignored from the default"),
        pytest.param(
            ["PS4"], ["PS402"], [code for code in PS4 if code != "PS402"], id="the longer word decides: ignored"
        ),
        pytest.param(["PS402"], ["PS4"], ["PS402"], id="the longer word decides: selected"),
        pytest.param(["PS402"], ["PS402"], [], id="between equals it is ignored"),
        pytest.param(["PS402"], ["duplicate-across-sections"], [], id="a name weighs as much as a code"),
        pytest.param(["ALL"], ["ALL"], [], id="nothing at all"),
        pytest.param(["PS501"], ["ALL"], ["PS501"], id="only this one"),
    ],
)
def test_select_and_ignore(select: list[str], ignore: list[str], expected: list[str]) -> None:
    assert [rule.code for rule in select_rules(select, ignore)] == expected


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        pytest.param([], [], id="not unasked"),
        pytest.param(["PS999"], ["PS999"], id="by its code"),
        pytest.param(["ALL"], ["PS999"], id="by all"),
    ],
)
def test_a_rule_that_is_off_by_default(select: list[str], expected: list[str]) -> None:
    assert [rule.code for rule in select_rules(select, rules=(OffByDefault(),))] == expected


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        pytest.param("PS10l", "PS10", id="a letter for a digit"),
        pytest.param("wrong-papr", "wrong-paper", id="a typing error in a name"),
        pytest.param("E501", "PS501", id="half of a code"),
        pytest.param("W605", "papersync rules", id="another tool's"),
        pytest.param("", "papersync rules", id="nothing"),
        pytest.param("P", "papersync rules", id="one letter would mean everything"),
        pytest.param("PS101\x1b[31m" + "x" * 1000, "papersync rules", id="hostile"),
    ],
)
def test_what_means_no_rule_is_an_error(word: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        select_rules([], [word])
    assert hint in (caught.value.hint or "")
    assert len(caught.value.message) < 200
    assert "\x1b" not in caught.value.message


@pytest.mark.parametrize(
    ("path", "patterns", "ignored"),
    [
        pytest.param("README.md", {}, False, id="no patterns"),
        pytest.param("README.md", {"README.md": ["PS204"]}, True, id="a name"),
        pytest.param("docs/a/b.md", {"docs/": ["PS2"]}, True, id="a folder, a beginning"),
        pytest.param("docs/a/b.md", {"docs/*.md": ["PS204"]}, False, id="a star does not cross folders"),
        pytest.param("docs/a/b.md", {"docs/**/*.md": ["title-differs"]}, True, id="two stars do; a name"),
        pytest.param("README.md", {"*.md": ["PS101"]}, False, id="another rule"),
        pytest.param("README.md", {"docs/*": ["PS204"], "*.md": ["ALL"]}, True, id="any of several"),
    ],
)
def test_rules_may_be_silent_in_some_files(path: str, patterns: dict[str, list[str]], ignored: bool) -> None:
    rules = rules_for(path, (TitleDiffers(),), patterns)
    assert [rule.code for rule in rules] == ([] if ignored else ["PS204"])


def test_unknown_codes_for_files_are_errors_even_if_no_file_matches() -> None:
    with pytest.raises(UsageError, match="PS999"):
        rules_for("README.md", RULES, {"other.md": ["PS999"]})
