"""papersync keeps Markdown reading lists of arXiv papers true."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papersync.library import Mended, mend, read_references

__version__ = "0.1.0"
__all__ = ["Mended", "__version__", "mend", "read_references"]


def __getattr__(name: str) -> object:
    # Loaded when somebody asks: the command line begins without what the library needs (PEP 562).
    if name in __all__:
        from importlib import import_module  # noqa: PLC0415 - see above

        return getattr(import_module("papersync.library"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
