"""The carets stand below the place, whatever stands before it in the line."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.report.cells import cells
from papersync.report.excerpt import WIDTH, excerpt
from papersync.report.plain import unaddressed
from papersync.text import Span

from .samples import finding, located


def shown(text: str | bytes, marked: str | bytes, width: int = WIDTH) -> tuple[str, str] | None:
    source = text.encode() if isinstance(text, str) else text
    part = marked.encode() if isinstance(marked, str) else marked
    start = source.index(part)
    (each,) = located(finding(span=Span(start, start + len(part))), source=source)
    return excerpt(each, width)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        pytest.param("plain", 5, id="ASCII"),
        pytest.param("Müller", 6, id="an umlaut is one"),
        pytest.param("Mu\u0308ller", 6, id="so is a letter with a combining one"),
        pytest.param("数学", 4, id="Chinese characters take two"),
        pytest.param("ﾊﾝｶｸ", 4, id="half-width ones take one"),
        pytest.param("Ａ：", 4, id="full-width ones two"),
        pytest.param("한국", 4, id="syllables of Hangul"),
        pytest.param("\u1112\u1161\u11ab", 2, id="a syllable in parts"),
        pytest.param("🔥", 2, id="an emoji"),
        pytest.param("👩\u200d🔬", 2, id="one made of two"),
        pytest.param("👨\u200d👩\u200d👧\u200d👦x", 3, id="a family, and a letter"),
        pytest.param("👍🏽", 2, id="a skin"),
        pytest.param("❤\ufe0f", 2, id="a sign shown as an emoji"),
        pytest.param("❤", 1, id="and as a sign"),
        pytest.param("🇩🇪", 2, id="a flag"),
        pytest.param("क\u094dष", 2, id="a virama takes none"),
        pytest.param("", 0, id="nothing"),
    ],
)
def test_cells(text: str, width: int) -> None:
    assert sum(cells(text)) == width


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        pytest.param("a bad z\n", "bad", ("a bad z", "  ^^^"), id="ASCII"),
        pytest.param("one\r\na bad z\r\n", "bad", ("a bad z", "  ^^^"), id="CR LF is no part of the line"),
        pytest.param("数学 bad\n", "bad", ("数学 bad", "     ^^^"), id="Chinese before it"),
        pytest.param("x 数学 z\n", "数学", ("x 数学 z", "  ^^^^"), id="Chinese in it"),
        pytest.param("🔥👩\u200d🔬 bad\n", "bad", ("🔥👩\u200d🔬 bad", "     ^^^"), id="emoji before it"),
        pytest.param("e\u0301e\u0301 bad\n", "bad", ("e\u0301e\u0301 bad", "   ^^^"), id="combining accents before it"),
        pytest.param("\t\tbad\n", "bad", ("  bad", "  ^^^"), id="a tab is one blank"),
        pytest.param("a\x1b[31mb\u202e bad\n", "bad", ("ab bad", "   ^^^"), id="what is not shown takes no place"),
        pytest.param("a bad\nnext bad\n", "bad\nnext", ("a bad", "  ^^^"), id="over lines, the first"),
        pytest.param(
            "::error::x bad\n", "bad", ("::error::x bad", "           ^^^"), id="behind a gutter it is no command"
        ),
        pytest.param("##[group] bad\n", "bad", ("## [group] bad", "           ^^^"), id="this would be one anywhere"),
        pytest.param("x ##[bad] y\n", "[bad]", ("x ## [bad] y", "    ^^^^^^"), id="on the edge of the place"),
        pytest.param("\udcff bad".encode("utf-8", "surrogateescape"), b"bad", ("\ufffd bad", "  ^^^"), id="no UTF-8"),
        pytest.param("a bad", "bad", ("a bad", "  ^^^"), id="no final newline"),
    ],
)
def test_marks_stand_below_the_place(text: str | bytes, marked: str | bytes, expected: tuple[str, str]) -> None:
    assert shown(text, marked) == expected


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        pytest.param("0123456789 bad 0123456789", "bad", ("…456789 bad 0123456…", "        ^^^"), id="both ends"),
        pytest.param("bad 0123456789 0123456789", "bad", ("bad 0123456789 0123…", "^^^"), id="the end"),
        pytest.param("0123456789 0123456789 bad", "bad", ("…6789 0123456789 bad", " " * 17 + "^^^"), id="front"),
        pytest.param("x " + "bad" * 9, "bad" * 9, ("x badbadbadbadbadba…", "  " + "^" * 17), id="a place too wide"),
        pytest.param(
            "学" * 30 + "bad" + "学" * 30, "bad", ("…学学学bad学学学学…", "       ^^^"), id="no half character"
        ),
        pytest.param(
            "e\u0301" * 30 + "bad",
            "bad",
            ("…" + "e\u0301" * 16 + "bad", " " * 17 + "^^^"),
            id="no accent without its letter",
        ),
    ],
)
def test_a_long_line_is_cut_around_the_place(text: str, marked: str, expected: tuple[str, str]) -> None:
    found = shown(text, marked, 20)
    assert found == expected
    assert sum(cells(found[0])) <= 20


def test_nothing_to_show() -> None:
    (whole,) = located(finding(span=Span(0, 0)), source=b"# L\n")
    (blank,) = located(finding(span=Span(4, 5)), source=b"# L\n\nx\n")
    assert (excerpt(whole), excerpt(blank)) == (None, None)


def test_a_place_without_width_has_a_mark() -> None:
    (each,) = located(finding(span=Span(3, 3)), source=b"ab cd\n")
    assert excerpt(each) == ("ab cd", "   ^")
    (each,) = located(finding(span=Span(5, 6)), source=b"ab cd\nx\n")
    assert excerpt(each) == ("ab cd", "     ^")


MIXED = st.text(st.sampled_from("ab 学🔥\u0301\u200d\ufe0f\t\x1b[]m#é\u202e🇩\r\n"), max_size=60)


@given(MIXED, MIXED, MIXED, st.integers(12, 40))
def test_it_always_fits_and_the_marks_lie_below_it(before: str, place: str, behind: str, width: int) -> None:
    source = (before + place + behind).encode()
    start = len(before.encode())
    (each,) = located(finding(span=Span(start, start + len(place.encode()))), source=source)
    found = excerpt(each, width)
    if found is None:
        return
    assert sum(cells(found.text)) <= width
    assert len(found.marks) <= width + 1
    assert found.marks.lstrip(" ").strip("^") == ""
    assert found.marks.endswith("^")
    assert unaddressed(f"1 | {found.text}") == f"1 | {found.text}"


def test_a_line_of_megabytes_takes_no_longer() -> None:
    def took_s(pieces: int) -> float:
        source = "学🔥 [x](y) ".encode() * pieces
        places = [source.index(b"[x]", len(source) * number // 110) for number in range(100)]
        found = located(*(finding(span=Span(at, at + 3)) for at in places), source=source)
        begun = time.process_time()
        assert all("^^^" in excerpt(each)[1] for each in found)  # type: ignore[index]
        return time.process_time() - begun

    assert took_s(200_000) < 5 * max(took_s(2_000), took_s(2_000)), "a hundred times the line"
