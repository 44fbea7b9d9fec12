"""What an exit code of papersync means for the job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from papersync.action.document import Document
from papersync.action.inputs import FailOn
from papersync.action.running import Ran
from papersync.errors import ExitCode
from papersync.lint.finding import Level
from papersync.lint.wording import counted
from papersync.report.notice import Notice

_PUBLISHING: Final = (ExitCode.CLEAN, ExitCode.FINDINGS, ExitCode.UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``publishes``: what changed may be committed. ``complete``: what is unchanged now needs no change. An error among
    the notices fails the job.
    """

    publishes: bool
    complete: bool
    notices: tuple[Notice, ...] = ()


def verdict(ran: Ran, fail_on: FailOn) -> Verdict:
    """0 passes; 1 passes unless findings are to fail the job; 3 passes with a warning, unless nothing has been
    confirmed for longer than `stale-after`, or a list could not be read or written; all else fails, and nothing of it
    is published. So does a run that says nothing of what it did.
    """
    code = ran.code
    if not ran.told and code in _PUBLISHING:
        told = _error(
            f"what papersync did (exit code {code}) could not be read, so nothing was published; run it again"
        )
        return Verdict(publishes=False, complete=False, notices=(told,))
    match code:
        case ExitCode.CLEAN:
            return Verdict(publishes=True, complete=True)
        case ExitCode.FINDINGS:
            told = _error("there is something to look at or to change (exit code 1)")
            return Verdict(publishes=True, complete=True, notices=(told,) if fail_on is FailOn.FINDINGS else ())
        case ExitCode.UNCONFIRMED:
            return _bad_day(ran.document)
        case ExitCode.INPUT:
            what = "papersync could not use what it was given; its messages say what"
        case ExitCode.BUG:
            what = "this is a bug in papersync: please report what it printed"
        case ExitCode.INTERRUPTED:
            what = "papersync was interrupted"
        case _:
            what = "papersync ended unexpectedly"
    told = _error(f"{what} (exit code {code}); nothing was published")
    return Verdict(publishes=False, complete=False, notices=(told,))


def _bad_day(document: Document) -> Verdict:
    papers = counted(len(document.unconfirmed), "paper", "papers") if document.unconfirmed else "what was asked"
    notices = [Notice(Level.WARNING, f"arXiv did not answer for {papers}; what it confirmed is kept and published")]
    since = document.stale_since
    if since is not None:
        notices.append(_error(f"arXiv last answered for these lists on {since.date()}, longer ago than stale-after"))
    unread = [each.path for each in document.errors if each.path]
    if unread:
        notices.append(_error(f"{counted(len(unread), 'file', 'files')} could not be read or written: {unread[0]}"))
    return Verdict(publishes=True, complete=False, notices=tuple(notices))


def _error(message: str) -> Notice:
    return Notice(Level.ERROR, message)
