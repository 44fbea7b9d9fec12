from __future__ import annotations

from dataclasses import asdict, fields, replace
from datetime import timedelta
from pathlib import Path

import pytest

from papersync.config import SCALAR_KEYS, Config, load_config
from papersync.config.settings import Settings
from papersync.errors import ConfigurationError

ALL = """
lists = ["README.md", "docs/**/*.md"]
store = "db/papers.json"
fields = ["authors", "abstract"]
titles = "words"
link = "pdf"
version = "latest"
wrap = 100
layout = "table"
select = ["PS1", "PS203"]
ignore = ["PS103"]
max-age = "2 days"
stale-after = "6w"
contact = "someone@example.org"
arxiv-url = "http://localhost:8000/api/query"
interval = 0.5
retries = 0
max-wait = "90 s"
cache-dir = "cache"

[section-aliases]
rlhf = "Reinforcement Learning from Human Feedback"

[templates]
heading = "{{ title }}"

[per-file-ignores]
"docs/*.md" = ["PS402"]
"""


def write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


def test_everything_has_a_default(repository: Path) -> None:
    config = load_config(repository / "docs", {})
    assert config == Config(root=repository)
    assert (config.lists, config.store, config.fields) == (("README.md",), "data/papers.json", ())
    assert (config.titles, config.link, config.version, config.wrap) == ("canonical", "keep", "keep", None)
    assert (config.max_age, config.stale_after) == (timedelta(hours=20), timedelta(days=30))
    assert (config.arxiv_url, config.interval_s) == ("https://export.arxiv.org/api/query", 3.0)
    assert (config.max_wait, config.contact, config.select) == (timedelta(minutes=10), None, ())
    assert config.found_in is None
    assert config.store_path == repository / "data/papers.json"


def test_every_key_is_read(repository: Path) -> None:
    path = write(repository / "papersync.toml", ALL)
    config = load_config(repository, {})
    assert asdict(config) == {
        "lists": ("README.md", "docs/**/*.md"),
        "store": "db/papers.json",
        "fields": ("authors", "abstract"),
        "titles": "words",
        "link": "pdf",
        "version": "latest",
        "wrap": 100,
        "layout": "table",
        "section_aliases": {"rlhf": "Reinforcement Learning from Human Feedback"},
        "templates": {"heading": "{{ title }}"},
        "select": ("PS1", "PS203"),
        "ignore": ("PS103",),
        "per_file_ignores": {"docs/*.md": ("PS402",)},
        "max_age": timedelta(days=2),
        "stale_after": timedelta(weeks=6),
        "contact": "someone@example.org",
        "arxiv_url": "http://localhost:8000/api/query",
        "interval_s": 0.5,
        "retries": 0,
        "max_wait": timedelta(seconds=90),
        "cache_folder": "cache",
        "root": repository,
        "found_in": path,
    }
    assert (config.store_path, config.cache_dir) == (repository / "db/papers.json", repository / "cache")


def test_pyproject_holds_the_same_keys_in_its_table(repository: Path) -> None:
    own = write(repository / "papersync.toml", ALL)
    direct = load_config(repository, {})
    own.unlink()
    nested = ALL.replace("[", "[tool.papersync.").replace('[tool.papersync."', '["')
    path = write(repository / "pyproject.toml", "[project]\nname = 'x'\n[tool.papersync]" + nested)
    assert load_config(repository, {}) == replace(direct, found_in=path)


def test_keys_and_fields_are_one_to_one() -> None:
    keys = {field.alias for field in Settings.model_fields.values()}
    assert keys >= set(SCALAR_KEYS)
    tables = {"lists", "fields", "section-aliases", "templates", "select", "ignore", "per-file-ignores"}
    assert keys - set(SCALAR_KEYS) == tables
    assert {field.name for field in fields(Config)} == {*Settings.model_fields, "root", "found_in"}


