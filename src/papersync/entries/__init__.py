"""How a list describes a paper, and how that description is mended."""

from papersync.entries.entry import Entry, Slot
from papersync.entries.judging import Judgement, JudgeOptions, judge
from papersync.entries.reading import Reading, read_entries

__all__ = ["Entry", "JudgeOptions", "Judgement", "Reading", "Slot", "judge", "read_entries"]
