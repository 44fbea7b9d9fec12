"""Findings as Markdown for the summary of a step on GitHub: how many, and the worst of them.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from papersync.lint.finding import Level
from papersync.report.advice import Advice
from papersync.report.located import Located
from papersync.report.markdown import shown_in_markdown
from papersync.report.notice import Notice
from papersync.report.text import summary

# A summary is read at a glance, and GitHub refuses one of more than a mebibyte.
_MOST_ROWS: Final = 25
_MOST_NOTICES: Final = 10


def step_summary(
    command: str, located: Sequence[Located], *, notices: Sequence[Notice] = (), did: Sequence[str] = ()
) -> str:
    """A heading with the counts, what was done, what is to be told of the run, how often each rule found something, and
    a table of the findings that are not fixed, errors before warnings, each in order; infos are counted only.

    All that is not ours is shown as plain text: nothing in it is a link, a tag, a cell, or calls anybody.
    """
    failures = sum(each.level is Level.ERROR for each in notices)
    counts = summary((each.finding for each in located), show_info=True, advice=Advice(None, None))
    heading = "1 failure" if failures == 1 else f"{failures} failures"
    if not failures:
        heading = counts
    elif located:
        heading = f"{heading}; {counts}"
    parts = [f"### papersync {command}: {heading}\n"]
    parts += [f"\n{shown_in_markdown(line)}\n" for line in did]
    if notices:
        parts.append("\n" + "".join(_bullet(each) for each in notices[:_MOST_NOTICES]))
        parts.append(_more(len(notices) - _MOST_NOTICES, "- {} more"))
    left = [each for each in located if not each.finding.fixed]
    if left:
        rules = Counter(f"{each.finding.code} {each.finding.name}" for each in left)
        parts.append(f"\n{', '.join(f'{rule}: {number:,}' for rule, number in sorted(rules.items()))}\n")
    grave = [each for level in (Level.ERROR, Level.WARNING) for each in left if each.finding.level is level]
    if grave:
        parts.append("\n| level | place | rule | what it says |\n|---|---|---|---|\n")
        parts += map(_row, grave[:_MOST_ROWS])
        parts.append(_more(len(grave) - _MOST_ROWS, f"\n{{}} more; `papersync {command}` lists them all."))
    return "".join([*parts, "\n"])


def _bullet(notice: Notice) -> str:
    place = "" if notice.place is None else f"{shown_in_markdown(str(notice.place))}: "
    return f"- {notice.level.value}: {place}{shown_in_markdown(notice.message)}\n"


def _row(each: Located) -> str:
    finding = each.finding
    line, column = each.start
    place = f"{shown_in_markdown(finding.path)}:{line}:{column}"
    return (
        f"| {finding.level.value} | {place} | {finding.code} {finding.name} | {shown_in_markdown(finding.message)} |\n"
    )


def _more(number: int, words: str) -> str:
    return f"{words.format(f'{number:,}')}\n" if number > 0 else ""
