"""Documents for programs; their members and meaning are a contract, version 1 (report/contract.py)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from papersync.lint.finding import Finding, Fix
from papersync.papers import Paper
from papersync.report.documents import VERSION, dump, error_document
from papersync.report.located import Located
from papersync.store.codec import members
from papersync.text import Edit

if TYPE_CHECKING:
    from papersync.report import contract

__all__ = ["VERSION", "changes_document", "dump", "error_document", "findings_document", "paper_document"]


def findings_document(located: Iterable[Located], errors: Iterable[contract.Error] = ()) -> contract.LintDocument:
    """What ``lint`` prints."""
    return {"version": VERSION, "findings": [_finding(each) for each in located], "errors": list(errors)}


def changes_document(
    located: Iterable[Located],
    errors: Iterable[contract.Error],
    changes: contract.Changes | contract.Resolution | None,
) -> contract.LintDocument | contract.RefreshDocument | contract.ResolveDocument:
    """What ``refresh`` and ``resolve`` print; without changes that of ``lint``."""
    document = findings_document(located, errors)
    if changes is None:
        return document
    return {**document, **changes}


def paper_document(paper: Paper) -> contract.ShowDocument:
    """What ``show`` prints: the record with the keys of the store, and its identifier."""
    record: Any = {"id": str(paper.id), **members(paper)}
    return {"version": VERSION, "paper": record}


def _finding(each: Located) -> contract.Finding:
    finding: Finding = each.finding
    (line, column), (end_line, end_column) = each.start, each.end
    return {
        "code": finding.code,
        "name": finding.name,
        "level": finding.level.value,
        "message": finding.message,
        "path": finding.path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "start": finding.span.start,
        "end": finding.span.end,
        "id": None if finding.id is None else str(finding.id),
        "fixed": finding.fixed,
        "fix": None if finding.fix is None else _fix(finding.fix),
    }


def _fix(fix: Fix) -> contract.Fix:
    return {"safety": fix.safety.value, "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: Edit) -> contract.Edit:
    text = edit.replacement.decode("utf-8", "surrogateescape")
    return {"start": edit.span.start, "end": edit.span.end, "text": text}
