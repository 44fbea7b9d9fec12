"""The body of a pull request, and the message of a commit, that say per paper what changed and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from papersync.lint.wording import counted
from papersync.report.markdown import shown_in_markdown
from papersync.report.news import News

# GitHub refuses a body of more than 65,536 characters.
_LONGEST: Final = 60_000
_MOST_FACTS: Final = 8
_MOST_NAMED: Final = 40
_MOST_LINES: Final = 50
_HOUSEKEEPING: Final = """
This pull request is kept up to date in place, and closed when nothing is left to change. If you close it, the same
changes are not proposed again. If you push to its branch, the branch is left to you.
"""


def pull_request_body(
    told: Sequence[News], *, command: str, left: int = 0, unconfirmed: int = 0, paths: Sequence[str] = ()
) -> str:
    """Markdown, the same for the same news, so that an unchanged pull request stays as it is. ``left`` findings are for
    a person, ``unconfirmed`` papers could not be checked; ``paths`` are the files that changed.

    What lists and arXiv say is shown as plain text: nothing in it is a link, a tag, or calls anybody.
    """
    named = ", ".join(shown_in_markdown(path) for path in paths[:_MOST_FACTS])
    parts = [f"`papersync {command}` changed {named or 'nothing'}{_more(len(paths) - _MOST_FACTS)}.\n"]
    tail = _tail(left, unconfirmed)
    changed = [each for each in told if not each.is_first_record]
    room = _LONGEST - len(parts[0]) - sum(map(len, tail))
    for at, each in enumerate(changed):
        item = _item(each)
        room -= len(item)
        if room < 0:
            parts.append(f"- {counted(len(changed) - at, 'more paper', 'more papers')}; the diff has them all\n")
            break
        parts.append(("\n" if at == 0 else "") + item)
    recorded = [str(each.id) for each in told if each.is_first_record]
    if recorded:
        records = counted(len(recorded), "record is", "records are")
        more = _more(len(recorded) - _MOST_NAMED)
        parts.append(f"\n{records} new in the store: {', '.join(recorded[:_MOST_NAMED])}{more}.\n")
    return "".join([*parts, *tail])


def commit_message(title: str, told: Sequence[News]) -> str:
    """The title, and a line a paper: identifiers and kinds of change, none of the words of others."""
    changed = [each for each in told if not each.is_first_record]
    lines = [f"{each.id or 'elsewhere'}: {', '.join(each.kinds)}" for each in changed]
    recorded = len(told) - len(changed)
    shown = lines[:_MOST_LINES]
    if len(lines) > _MOST_LINES:
        shown.append(f"and {counted(len(lines) - _MOST_LINES, 'more paper', 'more papers')}")
    if recorded:
        shown.append(f"new records: {recorded}")
    return "\n".join([title, *(["", *shown] if shown else [])]) + "\n"


def _item(each: News) -> str:
    if each.id is None:
        head = "Without an identifier that could be read"
    else:
        head = f"[{each.id}](https://arxiv.org/abs/{each.id}) {shown_in_markdown(each.title)}".rstrip()
    facts = [f"  - **{kind}**{': ' if words else ''}{shown_in_markdown(words)}\n" for kind, words in each.facts]
    more = len(facts) - _MOST_FACTS
    rest = [f"  - {counted(more, 'more change', 'more changes')}\n"] if more > 0 else []
    return "".join([f"- {head}\n", *facts[:_MOST_FACTS], *rest])


def _tail(left: int, unconfirmed: int) -> list[str]:
    parts: list[str] = []
    if left:
        findings = counted(left, "finding is", "findings are")
        parts.append(f"\n{findings} left for a person: see the annotations and the summary of the latest run.\n")
    if unconfirmed:
        papers = counted(unconfirmed, "paper", "papers")
        parts.append(
            f"\narXiv did not answer for {papers} in the latest run. What stands above was confirmed, then or before.\n"
        )
    parts.append(_HOUSEKEEPING)
    return parts


def _more(number: int) -> str:
    return f" and {number:,} more" if number > 0 else ""