class TestSearch:
    def test_the_nearest_counts(self, repository: Path) -> None:
        write(repository / "papersync.toml", "wrap = 70")
        near = write(repository / "docs/papersync.toml", "wrap = 80")
        config = load_config(repository / "docs/deep/list.md", {})
        assert (config.wrap, config.root, config.found_in) == (80, repository / "docs", near)

    def test_the_own_file_wins_in_its_folder(self, repository: Path) -> None:
        write(repository / "pyproject.toml", "[tool.papersync]\nwrap = 70")
        write(repository / "papersync.toml", "wrap = 80")
        assert load_config(repository, {}).wrap == 80

    def test_a_nearer_pyproject_wins_over_a_farther_own_file(self, repository: Path) -> None:
        write(repository / "docs/pyproject.toml", "[tool.papersync]\nwrap = 70")
        write(repository / "papersync.toml", "wrap = 80")
        assert load_config(repository / "docs", {}).wrap == 70

    def test_a_pyproject_without_the_table_is_passed_by(self, repository: Path) -> None:
        write(repository / "docs/pyproject.toml", "[project]\nname = 'papersync-user'")
        write(repository / "papersync.toml", "wrap = 80")
        assert load_config(repository / "docs", {}).wrap == 80

    def test_a_broken_pyproject_of_somebody_else_is_none_of_ours(self, repository: Path) -> None:
        write(repository / "pyproject.toml", "[project\n")
        assert load_config(repository, {}).found_in is None

    def test_never_past_the_repository(self, repository: Path) -> None:
        write(repository.parent / "papersync.toml", "wrap = 80")
        config = load_config(repository / "docs", {})
        assert (config.wrap, config.found_in, config.root) == (None, None, repository)

    def test_a_worktree_has_a_file_for_git(self, repository: Path) -> None:
        (repository / ".git").rmdir()
        write(repository / ".git", "gitdir: elsewhere")
        write(repository.parent / "papersync.toml", "wrap = 80")
        assert load_config(repository, {}).wrap is None

    def test_a_file_that_is_not_there_has_a_folder(self, repository: Path) -> None:
        write(repository / "papersync.toml", "wrap = 80")
        assert load_config(repository / "docs/new.md", {}).wrap == 80
        assert load_config(repository / "docs/../docs/deep/../new.md", {}).wrap == 80

    def test_outside_of_a_repository_the_working_folder_is_the_root(self, tmp_path: Path) -> None:
        assert load_config(tmp_path / "list.md", {}, working_folder=tmp_path / "here").root == tmp_path / "here"

    def test_relative_starts_count_from_the_working_folder(
        self, repository: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(repository / "papersync.toml", "wrap = 80")
        monkeypatch.chdir(repository / "docs")
        assert load_config(Path("deep/list.md"), {}).wrap == 80
        assert load_config(Path(), {}).root == repository


class TestEnvironment:
    def test_every_scalar_key_has_a_variable(self, repository: Path) -> None:
        write(repository / "papersync.toml", ALL)
        environ = {
            "PAPERSYNC_STORE": "x.json",
            "PAPERSYNC_TITLES": "keep",
            "PAPERSYNC_LINK": "abs",
            "PAPERSYNC_VERSION": "strip",
            "PAPERSYNC_WRAP": "60",
            "PAPERSYNC_LAYOUT": "bullet",
            "PAPERSYNC_MAX_AGE": "0",
            "PAPERSYNC_STALE_AFTER": "1d",
            "PAPERSYNC_CONTACT": "https://example.org/us",
            "PAPERSYNC_ARXIV_URL": "http://127.0.0.1:1/q",
            "PAPERSYNC_INTERVAL": "0",
            "PAPERSYNC_RETRIES": "9",
            "PAPERSYNC_MAX_WAIT": "1 minute",
            "PAPERSYNC_CACHE_DIR": "/var/cache/x",
        }
        assert {name.removeprefix("PAPERSYNC_").lower().replace("_", "-") for name in environ} == set(SCALAR_KEYS)
        config = load_config(repository, environ)
        assert (config.store, config.titles, config.link, config.version) == ("x.json", "keep", "abs", "strip")
        assert (config.wrap, config.max_age, config.stale_after) == (60, timedelta(0), timedelta(days=1))
        assert (config.contact, config.arxiv_url) == ("https://example.org/us", "http://127.0.0.1:1/q")
        assert (config.interval_s, config.retries, config.max_wait) == (0.0, 9, timedelta(minutes=1))
        assert config.cache_dir == Path("/var/cache/x")

    def test_an_empty_variable_is_unset(self, repository: Path) -> None:
        assert load_config(repository, {"PAPERSYNC_WRAP": "", "PAPERSYNC_LINK": ""}) == Config(root=repository)

    def test_variables_of_others_are_left_alone(self, repository: Path) -> None:
        environ = {"PAPERSYNC_PYTHON": "python", "PAPERSYNC_LISTS": "x", "WRAP": "60"}
        assert load_config(repository, environ) == Config(root=repository)

    def test_a_wrong_value_names_the_variable(self, repository: Path) -> None:
        write(repository / "papersync.toml", "wrap = 80")
        with pytest.raises(ConfigurationError, match=r"^PAPERSYNC_WRAP: must be a whole number"):
            load_config(repository, {"PAPERSYNC_WRAP": "wide"})

    def test_a_variable_mends_a_wrong_key(self, repository: Path) -> None:
        write(repository / "papersync.toml", "wrap = 'wide'")
        assert load_config(repository, {"PAPERSYNC_WRAP": "60"}).wrap == 60


@pytest.mark.parametrize(
    ("text", "line", "words", "hint"),
    [
        pytest.param("# x\nlist = ['a']", 2, '"list" is not a key', 'did you mean "lists"?', id="unknown key"),
        pytest.param("max_age = '1d'", 1, '"max_age" is not a key', 'did you mean "max-age"?', id="_ for -"),
        pytest.param("\n\nINTERVAL = 3", 3, "not a key", 'did you mean "interval"?', id="capitals"),
        pytest.param("xyzzy = 1", 1, "not a key", None, id="like nothing"),
        pytest.param("root = '/'", 1, "not a key", None, id="a field of ours that is no key"),
        pytest.param("interval_s = 3", 1, "not a key", 'did you mean "interval"?', id="a name of ours that is no key"),
        pytest.param("lists = 'README.md'", 1, '"lists" must be a list', None, id="a text for a list"),
        pytest.param("lists = []", 1, "must not be empty", None, id="no lists"),
        pytest.param("lists = [\n  'a.md',\n  5,\n]", 1, '"lists.1" must be a string', None, id="a number in a list"),
        pytest.param("lists = ['/etc/*.md']", 1, "relative", None, id="an absolute glob"),
        pytest.param("store = ''", 1, '"store"', None, id="an empty store"),
        pytest.param('store = "a\\u0000b"', 1, '"store"', None, id="NUL in a path"),
        pytest.param("store = 5", 1, "must be a string", None, id="a number for a path"),
        pytest.param("store = 'README.md'", 1, "must not be a Markdown file", None, id="a list for the store"),
        pytest.param("store = 'a.Markdown '", 1, "must not be a Markdown file", None, id="a list, shouted"),
        pytest.param("fields = ['title', 'year']", 1, "'title', 'link', 'authors'", None, id="an unknown slot"),
        pytest.param(
            "titles = 'Canonical'", 1, "must be one of 'canonical', 'words' or 'keep'", None, id="capitals in a word"
        ),
        pytest.param("wrap = 5", 1, '"wrap"', None, id="too narrow"),
        pytest.param("wrap = true", 1, "whole number", None, id="true for a number"),
        pytest.param("retries = 2.5", 1, "whole number", None, id="half a retry"),
        pytest.param("retries = -1", 1, '"retries"', None, id="retries below 0"),
        pytest.param(
            "[per-file-ignores]\n'a.md' = ['PS1']\n'b.md' = 'PS1'", 3, "must be a list", None, id="in a table"
        ),
        pytest.param("[section-aliases]\nx = 1", 2, "must be a string", None, id="in another table"),
        pytest.param("section-aliases.x = 1", 1, "must be a string", None, id="a dotted key"),
        pytest.param("section-aliases = 'x'", 1, "must be a table", None, id="a text for a table"),
        pytest.param("max-age = '20 parsecs'", 1, "duration", None, id="an unknown unit"),
        pytest.param("max-age = '-1h'", 1, "duration", None, id="a duration below 0"),
        pytest.param("max-age = '1h 30m'", 1, "duration", None, id="two units"),
        pytest.param("max-age = true", 1, "duration", None, id="true for a duration"),
        pytest.param("max-age = nan", 1, "duration", None, id="nan"),
        pytest.param("max-age = 1e300", 1, "duration", None, id="more than a timedelta holds"),
        pytest.param(f"max-age = '{'9' * 400}d'", 1, "duration", None, id="more than a float holds"),
        pytest.param("max-age = 2020-01-01", 1, "duration", None, id="a date"),
        pytest.param("interval = 2.9", 1, "every 3 seconds", None, id="too fast for arXiv"),
        pytest.param("interval = nan", 1, "duration", None, id="nan, which is not less than 3"),
        pytest.param(
            "interval = 0\narxiv-url = 'https://EXPORT.arXiv.org./q'", 1, "every 3 seconds", None, id="in disguise"
        ),
        pytest.param(
            "interval = 0\narxiv-url = 'https://arxiv.org:443/q'", 1, "every 3 seconds", None, id="with a port"
        ),
        pytest.param("arxiv-url = 'ftp://arxiv.org/q'", 1, "http or https", None, id="ftp"),
        pytest.param("arxiv-url = 'file:///etc/passwd'", 1, "http or https", None, id="a file"),
        pytest.param("arxiv-url = 'arxiv.org'", 1, "http or https", None, id="no scheme"),
        pytest.param("arxiv-url = 'https:///q'", 1, "http or https", None, id="no host"),
        pytest.param("arxiv-url = 'https://x/q?a=b'", 1, "without query", None, id="with a query"),
        pytest.param("arxiv-url = 'https://x:99999/q'", 1, '"arxiv-url"', None, id="no such port"),
        pytest.param("arxiv-url = 'https://[::1/q'", 1, '"arxiv-url"', None, id="half an address"),
        pytest.param('arxiv-url = "https://x/\\nq"', 1, '"arxiv-url"', None, id="a line break in a URL"),
        pytest.param('contact = "a\\r\\nX-Header: b"', 1, '"contact"', None, id="a header in the contact"),
        pytest.param("contact = 'Jürgen'", 1, '"contact"', None, id="a header is ASCII"),
        pytest.param("lists = [\n", 2, "is not TOML", None, id="cut short"),
        pytest.param("a = 1\na = 2", 2, "is not TOML", None, id="a key twice"),
        pytest.param("wrap = " + "9" * 5000, 1, "TOML", None, id="5,000 digits"),
        pytest.param("lists = " + "[" * 5000, 1, "TOML", None, id="5,000 brackets"),
        pytest.param("titles = 'x'\nwrap = 5", 1, '"titles"', None, id="of two the first"),
    ],
)
def test_mistakes_name_file_line_and_key(repository: Path, text: str, line: int, words: str, hint: str | None) -> None:
    path = write(repository / "papersync.toml", text)
    with pytest.raises(ConfigurationError) as caught:
        load_config(repository, {})
    place = caught.value.place
    assert place is not None
    assert (place.path, place.line or 1) == (str(path), line), str(caught.value)
    assert words in caught.value.message
    assert caught.value.hint == hint
    assert "\n" not in caught.value.message

    path.unlink()
    path = write(
        repository / "pyproject.toml",
        "[project]\nstore = 1\n\n[tool.papersync]\n"
        + text.replace("[per", "[tool.papersync.per").replace("[section", "[tool.papersync.section"),
    )
    with pytest.raises(ConfigurationError) as caught:
        load_config(repository, {})
    assert caught.value.place is not None
    assert (caught.value.place.line or 5) == line + 4


def test_a_table_that_is_none(repository: Path) -> None:
    write(repository / "pyproject.toml", "[project]\nname = 'x'\n[tool]\npapersync = 5")
    with pytest.raises(ConfigurationError, match=r"pyproject\.toml:4: .*must be a table"):
        load_config(repository, {})


def test_a_file_that_is_not_utf8(repository: Path) -> None:
    (repository / "papersync.toml").write_bytes(b"store = '\xff'")
    with pytest.raises(ConfigurationError, match="UTF-8"):
        load_config(repository, {})
