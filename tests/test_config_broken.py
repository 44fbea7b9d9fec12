"""Configuration files that no editor, merge or attacker should be able to break without a clear word."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from papersync.config import load_config, place_of
from papersync.errors import ConfigurationError


def refused(repository: Path, name: str, data: bytes) -> ConfigurationError:
    (repository / name).write_bytes(data)
    with pytest.raises(ConfigurationError) as caught:
        load_config(repository, {})
    assert caught.value.place is not None
    assert caught.value.place.path == str(repository / name)
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 200
    return caught.value


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xef\xbb\xbfwrap = 80\n", id="a byte order mark, from an editor on Windows"),
        pytest.param(b"wrap = 80\r\n", id="CR LF"),
        pytest.param(b"# " + b"x" * 500_000 + b"\nwrap = 80", id="a long comment"),
        pytest.param(b"# a" + b".a" * 100 + b"\nwrap = 80", id="dots in a comment"),
        pytest.param(b"wrap = 80\nstore = 'a" + b".a" * 100 + b"'", id="dots in a string"),
    ],
)
def test_what_any_editor_may_write_is_read(repository: Path, data: bytes) -> None:
    (repository / "papersync.toml").write_bytes(data)
    assert load_config(repository, {}).wrap == 80


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        pytest.param("wrap = 80".encode("utf-16"), None, "UTF-16", id="UTF-16, as PowerShell redirects"),
        pytest.param("wrap = 80".encode("utf-16-be"), None, "NUL", id="UTF-16 without a mark"),
        pytest.param(b"\0" * 100, None, "NUL", id="zeros, after a power cut"),
        pytest.param(b"wrap = 80\nstore = '\xe9'", 2, "not UTF-8", id="Latin-1: its line"),
        pytest.param(
            b"store = 'x'\n<<<<<<< HEAD\nwrap = 80\n=======\nwrap = 90\n>>>>>>> x\n", 2, "merge conflict", id="conflict"
        ),
        pytest.param(b"store = 'x'\r\n<<<<<<< HEAD\r\nwrap = 80\r\n", 2, "merge conflict", id="conflict with CR LF"),
        pytest.param(b'{"wrap": 80}', 1, "not TOML", id="JSON"),
        pytest.param(b"wrap: 80", 1, "not TOML", id="YAML"),
        pytest.param(b"\nwrap = " + b"9" * 900_000, 2, "too many digits", id="900,000 digits"),
        pytest.param(b"wrap = 80\nlists = " + b"[" * 100_000, None, "nested too deeply", id="100,000 brackets"),
        pytest.param(b"section-aliases = " + b"{a=" * 100_000, None, "nested too deeply", id="100,000 braces"),
        pytest.param(b"wrap = 80\na" + b".a" * 100_000 + b" = 1", 2, "more than 50 parts", id="100,000 dots"),
        pytest.param(b"[a" + b".a" * 100_000 + b"]", 1, "more than 50 parts", id="100,000 dots in a table's name"),
        pytest.param(
            b"a = {" + b"a." * 100_000 + b"a = 1}", 1, "more than 50 parts", id="100,000 dots in an inline table"
        ),
        pytest.param(b"# " + b"x" * 2_000_000, None, "larger than a megabyte", id="2 MB"),
        pytest.param(b'store = "' + b"x" * 900_000 + b'"', 1, "too long", id="a path without end"),
        pytest.param(b'"\\u001b[31mred\\n" = 1', 1, "not a key", id="a key that would colour the message"),
        pytest.param(b"x" * 900_000 + b" = 1", 1, "not a key", id="a key without end"),
        pytest.param(b"retries = 99999999999999999999999", 1, "less than or equal to 100", id="more than 64 bits"),
        pytest.param(b"wrap = nan", 1, "whole number", id="nan"),
        pytest.param(b"store = '  '", 1, "must not be empty", id="only blanks"),
    ],
)
def test_broken_files_say_where_and_what(repository: Path, data: bytes, line: int | None, words: str) -> None:
    started = time.process_time()
    error = refused(repository, "papersync.toml", data)
    assert time.process_time() - started < 3
    assert words in error.message
    assert error.place is not None
    assert error.place.line == line


@pytest.mark.parametrize("table", ["[tool.papersync]\nwrap = 80", "[papersync]\nwrap = 80"])
def test_the_table_of_the_shared_file_has_no_place_in_the_own_one(repository: Path, table: str) -> None:
    error = refused(repository, "papersync.toml", table.encode())
    assert "stand at the top" in (error.hint or "")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(Path.mkdir, "is a folder", id="a folder"),
        pytest.param(lambda path: path.symlink_to("nowhere"), "link to nothing", id="a broken link"),
    ],
)
def test_the_own_file_is_never_passed_by_in_silence(repository: Path, make: Callable[[Path], None], words: str) -> None:
    make(repository / "papersync.toml")
    with pytest.raises(ConfigurationError, match=words):
        load_config(repository, {})


def test_a_good_link_is_followed(repository: Path) -> None:
    (repository / "shared.toml").write_text("wrap = 80")
    (repository / "papersync.toml").symlink_to("shared.toml")
    assert load_config(repository, {}).wrap == 80


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"[project]\nname = '\xff'", id="not UTF-8"),
        pytest.param("[project]\nname = 'x'".encode("utf-16"), id="UTF-16"),
        pytest.param(b"a" + b".a" * 100_000 + b" = 1", id="without end"),
        pytest.param(b"<<<<<<< HEAD", id="in conflict"),
    ],
)
def test_a_broken_pyproject_that_never_names_us_is_none_of_ours(repository: Path, data: bytes) -> None:
    (repository / "pyproject.toml").write_bytes(data)
    assert load_config(repository, {}).found_in is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param("[tool.papersync]\nwrap = 80".encode("utf-16"), "UTF-16", id="UTF-16"),
        pytest.param(b"[tool.papersync]\nstore = '\xff'", "not UTF-8", id="not UTF-8"),
        pytest.param(b"[[tool.papersync]]\nwrap = 80", "must be a table", id="an array of tables"),
        pytest.param(b"[tool.papersync\nwrap = 80", "not TOML", id="broken TOML"),
    ],
)
def test_a_broken_pyproject_that_names_us_is(repository: Path, data: bytes, words: str) -> None:
    assert words in refused(repository, "pyproject.toml", data).message


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://user:hunter2@localhost/q", id="name and password"),
        pytest.param("http://hunter2@localhost/q", id="a token"),
        pytest.param("http://user:hun/hunter2@localhost/q", id="a slash, so that it looks like a port"),
        pytest.param("http://[::1:hunter2]/q", id="in brackets"),
        pytest.param("http://localhost/q?key=hunter2", id="in the query"),
        pytest.param("http://localhost/q#hunter2", id="in the fragment"),
        pytest.param("ftp://hunter2@localhost/q", id="another scheme"),
        pytest.param("http://user:hunter2@local host/q", id="a blank"),
    ],
)
@pytest.mark.parametrize("from_file", [True, False])
def test_secrets_in_the_url_are_refused_and_never_repeated(repository: Path, url: str, *, from_file: bool) -> None:
    if from_file:
        (repository / "papersync.toml").write_text(f"arxiv-url = '{url}'")
    with pytest.raises(ConfigurationError) as caught:
        load_config(repository, {} if from_file else {"PAPERSYNC_ARXIV_URL": url})
    assert "hun" not in str(caught.value) + (caught.value.hint or "")
    assert "arxiv-url" in str(caught.value) or "PAPERSYNC_ARXIV_URL" in str(caught.value)


@pytest.mark.parametrize(
    "host",
    [
        pytest.param("a..b", id="an empty label"),
        pytest.param("%31", id="an escape"),
        pytest.param("exa mple", id="a blank"),
        pytest.param("xn--", id="an encoded label that is none: httpx raises for it"),
        pytest.param("a" * 64, id="a label of 64"),
        pytest.param("x:0", id="port 0"),
        pytest.param("x:80:90", id="two ports"),
        pytest.param("-x", id="a hyphen in front"),
        pytest.param("\\\\evil", id="backslashes"),
    ],
)
def test_hosts_that_are_none_are_refused_before_anything_is_asked(repository: Path, host: str) -> None:
    with pytest.raises(ConfigurationError, match="PAPERSYNC_ARXIV_URL: must be an http or https URL"):
        load_config(repository, {"PAPERSYNC_ARXIV_URL": f"http://{host}/q"})


@pytest.mark.parametrize("value", [" ", "x", "-1", "nan", "inf", "1e9", "\u0663", "\uff13", "1" * 5000, "0x10"])
@pytest.mark.parametrize("name", ["INTERVAL", "RETRIES", "WRAP", "MAX_WAIT", "MAX_AGE"])
def test_numbers_in_the_environment_are_plain_ones(repository: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_config(repository, {f"PAPERSYNC_{name}": value})
    assert str(caught.value).startswith(f"PAPERSYNC_{name}: must be ")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        pytest.param("papersync.toml", "wrap = 80\n\nselect = ['PS1']", 3, id="own"),
        pytest.param("pyproject.toml", "[tool.papersync]\nselect = ['PS1']", 2, id="shared"),
    ],
)
def test_the_place_of_a_key(repository: Path, name: str, text: str, line: int) -> None:
    (repository / name).write_text(text)
    place = place_of(load_config(repository, {}), "select")
    assert place is not None
    assert (place.path, place.line) == (str(repository / name), line)
    (repository / name).unlink()
    assert place_of(load_config(repository, {}), "select") is None
