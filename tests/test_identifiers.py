"""Identifiers: what arXiv could have given, and what it could not (info.arxiv.org/help/arxiv_identifier.html)."""

from __future__ import annotations

import string
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.errors import ExitCode, IdentifierError
from papersync.identifiers import ARCHIVES, ArxivId

GOOD = [
    pytest.param("2212.10560", "2212.10560", None, id="five digits"),
    pytest.param("2212.10560v2", "2212.10560", 2, id="with a version"),
    pytest.param("2212.10560V2", "2212.10560", 2, id="version with a capital"),
    pytest.param("2212.10560v152", "2212.10560", 152, id="versions have no upper bound: v152 exists"),
    pytest.param("2212.10560v01", "2212.10560", 1, id="a zero before the version"),
    pytest.param("0704.0001", "0704.0001", None, id="the first of the new form"),
    pytest.param("0706.2741v1", "0706.2741", 1, id="four digits, with a version"),
    pytest.param("1412.9999", "1412.9999", None, id="the last month of four digits"),
    pytest.param("1501.00001", "1501.00001", None, id="the first of five digits"),
    pytest.param("1501.99999", "1501.99999", None, id="the greatest number"),
    pytest.param("2001.08361", "2001.08361", None, id="month 01"),
    pytest.param("2112.09332", "2112.09332", None, id="month 12"),
    pytest.param("9912.12345", "9912.12345", None, id="the year 2099, as far as the digits go"),
    pytest.param("hep-th/9901001", "hep-th/9901001", None, id="old form"),
    pytest.param("hep-th/9901001v3", "hep-th/9901001", 3, id="old form, with a version"),
    pytest.param("quant-ph/0201082v1", "quant-ph/0201082", 1, id="old form of this century"),
    pytest.param("hep-th/9108001", "hep-th/9108001", None, id="of 1991"),
    pytest.param("hep-th/9107001", "hep-th/9107001", None, id="the first month of arXiv"),
    pytest.param("math/0703999", "math/0703999", None, id="the last month of the old form"),
    pytest.param("math/0001001", "math/0001001", None, id="January 2000"),
    pytest.param("cs/0702001", "cs/0702001", None, id="an archive of two letters"),
    pytest.param("math.GT/0309136", "math/0309136", None, id="a subject class is an alias"),
    pytest.param("math.gt/0309136v2", "math/0309136", 2, id="subject class in small letters, with a version"),
    pytest.param("cs.CL/0102003", "cs/0102003", None, id="another subject class"),
    pytest.param("cond-mat.mtrl-sci/0102003", "cond-mat/0102003", None, id="a long subject class"),
    pytest.param("physics.data-an/0102003", "physics/0102003", None, id="a subject class with a hyphen"),
    pytest.param("q-bio.NC/0402026", "q-bio/0402026", None, id="archive with a hyphen and a subject class"),
    pytest.param("HEP-TH/9901001", "hep-th/9901001", None, id="an archive in capitals"),
    pytest.param("Astro-Ph/0601001", "astro-ph/0601001", None, id="an archive in both cases"),
    pytest.param("supr-con/9608008", "supr-con/9608008", None, id="an archive that ended early"),
    pytest.param("acc-phys/9411001", "acc-phys/9411001", None, id="another"),
    pytest.param("ao-sci/9502001", "ao-sci/9502001", None, id="and another"),
    pytest.param("cmp-lg/9404001", "cmp-lg/9404001", None, id="the predecessor of cs.CL"),
    pytest.param("arXiv:2212.10560", "2212.10560", None, id="as arXiv cites it"),
    pytest.param("arxiv:2212.10560v1", "2212.10560", 1, id="prefix in small letters"),
    pytest.param("ARXIV: 2212.10560", "2212.10560", None, id="prefix in capitals, with a blank"),
    pytest.param("arXiv:hep-th/9901001", "hep-th/9901001", None, id="prefix before the old form"),
    pytest.param("arXiv:math.GT/0309136", "math/0309136", None, id="prefix before a subject class"),
    pytest.param("10.48550/arXiv.2212.10560", "2212.10560", None, id="DOI"),
    pytest.param("10.48550/ARXIV.2212.10560", "2212.10560", None, id="DOI in capitals: DOIs know no case"),
    pytest.param("10.48550/arXiv.hep-th/9901001", "hep-th/9901001", None, id="DOI of the old form"),
    pytest.param("doi.org/10.48550/arXiv.2212.10560", "2212.10560", None, id="DOI with its host"),
    pytest.param("https://doi.org/10.48550/arXiv.2212.10560", "2212.10560", None, id="DOI as URL"),
    pytest.param("http://dx.doi.org/10.48550/arxiv.2212.10560v2", "2212.10560", 2, id="DOI as an old URL"),
    pytest.param("  2212.10560 \n", "2212.10560", None, id="blanks around"),
]

