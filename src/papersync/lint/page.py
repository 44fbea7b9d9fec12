"""One list with everything that rules may look at."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from papersync.entries import Entry, Judgement, JudgeOptions
from papersync.entries.style import LinkPolicy
from papersync.identifiers import ArxivId
from papersync.lint.contents import Contents
from papersync.lint.known import Known
from papersync.lint.telling import Telling
from papersync.lint.verdicts import Verdicts
from papersync.markdown.model import Document
from papersync.papers import Paper
from papersync.references.model import Defect, DefectKind, Reference, ReferenceKind
from papersync.text import Span
from papersync.titles.normalise import letters_of

_AS_ARXIV = JudgeOptions()
_AS_THEY_ARE = LinkPolicy()


@dataclass(frozen=True)
class Page:
    """A list, what it names, and what is known of that.

    ``records`` are keyed by identifiers without version. ``missing`` are those that arXiv does not have, with their
    version if the version was asked for. ``unconfirmed`` are those for whose record no source has answered. ``links``
    is the configured form of links. ``suggested`` are papers that a search found for titles, as they stand in the list.
    """

    path: str
    contents: Contents
    records: Mapping[ArxivId, Paper]
    missing: frozenset[ArxivId] = frozenset()
    unconfirmed: frozenset[ArxivId] = frozenset()
    options: JudgeOptions = _AS_ARXIV
    links: LinkPolicy = _AS_THEY_ARE
    suggested: Mapping[str, Paper] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        path: str,
        source: bytes | Contents,
        records: Mapping[ArxivId, Paper],
        *,
        missing: Collection[ArxivId] = (),
        unconfirmed: Collection[ArxivId] = (),
        options: JudgeOptions | None = None,
        links: LinkPolicy | None = None,
        suggested: Mapping[str, Paper] | None = None,
        today: date | None = None,
    ) -> Page:
        """The page of a list, which is read first if need be: see ``Contents.of``."""
        contents = source if isinstance(source, Contents) else Contents.of(source, today)
        return cls(
            path,
            contents,
            records,
            frozenset(missing),
            frozenset(unconfirmed),
            options or _AS_ARXIV,
            links or _AS_THEY_ARE,
            suggested or {},
        )

    @property
    def document(self) -> Document:
        """The list, parsed."""
        return self.contents.document

    @property
    def source(self) -> bytes:
        """The bytes in which all spans count."""
        return self.document.source

    @property
    def references(self) -> tuple[Reference, ...]:
        """The references that count."""
        return self.contents.references

    @cached_property
    def flaws(self) -> Mapping[DefectKind, Sequence[tuple[Reference, Sequence[Defect]]]]:
        """The references with something wrong in the URL, and what that is, by kind."""
        found: dict[DefectKind, list[tuple[Reference, Sequence[Defect]]]] = {}
        for reference in self.references:
            if len(reference.defects) == 1:
                found.setdefault(reference.defects[0].kind, []).append((reference, reference.defects))
                continue
            for kind in dict.fromkeys([defect.kind for defect in reference.defects]):
                found.setdefault(kind, []).append(
                    (reference, [each for each in reference.defects if each.kind is kind])
                )
        return found

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries in order. They are read when somebody asks for them: a list of 10 MB has a hundred thousand."""
        return self.contents.entries

    @property
    def telling(self) -> tuple[Entry, ...]:
        """Of ``entries`` those of which a rule may have something to say, and perhaps others: see ``Telling``."""
        return self._telling.entries

    def is_told(self, reference: Reference) -> bool:
        """Whether ``telling``, once it is known, has the entry that names its paper there."""
        return self._telling.has(reference)

    @cached_property
    def _telling(self) -> Telling:
        return Telling(self.contents, self.records, self._known)

    @cached_property
    def recorded(self) -> tuple[Entry, ...]:
        """Of ``telling`` those about one paper whose record is known; none is read where no record is."""
        if all(self.record(reference.id) is None for reference in self.references):
            return ()
        return tuple(entry for entry in self.telling if self.record(entry.paper_id) is not None)

    @cached_property
    def amiss(self) -> tuple[tuple[Entry, Paper, Judgement], ...]:
        """Of ``recorded`` those in which not all is as the record has it, with the record and what the judge says."""
        found = ((entry, self.record(entry.paper_id), self.judgement(entry)) for entry in self.recorded)
        return tuple(
            (entry, record, judgement)
            for entry, record, judgement in found
            if record is not None and judgement is not None and not judgement.is_right
        )

    @cached_property
    def repeated(self) -> tuple[Entry, ...]:
        """The entries about papers that more than one entry is about, conflicts apart: in a long list they are few."""
        if not self._telling.named_twice and all(each.kind is not ReferenceKind.DEFINITION for each in self.references):
            return ()  # to one definition many links may lead
        whole = [(entry, _bases(entry)) for entry in self.telling if entry.ids and not entry.cut]
        entries_about = Counter(bases for _, bases in whole)
        return tuple(entry for entry, bases in whole if entries_about[bases] > 1)

    def record(self, id_: ArxivId | None) -> Paper | None:
        """The record of a paper, whatever version is named."""
        return self._known.of(id_)

    @cached_property
    def _known(self) -> Known:
        return Known(self.records)

    def judgement(self, entry: Entry) -> Judgement | None:
        """What the judge says of an entry, asked once; None if it names several papers or the record is not known."""
        return self._verdicts.of(entry, lambda: self.recorded)

    @cached_property
    def _verdicts(self) -> Verdicts:
        return Verdicts(self.document, self._known, self.options, self._telling.settled.counts)

    def paper_titled(self, words: str) -> Paper | None:
        """The one paper that has such a title, in the store or found by a search; None if there is none or several."""
        key = letters_of(words)
        named = self._by_title.get(key, ())
        return named[0] if len(named) == 1 else self.suggested.get(words)

    @cached_property
    def _by_title(self) -> Mapping[str, Sequence[Paper]]:
        found: dict[str, list[Paper]] = {}
        for paper in self.records.values():
            for key in {letters_of(title) for title in (paper.title, *paper.former_titles)}:
                found.setdefault(key, []).append(paper)
        return found

    def entry_of(self, reference: Reference) -> Entry | None:
        """The entry a reference stands in, whether it names the entry's paper or another in its text."""
        start = reference.span.start
        # A definition names the papers of entries elsewhere; it may stand in any.
        found = None if reference.kind is ReferenceKind.DEFINITION else self._telling_at(start)
        return found if found is not None or self.is_told(reference) else self.entry_at(start)

    def _telling_at(self, offset: int) -> Entry | None:
        at = bisect_right(self._starts, offset) - 1
        return self.telling[at] if at >= 0 and offset < self.telling[at].span.end else None

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [entry.span.start for entry in self.telling]

    def entry_at(self, offset: int) -> Entry | None:
        """The entry that a byte stands in."""
        entries = self.contents.entries_near(Span(offset, offset))
        at = bisect_right(entries, offset, key=_start) - 1
        return entries[at] if at >= 0 and offset < entries[at].span.end else None

    def is_untouchable(self, entry: Entry) -> bool:
        """Whether no byte of it may change: a conflict marker cuts it, or its title is another paper's."""
        judgement = self.judgement(entry)
        return entry.cut or (judgement is not None and judgement.contradicted)

    @cached_property
    def _may_be_cut(self) -> bool:
        """Whether a marker or a part that is switched off may stand in any entry."""
        return bool(self.document.conflicts or self.document.off)

    def is_untouchable_at(self, offset: int) -> bool:
        """Whether a byte stands in such an entry."""
        entry = self._telling_at(offset)
        if entry is None and self._may_be_cut:
            entry = self.entry_at(offset)
        return entry is not None and self.is_untouchable(entry)


def _bases(entry: Entry) -> str | frozenset[str]:
    return entry.ids[0].base if len(entry.ids) == 1 else frozenset([id_.base for id_ in entry.ids])


def _start(entry: Entry) -> int:
    return entry.span.start
