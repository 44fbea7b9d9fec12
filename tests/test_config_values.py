"""Values of the configuration, and any file as one."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersync.config import Config, load_config
from papersync.config.settings import Settings
from papersync.config.toml_lines import line_of
from papersync.errors import ConfigurationError


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        pytest.param("20h", 20 * 3600, id="hours"),
        pytest.param("30d", 30 * 86400, id="days"),
        pytest.param("10 minutes", 600, id="minutes in words"),
        pytest.param("10m", 600, id="m is for minutes"),
        pytest.param("1.5 Hours", 5400, id="a fraction, a capital"),
        pytest.param(" 2 weeks ", 14 * 86400, id="blanks around"),
        pytest.param("45", 45, id="seconds without a unit"),
        pytest.param(45, 45, id="a number of seconds"),
        pytest.param(0.5, 0.5, id="half a second"),
    ],
)
def test_durations(value: object, seconds: float) -> None:
    assert Settings.model_validate({"max-age": value}).max_age == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://127.0.0.1:8000/api/query", id="this machine"),
        pytest.param("https://arxiv.org.example.org/q", id="arXiv's name in front"),
        pytest.param("https://notarxiv.org/q", id="arXiv's name behind"),
        pytest.param("http://[::1]:8000/q", id="IPv6"),
    ],
)
def test_hosts_that_are_not_arxivs_may_be_asked_at_once(url: str) -> None:
    assert Settings.model_validate({"arxiv-url": url, "interval": 0}).interval_s == 0


def test_locks_do_not_move_with_the_cache(repository: Path) -> None:
    moved = load_config(repository, {"PAPERSYNC_CACHE_DIR": "/somewhere/else"})
    assert moved.lock_dir == Config(root=repository).lock_dir
    assert moved.cache_dir != Config(root=repository).cache_dir


@pytest.mark.parametrize(
    ("path", "line"),
    [
        pytest.param(("a",), 1, id="top level"),
        pytest.param(("t", "b"), 3, id="in a table"),
        pytest.param(("t", "quoted key"), 4, id="quoted"),
        pytest.param(("t", "c", "d"), 5, id="dotted"),
        pytest.param(("t", "missing"), 2, id="the table, if the key is not there"),
        pytest.param(("u", "v", "w"), 7, id="a table with dots"),
        pytest.param(("nowhere",), 1, id="nowhere"),
    ],
)
def test_lines_of_keys(path: tuple[str, ...], line: int) -> None:
    text = "a = 1\n[t]\n  b = 2\n\"quoted key\" = 3\nc . d = 4\n# b = 5\n[ u . 'v' ]\nw = 6\n"
    assert line_of(text, path) == (8 if path == ("u", "v", "w") else line)


@given(st.binary(max_size=60) | st.text("[]=.'\"#\n abtolists-papersync.123", max_size=60).map(str.encode))
def test_any_file_is_a_configuration_or_an_error_of_ours(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "papersync.toml").write_bytes(data)
    try:
        found = load_config(folder, {}).found_in
    except ConfigurationError as error:
        found = Path(error.place.path) if error.place else None
    assert found == folder / "papersync.toml"


def test_reading_the_configuration_loads_nothing_heavy() -> None:
    program = "import sys, papersync.config; print({'httpx', 'arxiv', 'lxml', 'rich', 'typer'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "set()"
