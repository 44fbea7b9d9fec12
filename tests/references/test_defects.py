"""What is wrong with a URL, and the edits that mend it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.references import Defect
from tests.references.given import linked, mended


@pytest.mark.parametrize(
    ("url", "expected", "code", "cut", "safe"),
    [
        pytest.param(
            "…/pdf/2001.08361.pdf%E6%96%87%E7%AB%A0", "…/pdf/2001.08361.pdf", "PS101", "文章", True, id="text"
        ),
        pytest.param(
            "…/pdf/1506.05869.pdf%20(http://a.b)", "…/pdf/1506.05869.pdf", "PS101", " (http://a.b)", False, id="URL"
        ),
        pytest.param("…/abs/hep-th/0306276%22", "…/abs/hep-th/0306276", "PS101", '"', True, id="quotation mark"),
        pytest.param(
            "…/pdf/1511.07289.pdf%5Cnhttp://a",
            "…/pdf/1511.07289.pdf",
            "PS101",
            "\\nhttp://a",
            False,
            id="line feed, URL",
        ),
        pytest.param("…/abs/2407.11681mini", "…/abs/2407.11681", "PS101", "mini", True, id="word"),
        pytest.param("…/abs/1911.02972v", "…/abs/1911.02972", "PS101", "v", True, id="v without number"),
        pytest.param("…/abs/1911.02972v1v2", "…/abs/1911.02972v1", "PS101", "v2", False, id="two versions"),
        pytest.param("…/pdf/1112.6209.pdf&embed", "…/pdf/1112.6209.pdf", "PS101", "&embed", True, id="&embed"),
        pytest.param(
            "…/pdf/2402.17152.pdf%EF%BC%8C2024.2", "…/pdf/2402.17152.pdf", "PS101", "，2024.2", False, id="digits"
        ),
        pytest.param("…/pdf/2402.17152.pdf，和", "…/pdf/2402.17152.pdf", "PS101", "，和", True, id="not encoded"),
        pytest.param("…/abs/2001.08361).", "…/abs/2001.08361", "PS101", ").", True, id="punctuation"),
        pytest.param("…/pdf/2001.08361.pd", "…/pdf/2001.08361", "PS101", ".pd", True, id="half a suffix"),
        pytest.param(
            "…/pdf/2407.11681.pdfmini", "…/pdf/2407.11681.pdf", "PS101", "mini", True, id="a suffix, then words"
        ),
        pytest.param(
            "…/pdf/2001.08361.pdf%E4%B8%AD#page=3", "…/pdf/2001.08361.pdf#page=3", "PS101", "中", True, id="page kept"
        ),
        pytest.param(
            "…/pdf/2001.08361.pdf?trk=a_b-c", "…/pdf/2001.08361.pdf", "PS102", "?trk=a_b-c", True, id="tracking"
        ),
        pytest.param(
            "…/abs/2001.08361v2?utm=x#S3", "…/abs/2001.08361v2#S3", "PS102", "?utm=x", True, id="fragment kept"
        ),
        pytest.param("…/abs/2001.08361?context=cs", "…/abs/2001.08361", "PS102", "?context=cs", True, id="context"),
        pytest.param("…/abs/2001.08361?", "…/abs/2001.08361", "PS102", "?", True, id="bare question mark"),
        pytest.param(
            "…/abs/2001.08361?a=b&amp;c=d", "…/abs/2001.08361", "PS102", "?a=b&amp;c=d", True, id="entity in it"
        ),
        pytest.param("http://arxiv.org/abs/2001.08361", "…/abs/2001.08361", "PS103", "", True, id="http"),
        pytest.param(
            "https://xxx.lanl.gov/abs/hep-th/9901001", "…/abs/hep-th/9901001", "PS104", "xxx.lanl.gov", True, id="lanl"
        ),
        pytest.param(
            "https://cn.arxiv.org/pdf/2001.08361.pdf", "…/pdf/2001.08361.pdf", "PS104", "cn.arxiv.org", True, id="cn"
        ),
        pytest.param(
            "https://browse.arxiv.org/abs/2001.08361",
            "…/abs/2001.08361",
            "PS104",
            "browse.arxiv.org",
            True,
            id="browse",
        ),
        pytest.param("https://arxiv.org//abs/2001.08361", "…/abs/2001.08361", "PS105", "/", True, id="two slashes"),
        pytest.param(
            "https://arxiv.org/abs//2001.08361", "…/abs/2001.08361", "PS105", "/", True, id="two slashes later"
        ),
        pytest.param("…/abs/2001.08361.pdf", "…/pdf/2001.08361.pdf", "PS105", "abs", True, id="abs with .pdf"),
        pytest.param("https://arxiv.org/hep-th/9301063", "…/abs/hep-th/9301063", "PS105", "", True, id="no abs"),
        pytest.param("https://arxiv.org/2001.08361v1.pdf", "…/pdf/2001.08361v1.pdf", "PS105", "", True, id="no pdf"),
        pytest.param("…/abs/arXiv:2001.08361", "…/abs/2001.08361", "PS105", "arXiv:", True, id="arXiv: in the path"),
        pytest.param(
            "https://arxiv.org/arXiv:2001.08361", "…/abs/2001.08361", "PS105", "arXiv:", True, id="and no abs"
        ),
        pytest.param("https://arxiv.org/Abs/2001.08361", "…/abs/2001.08361", "PS105", "Abs", True, id="capital"),
        pytest.param("ttps://arxiv.org/abs/2001.08361", "…/abs/2001.08361", "PS106", "ttps://", True, id="h lost"),
        pytest.param("hhttps://arxiv.org/abs/2001.08361", "…/abs/2001.08361", "PS106", "hhttps://", True, id="h twice"),
        pytest.param(
            "https：//arxiv.org/abs/2001.08361", "…/abs/2001.08361", "PS106", "https：//", True, id="full-width"
        ),
        pytest.param("https:/arxiv.org/abs/2001.08361", "…/abs/2001.08361", "PS106", "https:/", True, id="slash lost"),
        pytest.param("https//arxiv.org/abs/2001.08361", "…/abs/2001.08361", "PS106", "https//", True, id="colon lost"),
        pytest.param(
            "http://https://arxiv.org/abs/2001.08361", "…/abs/2001.08361", "PS106", "http://https://", True, id="two"
        ),
        pytest.param("arxiv.org/abs/2001.08361", "…/abs/2001.08361", "PS106", "", True, id="none"),
        pytest.param(
            "xxx.lanl.gov/abs/hep-th/9901001",
            "…/abs/hep-th/9901001",
            "PS106",
            "xxx.lanl.gov",
            True,
            id="none, old host",
        ),
    ],
)
def test_defects(url: str, expected: str, code: str, cut: str, safe: bool) -> None:
    source, references = linked(url.replace("…", "https://arxiv.org"))
    (defect,) = references[0].defects
    assert (defect.kind.value, defect.cut, defect.safe) == (code, cut, safe)
    assert mended(source, references) == expected.replace("…", "https://arxiv.org")


def test_several_defects_at_once() -> None:
    source, references = linked("http://xxx.lanl.gov//hep-th/9901001.pdf%22?a=b#page=2")
    assert [defect.kind.value for defect in references[0].defects] == ["PS103", "PS104", "PS105", "PS105", "PS101"]
    assert mended(source, references) == "https://arxiv.org/pdf/hep-th/9901001.pdf#page=2"


IDENTIFIERS = ("2001.08361", "0704.0001v3", "hep-th/9901001", "math.GT/0309136v12", "cond-mat.stat-mech/0309136")
SCHEMES = ("https://", "http://", "", "ttps://", "https:/", "https：//", "https://https://", "//")
HOSTS = ("arxiv.org", "www.arxiv.org", "export.arxiv.org", "xxx.lanl.gov", "cn.arxiv.org", "ArXiv.org")
FORMS = (
    "abs/",
    "pdf/",
    "",
    "/abs/",
    "abs//",
    "ABS/",
    "html/",
    "format/",
    "ps/",
    "abs/arXiv:",
    "pdf/arxiv.",
    "e-print/",
)
SUFFIXES = ("", ".pdf", ".PDF", ".ps.gz", ".html", "/")
TAILS = (
    "",
    "?",
    "?context=cs",
    "#page=3",
    "?a=b#S1",
    "%E4%B8%AD",
    "mini",
    "v",
    "&embed",
    "，和",
    "%20http://a.b",
    ").",
    "#",
    "/x",
)


@given(st.tuples(*map(st.sampled_from, (SCHEMES, HOSTS, FORMS, SUFFIXES, TAILS))), st.sampled_from(IDENTIFIERS))
def test_mending_keeps_the_paper_and_ends(parts: tuple[str, str, str, str, str], identifier: str) -> None:
    scheme, host, form, suffix, tail = parts
    source, references = linked(f"{scheme}{host}/{form}{identifier}{suffix}{tail}")
    if not references:
        return
    (reference,) = references
    mended_source, mended_references = linked(mended(source, references))
    assert reference.id is not None
    assert [(after.id, after.defects) for after in mended_references] == [(reference.id, ())]
    identifier_at = source.find(identifier.encode())
    assert all(not touches(defect, identifier_at, identifier_at + len(identifier)) for defect in reference.defects)
    assert identifier.encode() in mended_source


def touches(defect: Defect, start: int, end: int) -> bool:
    """Whether the edit changes a byte between the two."""
    return defect.edit.span.start < end and start < defect.edit.span.end
