"""Findings as SARIF 2.1.0, for code scanning.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; the numbers of its sections stand below.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final
from urllib.parse import quote

from papersync.lint.documentation import rule_page, summary
from papersync.lint.finding import Fix, Level
from papersync.lint.registry import RULES
from papersync.lint.rule import Rule
from papersync.report.located import Located
from papersync.report.notice import Notice
from papersync.report.plain import plain
from papersync.text import Span
from papersync.text.patterns import late_pattern

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_SPECIAL: Final = late_pattern(r"[\[\]\\]")
_LEVEL: Final = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


def sarif_document(
    located: Iterable[Located], version: str, rules: Sequence[Rule] = RULES, notices: Sequence[Notice] = ()
) -> dict[str, Any]:
    """The log of one run of papersync ``version``: what was found and is not fixed, and what is to be told of the run.

    ``dump`` of report.json makes it text.
    """
    index = {rule.code: number for number, rule in enumerate(rules)}
    driver = {"name": "papersync", "version": version, "rules": [_descriptor(rule) for rule in rules]}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",  # 3.14.17
        "results": [_result(each, index) for each in located if not each.finding.fixed],
    }
    if notices:
        run["invocations"] = [_invocation(notices)]
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary(rule)},
        "help": {"text": rule_page(rule), "markdown": rule_page(rule)},
        "defaultConfiguration": {"level": _LEVEL[rule.level], "enabled": rule.on_by_default},
    }


def _invocation(notices: Sequence[Notice]) -> dict[str, Any]:
    # 3.20: a run succeeded if it could do what it was started for; what it could not check is a warning about it.
    return {
        "executionSuccessful": all(each.level is not Level.ERROR for each in notices),
        "toolExecutionNotifications": [_notification(each) for each in notices],
    }


def _notification(each: Notice) -> dict[str, Any]:
    shown: dict[str, Any] = {"level": _LEVEL[each.level], "message": {"text": _text(each.message)}}
    if each.place is not None:
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(each.place.path)}}
        if each.place.line is not None:
            place["region"] = {"startLine": each.place.line}
        shown["locations"] = [{"physicalLocation": place}]
    return shown


def _result(each: Located, index: dict[str, int]) -> dict[str, Any]:
    finding = each.finding
    artifact = {"uri": _uri(finding.path)}
    (line, column), (end_line, end_column) = each.start, each.end
    region = {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        **_bytes(finding.span),
    }
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVEL[finding.level],
        "message": {"text": _text(finding.message)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    if finding.fix is not None and finding.fix.edits:
        result["fixes"] = [_fix(finding.fix, artifact)]
    return result


def _fix(fix: Fix, artifact: dict[str, str]) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": _bytes(edit.span),
            "insertedContent": {"text": edit.replacement.decode("utf-8", "replace")},
        }
        for edit in fix.edits
    ]
    return {
        "description": {"text": f"the {fix.safety.value} fix"},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
    }


def _text(message: str) -> str:
    """Plain text in which nothing is a link: brackets and backslashes are escaped (3.11.6).

    Braces stay as they are (3.11.5): without arguments nothing takes their place, and code scanning shows them doubled
    if they are.
    """
    return _SPECIAL.sub(r"\\\g<0>", plain(message))


def _bytes(span: Span) -> dict[str, int]:
    return {"byteOffset": span.start, "byteLength": span.end - span.start}  # 3.30.3


def _uri(path: str) -> str:
    # A URI reference: what could be read as a scheme, a query or a fragment is quoted (3.4.3).
    return quote(path.replace("\\", "/"), safe="/", errors="surrogateescape")
