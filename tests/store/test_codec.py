"""Law 7 and the canonical form."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.identifiers import ArxivId
from papersync.papers import Author, Paper, Withdrawal
from papersync.store.codec import Store, dumps, loads
from tests.store.strategies import papers

SCALING = Paper(
    id=ArxivId("2001.08361"),
    title="Scaling Laws for Neural Language Models",
    authors=(Author(name="Jared Kaplan"), Author(name="Sam McCandlish", affiliations=("OpenAI",))),
    abstract="Words of é and $x_1$.\nA second paragraph.",
    primary_category="cs.LG",
    categories=("cs.LG", "stat.ML"),
    version=1,
    published=datetime(2020, 1, 23, 3, 59, 20, tzinfo=UTC),
    updated=datetime(2020, 1, 23, 3, 59, 20, tzinfo=UTC),
    comment="19 pages",
    doi=("10.1/a",),
    withdrawn=Withdrawal(reason="as a test", certain=False),
    former_titles=("Scaling",),
    origin="bundled",
)
CANONICAL = """{
  "version": 1,
  "papers": {
    "2001.08361": {
      "title": "Scaling Laws for Neural Language Models",
      "authors": [
        {
          "name": "Jared Kaplan"
        },
        {
          "name": "Sam McCandlish",
          "affiliations": [
            "OpenAI"
          ]
        }
      ],
      "abstract": "Words of é and $x_1$.\\nA second paragraph.",
      "primary_category": "cs.LG",
      "categories": [
        "cs.LG",
        "stat.ML"
      ],
      "version": 1,
      "published": "2020-01-23T03:59:20Z",
      "updated": "2020-01-23T03:59:20Z",
      "comment": "19 pages",
      "doi": [
        "10.1/a"
      ],
      "withdrawn": {
        "reason": "as a test",
        "certain": false
      },
      "former_titles": [
        "Scaling"
      ],
      "origin": "bundled"
    }
  }
}
"""


def test_the_canonical_form_to_the_byte() -> None:
    assert dumps(Store.of([SCALING])).decode() == CANONICAL
    assert loads(CANONICAL.encode(), "papers.json") == Store.of([SCALING])


def test_an_empty_store() -> None:
    assert dumps(Store()) == b'{\n  "version": 1,\n  "papers": {}\n}\n'
    assert loads(dumps(Store()), "papers.json") == Store()


@given(st.lists(papers, max_size=4))
@settings(max_examples=150)
def test_law_7_what_is_written_reads_back(records: list[Paper]) -> None:
    store = Store.of(records)
    text = dumps(store)
    assert loads(text, "papers.json") == store
    assert dumps(loads(text, "papers.json")) == text


@given(st.lists(papers, max_size=3))
def test_the_text_is_what_json_writes_but_for_what_is_escaped(records: list[Paper]) -> None:
    text = dumps(Store.of(records)).decode()
    written = json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"
    assert [line[:9] for line in text.split("\n")] == [line[:9] for line in written.split("\n")]


@given(st.lists(papers, max_size=4))
@settings(max_examples=50)
def test_the_text_does_not_depend_on_the_order_and_has_no_line_of_its_own_making(records: list[Paper]) -> None:
    store = Store.of(records)
    text = dumps(store)
    assert text == dumps(Store.of(reversed(list(store))))
    assert text.endswith(b"}\n")
    # What Python, git or a terminal would take for the end of a line stands there once a line, as LF.
    assert len(text.decode().splitlines()) == text.count(b"\n")


def test_records_are_sorted_by_identifier() -> None:
    ids = ["2212.10560", "hep-th/9901001", "0704.0001", "2001.08361", "astro-ph/0601001"]
    store = Store.of(replace(SCALING, id=ArxivId(id_)) for id_ in ids)
    assert list(json.loads(dumps(store))["papers"]) == sorted(ids)


@pytest.mark.parametrize(
    ("comment", "written", "read"),
    [
        pytest.param("é文🙂", '"é文🙂"', "é文🙂", id="not escaped: UTF-8"),
        pytest.param("👩\u200d🔬", '"👩\u200d🔬"', "👩\u200d🔬", id="the joiner of an emoji is text"),
        pytest.param("a\x1bb", '"a\\u001bb"', "ab", id="an escape"),
        pytest.param("a\x85b", '"a\\u0085b"', "a b", id="NEL, a line end to some"),
        pytest.param("a\u2028b", '"a\\u2028b"', "a b", id="line separator"),
        pytest.param("\u202eevil", '"\\u202eevil"', "evil", id="an override that turns the diff around"),
        pytest.param("a\ufeff", '"a\\ufeff"', "a", id="a BOM inside"),
        pytest.param("a\nb", '"a\\nb"', "a b", id="a line break in what stands on one line"),
        pytest.param("\x00", '"\\u0000"', None, id="nothing but a control"),
    ],
)
def test_characters(comment: str, written: str, read: str | None) -> None:
    """What steers a terminal or a diff never stands there raw, and reading drops it."""
    store = Store.of([replace(SCALING, comment=comment)])
    assert f'"comment": {written},'.encode() in dumps(store)
    assert loads(dumps(store), "papers.json") == Store.of([replace(SCALING, comment=read)])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param(CANONICAL.replace("\n", "\r\n"), "a checkout with CR LF", id="CR LF"),
        pytest.param("\ufeff" + CANONICAL, "a byte order mark", id="BOM"),
        pytest.param(json.dumps(json.loads(CANONICAL)), "on one line", id="one line"),
        pytest.param(CANONICAL.rstrip(), "no final newline", id="no final newline"),
        pytest.param(json.dumps(json.loads(CANONICAL), sort_keys=True), "keys in another order", id="other order"),
        pytest.param(CANONICAL.replace("2020-01-23T03:59:20Z", "2020-01-23T04:59:20+01:00"), "zone", id="time zone"),
    ],
)
def test_other_forms_are_read_and_become_canonical(text: str, why: str) -> None:
    assert dumps(loads(text.encode(), "papers.json")).decode() == CANONICAL, why
