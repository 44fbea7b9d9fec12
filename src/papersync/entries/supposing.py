"""What a section would be if the papers in its last list or table, which other hosts have, were arXiv's.

They are the neighbours of a new entry all the same, and tell how it is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from papersync.entries.part_blocks import PartBlocks
from papersync.entries.placing import last_of_body
from papersync.entries.sections import Section
from papersync.entries.style import url_pattern
from papersync.markdown.model import Block, BlockKind, Document, Link, LinkKind
from papersync.references.model import Reference
from papersync.text import Edit, Span, apply_edits

# As many as a manner is learnt from.
_LAST: Final = 5
_MOST_LABEL_WORDS: Final = 3
_WEB: Final = ("https://", "http://")
_USUAL: Final = "https://arxiv.org/abs/{id}"


@dataclass(frozen=True, slots=True)
class Supposed:
    """The ``text`` of a list with other links; ``links`` are their destinations in the list, in order, and how many
    bytes each has in the text. ``url`` is what links of the list lead to, ``{id}`` for the identifier.
    """

    text: bytes
    links: tuple[tuple[Span, int], ...]
    url: str

    def edit(self, edit: Edit) -> Edit:
        """An edit of the text as one of the list; it touches none of the links."""
        return Edit(Span(self._place(edit.span.start), self._place(edit.span.end)), edit.replacement)

    def _place(self, offset: int) -> int:
        grown = 0
        for span, length in self.links:
            if span.start + grown >= offset:
                break
            grown += length - (span.end - span.start)
        return offset - grown


def suppose(
    document: Document, blocks: PartBlocks, section: Section, references: Sequence[Reference]
) -> Supposed | None:
    """The list with papers of arXiv's in the last items or rows of a section, as ends in a list or a table; None if
    none of these has a link.
    """
    last = last_of_body(document, blocks, section)
    links = [link for each in _items(last) if (link := _link(document, each)) is not None] if last is not None else []
    if not links:
        return None
    edits: list[Edit] = []
    for link, name in zip(links, _free(references), strict=False):
        assert link.destination is not None
        url = _USUAL.replace("{id}", name)
        # No longer than it was, where that can be: then a padded table stays one.
        room = link.destination.end - link.destination.start - len(url) - 1
        edits.append(Edit(link.destination, (f"{url}#{'x' * room}" if room > 0 else url).encode()))
    text = apply_edits(document.source, edits)
    return Supposed(
        text, tuple((each.span, len(each.replacement)) for each in edits), _usual(references, links[-1].text)
    )


def _items(block: Block) -> Sequence[Block]:
    match block.kind:
        case BlockKind.LIST:
            return [
                item.children[0]
                for item in block.children[-_LAST:]
                if item.children and item.children[0].kind is BlockKind.PARAGRAPH
            ]
        case BlockKind.TABLE:
            return block.children[1:][-_LAST:]
        case _:
            return ()


def _link(document: Document, block: Block) -> Link | None:
    """The first link to a page that one could write; none by label, and no badge."""
    links = document.links_in(block.span)
    pictures = {each.parent for each in links if each.kind in (LinkKind.IMAGE, LinkKind.HTML_IMAGE)}
    for link in links:
        if link.kind is LinkKind.INLINE and link.span not in pictures and link.destination is not None:
            return link if link.url.startswith(_WEB) else None
    return None


def _free(references: Sequence[Reference]) -> Iterator[str]:
    """Identifiers of papers that the list does not name."""
    taken = {each.id.base for each in references if each.id is not None}
    return (name for number in count(1) if (name := f"0704.{number:04}") not in taken)


def _usual(references: Sequence[Reference], text: str) -> str:
    """Where most links of a list lead that show such a text: titles, or this label; or else most of all."""
    shown = [
        (pattern, each.text or "") for each in references if each.id is not None and (pattern := url_pattern(each))
    ]
    alike = [pattern for pattern, other in shown if _is_alike(other, text)]
    patterns = Counter(alike or [pattern for pattern, _ in shown])
    return patterns.most_common(1)[0][0] if patterns else _USUAL


def _is_long(text: str) -> bool:
    return len(text.split()) > _MOST_LABEL_WORDS


def _is_alike(other: str, text: str) -> bool:
    return _is_long(other) if _is_long(text) else other.casefold() == text.casefold()
