"""`papersync resolve`: what a merge left in conflict, merged entry by entry, and the store paper by paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from papersync.app.lists import ListFile
from papersync.errors import PapersyncError
from papersync.lint.finding import Finding
from papersync.lint.rules.conflicts import MergeConflict
from papersync.merging import Left, Side, resolve_text, take_side
from papersync.text import LineIndex, Span


@dataclass(frozen=True, slots=True)
class ResolvePlan:
    """``take`` is the side that decides what is left, if any does. ``write`` is False for `--check` and `--diff`."""

    take: Side | None = None
    write: bool = True


@dataclass(frozen=True, slots=True)
class Resolved:
    """One list or store. ``before`` and ``after`` differ if it was (or, unless written, would be) changed.

    ``conflicts`` are the lines of the markers that opened them in ``before``, ``left`` is what of them could not be
    decided.
    """

    file: ListFile
    after: bytes
    conflicts: tuple[Span, ...] = ()
    left: tuple[Left, ...] = ()
    written: bool = False

    @property
    def name(self) -> str:
        """What the list is called."""
        return self.file.name

    @property
    def before(self) -> bytes:
        """The text that was read."""
        return self.file.source

    @property
    def changed(self) -> bool:
        """Whether the text is another one."""
        return self.before != self.after

    @property
    def fixed(self) -> tuple[Finding, ...]:
        """The conflicts of which nothing is left; their spans count in ``before``."""
        left = {each.conflict for each in self.left}
        return tuple(
            self._finding(span, "a merge left a conflict here")._replace(fixed=self.written)
            for number, span in enumerate(self.conflicts)
            if number not in left
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is left for a person; their spans count in ``after``."""
        lines = LineIndex(self.after)
        return tuple(self._finding(lines.content(each.line), _left(each)) for each in self.left)

    @property
    def undecided(self) -> tuple[Finding, ...]:
        """The same with spans that count in ``before``, once for each conflict there."""
        first = {each.conflict: each for each in reversed(self.left)}
        return tuple(self._finding(self.conflicts[number], _left(each)) for number, each in sorted(first.items()))

    def _finding(self, span: Span, message: str) -> Finding:
        return Finding(MergeConflict.code, MergeConflict.name, MergeConflict.level, message, self.name, span)


def resolve(
    lists: Sequence[ListFile], plan: ResolvePlan, stores: Sequence[ListFile] = ()
) -> tuple[list[Resolved], list[PapersyncError]]:
    """Merge what is in conflict in each list and store, and write it unless the plan does not. What was read is all it
    needs.

    A list that cannot be read as Markdown, a store of which a side cannot be read, and what cannot be written are
    errors that do not stop the others.
    """
    done: list[Resolved] = []
    errors: list[PapersyncError] = []
    for each in (*lists, *stores):
        try:
            resolved = _resolved_store(each) if each in stores else _resolved(each, plan)
            if plan.write and resolved.changed:
                each.write(resolved.after)
                resolved = replace(resolved, written=True)
        except PapersyncError as error:
            errors.append(error)
        else:
            done.append(resolved)
    return done, errors


def _resolved(each: ListFile, plan: ResolvePlan) -> Resolved:
    merged = each.read(resolve_text)
    if plan.take is not None and merged.left:
        merged = replace(merged, text=take_side(merged.text, plan.take), left=())
    markers = tuple(Span(span.start, span.start + len(span.of(each.source).rstrip())) for span in merged.conflicts)
    return Resolved(each, merged.text, markers, merged.left)


def _resolved_store(each: ListFile) -> Resolved:
    from papersync.store.conflicted import conflict_lines  # noqa: PLC0415 - not for lists
    from papersync.store.three_way import resolve_text as resolve_store  # noqa: PLC0415 - not for lists

    lines = LineIndex(each.source)
    conflicts = tuple(lines.content(line) for line in conflict_lines(each.source))
    return Resolved(each, resolve_store(each.source, each.name), conflicts)


def _left(each: Left) -> str:
    return f"{each.why}; choose one, or put both together"
