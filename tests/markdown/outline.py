"""Documents as nested tuples, for tables of expectations."""

from __future__ import annotations

from papersync.markdown import Block, Document, Inline


def outline(document: Document) -> list[object]:
    """Each block as (kind, text it spans, children or inline runs)."""
    return [_block(document.source, block) for block in document.blocks]


def runs(document: Document) -> list[tuple[str, str, str]]:
    """The inline runs of the first leaf: kind, what a reader sees, the bytes it comes from."""
    block = document.blocks[0]
    while block.children:
        block = block.children[0]
    return [run(document.source, inline) for inline in block.inlines]


def run(source: bytes, inline: Inline) -> tuple[str, str, str]:
    """One run: kind, what a reader sees, the bytes it comes from."""
    return inline.kind.value, inline.text, inline.span.of(source).decode()


def _block(source: bytes, block: Block) -> object:
    text = block.span.of(source).decode()
    return (
        (block.kind.value, text, [_block(source, child) for child in block.children])
        if block.children
        else (block.kind.value, text)
    )
