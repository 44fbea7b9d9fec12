"""Two versions of a list made one, entry by entry, so that no line is lost."""

from papersync.merging.hunks import Side
from papersync.merging.model import MARKER_SIZE, Labels, Left, Merged
from papersync.merging.resolving import merge_lists, resolve_text, take_side

__all__ = ["MARKER_SIZE", "Labels", "Left", "Merged", "Side", "merge_lists", "resolve_text", "take_side"]
