"""What a Markdown file is: a document with exact spans, and how to write into one."""

from papersync.markdown.escaping import Place, escape
from papersync.markdown.model import (
    Block,
    BlockKind,
    Conflict,
    Document,
    Heading,
    Ignore,
    Inline,
    InlineKind,
    Link,
    LinkKind,
)
from papersync.markdown.parse import parse_document
from papersync.markdown.visible import VisibleText, visible

__all__ = [
    "Block",
    "BlockKind",
    "Conflict",
    "Document",
    "Heading",
    "Ignore",
    "Inline",
    "InlineKind",
    "Link",
    "LinkKind",
    "Place",
    "VisibleText",
    "escape",
    "parse_document",
    "visible",
]
