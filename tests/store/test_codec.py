"""Law 7, the canonical form, and what a damaged store says."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.errors import StoreError
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
LINES = CANONICAL.split("\n")


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
    store = Store.of(SCALING.model_copy(update={"id": ArxivId(id_)}) for id_ in ids)
    assert list(json.loads(dumps(store))["papers"]) == sorted(ids)


@pytest.mark.parametrize(
    ("comment", "written"),
    [
        pytest.param("é文🙂", '"é文🙂"', id="not escaped: UTF-8"),
        pytest.param("\ud800", '"\\ud800"', id="a lone surrogate, which UTF-8 cannot hold"),
        pytest.param("\x1b[31m", '"\\u001b[31m"', id="an escape sequence"),
        pytest.param("a\x85b", '"a\\u0085b"', id="NEL, a line end to some"),
        pytest.param("a\u2028b", '"a\\u2028b"', id="line separator"),
        pytest.param("\u202eevil", '"\\u202eevil"', id="an override that turns the diff around"),
        pytest.param("\ufeff", '"\\ufeff"', id="a BOM inside"),
        pytest.param("\u200d", '"\u200d"', id="a joiner is text"),
    ],
)
def test_characters(comment: str, written: str) -> None:
    store = Store.of([SCALING.model_copy(update={"comment": comment})])
    assert f'"comment": {written},'.encode("utf-8", "surrogatepass") in dumps(store)
    assert loads(dumps(store), "papers.json") == store


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param(CANONICAL.replace("\n", "\r\n"), "a checkout with CR LF", id="CR LF"),
        pytest.param(json.dumps(json.loads(CANONICAL)), "on one line", id="one line"),
        pytest.param(CANONICAL.rstrip(), "no final newline", id="no final newline"),
        pytest.param(json.dumps(json.loads(CANONICAL), sort_keys=True), "keys in another order", id="other order"),
        pytest.param(CANONICAL.replace("2020-01-23T03:59:20Z", "2020-01-23T04:59:20+01:00"), "zone", id="time zone"),
    ],
)
def test_other_forms_are_read_and_become_canonical(text: str, why: str) -> None:
    assert dumps(loads(text.encode(), "papers.json")).decode() == CANONICAL, why


def _with(line: int, old: str, new: str) -> str:
    assert old in LINES[line - 1]
    return "\n".join([*LINES[: line - 1], LINES[line - 1].replace(old, new), *LINES[line:]])


CONFLICT = "\n".join([*LINES[:4], "<<<<<<< HEAD", LINES[4], "=======", LINES[4], ">>>>>>> other", *LINES[5:]])


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("", 1, "not JSON", id="empty"),
        pytest.param("[]", 1, "not a JSON object", id="a list"),
        pytest.param("null", 1, "not a JSON object", id="null"),
        pytest.param("0", 1, "not a JSON object", id="a number"),
        pytest.param("{}", 1, '"version"', id="no version"),
        pytest.param('{"version": "1", "papers": {}}', 1, '"version"', id="version as text"),
        pytest.param('{"version": true, "papers": {}}', 1, '"version"', id="version true, which Python takes for 1"),
        pytest.param('{"version": 1.0, "papers": {}}', 1, '"version"', id="version as a float"),
        pytest.param(_with(2, "1", "2"), 2, "newer papersync", id="newer version"),
        pytest.param(_with(2, "1", "999999999"), 2, "newer papersync", id="much newer version"),
        pytest.param(_with(2, "1", "0"), 2, "no store version 0", id="version 0"),
        pytest.param(_with(2, "1", "-1"), 2, "no store version -1", id="version below 0"),
        pytest.param('{"version": 1}', 1, '"papers"', id="no papers"),
        pytest.param('{"version": 1,\n"papers": []}', 2, '"papers"', id="papers as a list"),
        pytest.param('{"version": 1,\n"papers": {},\n"extra": 1}', 3, "unknown key", id="unknown key at the top"),
        pytest.param("\n".join(LINES[:15]), 15, "not JSON", id="cut short"),
        pytest.param(CANONICAL + "x", 41, "not JSON", id="something behind it"),
        pytest.param(_with(5, '",', '"'), 6, "not JSON", id="a comma lost"),
        pytest.param("\ufeff" + CANONICAL, 1, "not JSON", id="a BOM"),
        pytest.param(CONFLICT, 5, "merge-conflict markers", id="conflict markers"),
        pytest.param(_with(4, "2001.08361", "2013.08361"), 4, "no month 13", id="impossible identifier"),
        pytest.param(_with(4, "2001.08361", "2001.08361v1"), 4, "must be written", id="identifier with a version"),
        pytest.param(
            _with(4, "2001.08361", "math.GT/0309136"), 4, "math/0309136", id="identifier with a subject class"
        ),
        pytest.param(_with(4, "2001.08361", " 2001.08361"), 4, "must be written", id="identifier with a blank"),
        pytest.param(_with(4, '"2001.08361": {', '"2001.08361": null, "x": {'), 4, "not a record", id="no record"),
        pytest.param(
            _with(5, '"title": "', '"id": "2001.08361", "title": "'), 4, "not a record", id="a record with id"
        ),
        pytest.param(_with(5, '"title"', '"titel"'), 4, "title", id="title absent: the paper's line"),
        pytest.param(_with(5, "Scaling Laws for Neural Language Models", ""), 5, "title", id="title empty"),
        pytest.param(_with(5, '"Scaling Laws for Neural Language Models"', "5"), 5, "title", id="title a number"),
        pytest.param(_with(5, "Scaling", "\\ud800"), 5, "title", id="title with half a character"),
        pytest.param(_with(11, '"name"', '"nam"'), 10, "authors.1.name", id="an author without name"),
        pytest.param(_with(13, '"OpenAI"', "[]"), 13, "authors.1.affiliations.0", id="deep inside: its own line"),
        pytest.param(_with(17, '"abstract"', '"abstrakt"'), 17, "abstrakt", id="unknown key in a record"),
        pytest.param(_with(23, "1", "0"), 23, "version", id="paper's version 0"),
        pytest.param(_with(23, "1", "true"), 23, "version", id="paper's version true"),
        pytest.param(_with(23, "1", '"1"'), 23, "version", id="paper's version as text"),
        pytest.param(_with(23, "1", "9" * 5000), 23, "version", id="5,000 digits, more than int() takes"),
        pytest.param(_with(23, "1", "NaN"), 23, "version", id="NaN, which Python's reader knows"),
        pytest.param(_with(24, "2020-01-23T03:59:20Z", "2020-01-23"), 24, "published", id="a day only"),
        pytest.param(_with(24, '"2020-01-23T03:59:20Z"', "1579751960"), 24, "published", id="seconds since 1970"),
        pytest.param(_with(24, "Z", ""), 24, "published", id="no time zone"),
        pytest.param(
            _with(24, "2020-01-23T03:59:20Z", "0001-01-01T00:00:00+14:00"), 24, "published", id="year 0 in UTC"
        ),
        pytest.param(_with(32, "false", '"no"'), 32, "withdrawn.certain", id="a doubt that is no truth value"),
        pytest.param(_with(34, "[", "[ {},"), 34, "former_titles.0", id="former title an object"),
        pytest.param(_with(37, '"bundled"', '"query"'), 37, "origin", id="unknown origin"),
        pytest.param(_with(5, '"title"', '"origin": "list",\n"title"'), 38, "origin", id="a key twice: the second"),
        pytest.param(_with(4, '"2001', '"2001.08361": {},\n"2001'), 5, "2001.08361", id="a paper twice: the second"),
        pytest.param("[" * 100_000, 1, "nested too deeply", id="100,000 brackets"),
        pytest.param('{"version": 1,\n"papers": ' + '{"a":' * 100_000, 2, "nested too deeply", id="100,000 braces"),
        pytest.param(_with(5, '"Scaling', "[" * 500 + "]" * 500 + ', "x": "'), 5, "", id="nested deeply in a record"),
    ],
)
def test_damage_names_file_and_line(text: str, line: int, words: str) -> None:
    with pytest.raises(StoreError) as caught:
        loads(text.encode("utf-8", "surrogatepass"), "data/papers.json")
    assert caught.value.place is not None
    assert (caught.value.place.path, caught.value.place.line) == ("data/papers.json", line), str(caught.value)
    assert words in caught.value.message
    assert caught.value.hint
    assert caught.value.message.isprintable()
    assert len(str(caught.value)) < 300


def test_bytes_that_are_no_utf8_name_their_line() -> None:
    with pytest.raises(StoreError, match=r"papers\.json:5: .*UTF-8"):
        loads(CANONICAL.encode().replace(b"Scaling Laws", b"Scaling\xff"), "papers.json")


def test_conflict_markers_hint_at_resolving() -> None:
    with pytest.raises(StoreError) as caught:
        loads(CONFLICT.encode(), "papers.json")
    assert "resolve the merge" in (caught.value.hint or "")


def test_markers_inside_a_text_are_no_conflict() -> None:
    store = Store.of([SCALING.model_copy(update={"comment": "<<<<<<< HEAD\n=======\n>>>>>>> x"})])
    assert loads(dumps(store), "papers.json") == store


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(
    st.binary(max_size=60)
    | JSON.map(lambda value: json.dumps(value).encode())
    | JSON.map(lambda value: json.dumps({"version": 1, "papers": value}).encode())
    | JSON.map(lambda value: json.dumps({"version": 1, "papers": {"2001.08361": value}}).encode())
)
@settings(max_examples=200)
def test_whatever_stands_there_is_a_store_or_an_error_of_ours(data: bytes) -> None:
    outcome = _outcome(data)
    if isinstance(outcome, Store):
        assert loads(dumps(outcome), "papers.json") == outcome
    else:
        assert outcome.place
        assert outcome.place.line


@given(st.integers(0, len(CANONICAL) - 1), st.sampled_from(["", "}", "{", '"', ",", "\n", "\\", "9", "\x00"]))
@settings(max_examples=200)
def test_one_wrong_character_is_never_a_traceback(at: int, character: str) -> None:
    text = CANONICAL[:at] + character + CANONICAL[at + 1 :]
    outcome = _outcome(text.encode())
    if not isinstance(outcome, Store):
        assert outcome.place
        assert 1 <= (outcome.place.line or 0) <= text.count("\n") + 1


def _outcome(data: bytes) -> Store | StoreError:
    try:
        return loads(data, "papers.json")
    except StoreError as error:
        return error
