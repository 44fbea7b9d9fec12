"""What is left for a person: smaller conflicts, in the manner of those that were there."""

from __future__ import annotations

import pytest

from papersync.merging import Labels, Side, merge_lists, resolve_text, take_side
from tests.merging.marked import HEADED, READ, THINK, URL, WRITE, hunk

OTHER = WRITE.replace("Write", "Wrote")
CASES = {
    "a title in two wordings": (
        hunk(f"{WRITE}{READ}", f"{OTHER}{THINK}"),
        f"{hunk(WRITE, OTHER)}{READ}{THINK}",
        "the sides word the entry of 2205.09726 differently",
    ),
    "two abstracts": (
        hunk(f"{HEADED}> We rank.\n\nA note.\n", f"{HEADED}> One ranks.\n"),
        f"{HEADED}{hunk('> We rank.' + chr(10), '> One ranks.' + chr(10))}\nA note.\n",
        "the sides word the abstract differently",
    ),
    "with a base: two years": (
        hunk(f"{WRITE[:-1]}, 2022\n{READ}", f"{WRITE[:-1]}, 2023\n", WRITE),
        f"{hunk(f'{WRITE[:-1]}, 2022{chr(10)}', f'{WRITE[:-1]}, 2023{chr(10)}', WRITE)}{READ}",
        "both sides changed the entry of 2205.09726",
    ),
    "with a base: deleted on one side, changed on the other": (
        hunk(READ, f"{WRITE[:-1]} a note\n", WRITE),
        f"{READ}{hunk('', f'{WRITE[:-1]} a note{chr(10)}', WRITE)}",
        "one side deleted the entry of 2205.09726, which the other one changed",
    ),
    "with a base: a section that is gone, and a paper added to it": (
        hunk("", f"## A\n\n{WRITE}{READ}", f"## A\n\n{WRITE}"),
        hunk("", f"## A\n\n{WRITE}{READ}", f"## A\n\n{WRITE}"),
        "one side deleted the section 'A', under which the other one changed something",
    ),
    "with a base: two new names of a section": (
        f"{hunk(f'## B{chr(10) * 2}{READ}', f'## C{chr(10) * 2}', f'## A{chr(10) * 2}')}{WRITE}",
        f"{hunk(f'## B{chr(10)}', f'## C{chr(10)}', f'## A{chr(10)}')}\n{READ}{WRITE}",
        "both sides changed the section 'B'",
    ),
    "new headings over the same lines": (
        f"{hunk(f'## A{chr(10) * 2}{READ}{chr(10)}## B{chr(10)}', f'## C{chr(10) * 2}{THINK}')}\n{WRITE}",
        f"{hunk(f'## A{chr(10) * 2}{READ}{chr(10)}## B{chr(10)}', f'## C{chr(10) * 2}{THINK}')}\n{WRITE}",
        "it cannot be told under which heading the lines below stand",
    ),
    "with a base: one line of prose": (
        hunk("Ours.\n", "Theirs.\n", "Base.\n"),
        hunk("Ours.\n", "Theirs.\n", "Base.\n"),
        "both sides changed these lines",
    ),
    "a conflict inside of a side": (
        hunk(f"{hunk(WRITE, OTHER, size=9)}{READ}", ""),
        hunk(f"{hunk(WRITE, OTHER, size=9)}{READ}", ""),
        "a conflict inside of one of its sides could not be decided",
    ),
    "longer markers, carriage returns": (
        hunk(WRITE, OTHER, size=11).replace("\n", "\r\n"),
        hunk(WRITE, OTHER, size=11).replace("\n", "\r\n"),
        "the sides word the entry of 2205.09726 differently",
    ),
}


@pytest.mark.parametrize(("marked", "expected", "why"), CASES.values(), ids=CASES)
def test_undecided(marked: str, expected: str, why: str) -> None:
    merged = resolve_text(marked.encode())

    assert merged.text.decode() == expected
    (left,) = merged.left
    assert left.why == why
    assert expected.splitlines()[left.line - 1].startswith("<<<<<<<")
    assert resolve_text(merged.text).text == merged.text


def test_sides() -> None:
    merged = resolve_text(hunk(f"{WRITE}{READ}", f"{OTHER}{THINK}").encode())

    assert take_side(merged.text, Side.OURS).decode() == WRITE + READ + THINK
    assert take_side(merged.text, Side.THEIRS).decode() == OTHER + READ + THINK


def test_left_says_of_which_conflict() -> None:
    merged = resolve_text((hunk(WRITE, READ) + "\n## A\n\n" + hunk(WRITE, OTHER)).encode())

    assert [(left.line, left.conflict) for left in merged.left] == [(6, 1)]


def test_labels_and_size() -> None:
    merged = merge_lists(
        WRITE.encode(), OTHER.encode(), f"- [Rank]({URL}6)\n".encode(), labels=Labels("a", "", "c"), marker_size=9
    )

    assert merged.text.decode() == f"<<<<<<<<< a\n{OTHER}|||||||||\n{WRITE}=========\n- [Rank]({URL}6)\n>>>>>>>>> c\n"


def test_lines_that_look_like_markers() -> None:
    merged = merge_lists(None, b"Ours\n=======\n\nx\n", b"Theirs\n=======\n\nx\n")
    again = resolve_text(merged.text)

    assert take_side(again.text, Side.OURS) == b"Ours\n=======\n\nx\n" or not merged.left


def test_a_lone_carriage_return_ends_no_line_for_git() -> None:
    merged = merge_lists(None, b"### A\n> one\r", b"### A\n> two\r")

    assert resolve_text(merged.text).text == merged.text


def test_markers_too_short_for_git() -> None:
    with pytest.raises(ValueError, match="too short"):
        merge_lists(None, b"", b"", marker_size=3)
