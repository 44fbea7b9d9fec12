"""Regular expressions that are compiled when they are first used: a short lint uses a third of those it loads."""

from __future__ import annotations

import re
from typing import Any, AnyStr, Final, cast

_METHODS: Final = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn")


def late_pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` gives, to be used as that; a mistake in it is raised when it is first used."""
    pattern = _Pattern(source, flags)
    _ALL.append(pattern)
    return cast("re.Pattern[AnyStr]", pattern)


def compile_all() -> None:
    """Compile those that have been loaded: before a process is copied, so that it need not be done in both."""
    for pattern in _ALL:
        _ = pattern.match


_ALL: Final[list[_Pattern]] = []


class _Pattern:
    """From the first use on its methods are those of the compiled one, with nothing between."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
