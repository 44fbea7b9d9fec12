"""`papersync move`: papers' entries into another section of their list, byte for byte."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from papersync.app.add import AddPlan, Outcome, Target, find_target, is_there, target_in
from papersync.app.adding import Added
from papersync.app.lists import ListFile
from papersync.app.moving import entries_about, moved
from papersync.entries import read_entries
from papersync.errors import NotListedError, Place, UsageError
from papersync.identifiers import ArxivId
from papersync.markdown import parse_document
from papersync.references import find_references

_OTHERWISE: Final = "move it by hand"


def move(ids: Sequence[ArxivId], lists: Sequence[ListFile], plan: AddPlan, *, write: bool = True) -> Added:
    """Move the entries of these papers within the one list that has them and the section, all or none.

    Raises NotListedError, SectionError, ConflictedListError, UsageError, ProofError; nothing is written then, nor with
    ``write`` False.
    """
    target = now = find_target(_listing(ids, lists), plan)
    outcomes: list[tuple[ArxivId, Outcome]] = []
    for paper in dict.fromkeys(ids):
        if is_there(now, paper):
            outcomes.append((paper, Outcome.THERE))
            continue
        _require_listed(now, paper)
        text = moved(now, paper, otherwise=_OTHERWISE)
        outcomes.append((paper, Outcome.MOVED))
        # The heading's own anchor: whatever the section was called, it is that one.
        now = target_in(target.file, text, replace(plan, section=target.section.heading.slug))
    if write and now.text != target.text:
        target.file.require_writable()
        target.file.write(now.text)
    return Added(target, tuple(outcomes), now.text)


def _listing(ids: Sequence[ArxivId], lists: Sequence[ListFile]) -> list[ListFile]:
    """The lists with an entry of one of the papers, or, where there are none, those that name one.

    Raises NotListedError if none does.
    """
    if not lists:
        raise UsageError("there is no list to move in", hint="name one behind the identifiers")
    listing: list[ListFile] = []
    naming: list[ListFile] = []
    wanted = {each.latest for each in ids}
    for each in lists:
        document = each.read(parse_document)
        reading = read_entries(document, find_references(document))
        if any(entries_about(reading, paper) for paper in wanted):
            listing.append(each)
        if document.conflicts or any(
            named.id is not None and named.id.latest in wanted for named in reading.references
        ):
            naming.append(each)
    if not (listing or naming):
        where = ", ".join(each.name for each in lists)
        raise NotListedError(f"{', '.join(map(str, ids))} is not listed in {where}")
    return listing or naming


def _require_listed(target: Target, paper: ArxivId) -> None:
    """Raise NotListedError for a paper that no entry of the list is about."""
    if entries_about(target.reading, paper):
        return
    places = ", ".join(str(target.place(offset)) for offset in target.mentions(paper))
    if places:
        raise NotListedError(f"{paper} is only mentioned, no entry is about it: {places}", hint=_OTHERWISE)
    raise NotListedError(f"{paper} is not listed there", place=Place(target.file.name))
