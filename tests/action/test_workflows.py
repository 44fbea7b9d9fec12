"""action.yml and the workflows: what checkers say, what is pinned, and the shell steps, run as a runner runs them."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from ruamel.yaml import YAML

from .runner import BRANCH, Runner, runner

ROOT: Final = Path(__file__).parents[2]
BIN: Final = Path(sys.executable).parent
WORKFLOWS: Final = sorted((ROOT / ".github/workflows").glob("*.yml"))
EXPRESSION: Final = re.compile(r"\$\{\{ (.+?) \}\}")
PIN: Final = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")

# A uv that makes an environment whose python is ours, and writes down what else it is asked for.
_UV: Final = """#!/bin/sh
echo "$*" >>"$UV_CALLS"
[ "$1" = venv ] || exit 0
for folder; do :; done
mkdir -p "$folder/bin"
printf '#!/bin/sh\\nexec "{python}" "$@"\\n' >"$folder/bin/python"
chmod +x "$folder/bin/python"
"""


def action() -> Any:
    return YAML(typ="safe").load(ROOT / "action.yml")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["actionlint", *WORKFLOWS], id="actionlint"),
        pytest.param(["zizmor", "--offline", "--no-progress", ROOT / "action.yml", *WORKFLOWS], id="zizmor"),
        pytest.param(
            ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS], id="schema of workflows"
        ),
        pytest.param(
            ["check-jsonschema", "--builtin-schema", "vendor.github-actions", ROOT / "action.yml"], id="of actions"
        ),
    ],
)
def test_checkers_have_nothing_to_say(words: list[str | Path]) -> None:
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    environ = {**os.environ, "PATH": path}
    done = subprocess.run([BIN / words[0], *words[1:]], cwd=ROOT, env=environ, capture_output=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()


def test_the_workflows_of_the_page_are_workflows() -> None:
    page = (ROOT / "docs/github-action.md").read_text()
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        text = block.replace("<full commit SHA>", 40 * "1")
        assert PIN.findall(text), text
        done = subprocess.run([BIN / "actionlint", "-"], input=text.encode(), capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode()
        inputs = YAML(typ="safe").load(text)["jobs"].popitem()[1]["steps"][1]["with"]
        assert inputs.keys() <= action()["inputs"].keys()


@pytest.mark.parametrize("path", [ROOT / "action.yml", *WORKFLOWS], ids=lambda path: path.name)
def test_all_that_is_used_is_pinned_and_no_script_has_an_expression(path: Path) -> None:
    content = YAML(typ="safe").load(path)
    jobs = [content["runs"], *content.get("jobs", {}).values()] if "runs" in content else content["jobs"].values()
    for step in (step for job in jobs for step in job["steps"]):
        assert "uses" in step or "${{" not in step["run"], step
        assert PIN.fullmatch(step.get("uses", "a/b@" + 40 * "0")) or step["uses"] == "./", step


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_least_permissions_and_one_run_at_a_time(path: Path) -> None:
    content = YAML(typ="safe").load(path)
    assert content["permissions"] == {}
    assert content["concurrency"]["group"]
    rights = [right for job in content["jobs"].values() for right in job["permissions"].items()]
    granted = {name for name, right in rights if right == "write"}
    assert granted == ({"contents", "pull-requests"} if path.name == "papersync.yml" else set())
    for job in content["jobs"].values():
        assert job["timeout-minutes"] <= 30
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"] == {"persist-credentials": False}


def test_the_schedule_keeps_clear_of_the_hour_and_of_the_announcement() -> None:
    content = YAML(typ="safe").load(ROOT / ".github/workflows/papersync.yml")
    on = content.get("on", content.get(True))
    ((minute, hour, *_),) = (each["cron"].split() for each in on["schedule"])
    assert 5 < int(minute) < 55
    assert 3 < int(hour) < 23, "arXiv announces at 00:00 or 01:00 UTC"


def test_the_actions_packages_are_the_pinned_ones() -> None:
    pinned, ours = (pins(path) for path in ("requirements.txt", "action/requirements.txt"))
    assert ours.items() <= pinned.items()
    assert {"arxiv", "httpx", "typer", "hatchling"} <= ours.keys()
    assert not {"pytest", "mypy", "zizmor"} & ours.keys()
    assert all(hashes for _, hashes in ours.values())


def pins(path: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Each package with its version and marker, and its hashes."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for block in re.split(r"\n(?=\w)", (ROOT / path).read_text()):
        if match := re.match(r"([\w-]+)==(\S+)", block):
            found[match[1]] = match[2], tuple(re.findall(r"--hash=(\S+)", block))
    return found


def test_every_input_reaches_the_step_and_is_told() -> None:
    content = action()
    (step,) = (each for each in content["runs"]["steps"] if each.get("id") == "papersync")
    handed = set(EXPRESSION.findall(" ".join(step["env"].values())))
    assert {f"inputs.{name}" for name in content["inputs"]} <= handed | {"inputs.cache"}
    page = (ROOT / "docs/github-action.md").read_text()
    for name in (*content["inputs"], *content["outputs"]):
        assert f"| `{name}` |" in page


def test_the_steps_as_a_runner_runs_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install (with an imitated uv), run offline from a store, publish: a branch is made, the outputs are set."""
    monkeypatch.chdir(tmp_path)
    text = "# L\n\n- [$(touch pwned)](https://arxiv.org/abs/2205.09726?utm_source=x)\n"
    name = "$(touch pwned).md"
    job = runner(tmp_path, {name: text, "json.py": "raise SystemExit('imported')\n"})
    uv = tmp_path / "bin/uv"
    uv.write_text(_UV.format(python=sys.executable))
    uv.chmod(uv.stat().st_mode | stat.S_IXUSR)
    inputs = {name: each.get("default", "") for name, each in action()["inputs"].items()}
    inputs |= {"command": "lint", "args": "--fix", "mode": "pull-request", "files": f"'{name}'", "token": "t"}
    ran = Composite(job, inputs)
    assert ran.run() == 0
    calls = (tmp_path / "uv-calls").read_text().splitlines()
    assert calls[0].startswith("venv ")
    assert f"--require-hashes -r {ROOT}/action/requirements.txt" in calls[1]
    assert calls[2].endswith(f"--no-deps --no-build-isolation {ROOT}")
    assert ran.outputs() == {
        "changed": "true",
        "findings": "0",
        "unconfirmed": "0",
        "exit-code": "0",
        "pull-request": "1",
    }
    assert job.at_origin(BRANCH, name) == text.replace("?utm_source=x", "")
    assert not (job.checkout.folder / "pwned").exists()
    assert "papersync lint: 1 info; 1 fixed" in (tmp_path / "summary").read_text()


