"""What a lint of many lists needs sooner or later, loaded at once: in one of them something is amiss, or repeated.

To be imported before a process is copied, so that it need not be loaded in both.
"""

from __future__ import annotations

import rapidfuzz.distance

import papersync.entries.certainty
import papersync.entries.describing
import papersync.entries.taking
import papersync.entries.walking
import papersync.lint.unrepeated
import papersync.titles.compare
from papersync.text.patterns import compile_all

__all__ = ["papersync", "rapidfuzz"]

compile_all()