BAD = [
    pytest.param("", "not an arXiv identifier", id="nothing"),
    pytest.param("   ", "not an arXiv identifier", id="blanks"),
    pytest.param("hello", "not an arXiv identifier", id="a word"),
    pytest.param("2213.10560", "no month 13", id="month 13"),
    pytest.param("2200.10560", "no month 00", id="month 00"),
    pytest.param("1234.12345", "papers of 1234|no month 34", id="arXiv's lenient check takes it"),
    pytest.param("0000.0000", "no month 00", id="all zero"),
    pytest.param("2212.1056", "papers of 2212 have 5 digits", id="four digits where five are due"),
    pytest.param("1501.0001", "papers of 1501 have 5 digits", id="four digits in the first month of five"),
    pytest.param("1412.00001", "papers of 1412 have 4 digits", id="five digits in the last month of four"),
    pytest.param("0808.05394", "papers of 0808 have 4 digits", id="five digits in 2008"),
    pytest.param("2212.105601", "not an arXiv identifier", id="six digits"),
    pytest.param("2212.105", "not an arXiv identifier", id="three digits"),
    pytest.param("2212.00000", "numbers count from 1", id="number 0"),
    pytest.param("0704.0000", "numbers count from 1", id="number 0 of four digits"),
    pytest.param("hep-th/9901000", "numbers count from 1", id="number 0, old form"),
    pytest.param("2212.10560v0", "versions count from 1", id="version 0"),
    pytest.param("hep-th/9901001v0", "versions count from 1", id="version 0, old form"),
    pytest.param("2212.10560v", "not an arXiv identifier", id="v without number"),
    pytest.param("2212.10560v-1", "not an arXiv identifier", id="version below 0"),
    pytest.param("2212.10560v1.1", "not an arXiv identifier", id="version with a point"),
    pytest.param("2212.10560v1234567890", "not an arXiv identifier", id="a version of ten digits"),
    pytest.param("0703.0001", "begin with 0704", id="new form before its time"),
    pytest.param("0612.1234", "begin with 0704", id="new form in 2006"),
    pytest.param("hep-th/0704001", "end with 0703", id="old form after its time"),
    pytest.param("hep-th/9106001", "end with 0703", id="before arXiv was there"),
    pytest.param("hep-th/8901001", "end with 0703", id="in 1989, or 2089"),
    pytest.param("hep-th/9913001", "no month 13", id="month 13, old form"),
    pytest.param("hep-xx/9901001", "no archive 'hep-xx'", id="an archive that never was"),
    pytest.param("foo/9901001", "no archive 'foo'", id="a word before the slash"),
    pytest.param("hep-th/990100", "not an arXiv identifier", id="a digit lost, old form"),
    pytest.param("hep-th/99010011", "not an arXiv identifier", id="a digit too many, old form"),
    pytest.param("hepth/9901001", "no archive 'hepth'", id="hyphen lost"),
    pytest.param("9901001", "not an arXiv identifier", id="archive lost"),
    pytest.param("math.GTX/0309136", "not an arXiv identifier", id="a subject class of three letters"),
    pytest.param("math./0309136", "not an arXiv identifier", id="an empty subject class"),
    pytest.param("22l2.10560", "not an arXiv identifier", id="letter l for 1"),
    pytest.param("2212.1O560", "not an arXiv identifier", id="letter O for 0"),
    pytest.param("2212-10560", "not an arXiv identifier", id="hyphen for point"),
    pytest.param("2212,10560", "not an arXiv identifier", id="comma for point"),
    pytest.param("221210560", "not an arXiv identifier", id="point lost"),
    pytest.param("2212 .10560", "not an arXiv identifier", id="a blank inside"),
    pytest.param("2212.10560 v2", "not an arXiv identifier", id="a blank before the version"),
    pytest.param("2212.10560.pdf", "not an arXiv identifier", id="with a suffix"),
    pytest.param("2212.10560\x00", "not an arXiv identifier", id="NUL behind it"),
    pytest.param("2212.10560,2001.08361", "not an arXiv identifier", id="two of them"),
    pytest.param("٢٢١٢.١٠٥٦٠", "not an arXiv identifier", id="digits of another script"),
    pytest.param("２２１２.１０５６０", "not an arXiv identifier", id="full-width digits"),
    pytest.param("math.ſt/0309136", "not an arXiv identifier", id="a letter that is S when its case is folded"),
    pytest.param("https://arxiv.org/abs/2212.10560", "not an arXiv identifier", id="a URL is for references"),
    pytest.param("10.1109/ICFPT67023.2025.00030", "not an arXiv identifier", id="a DOI's tail"),
    pytest.param("10.48550/2212.10560", "not an arXiv identifier", id="half a DOI"),
    pytest.param("arXiv:arXiv:2212.10560", "not an arXiv identifier", id="prefix twice"),
    pytest.param("arXiv", "not an arXiv identifier", id="the prefix alone"),
]


