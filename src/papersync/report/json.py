"""Documents for programs; their keys and meaning are a contract, version 1."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from papersync.errors import PapersyncError
from papersync.lint.finding import Finding, Fix
from papersync.papers import Paper
from papersync.references.model import Reference
from papersync.report.located import Located
from papersync.store.codec import members
from papersync.text import Edit, LineIndex

VERSION: Final = 1
# Legal in JSON and harmful on a terminal or in a log: DEL and C1 controls, bidirectional controls and marks, line
# separators; lone surrogates, which UTF-8 cannot hold; and "##[", where GitHub's runner finds a command in any log.
_ESCAPED: Final = re.compile("#(?=#\\[)|[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def findings_document(
    located: Iterable[Located], errors: Iterable[Mapping[str, Any]] = (), **extra: Any
) -> dict[str, Any]:
    """What ``lint`` and ``refresh`` print; ``extra`` are further members of the document."""
    findings = [_finding(each) for each in located]
    return {"version": VERSION, "findings": findings, "errors": [dict(error) for error in errors], **extra}


def references_document(
    files: Iterable[tuple[str, Sequence[Reference], LineIndex]], errors: Iterable[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """What ``refs`` prints: the references of each file (its path, what was read of it, its lines)."""
    references = [_reference(path, each, lines) for path, found, lines in files for each in found]
    return {"version": VERSION, "references": references, "errors": [dict(error) for error in errors]}


def paper_document(paper: Paper) -> dict[str, Any]:
    """What ``show`` prints: the record with the keys of the store, and its identifier."""
    return {"version": VERSION, "paper": {"id": str(paper.id), **members(paper)}}


def error_document(error: PapersyncError, path: str) -> dict[str, Any]:
    """One of the ``errors`` of a document: what happened to the file and what to do; ``path`` may be empty, ``hint``
    null. Where in the file, if that is known, the message says.
    """
    line = error.place.line if error.place is not None else None
    return {
        "path": path,
        "message": error.message if line is None else f"line {line}: {error.message}",
        "hint": error.hint,
    }


def dump(document: Mapping[str, Any]) -> str:
    """The document as text with a final newline, fit for UTF-8 and for a terminal: harmful characters are escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


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


def _reference(path: str, reference: Reference, lines: LineIndex) -> dict[str, Any]:
    line, column = lines.position(reference.span.start)
    id_ = reference.id
    return {
        "path": path,
        "line": line,
        "column": column,
        "start": reference.span.start,
        "end": reference.span.end,
        "url": reference.url,
        "id": None if id_ is None else id_.base,
        "id_version": None if id_ is None else id_.version,
        "kind": reference.kind.value,
        "text": reference.text,
        "section": list(reference.section),
    }
