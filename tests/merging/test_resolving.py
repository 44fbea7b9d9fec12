"""What is decided, and to what: the table of changes."""

from __future__ import annotations

import pytest

from papersync.merging import merge_lists, resolve_text
from tests.merging.marked import HEADED, HEADED_READ, READ, THINK, URL, WRITE, hunk

TABLE = "| Title | Year | Paper |\n|---|---|---|\n"
ROW = f"| Ranking What Models Write | 2022 | [pdf]({URL}6) |\n"
ROW_READ = f"| Ranking What Models Read | 2023 | [pdf]({URL}7) |\n"
BOLD = f"**Ranking What Models Write** \\\n*Ada Lovelace* \\\n2022 [[Paper]({URL}6)]\n"
BOLD_READ = f"**Ranking What Models Read** \\\n*Alan Turing* \\\n2023 [[Paper]({URL}7)]\n"
NUMBERED = f"1. **Ranking What Models Write**\n   Lovelace et al. [[pdf]({URL}6)]\n"
NUMBERED_READ = f"2. **Ranking What Models Read**\n   Turing et al. [[pdf]({URL}7)]\n"

CASES = {
    "items of one list, ours first": (hunk(WRITE, READ), WRITE + READ),
    "a conflict in the midst of a list": (THINK + hunk(WRITE, READ) + "- More\n", THINK + WRITE + READ + "- More\n"),
    "rows of one table": (f"{TABLE}{hunk(ROW, ROW_READ)}", f"{TABLE}{ROW}{ROW_READ}"),
    "a table new on both sides has one head": (hunk(TABLE + ROW, TABLE + ROW_READ), TABLE + ROW + ROW_READ),
    "blocks in bold": (hunk(f"{BOLD}\n", f"{BOLD_READ}\n"), f"{BOLD}\n{BOLD_READ}\n"),
    "numbers are kept as they are": (hunk(NUMBERED, NUMBERED_READ), NUMBERED + NUMBERED_READ),
    "headings with quotes": (
        hunk(f"{HEADED}> We rank.\n", f"{HEADED_READ}> We read.\n"),
        f"{HEADED}> We rank.\n\n{HEADED_READ}> We read.\n",
    ),
    "a marker through two entries with one last line": (
        f"{hunk(HEADED + '> We rank.' + chr(10), HEADED_READ + '> We read.' + chr(10))}> All of them.\n",
        f"{HEADED}> We rank.\n> All of them.\n\n{HEADED_READ}> We read.\n> All of them.\n",
    ),
    "the same paper on both sides, once": (hunk(WRITE, f"{READ}{WRITE}"), READ + WRITE),
    "the same paper, with more words on one side": (hunk(WRITE, f"{WRITE[:-1]} a note\n"), f"{WRITE[:-1]} a note\n"),
    "the same paper, linked in other words": (hunk(WRITE, WRITE.replace("/abs/", "/pdf/")), WRITE),
    "the same paper in two sections stays in both": (
        hunk(f"## A\n\n{WRITE}\n", f"## B\n\n{WRITE}\n"),
        f"## A\n\n{WRITE}\n## B\n\n{WRITE}\n",
    ),
    "a section on both sides, its papers together": (
        hunk(f"## A\n\n{WRITE}\n", f"## A\n\n{READ}\n"),
        f"## A\n\n{WRITE}{READ}\n",
    ),
    "sections by their headings, ours first": (
        hunk(f"## A\n\n{WRITE}\n", f"## A\n\n{READ}\n## B\n\n{THINK}\n"),
        f"## A\n\n{WRITE}{READ}\n## B\n\n{THINK}\n",
    ),
    "what is added to a section stands before a new section": (
        f"## A\n\n{THINK}{hunk(f'{chr(10)}## B{chr(10) * 2}{WRITE}', READ)}",
        f"## A\n\n{THINK}{READ}\n## B\n\n{WRITE}",
    ),
    "authors of one side, a note of the other": (
        hunk(f"{HEADED}\n*A. Lovelace, A. Turing*\n\n> We rank\n> them.\n", f"{HEADED}\n> We rank them.\n\nRead it.\n"),
        f"{HEADED}\n*A. Lovelace, A. Turing*\n\n> We rank\n> them.\n\nRead it.\n",
    ),
    "items below an entry, of both sides": (
        hunk(f"{WRITE}  - [code](https://a.org)\n", f"{WRITE}  - a note\n"),
        f"{WRITE}  - [code](https://a.org)\n  - a note\n",
    ),
    "items nested in one": (
        f"- Topic\n{hunk(f'  {WRITE}', f'  {READ}')}- Other\n",
        f"- Topic\n  {WRITE}  {READ}- Other\n",
    ),
    "contents by heading": (
        hunk("- [A](#a)\n- [B](#b)\n", "- [A](#a)\n- [C](#c)\n"),
        "- [A](#a)\n- [B](#b)\n- [C](#c)\n",
    ),
    "contents before the first section": (
        "# List\n\n" + hunk(f"## A\n\n{WRITE}", f"## Contents\n\n- B\n\n## B\n\n{READ}"),
        f"# List\n\n## Contents\n\n- B\n\n## A\n\n{WRITE}\n## B\n\n{READ}",
    ),
    "prose of both, ours first": (
        f"First.\n{hunk('One.' + chr(10), 'Two.' + chr(10))}Last.\n",
        "First.\nOne.\nTwo.\nLast.\n",
    ),
    "several hunks": (f"{hunk(WRITE, READ)}\n## B\n\n{hunk(THINK, READ)}", f"{WRITE}{READ}\n## B\n\n{THINK}{READ}"),
    "longer markers": (hunk(WRITE, READ, size=12), WRITE + READ),
    "a conflict inside of a side": (hunk(f"{WRITE}{hunk(READ, THINK, size=9)}", ""), WRITE + READ + THINK),
    "a conflict in the base that git made up": (hunk(WRITE, READ, hunk("", "", size=9)), WRITE + READ),
    "carriage returns": (hunk(WRITE, READ).replace("\n", "\r\n"), (WRITE + READ).replace("\n", "\r\n")),
    "no final newline": (hunk(WRITE, READ)[:-1], WRITE + READ),
    "with a base: what one side deleted is gone": (hunk(WRITE, f"{READ}{THINK}", f"{WRITE}{READ}"), THINK),
    "with a base: a title of one side, a note of the other": (
        hunk(f"{WRITE[:-1]} a note\n", WRITE.replace("Write", "Really Write"), WRITE),
        f"{WRITE.replace('Write', 'Really Write')[:-1]} a note\n",
    ),
    "with a base: notes of both sides": (
        hunk(f"{WRITE[:-1]} [code](https://a.org)\n", f"{WRITE[:-1]}, good\n", WRITE),
        f"{WRITE[:-1]} [code](https://a.org), good\n",
    ),
    "with a base: two cells of a row": (
        TABLE + hunk(ROW.replace("2022", "2023"), ROW.replace("/abs/", "/pdf/"), ROW),
        TABLE + ROW.replace("2022", "2023").replace("/abs/", "/pdf/"),
    ),
    "with a base: a section with another name, and a paper more": (
        f"{hunk(f'## New{chr(10) * 2}', f'## Old{chr(10) * 2}{READ}', f'## Old{chr(10) * 2}')}{WRITE}",
        f"## New\n\n{READ}{WRITE}",
    ),
    "with a base: two lines of prose": (hunk("One!\nTwo.\n", "One.\nTwo!\n", "One.\nTwo.\n"), "One!\nTwo!\n"),
    "with a base: an order of theirs": (
        hunk(f"{WRITE}{READ[:-1]} good\n", f"{READ}{WRITE}", f"{WRITE}{READ}"),
        f"{READ[:-1]} good\n{WRITE}",
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES)
def test_decided(marked: str, expected: str) -> None:
    merged = resolve_text(marked.encode())

    assert merged.text.decode() == expected
    assert not merged.left
    assert len(merged.conflicts) >= 1


UNTOUCHED = {
    "no marker": f"# List\n\n{WRITE}",
    "a heading underlined": "Heading\n=======\n\nText.\n",
    "an example in code": f"```\n{hunk('a', 'b')}```\n",
    "a marker alone": f"<<<<<<< HEAD\n{WRITE}",
    "empty": "",
}


@pytest.mark.parametrize("text", UNTOUCHED.values(), ids=UNTOUCHED)
def test_untouched(text: str) -> None:
    assert resolve_text(text.encode()).text.decode() == text


def test_what_git_merges_is_left_as_git_merges_it() -> None:
    base, ours, theirs = f"A\n\nB\n\n{WRITE}", f"a\n\nB\n\n{WRITE}", f"A\n\nB\n\n{WRITE}{READ}"

    assert merge_lists(base.encode(), ours.encode(), theirs.encode()).text.decode() == f"a\n\nB\n\n{WRITE}{READ}"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        pytest.param("a\n", "a", "a\nb\n", "a\nb", id="the side that changed it decides"),
        pytest.param("a", "a", "a\nb", "a\nb", id="none has it"),
        pytest.param(None, WRITE[:-1], READ, WRITE + READ[:-1], id="ours, without a base"),
        pytest.param("", "", "", "", id="empty"),
    ],
)
def test_final_newline(base: str | None, ours: str, theirs: str, expected: str) -> None:
    old = None if base is None else base.encode()

    assert merge_lists(old, ours.encode(), theirs.encode()).text.decode() == expected
