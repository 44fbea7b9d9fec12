"""Where a repository is, as its remote says in any of git's forms."""

from __future__ import annotations

import pytest

from papersync.app.published import read_origin


@pytest.mark.parametrize(
    ("remote", "page"),
    [
        pytest.param("https://github.com/ada/lists.git", "https://github.com/ada/lists", id="https"),
        pytest.param("https://github.com/ada/lists/", "https://github.com/ada/lists", id="a slash at the end"),
        pytest.param("git@github.com:ada/lists.git", "https://github.com/ada/lists", id="as scp has it"),
        pytest.param("ssh://git@GitHub.com:22/ada/lists.git", "https://github.com/ada/lists", id="ssh with a port"),
        pytest.param("https://ada:secret@git.example.org/a/b/c.git", "https://git.example.org/a/b/c", id="a password"),
        pytest.param("https://github.com/ada/awesome.list", "https://github.com/ada/awesome.list", id="a dot"),
        pytest.param("/srv/git/lists.git", None, id="a path"),
        pytest.param("../lists.git", None, id="a relative path"),
        pytest.param("C:/git/lists", None, id="a path of Windows"),
        pytest.param("file:///srv/git/lists.git", None, id="a file URL"),
        pytest.param("https://github.com/$(touch x)/y", None, id="what a shell would run"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_read(remote: str, page: str | None) -> None:
    origin = read_origin(remote)
    assert (origin.url if origin is not None else None) == page
