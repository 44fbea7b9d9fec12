"""Documents for programs; their members and meaning are a contract, version 1 (report/contract.py)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from papersync.lint.finding import Fix, Level
from papersync.papers import Paper
from papersync.report.documents import VERSION, dump, error_document, text_in_json
from papersync.report.located import Located
from papersync.store.codec import members
from papersync.text import Edit

if TYPE_CHECKING:
    from papersync.report import contract

__all__ = ["VERSION", "dump", "error_document", "findings_json", "findings_pieces", "paper_document"]


def findings_pieces(
    located: Iterable[Located],
    errors: Iterable[contract.Error] = (),
    changes: contract.Changes | contract.Resolution | None = None,
) -> Iterator[str]:
    """What ``lint`` prints, as ``dump`` writes it, in pieces; with changes what ``refresh`` and ``resolve`` print.

    Of tens of thousands of findings neither a document nor one text is made.
    """
    yield f'{{\n  "version": {VERSION},\n  "findings": ['
    each, joint = map(_finding, located), ""
    while some := ",".join(islice(each, _IN_A_PIECE)):
        yield joint + some
        joint = ","
    yield ("\n  ]," if joint else "],") + dump({"errors": list(errors), **(changes or {})}).removeprefix("{")


_IN_A_PIECE: Final = 500


def findings_json(
    located: Iterable[Located],
    errors: Iterable[contract.Error] = (),
    changes: contract.Changes | contract.Resolution | None = None,
) -> str:
    """The same in one piece."""
    return "".join(findings_pieces(located, errors, changes))


def paper_document(paper: Paper) -> contract.ShowDocument:
    """What ``show`` prints: the record with the keys of the store, and its identifier."""
    record: Any = {"id": str(paper.id), **members(paper)}
    return {"version": VERSION, "paper": record}


def _finding(each: Located) -> str:
    """One of the ``findings`` (contract.Finding)."""
    code, name, level, message, path, span, id_, fix, fixed = each.finding
    (line, column), (end_line, end_column) = each.start, each.end
    return (
        f"{_head(code, name, level)}{text_in_json(message)},\n"
        f'      "path": {_path(path)},\n'
        f'      "line": {line},\n      "column": {column},\n'
        f'      "end_line": {end_line},\n      "end_column": {end_column},\n'
        f'      "start": {span[0]},\n      "end": {span[1]},\n'
        f'      "id": {_NULL if id_ is None else text_in_json(str(id_))},\n'
        f'      "fixed": {"true" if fixed else "false"},\n'
        f'      "fix": {_NULL if fix is None else _fix(fix)}\n    }}'
    )


_NULL: Final = "null"


@lru_cache(maxsize=256)
def _head(code: str, name: str, level: Level) -> str:
    words = (("code", code), ("name", name), ("level", level.value))
    members = "".join(f'      "{key}": {text_in_json(value)},\n' for key, value in words)
    return f'\n    {{\n{members}      "message": '


# Those of one list come one after the other.
_path: Final = lru_cache(maxsize=4)(text_in_json)


def _fix(fix: Fix) -> str:
    edits = ",".join(map(_edit, fix.edits))
    shown = f"[{edits}\n        ]" if edits else "[]"
    return f'{{\n        "safety": {text_in_json(fix.safety.value)},\n        "edits": {shown}\n      }}'


def _edit(edit: Edit) -> str:
    (start, end), replacement = edit
    text = text_in_json(replacement.decode("utf-8", "surrogateescape"))
    places = f'            "start": {start},\n            "end": {end},\n'
    return f'\n          {{\n{places}            "text": {text}\n          }}'
