"""papersync keeps Markdown reading lists of arXiv papers true."""

__version__ = "0.1.0"
