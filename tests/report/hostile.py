"""Words that mean harm: what somebody may write into a title, or name a file."""

from __future__ import annotations

import pytest

WORDS = [
    pytest.param("\x1b[31mred\x1b[0m \x1b[2J\x9b1;1H", id="colours and the cursor"),
    pytest.param("\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\", id="a link of the terminal"),
    pytest.param("\x1b]0;title\x07 \x1bPq\x1b\\", id="the window's title, a control string"),
    pytest.param("::error file=a.md,line=1::forged", id="a workflow command"),
    pytest.param("a\n::error::forged", id="one on a line of its own"),
    pytest.param("a\r::stop-commands::token\r\n", id="commands switched off"),
    pytest.param("a%0A::error::forged%0D%25", id="escaped line ends"),
    pytest.param("##[error]forged ##[group]x ###[y", id="the old form of commands"),
    pytest.param("a | b \\| c \\\\| d || e", id="pipes"),
    pytest.param("`code` ``` `` ~~~", id="backticks and fences"),
    pytest.param("<script>alert(1)</script><img src=x onerror=alert(1)>", id="HTML"),
    pytest.param("</td></tr></table><h1>big", id="tags that close"),
    pytest.param("<!-- --> <![CDATA[ ]]> <?php ?>", id="comments and CDATA"),
    pytest.param("@user @org/team and mail@evil.example", id="mentions"),
    pytest.param("#123 GH-1 a/b#3 :tada:", id="issues and emoji"),
    pytest.param("\u202etxet desrever\u202c \u2066a\u2069 \u200b\ufeff", id="bidirectional overrides"),
    pytest.param("one\ntwo\r\nthree\u2028four\x85five", id="line ends"),
    pytest.param("[click](https://evil.example) ![i](j) [a](1) [b]: c", id="links"),
    pytest.param("\\[a\\](1) \\", id="brackets that are escaped"),
    pytest.param("https://evil.example www.evil.example ftp://x <https://evil.example>", id="bare links"),
    pytest.param("{0} {{1}} %s %d {}", id="places for arguments"),
    pytest.param("**bold** _x_ ~~y~~ $x$ $$", id="emphasis and formulas"),
    pytest.param("&lt;b&gt; &#64;user &amp;amp;", id="entities"),
    pytest.param("- a\n# b\n> c\n1. d\n---\n===", id="blocks"),
    pytest.param('" onmouseover="x" \' "},"level":"none', id="quotation marks"),
    pytest.param("\x00\x08\x7f\udcff", id="NUL, backspace, no UTF-8"),
    pytest.param("=cmd|'/c calc'!A1", id="a formula of a spreadsheet"),
    pytest.param("long " * 2000, id="ten thousand characters"),
]
