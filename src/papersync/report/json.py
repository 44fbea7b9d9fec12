"""Documents for programs; their keys and meaning are a contract, version 1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from papersync.lint.finding import Finding, Fix
from papersync.papers import Paper
from papersync.report.documents import VERSION, dump, error_document
from papersync.report.located import Located
from papersync.store.codec import members
from papersync.text import Edit

__all__ = ["VERSION", "dump", "error_document", "findings_document", "paper_document"]


def findings_document(
    located: Iterable[Located], errors: Iterable[Mapping[str, Any]] = (), **extra: Any
) -> dict[str, Any]:
    """What ``lint`` and ``refresh`` print; ``extra`` are further members of the document."""
    findings = [_finding(each) for each in located]
    return {"version": VERSION, "findings": findings, "errors": [dict(error) for error in errors], **extra}


def paper_document(paper: Paper) -> dict[str, Any]:
    """What ``show`` prints: the record with the keys of the store, and its identifier."""
    return {"version": VERSION, "paper": {"id": str(paper.id), **members(paper)}}


def _finding(each: Located) -> dict[str, Any]:
    finding: Finding = each.finding
    return {
        "code": finding.code,
        "name": finding.name,
        "level": finding.level.value,
        "message": finding.message,
        "path": finding.path,
        "line": each.line,
        "column": each.column,
        "end_line": each.end_line,
        "end_column": each.end_column,
        "start": finding.span.start,
        "end": finding.span.end,
        "id": None if finding.id is None else str(finding.id),
        "fixed": finding.fixed,
        "fix": None if finding.fix is None else _fix(finding.fix),
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {"safety": fix.safety.value, "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: Edit) -> dict[str, Any]:
    text = edit.replacement.decode("utf-8", "surrogateescape")
    return {"start": edit.span.start, "end": edit.span.end, "text": text}
