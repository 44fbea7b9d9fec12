"""Markdown made by Hypothesis: pieces that interact, put together at random, and plain bytes."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    *(
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "*",
        "_",
        "`",
        "\\",
        "&",
        "&amp;",
        "!",
        "![",
        "](",
        "~",
        "~~",
        "$",
        "|",
        '"',
        "'",
        ":",
    ),
    *("a", "b c", "中", "\u00a0", " ", "    ", "\t", "\x0c", "\n", "\n\n", "\r\n", "\r", "  \n", "\\\n"),
    *("> ", "- ", "1. ", "# ", "===\n", "---\n", "|-|-|\n", "```\n", "~~~\n", "- [ ] ", "---\nkey: value\n---\n"),
    *("https://arxiv.org/abs/2001.08361", "[x](https://arxiv.org/pdf/1706.03762v5.pdf)", "arXiv:hep-th/9901001"),
    *("<https://arxiv.org/abs/2001.08361>", '<a href="http://arxiv.org/abs/1706.03762">', "</a>", '<img src="i.png">'),
    *("[x]: https://arxiv.org/abs/2001.08361?context=cs\n", "[x]", "[y][x]", "[^1]", "[^1]: note\n", "$x_1*$", "\\|"),
    *("<!--", "-->", "<!-- papersync: off -->", "<!-- papersync: on -->", "<!-- papersync: ignore[PS203] -->"),
    *("<div>", "</div>", "<pre>", "<<<<<<< ours\n", "||||||| base\n", "=======\n", ">>>>>>> theirs\n"),
    *("https：//arxiv.org/abs/2001.08361", "10.48550/arXiv.2001.08361", "[z](arxiv.org//abs/2001.08361.pdf%E4%B8%AD)"),
)
BROKEN = (b"\xff", b"\x00", b"\xef\xbb\xbf", b"\xe4\xb8", b"\xed\xa0\x80")

documents = st.one_of(
    st.lists(st.sampled_from([*(piece.encode() for piece in PIECES), *BROKEN]), max_size=30).map(b"".join),
    st.binary(max_size=60),
)
