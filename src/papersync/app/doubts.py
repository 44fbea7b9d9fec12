"""Before a paper is called wrong: its first title is asked for, once, and on request the paper that is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Final

from papersync.app.asking import Known, Sources
from papersync.app.facts import Facts
from papersync.app.pending import Learnt
from papersync.app.policy import Policy
from papersync.entries import Judgement
from papersync.errors import PapersyncError
from papersync.identifiers import ArxivId
from papersync.lint.page import Page
from papersync.papers import Paper
from papersync.sources.answers import Failed, Found, Searcher
from papersync.store.confirmations import Confirmations
from papersync.store.hearsay import is_confirmed
from papersync.store.update import merge_record
from papersync.titles import CannotTell, Contradicts, Differs, Doubt, Same

# Each title is a request of its own.
_MOST_SEARCHES: Final = 20
_WORDS_SEARCHED: Final = 8
_SHORTEST_SEARCHED: Final = 3


async def with_first_titles(learnt: Learnt, policy: Policy, sources: Sources) -> Learnt:
    """What is known when the first titles are known of all papers that a list may call by one of them.

    They are asked for together, in a source that has answered for everything so far. What it answers is kept in the
    record, so that nobody asks again; what it does not is among the failed.
    """
    known = learnt.known
    if sources.source is None or known.failed:
        return learnt
    wanted = sorted({paper.id for page in _pages(learnt, policy) for paper in _perhaps_renamed(page)})
    if not wanted:
        return learnt
    records: list[Paper] = []
    failed: dict[ArxivId, str] = {}
    async for answer in sources.source.fetch([replace(id_, version=1) for id_ in wanted]):
        record = known.store.get(answer.id)
        match answer:
            case Found(paper=first) if record is not None:
                records.append(merge_record(record, first))
            case Failed(reason=reason):
                failed[answer.id.latest] = reason
            case _:
                # A paper that is there has a first version, whatever an answer says: it is asked for another time.
                pass
    return replace(learnt, known=_with(known, records, failed))


async def with_suggestions(learnt: Learnt, policy: Policy, searcher: Searcher) -> Learnt:
    """What is known when titles that are another, unknown paper's have been searched for: at most twenty a run."""
    titles = [words for page in _pages(learnt, policy) for words in _unknown_titles(page)]
    titles = list(dict.fromkeys(titles))[:_MOST_SEARCHES]
    suggested: dict[str, Paper] = {}
    answered = 0
    async for papers in searcher.search([_words_of(title) for title in titles]):
        meant = _meant(titles[answered], papers)
        if meant is not None:
            suggested[titles[answered]] = meant
        answered += 1
    return replace(learnt, suggested=suggested, unsearched=len(titles) - answered)


def _pages(learnt: Learnt, policy: Policy) -> Iterator[Page]:
    facts = Facts(learnt.known.records, options=policy.judge_options)
    for each in learnt.lists:
        with suppress(PapersyncError):  # said when the list is settled
            yield facts.page(each.name, each.contents)


def _perhaps_renamed(page: Page) -> Iterator[Paper]:
    """Papers that a list calls by words that may be a title of theirs which is not known."""
    for _, record, judgement in page.amiss:
        if record.is_perhaps_renamed and is_confirmed(record) and _is_in_doubt(judgement):
            yield record


def _is_in_doubt(judgement: Judgement) -> bool:
    match judgement.title:
        case Contradicts():
            return True
        case CannotTell(doubt=doubt):
            return doubt is Doubt.RENAMED
    return False


def _unknown_titles(page: Page) -> Iterator[str]:
    for entry, _, judgement in page.amiss:
        if entry.title is None or not judgement.contradicted:
            continue
        words = entry.title.text
        if page.paper_titled(words) is None and _words_of(words):
            yield words


def _words_of(title: str) -> Sequence[str]:
    """The longest words of a title, in their order: few suffice, and long ones are rare."""
    from papersync.titles.tokens import tokenise  # noqa: PLC0415 - only for whoever searches

    words = dict.fromkeys(token.key for token in tokenise(title) if token.is_word and token.key.isalnum())
    longest = sorted((word for word in words if len(word) >= _SHORTEST_SEARCHED), key=len, reverse=True)
    return [word for word in words if word in longest[:_WORDS_SEARCHED]]


def _meant(title: str, papers: Iterable[Paper]) -> Paper | None:
    """The one paper that has this title, be it mistyped; None if none has, or several."""
    from papersync.titles.compare import compare_title  # noqa: PLC0415 - as above

    found = [paper for paper in papers if isinstance(compare_title(title, paper), Same | Differs)]
    return found[0] if len(found) == 1 else None


def _with(known: Known, records: Sequence[Paper], failed: dict[ArxivId, str]) -> Known:
    """The records with what was learnt of their first titles; when they were confirmed stays as it was."""
    latest = {paper.id: paper for paper in (*known.learnt, *records)}
    changed = {paper.id for paper in records if paper.former_titles != known.records[paper.id].former_titles}
    return replace(
        known,
        store=known.store.updated(records),
        confirmations=known.confirmations.with_records(records),
        learnt=tuple(latest.values()),
        failed={**known.failed, **failed},
        last_confirmed={**known.last_confirmed, **{id_: _last_answer(known.confirmations, id_) for id_ in failed}},
        updated=tuple(sorted({*known.updated, *(changed - set(known.added))})),
    )


def _last_answer(confirmations: Confirmations, id_: ArxivId) -> datetime | None:
    last = confirmations.last(id_)
    return None if last is None else last.at
