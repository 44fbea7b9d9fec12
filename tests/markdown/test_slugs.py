"""GitHub's anchors."""

from __future__ import annotations

import pytest

from papersync.markdown import parse_document
from papersync.markdown.slugs import Slugs, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Scaling Laws", "scaling-laws", id="blank and case"),
        pytest.param("What's new? (2023)", "whats-new-2023", id="punctuation goes"),
        pytest.param("A  B", "a--b", id="each blank is a hyphen"),
        pytest.param("A - B", "a---b", id="hyphens stay beside blanks"),
        pytest.param("snake_case", "snake_case", id="underscore is a word character"),
        pytest.param("C++ & C#", "c--c", id="symbols go, their blanks stay"),
        pytest.param("🚀 Launch", "-launch", id="an emoji leaves its blank"),
        pytest.param("中文 标题", "中文-标题", id="ideographs"),
        pytest.param("Ünïcode ÀÉ", "ünïcode-àé", id="letters with marks, lower case"),
        pytest.param("हिन्दी", "हिन्दी", id="combining marks stay"),
        pytest.param("e\u0301tude", "e\u0301tude", id="decomposed accents stay"),
        pytest.param("x² ½", "x-", id="other numbers go"),
        pytest.param("Ⅳ ١٢", "ⅳ-١٢", id="letter numbers and all digits stay"),
        pytest.param("Ⓐ", "ⓐ", id="circled letters are alphabetic"),
        pytest.param("a‿b", "a‿b", id="connectors stay"),
        pytest.param("a\tb\u00a0c", "abc", id="other blanks go"),
        pytest.param("a—b", "ab", id="dashes go"),
        pytest.param("\u200bzero", "zero", id="zero width goes"),
        pytest.param("!!!", "", id="nothing left"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(["a", "A", "a!"], ["a", "a-1", "a-2"], id="counted"),
        pytest.param(["a", "a-1", "a"], ["a", "a-1", "a-2"], id="never one that is taken"),
        pytest.param(["a", "a", "a-1"], ["a", "a-1", "a-1-1"], id="a number given is taken too"),
        pytest.param(["", ""], ["", "-1"], id="nothing, twice"),
    ],
)
def test_duplicates_are_told_apart(texts: list[str], expected: list[str]) -> None:
    slugs = Slugs()
    assert [slugs.unique(text) for text in texts] == expected


def test_slugs_of_a_document() -> None:
    source = "# *Big* `Models`\n## [Papers](x) and <b>more</b>\n### ![i](j) Icons\n# Big Models\nLine\none\n===\n"
    slugs = [heading.slug for heading in parse_document(source.encode()).headings]
    assert slugs == ["big-models", "papers-and-more", "-icons", "big-models-1", "line-one"]
