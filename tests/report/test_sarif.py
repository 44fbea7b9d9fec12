from __future__ import annotations

import json

import pytest

from papersync.errors import Place, StoreError
from papersync.lint.finding import Level
from papersync.lint.registry import RULES
from papersync.report.json import dump
from papersync.report.notice import Notice, failure
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


def test_what_is_told_of_the_run_is_a_notification_of_it() -> None:
    warning = Notice(Level.WARNING, "400 papers could not\nbe checked")
    (run,) = sarif_document((), "1", notices=[warning])["runs"]
    (invocation,) = run["invocations"]
    assert invocation == {
        "executionSuccessful": True,
        "toolExecutionNotifications": [{"level": "warning", "message": {"text": "400 papers could not be checked"}}],
    }
    error = failure(StoreError("damaged", place=Place("data/my papers.json", 4)))
    (run,) = sarif_document((), "1", notices=[warning, error])["runs"]
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    assert invocation["toolExecutionNotifications"][1]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "data/my%20papers.json"},
                "region": {"startLine": 4},
            }
        }
    ]
    assert run["results"] == []


def test_a_good_day_needs_no_invocation() -> None:
    assert "invocations" not in sarif_document((), "1")["runs"][0]
