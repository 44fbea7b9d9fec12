from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from papersync.errors import FileError
from papersync.identifiers import ArxivId
from papersync.lint.finding import Fix, Safety
from papersync.papers import Author, Paper, Withdrawal
from papersync.report.contract import Changes
from papersync.report.documents import harmless
from papersync.report.json import dump, error_document, findings_json, paper_document
from papersync.text import Edit, Span

from .samples import CUT, LINK, finding, located


def test_findings_have_exactly_the_promised_keys() -> None:
    changes: Changes = {
        "changed": ["README.md"],
        "added": [],
        "updated": ["2001.08361"],
        "unconfirmed": [],
        "unconfirmed_since": {},
        "stale_since": None,
    }
    text = findings_json(located(finding(fix=CUT)), [], changes)
    document = json.loads(text)
    assert text == dump(document)
    assert document == {
        "version": 1,
        "findings": [
            {
                "code": "PS101",
                "name": "mangled-link",
                "level": "error",
                "message": "something is wrong",
                "path": "README.md",
                "line": 3,
                "column": 21,
                "end_line": 3,
                "end_column": 55,
                "start": LINK.start,
                "end": LINK.end,
                "id": "2001.08361v2",
                "fixed": False,
                "fix": {"safety": "safe", "edits": [{"start": LINK.end - 2, "end": LINK.end, "text": ""}]},
            }
        ],
        "errors": [],
        **changes,
    }
    assert next(iter(document)) == "version"


def test_no_fix_and_errors() -> None:
    error = error_document(FileError("cannot be read", hint="is it there?"), "other.md")
    document = json.loads(findings_json(located(finding()), [error]))
    assert document["findings"][0]["fix"] is None
    assert document["errors"] == [{"path": "other.md", "message": "cannot be read", "hint": "is it there?"}]


HARMFUL = st.text(st.characters() | st.sampled_from("\ud800\udcff\x1b\x9b\u202e\u2028\x7f#["), max_size=20)
EDITS = st.lists(st.builds(Edit, st.just(LINK), st.binary(max_size=6)), max_size=3).map(tuple)


@given(HARMFUL, HARMFUL, EDITS, st.booleans(), st.lists(st.just(LINK), max_size=2))
def test_findings_are_laid_out_as_other_documents(
    message: str, path: str, edits: tuple[Edit, ...], fixed: bool, spans: list[Span]
) -> None:
    found = [
        finding(message=message, path=path, fix=Fix(Safety.UNSAFE, edits), fixed=fixed, span=span) for span in spans
    ]
    text = findings_json(located(*found, finding()._replace(id=None)))
    document = json.loads(text)
    assert text == dump(document)
    assert [each["message"] for each in document["findings"]] == [*(message for _ in spans), "something is wrong"]


def test_none_and_many_findings() -> None:
    assert findings_json([]) == dump({"version": 1, "findings": [], "errors": []})
    text = findings_json(located(*(finding() for _ in range(1_100))))
    assert text == dump(json.loads(text))
    assert len(json.loads(text)["findings"]) == 1_100


def test_a_paper_has_the_keys_of_the_store_and_its_identifier() -> None:
    day = datetime(2020, 1, 23, tzinfo=UTC)
    paper = Paper(
        id=ArxivId("2001.08361"),
        title="Scaling Laws",
        authors=(Author(name="J. Kaplan"),),
        primary_category="cs.LG",
        categories=("cs.LG", "stat.ML"),
        version=1,
        published=day,
        updated=day,
        withdrawn=Withdrawal(reason="a mistake", certain=False),
    )
    assert paper_document(paper) == {
        "version": 1,
        "paper": {
            "id": "2001.08361",
            "title": "Scaling Laws",
            "authors": [{"name": "J. Kaplan"}],
            "primary_category": "cs.LG",
            "categories": ["cs.LG", "stat.ML"],
            "version": 1,
            "published": "2020-01-23T00:00:00Z",
            "updated": "2020-01-23T00:00:00Z",
            "withdrawn": {"reason": "a mistake", "certain": False},
        },
    }


@given(st.text(st.characters() | st.sampled_from("\ud800\udcff\x1b\x9b\u202e\u2028\x7f"), max_size=40))
def test_text_says_the_same_value_and_is_harmless(message: str) -> None:
    text = dump({"version": 1, "message": message})
    assert json.loads(text) == {"version": 1, "message": message}
    assert not any(character < " " and character != "\n" for character in text)
    assert not any(character in text for character in "\x7f\x9b\u202e\u2028\u2066\ufeff")
    assert text.encode()  # lone surrogates would raise


_VALUES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
_DOCUMENTS = st.recursive(
    _VALUES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=6), _DOCUMENTS, max_size=4))
def test_it_is_laid_out_as_the_standard_library_does(document: dict[str, object]) -> None:
    assert dump(document) == harmless(json.dumps(document, indent=2, ensure_ascii=False)) + "\n"


def test_no_line_is_a_command_to_githubs_runner() -> None:
    text = dump({"title": "a ##[group]b ### [c](d)"})
    assert text == '{\n  "title": "a \\u0023#[group]b ### [c](d)"\n}\n'
    assert json.loads(text) == {"title": "a ##[group]b ### [c](d)"}


def test_other_scripts_stay_readable() -> None:
    assert dump({"title": "Müller 数学"}) == '{\n  "title": "Müller 数学"\n}\n'
