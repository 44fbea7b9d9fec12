"""What a damaged store says: file, line, and what to do; never a traceback, never a guess."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papersync.errors import StoreError
from papersync.store.codec import Store, dumps, loads
from tests.store.test_codec import CANONICAL, SCALING

LINES = CANONICAL.split("\n")


def _with(line: int, old: str, new: str) -> str:
    assert old in LINES[line - 1]
    return "\n".join([*LINES[: line - 1], LINES[line - 1].replace(old, new), *LINES[line:]])


CONFLICT = "\n".join([*LINES[:4], "<<<<<<< HEAD", LINES[4], "=======", LINES[4], ">>>>>>> other", *LINES[5:]])


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("", 1, "is empty", id="empty"),
        pytest.param(" \r\n\t\n", 1, "is empty", id="only blanks"),
        pytest.param("\0" * 4096, 1, "nothing but zeros", id="only zeros, after a power cut"),
        pytest.param(CANONICAL + "\0" * 512, 41, "not JSON", id="zeros behind"),
        pytest.param("<!DOCTYPE html>", 1, "not JSON", id="a web page"),
        pytest.param("\0GITCRYPT\0" + "x" * 50, 1, "git-crypt", id="encrypted"),
        pytest.param("version https://git-lfs.github.com/spec/v1\noid", 1, "Git LFS", id="a pointer"),
        pytest.param("[]", 1, "not a JSON object", id="a list"),
        pytest.param("null", 1, "not a JSON object", id="null"),
        pytest.param("0", 1, "not a JSON object", id="a number"),
        pytest.param("{}", 1, '"version"', id="no version"),
        pytest.param('{"version": "1", "papers": {}}', 1, '"version"', id="version as text"),
        pytest.param('{"version": true, "papers": {}}', 1, '"version"', id="version true, which Python takes for 1"),
        pytest.param('{"version": 1.0, "papers": {}}', 1, '"version"', id="version as a float"),
        pytest.param(_with(2, "1", "2"), 2, "newer papersync", id="newer version"),
        pytest.param(_with(2, "1", "999999999"), 2, "newer papersync", id="much newer version"),
        pytest.param(_with(2, "1", "9" * 11), 2, "newer papersync", id="version of 11 digits"),
        pytest.param(_with(2, "1", "9" * 3_000_000), 2, "more than 9 digits", id="version of 3,000,000 digits"),
        pytest.param(_with(2, "1", "1e400"), 2, "whole number", id="version beyond a float"),
        pytest.param(_with(2, "1", "-" + "9" * 5000), 2, "no store version", id="version far below 0"),
        pytest.param(_with(2, "1", "null"), 2, "whole number", id="version null"),
        pytest.param(_with(2, "1", "0"), 2, "no store version 0", id="version 0"),
        pytest.param(_with(2, "1", "-1"), 2, "no store version -1", id="version below 0"),
        pytest.param('{"version": 1}', 1, '"papers"', id="no papers"),
        pytest.param('{"version": 1,\n"papers": []}', 2, '"papers"', id="papers as a list"),
        pytest.param('{"version": 1,\n"papers": {},\n"extra": 1}', 3, "unknown key", id="unknown key at the top"),
        pytest.param("\n".join(LINES[:15]), 15, "cut short", id="cut short"),
        pytest.param(CANONICAL[:100], 5, "cut short", id="cut short in a text"),
        pytest.param("{", 1, "cut short", id="only the first byte"),
        pytest.param(CANONICAL + "x", 41, "not JSON", id="something behind it"),
        pytest.param(_with(5, '",', '"'), 6, "not JSON", id="a comma lost"),
        pytest.param(CONFLICT, 5, "unresolved merge conflict", id="conflict markers"),
        pytest.param(CONFLICT.replace("\n", "\r\n"), 5, "unresolved merge conflict", id="conflict, CR LF"),
        pytest.param(CONFLICT.replace("<<<<<<<", "<<<<"), 5, "unresolved merge conflict", id="markers of another size"),
        pytest.param("\n".join([*LINES[:20], "=======", *LINES[20:]]), 21, "merge conflict", id="half resolved"),
        pytest.param(_with(4, "2001.08361", "2013.08361"), 4, "no month 13", id="impossible identifier"),
        pytest.param(_with(4, "2001.08361", "2001.08361v1"), 4, "must be written", id="identifier with a version"),
        pytest.param(
            _with(4, "2001.08361", "math.GT/0309136"), 4, "math/0309136", id="identifier with a subject class"
        ),
        pytest.param(_with(4, "2001.08361", " 2001.08361"), 4, "must be written", id="identifier with a blank"),
        pytest.param(_with(4, "2001.08361", "HEP-TH/9901001"), 4, "must be written", id="identifier in capitals"),
        pytest.param(_with(4, "2001.08361", "arXiv:2001.08361"), 4, "must be written", id="identifier with a prefix"),
        pytest.param(_with(4, "2001.08361", "\\u001b[31m"), 4, "not an arXiv identifier", id="a key that colours"),
        pytest.param(_with(4, "2001.08361", "__proto__"), 4, "not an arXiv identifier", id="a key that scripts fear"),
        pytest.param(_with(4, "2001.08361", "x" * 9000), 4, "not an arXiv identifier", id="a key without end"),
        pytest.param(_with(4, '"2001.08361": {', '"2001.08361": null, "x": {'), 4, "not a record", id="no record"),
        pytest.param(
            _with(5, '"title": "', '"id": "2001.08361", "title": "'), 4, "not a record", id="a record with id"
        ),
        pytest.param(_with(5, '"title"', '"titel"'), 4, "title", id="title absent: the paper's line"),
        pytest.param(_with(5, "Scaling Laws for Neural Language Models", ""), 5, "title", id="title empty"),
        pytest.param(
            _with(5, '"Scaling Laws for Neural Language Models"', "5"), 5, "must be a text", id="title a number"
        ),
        pytest.param(
            _with(5, '"Scaling Laws for Neural Language Models"', "null"), 5, "must be a text", id="title null"
        ),
        pytest.param(_with(5, "Scaling Laws for Neural Language Models", " "), 5, "not be empty", id="title of blanks"),
        pytest.param(
            _with(5, "Scaling Laws for Neural Language Models", "\\u001b"), 5, "not be empty", id="title: ESC"
        ),
        pytest.param(_with(5, "Scaling", "a\x1bb"), 5, "not JSON", id="a raw control character"),
        pytest.param(_with(8, "Jared", "\\udc00"), 8, "half a character", id="author with half a character"),
        pytest.param(
            _with(5, '"title"', '"\\ud800": 1, "title"'), 4, "half a character", id="a key with half a character"
        ),
        pytest.param(
            _with(5, '"title"', '"__proto__": {}, "title"'), 5, "not a key", id="a key that scripts fear in it"
        ),
        pytest.param(_with(5, "Scaling", "\\ud800"), 5, "title", id="title with half a character"),
        pytest.param(_with(11, '"name"', '"nam"'), 10, "authors.1.name", id="an author without name"),
        pytest.param(_with(13, '"OpenAI"', "[]"), 13, "authors.1.affiliations.0", id="deep inside: its own line"),
        pytest.param(_with(17, '"abstract"', '"abstrakt"'), 17, "abstrakt", id="unknown key in a record"),
        pytest.param(_with(23, "1", "0"), 23, "version", id="paper's version 0"),
        pytest.param(_with(23, "1", "true"), 23, "version", id="paper's version true"),
        pytest.param(_with(23, "1", '"1"'), 23, "version", id="paper's version as text"),
        pytest.param(_with(23, "1", "9" * 5000), 23, "version", id="5,000 digits, more than int() takes"),
        pytest.param(_with(23, "1", "9" * 10), 23, "version", id="10 digits"),
        pytest.param(_with(23, "1", "-" + "9" * 5000), 23, "version", id="far below 0"),
        pytest.param(_with(23, "1", "0." + "9" * 100_000), 23, "whole number", id="a fraction of 100,000 digits"),
        pytest.param(_with(23, "1", "1e400"), 23, "whole number", id="beyond a float"),
        pytest.param(_with(23, "1", "NaN"), 23, "version", id="NaN, which Python's reader knows"),
        pytest.param(_with(24, "2020-01-23T03:59:20Z", "2020-01-23"), 24, "published", id="a day only"),
        pytest.param(_with(24, '"2020-01-23T03:59:20Z"', "1579751960"), 24, "published", id="seconds since 1970"),
        pytest.param(_with(24, "Z", ""), 24, "must have a time zone", id="no time zone"),
        pytest.param(_with(24, "2020", "0000"), 24, "published", id="year 0"),
        pytest.param(_with(24, "2020", "99999"), 24, "date and time", id="year 99999"),
        pytest.param(
            _with(24, "2020-01-23T03:59:20Z", "9999-12-31T23:59:59-12:00"), 24, "9999", id="year 10000 in UTC"
        ),
        pytest.param(
            _with(24, "2020-01-23T03:59:20Z", "0001-01-01T00:00:00+14:00"), 24, "published", id="year 0 in UTC"
        ),
        pytest.param(_with(32, "false", '"no"'), 32, "withdrawn.certain", id="a doubt that is no truth value"),
        pytest.param(_with(34, "[", "[ {},"), 34, "former_titles.0", id="former title an object"),
        pytest.param(
            _with(5, '"title"', '"first_title_known": "yes",\n"title"'), 5, "first_title_known", id="a yes that is none"
        ),
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


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_other_encodings(encoding: str) -> None:
    with pytest.raises(StoreError, match=r"papers\.json:1"):
        loads(CANONICAL.encode(encoding), "papers.json")


def test_no_beginning_of_a_store_is_a_store() -> None:
    for length in range(len(CANONICAL.encode().rstrip())):
        with pytest.raises(StoreError):
            loads(CANONICAL.encode()[:length], "papers.json")


def test_bytes_that_are_no_utf8_name_their_line() -> None:
    with pytest.raises(StoreError, match=r"papers\.json:5: .*UTF-8"):
        loads(CANONICAL.encode().replace(b"Scaling Laws", b"Scaling\xff"), "papers.json")


def test_conflict_markers_hint_at_resolving() -> None:
    with pytest.raises(StoreError) as caught:
        loads(CONFLICT.encode(), "papers.json")
    assert "`papersync resolve papers.json`" in (caught.value.hint or "")


def test_markers_inside_a_text_are_no_conflict() -> None:
    store = Store.of([replace(SCALING, abstract="<<<<<<< HEAD\n=======\n>>>>>>> x")])
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
