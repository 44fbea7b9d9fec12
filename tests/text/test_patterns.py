from __future__ import annotations

import copy
import re

import pytest

from papersync.text.patterns import late_pattern


def test_it_is_used_as_what_is_compiled() -> None:
    lazy, compiled = late_pattern(r"(?P<a>a+)b", re.IGNORECASE), re.compile(r"(?P<a>a+)b", re.IGNORECASE)
    assert [match.span() for match in lazy.finditer("AAB ab")] == [
        match.span() for match in compiled.finditer("AAB ab")
    ]
    found = lazy.search("xaab")
    assert found is not None
    assert found["a"] == "aa"
    assert found.re == compiled
    assert lazy.sub("-", "ab ab") == "- -"
    assert (lazy.pattern, lazy.flags, lazy.groupindex) == (compiled.pattern, compiled.flags, compiled.groupindex)


def test_nothing_is_compiled_before() -> None:
    broken = late_pattern("(")
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.search("a")


def test_it_can_be_copied() -> None:
    assert copy.copy(late_pattern("a")).fullmatch("a")
