"""Findings and changes as text: for people, programs, GitHub and code scanning."""

from papersync.report.located import Located, locate
from papersync.report.plain import plain

__all__ = ["Located", "locate", "plain"]
