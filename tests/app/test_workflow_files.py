"""The workflows that `init` writes: what checkers of workflows say of them, and when they run."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from pre_commit.yaml import yaml_load

from papersync.app.released import REPOSITORY
from papersync.app.workflow_files import LINT, REFRESH, moment_in, moment_of, workflows

FOLDER = Path(sys.executable).parent
ACTION = Path(__file__).parents[2] / "action.yml"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with both, in both forms."""
    folder = tmp_path_factory.mktemp("repository")
    (folder / ".github/workflows").mkdir(parents=True)
    for name, text in workflows("ada/lists").items():
        (folder / name).write_text(text)
    for name, text in workflows("ada/lists", ["docs/a.md", "docs/[b]* 'c'.md"]).items():
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
    assert lint["jobs"]["lint"]["steps"][1]["with"] == {"command": "lint", "args": "--ignore PS3", "files": files}


@pytest.mark.skipif(not ACTION.exists(), reason="the action is not here yet")
def test_the_action_takes_what_they_give() -> None:
    inputs = yaml_load(ACTION.read_text())["inputs"]
    for text in workflows("ada/lists", ["a.md"]).values():
        (job,) = yaml_load(text)["jobs"].values()
        assert set(job["steps"][1]["with"]) <= set(inputs)


def test_names_are_quoted_as_the_action_parts_them() -> None:
    names = ["docs/a b.md", "it's.md", '#"x".md']
    (job,) = yaml_load(workflows("ada/lists", names)[REFRESH])["jobs"].values()
    assert shlex.split(job["steps"][1]["with"]["files"]) == names


def test_they_come_at_moments_of_their_own() -> None:
    moments = [moment_of(f"someone/list-{number}") for number in range(2000)]
    assert moments[7] == moment_of("Someone/List-7")
    assert {each.day for each in moments} == {1, 2, 3}
    # arXiv announces at 00:00 or 01:00 UTC; GitHub is busy on the hour.
    assert {each.hour for each in moments} == set(range(3, 23))
    assert {each.minute for each in moments} == set(range(7, 54))
    assert max(Counter(moments).values()) <= 6
    assert max(Counter((each.day, each.hour) for each in moments).values()) < 2 * 2000 / 60


def test_the_moment_can_be_told_from_the_text() -> None:
    text = workflows("ada/lists")[REFRESH]
    moment = moment_of("ada/lists")
    assert moment_in(text.encode()) == f"{moment} UTC"
    assert f'cron: "{moment.cron}"' in text
