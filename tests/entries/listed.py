"""Lists put together at random from the lines that people write, and damaged ones."""

from __future__ import annotations

from random import Random
from typing import Final

from hypothesis import strategies as st

from tests.entries import shapes

_TITLES: Final = (
    *("Ranking What Models Write", "RankIt: Ranking What Large Models Write", "An Image of Words, Seen Late", "BERT"),
    *("Attention (and Memory) in **Deep** Networks", "大規模言語モデルの順位付け", 'On "Quotes" and \\*Stars\\*'),
    *(
        "Graphs & Trees: $O(n^2)$ Bounds?",
        "Über die Grenzen — langsamer Wandel",
        "e\u0301tude 🔥 in Time",
        "a note",
        "",
    ),
)
_URLS: Final = (
    *("https://arxiv.org/abs/§I", "https://arxiv.org/pdf/§I.pdf", "http://arxiv.org/abs/§I?context=cs"),
    *("https://ar5iv.org/abs/§I", "https://doi.org/10.48550/arXiv.§I", "arxiv.org/abs/§I", "https://github.com/a/b"),
)
# What stands for a mark; what a mark brings may hold those behind it.
_FILLINGS: Final = {
    "§Q": (" ".join(f"word{number}" for number in range(24)), "A note of mine."),
    "§T": _TITLES,
    "§A": _URLS,
    "§N": ("Ada Lovelace, Alan Turing", "Lovelace et al.", "A. Lovelace and A. M. Turing", "Zhang, W., Li, X.", "李明"),
    "§D": ("2023", "2023-05", "2023.06.01", "19 May 2022", "ICML'23"),
    "§I": ("2205.09726", "2001.08361", "1706.03762v5", "hep-th/9901001", "2313.00001"),
}
_SPLINTERS: Final = (
    *"[]()<>*_`|\\\"'“”#:,.-~&!$\t \r\n\0",
    *("](", "<!--", "-->", "<td>", "</a>", "**", "\n\n", "\n|", "|\n", "中", "🔥", "\u0301", "https://", "> ", "  \n"),
)
_BYTES: Final = (b"\xff", b"\xe4\xb8", b"\xed\xa0\x80", b"\x00", b"")
_JOINTS: Final = (
    *("\n", "\n", "\n", "\n\n", "\n\n", "\r\n", "\r\n\r\n", "\r"),
    *("  \n", "\\\n", "\n  ", "\n    ", "\n> ", "\n\t", "\n- ", ""),
)


def _shapes(*texts: str) -> tuple[str, ...]:
    unseen = {ord(shown): meant for shown, meant in shapes.UNSEEN.items()}
    return tuple(line.translate(unseen) for text in texts for line in text.split("\n") if line)


SHAPES: Final = _shapes(
    shapes.BULLETS,
    shapes.NESTED,
    shapes.BLOCKS,
    shapes.TABLES,
    shapes.HTML,
    shapes.HEADINGS,
    shapes.DAMAGED,
)
# Shapes that hold nothing open: what stands behind them, a blank line and a heading reads as it would alone.
_CLOSED: Final = _shapes(shapes.BULLETS, shapes.NESTED, shapes.BLOCKS, shapes.TABLES, shapes.HEADINGS)


def _filled(shape: str, values: tuple[str, ...]) -> str:
    for mark, value in zip(_FILLINGS, values, strict=True):
        shape = shape.replace(mark, value)
    return shape


def _lines(kinds: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.builds(_filled, st.sampled_from(kinds), st.tuples(*map(st.sampled_from, _FILLINGS.values())))


def _put_together(pairs: list[tuple[str, str]]) -> str:
    return "".join(part for pair in pairs for part in pair)


_whole = st.lists(st.tuples(_lines(SHAPES), st.sampled_from(_JOINTS)), max_size=12).map(_put_together)


_PARAGRAPHS: Final = _shapes(shapes.PARAGRAPHS)
_MOST_PARAGRAPHS: Final = 24


def _of_paragraphs(chance: Random) -> bytes:
    """A row of paragraphs that name papers, for the most part, with blank lines between and now and then another."""
    text = ""
    for _ in range(chance.randint(4, _MOST_PARAGRAPHS)):
        shape = chance.choice(SHAPES if chance.random() < 0.1 else _PARAGRAPHS)
        text += _filled(shape, tuple(map(chance.choice, _FILLINGS.values())))
        text += chance.choice(_JOINTS) if chance.random() < 0.1 else "\n\n"
    return text.encode()


@st.composite
def _damaged(draw: st.DrawFn) -> bytes:
    text = draw(_whole)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        behind = at + draw(st.sampled_from((0, 0, 1, 1, 2, 7)))
        text = text[:at] + draw(st.sampled_from(_SPLINTERS)) + text[behind:]
    source = text.encode()
    if draw(st.integers(0, 9)) == 9:
        at = draw(st.integers(0, len(source)))
        source = source[:at] + draw(st.sampled_from(_BYTES)) + source[at + 1 :]
    return source


lists = _damaged()
"""A dozen lines, some characters of which are gone, doubled or changed."""

paragraphs = st.randoms(use_true_random=False).map(_of_paragraphs)
"""Long rows of paragraphs, most of which name a paper."""

sections = st.lists(st.tuples(_lines(_CLOSED), st.sampled_from(("\n", "\n\n"))), min_size=1, max_size=8).map(
    lambda pairs: f"# Section\n\n{_put_together(pairs)}\n\n"
)
"""A section under a heading of level 1, with a blank line at its end, which reads the same wherever it stands."""
