"""What becomes of a record when a source has given a new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from papersync.papers import Paper


def merge_record(old: Paper | None, new: Paper) -> Paper:
    """The record to keep; ``old`` itself if the new one says nothing new.

    The new one counts, except that an abstract it lacks is kept, and that a title which is gone (more than letter case
    and blanks differ) joins the former titles, each once. The title of a bundled record never was arXiv's word, and is
    not kept. An answer about an earlier version than the one known adds at most its title to the former ones. That the
    title of the first version is known is never forgotten.
    """
    if old is None or old == new:
        return new if old is None else old
    if new.version < old.version and old.origin is None:
        earlier = with_former_titles(old, (*old.former_titles, *new.former_titles, new.title))
        return with_first_title(earlier, known=old.first_title_known or tells_first_title(new))
    gone = () if old.origin == "bundled" else (old.title,)
    merged = with_former_titles(new, (*old.former_titles, *new.former_titles, *gone))
    if merged.abstract is None:
        merged = replace(merged, abstract=old.abstract)
    # While there is one version only, its title says nothing that the record does not.
    known = merged.version > 1 and (tells_first_title(old) or tells_first_title(new))
    merged = with_first_title(merged, known=known)
    return old if merged == old else merged


def tells_first_title(paper: Paper) -> bool:
    """Whether the title of v1 is among the record's, on a source's word."""
    return paper.first_title_known or (paper.version == 1 and not paper.is_perhaps_renamed)


def with_first_title(paper: Paper, *, known: bool) -> Paper:
    """The record that says so of its first title; itself if it does."""
    return paper if paper.first_title_known == known else replace(paper, first_title_known=known)


def with_former_titles(paper: Paper, titles: Iterable[str]) -> Paper:
    """The record with these former titles, each once, its own title not among them; itself if it has just those."""
    former: dict[str, str] = {}
    for title in titles:
        former.setdefault(_alike(title), title)
    former.pop(_alike(paper.title), None)
    kept = tuple(former.values())
    return paper if kept == paper.former_titles else replace(paper, former_titles=kept)


def _alike(title: str) -> str:
    return " ".join(title.casefold().split())