@pytest.mark.parametrize(("text", "base", "version"), GOOD)
def test_good(text: str, base: str, version: int | None) -> None:
    parsed = ArxivId.parse(text)
    assert (parsed.base, parsed.version) == (base, version)
    assert ArxivId.parse(str(parsed)) == parsed


@pytest.mark.parametrize(("text", "why"), BAD)
def test_bad(text: str, why: str) -> None:
    with pytest.raises(IdentifierError, match=why) as caught:
        ArxivId.parse(text)
    assert caught.value.exit_code is ExitCode.INPUT


@pytest.mark.parametrize(
    ("text", "today", "possible"),
    [
        pytest.param("2611.00001", date(2026, 11, 22), True, id="this month"),
        pytest.param("2610.00001", date(2026, 11, 22), True, id="last month"),
        pytest.param("2612.00001", date(2026, 11, 22), False, id="next month"),
        pytest.param("2612.00001", date(2026, 11, 30), True, id="next month, on its eve: it is tomorrow somewhere"),
        pytest.param("2612.00001", date(2026, 11, 29), False, id="but not two days before"),
        pytest.param("2701.00001", date(2026, 12, 31), True, id="next year, on New Year's Eve"),
        pytest.param("2705.00001", date(2026, 12, 31), False, id="next year's May"),
        pytest.param("9912.12345", date(2026, 12, 31), False, id="2099"),
        pytest.param("hep-th/9901001", date(2026, 12, 31), True, id="the old form is of the past"),
    ],
)
def test_the_future(text: str, today: date, possible: bool) -> None:
    if possible:
        assert str(ArxivId.parse(text, today=today)) == text
    else:
        with pytest.raises(IdentifierError, match="in the future"):
            ArxivId.parse(text, today=today)


@pytest.mark.parametrize(
    ("text", "abs_url"),
    [
        pytest.param("2212.10560", "https://arxiv.org/abs/2212.10560", id="without a version"),
        pytest.param(
            "math.GT/0309136v2",
            "https://arxiv.org/abs/math/0309136v2",
            id="old form with a version",
        ),
    ],
)
def test_urls(text: str, abs_url: str) -> None:
    assert ArxivId.parse(text).abs_url == abs_url


def test_there_are_34_archives_and_each_is_known() -> None:
    # astro-ph to supr-con as arXiv lists them; "34" is the count in its documentation.
    assert len(ARCHIVES) == 34
    for archive in ARCHIVES:
        assert str(ArxivId.parse(f"{archive.upper()}/9601001")) == f"{archive}/9601001"


def test_one_paper_is_one_base_whatever_it_is_called() -> None:
    names = ["math.GT/0309136", "MATH/0309136v2", "arXiv:math/0309136v1", "10.48550/arXiv.math/0309136"]
    assert {ArxivId.parse(name).latest for name in names} == {ArxivId("math/0309136")}


def test_identifiers_order_by_base_then_version() -> None:
    texts = ["2212.10560v10", "2212.10560v9", "2001.08361v1"]
    assert [str(id_) for id_ in sorted(map(ArxivId.parse, texts))] == ["2001.08361v1", "2212.10560v9", "2212.10560v10"]


@given(st.text(max_size=40) | st.text(string.digits + "./v-", max_size=24))
def test_any_text_is_an_identifier_or_an_error_of_ours(text: str) -> None:
    try:
        parsed = ArxivId.parse(text)
    except IdentifierError as error:
        message = error.message
    else:
        message = ""
        assert ArxivId.parse(str(parsed)) == parsed
    assert len(message) < 400


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1" * 1_000_000, id="digits"),
        pytest.param("a-" * 500_000, id="letters and hyphens"),
        pytest.param("arxiv:" + " " * 1_000_000 + "x", id="blanks behind the prefix"),
        pytest.param("a." * 500_000 + "/", id="letters and points"),
        pytest.param("2212.10560v" + "1" * 1_000_000, id="a version without end"),
    ],
)
def test_long_texts_are_refused_at_once(text: str) -> None:
    started = time.process_time()
    with pytest.raises(IdentifierError):
        ArxivId.parse(text)
    assert time.process_time() - started < 2
