from __future__ import annotations

import json

import pytest

from papersync.lint import RULES, Level
from papersync.report.json import dump
from papersync.report.sarif import sarif_document

from .samples import CUT, LINK, finding, located


def test_a_result() -> None:
    (run,) = sarif_document(located(finding(Level.INFO, fix=CUT)), "1.2.3")["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    assert result == {
        "ruleId": "PS101",
        "ruleIndex": 0,
        "level": "note",
        "message": {"text": "something is wrong"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "README.md"},
                    "region": {
                        "startLine": 3,
                        "startColumn": 21,
                        "endLine": 3,
                        "endColumn": 55,
                        "byteOffset": LINK.start,
                        "byteLength": LINK.end - LINK.start,
                    },
                }
            }
        ],
        "fixes": [
            {
                "description": {"text": "the safe fix"},
                "artifactChanges": [
                    {
                        "artifactLocation": {"uri": "README.md"},
                        "replacements": [
                            {
                                "deletedRegion": {"byteOffset": LINK.end - 2, "byteLength": 2},
                                "insertedContent": {"text": ""},
                            }
                        ],
                    }
                ],
            }
        ],
    }


def test_every_rule_is_described() -> None:
    document = sarif_document((), "1.2.3")
    driver = document["runs"][0]["tool"]["driver"]
    assert (document["version"], driver["name"], driver["version"]) == ("2.1.0", "papersync", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in RULES]
    assert all(rule["shortDescription"]["text"].endswith(".") for rule in driver["rules"])
    assert json.loads(dump(document)) == document


def test_what_is_fixed_is_no_result() -> None:
    assert sarif_document(located(finding(fix=CUT, fixed=True)), "1")["runs"][0]["results"] == []


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        pytest.param("docs/reading list.md", "docs/reading%20list.md", id="a blank"),
        pytest.param("a:b.md", "a%3Ab.md", id="what would be a scheme"),
        pytest.param("a?b#c.md", "a%3Fb%23c.md", id="query and fragment"),
        pytest.param("docs\\list.md", "docs/list.md", id="Windows"),
        pytest.param("\udcff.md", "%FF.md", id="a name that is not UTF-8"),
    ],
)
def test_paths_are_uris(path: str, uri: str) -> None:
    (result,) = sarif_document(located(finding(path=path)), "1")["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_a_rule_that_is_not_described_has_no_index() -> None:
    (result,) = sarif_document(located(finding()), "1", rules=())["runs"][0]["results"]
    assert "ruleIndex" not in result
