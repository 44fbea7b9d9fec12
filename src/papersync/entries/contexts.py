"""What stands around a block and may be the title of what it says: an item, a paragraph or a heading above it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from papersync.entries.anchors import Anchors
from papersync.entries.asides import is_aside
from papersync.entries.choice import Choice, How
from papersync.entries.choosing import title_among
from papersync.entries.field_lines import field_name, is_field_of_a_title
from papersync.entries.html_rows import html_head, html_heads
from papersync.entries.passages import Context
from papersync.entries.pieces import cut
from papersync.entries.surroundings import is_sentence
from papersync.entries.titling import is_capitalised
from papersync.entries.wording import bare, words_of
from papersync.markdown.model import Block, BlockKind, Document, Heading, InlineKind
from papersync.markdown.sections import innermost_heading
from papersync.text import Span

NOTHING: Final = Context()
# Words above a list that may be the title of what the list says: a paragraph is longer.
LONGEST_ABOVE: Final = 400
# A heading in a quote further above heads something else.
_NEAR: Final = 12
# Between a title and its links stand a picture or two.
_NEAREST: Final = 3
_MOST_FIELDS: Final = 8
_MARKED: Final = (How.BOLD, How.OTHER_LINK)
_FEWEST_IN_FAMILY: Final = 3
# A paragraph of so many words may be a title that nothing marks.
_FEWEST_PLAIN: Final = 4


class Contexts:
    """Finds what stands around blocks of one document."""

    def __init__(self, document: Document, anchors: Anchors) -> None:
        self._document = document
        self._source = document.source
        self._anchors = anchors

    def above_list(self, blocks: Sequence[Block], index: int) -> Context:
        """What stands directly above a list, if it may be the title of what the list says."""
        if (titled := self._titled_item(blocks[index])) is not None:
            return titled
        block = blocks[index - 1] if index else None
        if block is not None and block.kind is BlockKind.HTML:
            return self._summed_up(block, blocks[index].span) or NOTHING
        if block is not None and block.kind is BlockKind.LIST and block.children:
            # A list that was meant to be nested in the last item, and is not indented enough.
            last = block.children[-1]
            block = last.children[0] if len(last.children) == 1 else None
        if (
            block is None
            or block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING)
            or self._anchors.holds(block.span)
        ):
            return NOTHING
        if block.span.end - block.span.start > LONGEST_ABOVE or not self._anchors.is_one_paper(blocks[index].span):
            return NOTHING
        if block.kind is BlockKind.HEADING or is_aside(text_of(block)):
            return self._headed(block.span.end, ())
        return Context(cut(self._source, block.inlines), block.span)

    def _titled_item(self, block: Block) -> Context | None:
        """The item of a list of fields about one paper that is its title: `- Title: …`, with `- Link: …` below."""
        for item in block.children[:_NEAREST]:
            leaf = item.children[0] if item.children else None
            if leaf is None or leaf.kind is not BlockKind.PARAGRAPH or self._anchors.holds(item.span):
                return None
            if is_field_of_a_title(text_of(leaf)):
                one = self._anchors.is_one_paper(block.span)
                return Context(cut(self._source, leaf.inlines), leaf.span) if one else None
        return None

    def _summed_up(self, block: Block, below: Span) -> Context | None:
        """The summary or the heading of an HTML block above what is about one paper."""
        if self._anchors.holds(block.span) or not self._anchors.is_one_paper(below):
            return None
        pieces = html_head(self._document, block.span)
        return Context(pieces, block.span, is_html=True, is_family=self._are_summaries_titles) if pieces else None

    @cached_property
    def _are_summaries_titles(self) -> bool:
        """Whether most summaries in HTML have one paper below them each, up to the next one or a heading, and no two
        say the same, as `Abstract` would.
        """
        heads = html_heads(self._document)
        if len({span.of(self._source) for span in heads}) < len(heads):
            return False
        starts = [*(span.start for span in heads), *(each.block.span.start for each in self._document.headings)]
        bounds = [*sorted(starts), len(self._source)]
        bodies = [Span(span.end, bounds[bisect_right(bounds, span.start)]) for span in heads]
        filled = [body for body in bodies if self._anchors.holds(body)]
        alone = sum(map(self._anchors.is_one_paper, filled))
        return alone >= _FEWEST_IN_FAMILY and alone * 2 >= len(filled)

    def around_paragraph(self, blocks: Sequence[Block], index: int) -> Context:
        """For a paragraph a quote directly below it, and the heading above if no other paper stands below that."""
        below = tuple(block for block in blocks[index + 1 : index + 2] if block.kind is BlockKind.QUOTE)
        if (number := self._above_in_quote(blocks, index)) >= 0:
            head = blocks[number]
            return Context(cut(self._source, head.inlines), head.span, below, is_heading=True, is_family=True)
        if (titled := self._titled_paragraph(blocks, index)) is not None:
            return titled._replace(below=below)
        for near in reversed(blocks[max(0, index - _NEAREST) : index]):
            if near.kind is BlockKind.HTML and (summed := self._summed_up(near, blocks[index].span)) is not None:
                return summed._replace(below=below)
            if self._is_beside_the_point(near):
                continue
            if near.kind is not BlockKind.PARAGRAPH or self._anchors.holds(near.span):
                break
            pieces = cut(self._source, near.inlines) if near.span.end - near.span.start <= LONGEST_ABOVE else ()
            title = title_among(pieces, 0, len(pieces))
            if (
                title is not None
                and (title.how in _MARKED or _is_all_of(near, title))
                and not is_sentence(text_of(near))
            ):
                headed = self._headed(blocks[index].span.start, below)
                is_part = bare("".join(piece.text for piece in headed.above)).startswith(bare(title.slot.text))
                return headed if is_part else Context(pieces, near.span, below)
            break
        return self._headed(blocks[index].span.start, below)

    def _titled_paragraph(self, blocks: Sequence[Block], index: int) -> Context | None:
        """The paragraph `Title: …` above a paragraph that is a field, with none but fields between."""
        if field_name(text_of(blocks[index])) is None:
            return None
        for near in reversed(blocks[max(0, index - _MOST_FIELDS) : index]):
            text = text_of(near)
            if near.kind is not BlockKind.PARAGRAPH or field_name(text) is None or self._anchors.holds(near.span):
                return None
            if is_field_of_a_title(text):
                return Context(cut(self._source, near.inlines), near.span)
        return None

    def _is_beside_the_point(self, block: Block) -> bool:
        """Whether a reader sees nothing of a block but images, authors or a venue, and it names no paper."""
        if self._anchors.holds(block.span):
            return False
        if block.kind is BlockKind.PARAGRAPH and is_aside(text_of(block)):
            return True
        shown = (inline.text for inline in block.inlines if inline.kind not in (InlineKind.IMAGE, InlineKind.HTML))
        return block.kind is BlockKind.HTML or (block.kind is BlockKind.PARAGRAPH and not "".join(shown).strip())

    def _above_in_quote(self, blocks: Sequence[Block], index: int) -> int:
        """The heading above among blocks of a quote, if it has one paper below it; -1 if there is none."""
        above = (at for at in range(index - 1, max(index - _NEAR, -1), -1) if blocks[at].kind is BlockKind.HEADING)
        number = next(above, -1)
        headings = self._document.headings
        starts = bisect_left(headings, blocks[number].span.start, key=_heading_start) if number >= 0 else 0
        if number < 0 or (starts < len(headings) and headings[starts].block.span.start == blocks[number].span.start):
            return -1
        end = next((each.span.start for each in blocks[index:] if each.kind is BlockKind.HEADING), blocks[-1].span.end)
        return number if self._anchors.is_one_paper(Span(blocks[number].span.end, end)) else -1

    def _headed(self, offset: int, below: tuple[Block, ...]) -> Context:
        """The heading that a byte stands under, if one paper stands below it and no other."""
        number = innermost_heading(self._document, offset)
        if number < 0 or not self._anchors.is_one_paper(self._body(number)):
            return Context(below=below)
        heading = self._document.headings[number].block
        # One that is the title of an entry already is no other's.
        if self._anchors.holds(heading.span) or self._anchors.is_taken(heading.span.start):
            return Context(below=below)
        pieces = cut(self._source, heading.inlines)
        return Context(pieces, heading.span, below, is_heading=True, is_family=self._is_family(number))

    def _body(self, number: int) -> Span:
        """From a heading to the next one of any level."""
        headings = self._document.headings
        end = headings[number + 1].block.span.start if number + 1 < len(headings) else len(self._source)
        return Span(headings[number].block.span.end, end)

    def _is_family(self, number: int) -> bool:
        """Whether most headings of this level under the same one have one paper below them each."""
        filled, alone = self._families.get(self._family(number), (0, 0))
        return alone >= _FEWEST_IN_FAMILY and alone * 2 >= filled

    def _family(self, number: int) -> tuple[int, int]:
        return self._document.heading_parents[number], self._document.headings[number].level

    @cached_property
    def _families(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        """For each family of headings how many have papers below them, and how many exactly one."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for number in range(len(self._document.headings)):
            body = self._body(number)
            if self._anchors.holds(body):
                filled, alone = found.get(self._family(number), (0, 0))
                found[self._family(number)] = filled + 1, alone + self._anchors.is_one_paper(body)
        return found


def _is_all_of(block: Block, title: Choice) -> bool:
    """Whether a paragraph is nothing but plain words that are written as titles are."""
    words = title.slot.text
    return bare(text_of(block)) == bare(words) and len(words_of(words)) >= _FEWEST_PLAIN and is_capitalised(words)


def text_of(block: Block) -> str:
    """What a reader sees of a leaf, as far as an aside may go on."""
    return "".join(inline.text for inline in block.inlines)[:LONGEST_ABOVE]


def _heading_start(heading: Heading) -> int:
    return heading.block.span.start