class Composite:
    """The steps of action.yml that are scripts, in order, with the expressions that they use."""

    def __init__(self, job: Runner, inputs: dict[str, str]) -> None:
        self.job = job
        self.values = {f"inputs.{name}": value for name, value in inputs.items()}

    def run(self) -> int:
        bash = shutil.which("bash")
        assert bash is not None
        for step in action()["runs"]["steps"]:
            if "run" not in step:
                continue
            output = self.job.folder / "step-output"
            output.write_text("")
            environ = {
                **os.environ,
                **self.job.environ,
                "GITHUB_ACTION_PATH": str(ROOT),
                "RUNNER_TEMP": str(self.job.folder / "temp"),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(self.job.folder / "summary"),
                "UV_CALLS": str(self.job.folder / "uv-calls"),
            }
            environ |= {name: self.of(text) for name, text in step.get("env", {}).items()}
            # https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax: shell: bash
            words = [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
            code = subprocess.run(words, cwd=self.job.checkout.folder, env=environ, check=False).returncode
            for line in output.read_text().splitlines():
                name, value = line.split("=", 1)
                self.values[f"steps.{step['id']}.outputs.{name}"] = value
            if code:
                return code
        return 0

    def outputs(self) -> dict[str, str]:
        return {name: self.of(each["value"]) for name, each in action()["outputs"].items()}

    def of(self, text: str) -> str:
        return EXPRESSION.sub(lambda match: self.values[match[1]], text)
