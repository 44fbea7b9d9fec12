"""What a repository holds that papersync could keep: `papersync init` looks before it writes."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from papersync.app.discovery import find_lists, repository_of
from papersync.app.facts import Facts
from papersync.app.lists import ListFile, papers_named, read_lists
from papersync.app.policy import Policy
from papersync.app.published import Origin, origin_of
from papersync.config import Config
from papersync.errors import FileError, PapersyncError, UsageError
from papersync.identifiers import ArxivId
from papersync.lint.finding import Finding
from papersync.references.words import words
from papersync.store.codec import Store

FEWEST_PAPERS: Final = 3
"""A page that cites a paper or two is no reading list; whoever wants it kept all the same names it."""
_Citing = tuple[ListFile, frozenset[ArxivId]]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """One list: its path from the configuration's folder, its papers, how many entries of which layout describe them,
    and what `lint` says of it.
    """

    name: str
    papers: frozenset[ArxivId]
    layouts: Mapping[str, int] = field(default_factory=dict)
    findings: Sequence[Finding] = ()


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found below ``config.root``.

    ``lists`` are the configured ones; without a configuration those named, or else the files that name at least three
    papers, or stand in a folder of such. ``others`` name papers too, and how many. ``top`` is the repository's root,
    None outside of repositories. ``looked_at`` counts the Markdown files, ``unread`` tells which could not be read.
    ``unknown`` are the papers that the store has no record of.
    """

    config: Config
    top: Path | None
    origin: Origin | None
    lists: Sequence[Surveyed]
    others: Sequence[tuple[str, int]]
    looked_at: int
    unread: Sequence[PapersyncError]
    unknown: frozenset[ArxivId]

    @property
    def is_configured(self) -> bool:
        """Whether a configuration was there before."""
        return self.config.found_in is not None


def survey(named: Sequence[Path], config: Config, policy: Policy, store: Store) -> Survey:
    """Look at the files and folders named; without any, at all below the configuration's folder. Writes nothing.

    Raises UsageError if nothing names a paper, or a file named lies outside, FileError if such a one cannot be read.
    """
    folders = [path for path in named if path.is_dir()] or ([] if named else [config.root])
    meant = find_lists((), config)[0] if config.found_in else [path for path in named if not path.is_dir()]
    must, errors = read_lists(meant, config.lock_dir)
    if errors:
        raise errors[0]
    found, unsearched = find_lists(folders, config) if folders else ([], [])
    candidates, unread = read_lists(found, config.lock_dir)
    known = {_real(each) for each in must}
    rest = _citing([each for each in candidates if _real(each) not in known], unread)
    chosen = [(each, _papers(each)) for each in must]
    if config.found_in is None:
        chosen += _lists_among(rest, config.root)
    taken = {id(each) for each, _ in chosen}
    if not chosen:
        raise UsageError(
            f"no Markdown file in {config.root} names a paper at arXiv",
            hint="name the file that is to be a list, such as README.md",
        )
    return Survey(
        config,
        repository_of(Path(os.path.realpath(config.root))),
        origin_of(config.root),
        [_surveyed(each, papers, config, policy, store) for each, papers in chosen],
        [(_name(each, config), len(papers)) for each, papers in rest if id(each) not in taken],
        len(known | {os.path.realpath(path) for path in found}),
        [*(error for error in unsearched if isinstance(error, FileError)), *unread],
        frozenset(paper for _, papers in chosen for paper in papers if store.get(paper) is None),
    )


def _lists_among(citing: Sequence[_Citing], root: Path) -> list[_Citing]:
    """The files that name enough papers (if none does, as many as any), and those that stand among several such in a
    folder below the root: lists of one kind stand together, and some of them are short.
    """
    enough = min(FEWEST_PAPERS, max((len(papers) for _, papers in citing), default=0))
    all_ = Counter(each.path.parent for each, _ in citing)
    long = Counter(each.path.parent for each, papers in citing if len(papers) >= enough)
    of_lists = {folder for folder, number in long.items() if number > 1 and 2 * number > all_[folder]} - {root}
    return [(each, papers) for each, papers in citing if len(papers) >= enough or each.path.parent in of_lists]


def _citing(lists: Sequence[ListFile], unread: list[FileError]) -> list[_Citing]:
    """Those that name papers. Most Markdown files hold no word that could name one, and are not parsed."""
    citing = []
    for each in lists:
        try:
            papers = _papers(each) if words(each.source) else frozenset()
        except FileError as error:
            unread.append(error)
            continue
        if papers:
            citing.append((each, papers))
    return citing


def _papers(each: ListFile) -> frozenset[ArxivId]:
    return frozenset(paper.latest for paper in papers_named([each.contents]))


def _surveyed(each: ListFile, papers: frozenset[ArxivId], config: Config, policy: Policy, store: Store) -> Surveyed:
    page = Facts(store.papers, options=policy.judge_options, links=policy.links).page(each.name, each.contents)
    layouts = Counter(entry.layout for entry in page.entries)
    return Surveyed(_name(each, config), papers, dict(layouts.most_common()), policy.check(page))


def _name(each: ListFile, config: Config) -> str:
    """Its path from the configuration's folder. Raises UsageError for one outside that none names yet."""
    there = Path(os.path.realpath(each.path.parent)) / each.path.name
    path = Path(os.path.relpath(there, os.path.realpath(config.root)))
    if path.parts[0] == ".." and config.found_in is None:
        raise UsageError(f"{each.path} lies outside of {config.root}", hint="run this in the repository that has it")
    return path.as_posix()


def _real(each: ListFile) -> str:
    return os.path.realpath(each.path)
