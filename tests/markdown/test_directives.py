"""What comments tell papersync."""

from __future__ import annotations

import pytest

from papersync.markdown import parse_document


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("<!-- papersync: ignore[PS203] -->", [("PS203",)], id="one code"),
        pytest.param(
            "a <!--papersync:ignore[ps203, PS401]--> b", [("PS203", "PS401")], id="two, in a line, small letters"
        ),
        pytest.param("<div>\n<!-- papersync: ignore[PS203] -->\n</div>", [("PS203",)], id="inside an html block"),
        pytest.param("<!-- papersync: ignore -->", [], id="all at once is not offered"),
        pytest.param("<!-- papersync: ignore[] -->", [], id="no code"),
        pytest.param("<!-- papersync ignore[PS203] -->", [], id="no colon"),
        pytest.param("`<!-- papersync: ignore[PS203] -->`", [], id="in code"),
        pytest.param("<!-- papersync: off --><!-- papersync: ignore[PS203] -->", [], id="in what is off"),
    ],
)
def test_ignore(source: str, expected: list[tuple[str, ...]]) -> None:
    document = parse_document(source.encode())
    assert [ignore.codes for ignore in document.ignores] == expected
    assert all(ignore.span.of(document.source).startswith(b"<!--") for ignore in document.ignores)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        pytest.param("a<!-- papersync: off -->b<!-- papersync: on -->c", ["a", "c"], id="in a line"),
        pytest.param("a\n\n<!-- papersync: off -->\n\nb\n\n<!-- PaperSync: ON -->\n\nc", ["a", "c"], id="over blocks"),
        pytest.param("a\n\n<!-- papersync: off -->\n\nb", ["a"], id="to the end"),
        pytest.param(
            "a<!-- papersync: off -->b<!-- papersync: off -->c<!-- papersync: on -->d", ["a", "d"], id="off twice"
        ),
        pytest.param("a<!-- papersync: on -->b", ["a", "b"], id="on alone"),
        pytest.param("a `<!-- papersync: off -->` b", ["a ", " b"], id="in code it is an example"),
    ],
)
def test_off_and_on(source: str, shown: list[str]) -> None:
    document = parse_document(source.encode())
    assert [run.of(document.source).decode() for run in document.text_runs] == shown
