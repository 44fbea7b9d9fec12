"""Lists that nobody writes and every tool meets: no crash, no hang, nothing lost, and what is in them is found."""

from __future__ import annotations

import pyromark
import pytest

from papersync.store.codec import Store, dumps
from tests.cli.conftest import Cli
from tests.records import ALL

PAPER = b"[a](https://arxiv.org/abs/2001.08361)"
ENTRY = b"### Scaling Laws for Neural Language Models " + PAPER + b"\n"


def with_store(cli: Cli) -> None:
    (cli.folder / "data").mkdir()
    cli.write("data/papers.json", dumps(Store.of(ALL)))


def of_all(*lines: bytes) -> bytes:
    return b"".join(line + b"\n" for line in lines)


# A shape, and how many references it holds. Sizes are such that whatever is quadratic or recursive would be noticed.
SHAPES = [
    *(
        pytest.param(piece * count, found, id=f"one line of {what}")
        for piece, count, found, what in (
            (b"word ", 20_000, 0, "words"),
            (b"[a](https://b.org/c) ", 2_000, 0, "links"),
            (PAPER, 1_000, 1_000, "links to one paper"),
            (b"[", 50_000, 0, "opening brackets"),
            (b"]", 50_000, 0, "closing brackets"),
            (b"![", 20_000, 0, "images without end"),
            (b"[a](", 20_000, 0, "links without end"),
            (b"](", 20_000, 0, "ends of links"),
            (b"`", 1_000_000, 0, "backticks"),
            (b"<", 50_000, 0, "angle brackets"),
            (b"|", 50_000, 0, "pipes"),
            (b"*", 50_000, 0, "asterisks"),
            (b"*a ", 10_000, 0, "emphasis in emphasis"),
            (b"1", 100_000, 0, "digits"),
            (b"$a", 20_000, 0, "dollar signs"),
            (b"\\", 50_000, 0, "backslashes"),
            (b"arxiv.org/abs/", 5_000, 0, "half URLs"),
            (b"https://arxiv.org/abs/", 2_000, 0, "half URLs with a scheme"),
            (b"arxiv:", 10_000, 0, "names without identifiers"),
            (b"htps", 20_000, 0, "half schemes"),
            (b"arXiv:2001.08361 ", 1_000, 1_000, "identifiers"),
            (b"<a href=x>", 5_000, 0, "tags"),
            (b"<a href='", 5_000, 0, "tags without end"),
            (b"<!-- ", 10_000, 0, "comments without end"),
            (b"&#", 20_000, 0, "half entities"),
        )
    ),
    pytest.param(b"", 0, id="empty"),
    pytest.param(b"\n", 0, id="one line ending"),
    pytest.param(b"\xef\xbb\xbf", 0, id="a byte order mark alone"),
    pytest.param(b"\xef\xbb\xbf" + ENTRY, 1, id="a byte order mark"),
    pytest.param(ENTRY + b"\xef\xbb\xbf" + PAPER + b"\xef\xbb\xbf", 2, id="byte order marks in the midst"),
    pytest.param(PAPER + b"\r\n\r\n" + ENTRY.replace(b"\n", b"\r\n"), 2, id="CR LF"),
    pytest.param(PAPER + b"\r\r" + ENTRY.replace(b"\n", b"\r"), 2, id="lone CR"),
    pytest.param(b"\r" * 20_000 + PAPER, 1, id="nothing but CR"),
    pytest.param(b"\0" * 1_000 + b" " + PAPER + b"\0", 1, id="NUL"),
    pytest.param(b"\xff\xc3 \xe4\xb8\n" * 500 + PAPER + b"\xff", 1, id="invalid UTF-8"),
    pytest.param(b"\xed\xa0\x80\xed\xb0\x80" * 200 + b" " + PAPER, 1, id="surrogates written as UTF-8"),
    pytest.param("\u2028\u0085\x0b\x0c".encode() * 500 + PAPER, 1, id="line ends that are none"),
    pytest.param(b"> " * 10_000 + PAPER, 1, id="quotes in quotes"),
    pytest.param(b"- " * 10_000 + PAPER, 1, id="items in items"),
    pytest.param(of_all(*(b" " * 2 * depth + b"- a" for depth in range(300))), 0, id="lists in lists"),
    pytest.param(b"*a " * 10_000 + PAPER + b" b*" * 10_000, 1, id="emphasis that closes"),
    pytest.param(b"[" * 10_000 + b"a" + b"](b)" * 10_000, 0, id="links in links"),
    pytest.param(b"[x](" + b"(" * 10_000 + b")" * 10_000 + b")", 0, id="brackets in a destination"),
    pytest.param(
        of_all(*(b"[%d]: https://arxiv.org/abs/2001.%05d" % (n, n) for n in range(1, 1_501))), 1_500, id="definitions"
    ),
    pytest.param(
        b"[l]: https://arxiv.org/abs/2001.08361\n" * 1_000 + b"\n### T [l]\n" * 50, 1_000, id="one definition"
    ),
    pytest.param(of_all(*(b"# %d" % n for n in range(5_000))), 0, id="headings"),
    pytest.param(b"a\n" * 50_000 + b"===\n", 0, id="one heading of many lines"),
    pytest.param(b"### " + b"word " * 10_000 + PAPER, 1, id="a long heading"),
    pytest.param(b"### a" + b" " * 50_000 + b"b " + PAPER, 1, id="blanks in a heading"),
    pytest.param(b"### T" + b"[({|,:;" * 5_000 + b"x " + PAPER, 1, id="marks in a heading"),
    pytest.param(b"### " + b"&amp; " * 10_000 + PAPER, 1, id="entities in a heading"),
    pytest.param(
        b"### " + b"!" * 30_000 + b"a [" + b"!" * 30_000 + b"a](https://arxiv.org/abs/2001.08361)", 1, id="loud"
    ),
    pytest.param(ENTRY + b"\n" + b"<a name=x></a>" * 50 + b"x\n\n" + ENTRY, 2, id="anchors and a word"),
    pytest.param(ENTRY + b"\n<!-- c -->\n" * 2_000, 1, id="comments below an entry"),
    pytest.param(ENTRY + b"> word word\n" * 5_000, 1, id="a quote of many lines"),
    pytest.param(b"|a" * 10_000 + b"|\n" + b"|-" * 10_000 + b"|\n", 0, id="table columns"),
    pytest.param(b"|a|b|\n|-|-|\n" + b"|c|d|\n" * 2_000, 0, id="table rows"),
    pytest.param(b"|a" * 200 + b"|\n" + b"|-" * 200 + b"|\n" + b"|x\n" * 200, 0, id="cells that rows lack"),
    pytest.param(b"<div>" * 5_000 + PAPER + b"</div>" * 5_000, 1, id="HTML in HTML"),
    pytest.param(b"<details>\n\n" * 2_000 + ENTRY + b"\n</details>\n" * 2_000, 1, id="details in details"),
    pytest.param(ENTRY + b"<!--\n" + ENTRY * 500, 1, id="an unclosed comment"),
    pytest.param(ENTRY + b"```\n" + ENTRY * 500, 1, id="an unclosed fence"),
    pytest.param(b"---\na: b\n" * 2_000, 0, id="front matter again and again"),
    pytest.param(b"<<<<<<< a\n" * 2_000 + ENTRY + b"=======\n>>>>>>> b\n" * 2_000, 1, id="conflicts in conflicts"),
    pytest.param(b"<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n" * 500 + ENTRY, 1, id="conflicts"),
    pytest.param(
        b"<!-- papersync: off -->\n\n<!-- papersync: on -->\n\n" * 500 + ENTRY * 100, 100, id="switches off and on"
    ),
    pytest.param(b"<!-- papersync: ignore[PS401] -->\n\n" * 500 + ENTRY, 1, id="ignores"),
    pytest.param(b"[^1]: a\n\n" * 1_000 + b"[^1] " * 1_000, 0, id="footnotes"),
    pytest.param(b"https://arxiv.org/abs/2001.08361" + b"%E4" * 20_000, 1, id="much glued to a bare URL"),
]


