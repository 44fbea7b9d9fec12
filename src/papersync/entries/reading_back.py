"""Whether an entry that was added reads as what was meant, and all others as before."""

from __future__ import annotations

from collections.abc import Iterator

from papersync.entries.entry import Entry
from papersync.entries.like_neighbours import Wanted
from papersync.entries.manner import block_at
from papersync.entries.reading import Reading
from papersync.entries.wording import bare
from papersync.markdown.model import Block, Document, InlineKind
from papersync.titles.normalise import plain


def reads_back(
    before: Reading,
    document: Document,
    after: Reading,
    wanted: Wanted,
    *,
    section: tuple[str, ...],
    layouts: frozenset[str],
) -> bool:
    """Whether one entry is new: the paper's, in this section and one of the layouts, with its title; and none is other.

    Of a title that no reader would take for one, a single word, it is enough that it can be read there.
    """
    paper = wanted.linked.latest
    old = [_told(each) for each in before.entries]
    for entry in after.entries:
        if entry.ids != (paper,) or entry.section != section:
            continue
        if [_told(each) for each in after.entries if each is not entry] != old:
            continue
        if entry.title is None:
            return same_title(wanted.paper.title, _seen(document, entry), part=True)
        return entry.layout in layouts and same_title(wanted.paper.title, entry.title.text)
    return False


def same_title(title: str, shown: str, *, part: bool = False) -> bool:
    """Whether what is shown is the title, or has it in it, punctuation around it and its spelling in TeX aside."""
    meant, seen = bare(plain(title)), bare(plain(shown))
    return bool(meant) and (meant in seen if part else meant == seen)


def _told(entry: Entry) -> tuple[object, ...]:
    title = entry.title.text if entry.title is not None else None
    return entry.ids, entry.section, entry.layout if title else "", title


def _seen(document: Document, entry: Entry) -> str:
    block = block_at(document, entry.head)
    return "".join(_texts(block)) if block is not None else ""


def _texts(block: Block) -> Iterator[str]:
    for inline in block.inlines:
        if inline.kind is not InlineKind.HTML:
            yield inline.text
    for child in block.children:
        yield from _texts(child)
        yield "\n"
