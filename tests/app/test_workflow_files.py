"""The workflows that `init` writes: what checkers of workflows say of them, and when they run."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from pre_commit.yaml import yaml_load

from papersync.app.released import REPOSITORY
from papersync.app.workflow_files import LINT, REFRESH, moment_in, moment_of, workflows

FOLDER = Path(sys.executable).parent


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with both, in both forms."""
    folder = tmp_path_factory.mktemp("repository")
    (folder / ".github/workflows").mkdir(parents=True)
    for name, text in workflows("ada/lists").items():
        (folder / name).write_text(text)
    for name, text in workflows("ada/lists", ["docs/a.md", "docs/[b]*.md"]).items():
        (folder / name.replace(".yml", "-below.yml")).write_text(text)
    return folder


@pytest.mark.parametrize(
    "checker",
    [
        pytest.param(["actionlint"], id="actionlint"),
        pytest.param(["zizmor", "--offline", "--quiet", "--persona", "pedantic"], id="zizmor"),
        pytest.param(["check-jsonschema", "--builtin-schema", "vendor.github-workflows"], id="the schema"),
    ],
)
def test_checkers_find_nothing(written: Path, checker: list[str]) -> None:
    files = [str(path) for path in sorted((written / ".github/workflows").iterdir())]
    assert len(files) == 4
    command = [str(FOLDER / checker[0]), *checker[1:], *files]
    done = subprocess.run(command, cwd=written, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_has_the_least_rights() -> None:
    refresh, lint = (yaml_load(workflows("ada/lists")[name]) for name in (REFRESH, LINT))
    assert refresh["permissions"] == lint["permissions"] == {}
    assert refresh["jobs"]["refresh"]["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert lint["jobs"]["lint"]["permissions"] == {"contents": "read"}


def test_what_they_run() -> None:
    refresh, lint = (yaml_load(text) for text in workflows("ada/lists", ["docs/a.md", "docs/b.md"]).values())
    for steps in (refresh["jobs"]["refresh"]["steps"], lint["jobs"]["lint"]["steps"]):
        assert steps[0]["with"] == {"persist-credentials": False}
        assert steps[1]["uses"].startswith(f"{REPOSITORY}@v")
    files = "docs/a.md\ndocs/b.md\n"
    assert refresh["jobs"]["refresh"]["steps"][1]["with"] == {
        "command": "refresh",
        "mode": "pull-request",
        "files": files,
    }
    assert lint["jobs"]["lint"]["steps"][1]["with"] == {"command": "lint", "files": files}


def test_they_come_at_moments_of_their_own() -> None:
    moments = [moment_of(f"someone/list-{number}") for number in range(2000)]
    assert moments[7] == moment_of("Someone/List-7")
    assert {each.day for each in moments} == {1, 2, 3, 4, 5}
    # arXiv announces at 00:00 or 01:00 UTC; GitHub is busy on the hour.
    assert {each.hour for each in moments} == set(range(3, 23))
    assert {each.minute for each in moments} == set(range(7, 54))
    assert max(Counter(moments).values()) <= 6
    assert max(Counter((each.day, each.hour) for each in moments).values()) < 2 * 2000 / 100


def test_the_moment_can_be_told_from_the_text() -> None:
    text = workflows("ada/lists")[REFRESH]
    moment = moment_of("ada/lists")
    assert moment_in(text.encode()) == f"{moment} UTC"
    assert f'cron: "{moment.cron}"' in text