@pytest.mark.parametrize(("source", "references"), SHAPES)
def test_hostile_lists_are_read_and_left_alone(cli: Cli, source: bytes, references: int) -> None:
    with_store(cli)
    path = cli.write("list.md", source)
    found = cli("refs", "--output-format", "json", "list.md")
    assert found.code == 0, found.err
    assert len(found.json["references"]) == references
    for command in (["lint"], ["refresh", "--offline"]):
        ran = cli(*command, "list.md")
        assert ran.code in (0, 1, 3), ran.err
        assert "Traceback" not in ran.err
        assert path.read_bytes() == source


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(
            b"[a](https://arxiv.org/abs/2001.08361" + b"%E4" * 20_000 + b")",
            b"[a](https://arxiv.org/abs/2001.08361)",
            id="much glued to one link",
        ),
        pytest.param(
            b"[a](https://arxiv.org/abs/2001.08361?" + b"a=b&" * 10_000 + b")",
            b"[a](https://arxiv.org/abs/2001.08361)",
            id="many parameters",
        ),
        pytest.param(
            b"[a](https://arxiv.org/abs/2001.08361%E4%B8%AD) \xff\0" * 1_000,
            b"[a](https://arxiv.org/abs/2001.08361) \xff\0" * 1_000,
            id="many mangled links between bad bytes",
        ),
        pytest.param(
            b"[" * 1_000 + b"[a](https://arxiv.org/abs/2001.08361?x=y)" + b"\r" + b"> " * 500,
            b"[" * 1_000 + b"[a](https://arxiv.org/abs/2001.08361)" + b"\r" + b"> " * 500,
            id="among brackets and quotes",
        ),
    ],
)
def test_what_is_wrong_is_mended_and_nothing_else(cli: Cli, source: bytes, expected: bytes) -> None:
    with_store(cli)
    path = cli.write("list.md", source)
    assert cli("refresh", "--offline", "--yes", "list.md").code in (0, 1)
    assert path.read_bytes() == expected
    assert cli("refresh", "--offline", "--check", "list.md").code in (0, 1)
    assert path.read_bytes() == expected


