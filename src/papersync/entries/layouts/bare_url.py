"""A URL as it stands, with words before it or behind: `- Title: https://arxiv.org/abs/…`."""

from __future__ import annotations

from typing import Final

from papersync.entries.entry import BARE_URL
from papersync.entries.layouts.told import Told
from papersync.entries.passages import Siblings
from papersync.references.model import ReferenceKind

NAME: Final = BARE_URL


def read(siblings: Siblings) -> Told | None:
    """Text beside a URL that shows as one."""
    shown = [
        reference
        for reference in siblings.references
        if reference.kind in (ReferenceKind.BARE, ReferenceKind.AUTOLINK) or reference.text == reference.url
    ]
    title = siblings.before or siblings.behind
    return Told(NAME, title) if shown and title is not None else None
