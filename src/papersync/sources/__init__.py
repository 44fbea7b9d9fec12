"""Who knows what a paper is. Importing this loads no network and no XML; `query` and `atom` do."""

from papersync.sources.answers import Answer, Failed, Found, Missing, Source

__all__ = ["Answer", "Failed", "Found", "Missing", "Source"]