def test_a_refresh_mends_what_stands_among_such_things_and_then_nothing(online: Cli) -> None:
    wrong = ENTRY.replace(b"Scaling Laws", b"SCALING LAWS").replace(b"08361)", b"08361?x=y)")
    parts = [shape.values[0] for shape in SHAPES if shape.id in AMONG]
    assert len(parts) == len(AMONG)
    path = online.write("list.md", b"\n\n".join(part + b"\n\n" + wrong for part in parts if isinstance(part, bytes)))
    expected = path.read_bytes().replace(wrong, ENTRY)
    assert online("refresh", "--yes", "list.md").code in (0, 1)
    assert path.read_bytes() == expected
    assert online("refresh", "list.md").code in (0, 1)
    assert path.read_bytes() == expected


AMONG = ("one line of opening brackets", "invalid UTF-8", "NUL", "quotes in quotes", "table columns", "footnotes")


@pytest.mark.parametrize("command", ["refs", "lint", "refresh"])
def test_a_panic_of_the_parser_is_one_files_error(cli: Cli, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = pyromark.events_with_range

    class PanicException(BaseException):
        """As pyo3 names what a panic in Rust becomes."""

    def events(text: str, **options: object) -> object:
        if "panic" in text:
            raise PanicException("index out of bounds")
        return real(text, **options)  # type: ignore[arg-type] # the options are passed through

    monkeypatch.setattr(pyromark, "events_with_range", events)
    bad, good = cli.write("bad.md", b"panic\n"), cli.write("good.md", b"- [a](https://arxiv.org/abs/2113.08361)\n")
    ran = cli(command, "bad.md", "good.md")
    assert ran.code == 2
    assert "bad.md: the file cannot be read as Markdown" in ran.err
    assert "good.md:1:7" in ran.out, "the other files go on"
    assert bad.read_bytes() == b"panic\n"
    assert good.read_bytes() == b"- [a](https://arxiv.org/abs/2113.08361)\n"
