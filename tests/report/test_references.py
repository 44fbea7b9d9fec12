from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.errors import FileError, PapersyncError, Place
from papersync.identifiers import ArxivId
from papersync.references.model import OtherReference, Reference, ReferenceKind, Row
from papersync.report.documents import dump
from papersync.report.references import JSON, PLAIN
from papersync.text import LineIndex, Span

from .samples import LINK, SOURCE


@dataclass
class Account:
    number: int = 0
    papers: set[str] = field(default_factory=set)
    errors: list[PapersyncError] = field(default_factory=list)
    read: int = 1


def printed(path: str, references: Sequence[Reference], source: bytes, at_once: int = 1) -> str:
    texts = [*JSON.texts(path, map(Row.of, references), LineIndex(source))]
    pieces = [JSON.joint.join(texts[at : at + at_once]).encode() for at in range(0, len(texts), at_once)]
    return b"".join(JSON.whole(pieces, Account(len(references)))).decode()


def test_references_have_exactly_the_promised_keys() -> None:
    url = LINK.of(SOURCE).decode()
    good = OtherReference(LINK, LINK, url, ArxivId("2001.08361", 2), ReferenceKind.INLINE, "Müller", ("Überblick",))
    bad = OtherReference(LINK, LINK, url, None, ReferenceKind.BARE, None, (), "there is no month 13")
    assert json.loads(printed("a.md", [good, bad], SOURCE)) == {
        "version": 1,
        "references": [
            {
                "path": "a.md",
                "line": 3,
                "column": 21,
                "start": LINK.start,
                "end": LINK.end,
                "url": url,
                "id": "2001.08361",
                "id_version": 2,
                "kind": "inline",
                "text": "Müller",
                "section": ["Überblick"],
            },
            {
                "path": "a.md",
                "line": 3,
                "column": 21,
                "start": LINK.start,
                "end": LINK.end,
                "url": url,
                "id": None,
                "id_version": None,
                "kind": "bare",
                "text": None,
                "section": [],
            },
        ],
        "errors": [],
    }


words = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('\x1b\x9b\u202e\u2028\x7f"\\#['), max_size=9)
references = st.builds(
    lambda url, id_, kind, text, section: OtherReference(LINK, LINK, url, id_, kind, text, tuple(section)),
    words,
    st.sampled_from([None, ArxivId("2001.08361"), ArxivId("hep-th/9901001", 12)]),
    st.sampled_from(ReferenceKind),
    st.none() | words,
    st.lists(words, max_size=3),
)


@given(words, st.lists(references, max_size=4), st.integers(1, 3))
def test_the_text_is_what_a_dump_of_the_document_would_be(path: str, some: list[Reference], at_once: int) -> None:
    text = printed(path, some, SOURCE, at_once)
    assert text == dump(json.loads(text))
    assert [each["section"] for each in json.loads(text)["references"]] == [[*each.section] for each in some]


def test_errors_stand_at_the_end() -> None:
    errors: list[PapersyncError] = [
        FileError("cannot be read", hint="is it there?", place=Place("\x7f.md")),
        FileError("is no text", place=Place("a.md", 3)),
        FileError("is closed"),
    ]
    text = b"".join(JSON.whole([], Account(errors=errors))).decode()
    told = [
        {"path": "\x7f.md", "message": "cannot be read", "hint": "is it there?"},
        {"path": "a.md", "message": "line 3: is no text", "hint": None},
        {"path": "", "message": "is closed", "hint": None},
    ]
    assert text == dump({"version": 1, "references": [], "errors": told})


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param(0, "0 references to 0 papers\n", id="none"),
        pytest.param(1, "a.md:1:3: 2001.08361 bare u\n1 reference to 1 paper\n", id="one"),
        pytest.param(2, "a.md:1:3: 2001.08361 bare u\n" * 2 + "2 references to 1 paper\n", id="two"),
    ],
)
def test_for_people_each_has_a_line(number: int, expected: str) -> None:
    some = [OtherReference(Span(2, 3), Span(2, 3), "u", ArxivId("2001.08361"), ReferenceKind.BARE, None, ())] * number
    pieces = [text.encode() for text in PLAIN.texts("a.md", map(Row.of, some), LineIndex(b"- u"))]
    whole = b"".join(PLAIN.whole(pieces, Account(number, {"2001.08361"} if number else set())))
    assert whole.decode() == expected
