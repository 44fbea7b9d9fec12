"""What papersync is given, what the log shows, and the alarm before GitHub stops a schedule."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from papersync.action.repository import Repository as Checkout

from .runner import TOKEN, Runner, runner

LAST = datetime.fromtimestamp(1_700_000_000, UTC)  # tests/git/repositories.py
WORKFLOW = "o/r/.github/workflows/lists.yml@refs/heads/main"


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    monkeypatch.chdir(tmp_path)
    return runner(tmp_path, {"README.md": "old\n"})


def test_papersync_gets_what_it_needs_and_no_token(job: Runner, capfd: pytest.CaptureFixture[str]) -> None:
    job.take(job.wish(0), stale_after="12d")
    assert "token: None stale after: 12d" in capfd.readouterr().out


@pytest.mark.parametrize("args", ["", "--diff"])
def test_what_is_not_made_for_the_runner_cannot_command_it(
    job: Runner, capfd: pytest.CaptureFixture[str], args: str
) -> None:
    job.take(job.wish(0), command="lint", args=args)
    lines = capfd.readouterr().out.splitlines()
    if args:
        first, shown, last = lines
        assert first.startswith("::stop-commands::")
        assert last == f"::{first.removeprefix('::stop-commands::')}::"
        assert len(last) > 30, "nobody guesses it"
    else:
        (shown,) = lines
    assert shown.startswith("argv: ")


def test_git_gets_the_token_in_no_argument_and_in_no_file(job: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    environ = {"PATH": job.environ["PATH"], "GH_TOKEN": TOKEN, "GIT_CONFIG_COUNT": "1"}
    environ |= {"GIT_CONFIG_KEY_0": "a.b", "GIT_CONFIG_VALUE_0": "c"}
    checkout = Checkout.at(job.checkout.folder, environ)
    # What actions/checkout leaves: two headers, and GitHub refuses.
    job.checkout.must("config", "http.https://github.com/.extraheader", "AUTHORIZATION: basic old")
    said = checkout.git("config", "--get-all", "http.https://github.com/.extraheader").splitlines()
    ours = "AUTHORIZATION: basic " + base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()
    assert said == ["AUTHORIZATION: basic old", "", ours], "an empty value forgets those before"
    assert checkout.git("config", "a.b").strip() == "c"
    assert TOKEN not in repr(checkout)
    assert TOKEN not in (job.checkout.folder / ".git/config").read_text()


def test_a_checkout_of_another_user_as_in_containers(job: Runner) -> None:
    job.environ["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "1"
    refused = subprocess.run(
        ["git", "status"], cwd=job.checkout.folder, env={**os.environ, **job.environ}, capture_output=True, check=False
    )
    assert b"dubious ownership" in refused.stderr, "git takes it for another user's"
    assert job.take(job.wish(0), mode="commit").code == 0


@pytest.mark.parametrize(
    ("days", "environ", "private", "wish", "fails", "calls"),
    [
        pytest.param(49, {}, False, "alarm", 0, [], id="there is time"),
        pytest.param(50, {}, False, "alarm", 1, [], id="ten days are left"),
        pytest.param(50, {}, False, "off", 0, [], id="as wished"),
        pytest.param(50, {"GITHUB_EVENT_NAME": "push"}, False, "alarm", 0, [], id="nothing is on a schedule"),
        pytest.param(50, {}, True, "alarm", 0, [], id="GitHub stops those of public repositories only"),
        pytest.param(50, {}, False, "enable", 0, ["PUT"], id="GitHub goes on"),
        pytest.param(49, {}, False, "enable", 0, [], id="nobody is asked too early"),
    ],
)
def test_a_schedule_that_will_stop(  # noqa: PLR0917
    job: Runner, days: int, environ: dict[str, str], private: bool, wish: str, fails: int, calls: list[str]
) -> None:
    job.environ |= {"GITHUB_EVENT_NAME": "schedule", "GITHUB_WORKFLOW_REF": WORKFLOW, **environ}
    job.tell_github(private=private)
    job.now = LAST + timedelta(days=days)
    taken = job.take(job.wish(0), keep_alive=wish)
    assert (taken.code, job.changes) == (fails, calls)
    assert ("will stop this schedule on about 2024\\-01\\-13" in taken.summary) == bool(fails)
    if calls:
        assert job.github["calls"][-1][1] == "repos/o/r/actions/workflows/lists.yml/enable"


def test_an_alarm_that_cannot_be_raised_takes_no_outputs_away(tmp_path: Path, job: Runner) -> None:
    (tmp_path / "plain").mkdir()
    job.environ |= {"GITHUB_EVENT_NAME": "schedule", "GIT_CEILING_DIRECTORIES": str(tmp_path)}
    outside = Runner(job.folder, type(job.checkout)(tmp_path / "plain"), job.origin, job.environ)
    taken = outside.take(job.wish(1, {}, {"changed": ["README.md"]}))
    assert (taken.code, taken.outputs["exit-code"], taken.outputs["changed"]) == (1, "1", "true")


def test_an_alarm_where_github_does_not_let_itself_be_asked(job: Runner) -> None:
    job.environ |= {"GITHUB_EVENT_NAME": "schedule", "GITHUB_WORKFLOW_REF": WORKFLOW}
    job.now = LAST + timedelta(days=55)
    job.tell_github(refuse="HTTP 403: Resource not accessible by integration")
    taken = job.take(job.wish(0), keep_alive="enable")
    assert (taken.code, taken.outputs["exit-code"]) == (1, "0")
    assert "Resource not accessible by integration" in taken.summary
    assert job.take(job.wish(0, {"README.md": "new\n"}), keep_alive="enable", mode="commit").code == 0, "a commit"


def test_answers_that_are_not_those_of_github(job: Runner, capsys: pytest.CaptureFixture[str]) -> None:
    job.tell_github(pulls=[{"number": 1, "state": "closed"}])
    assert job.take(job.wish(0, {"README.md": "new\n"}), mode="pull-request").code == 1
    assert "was not a list of pull requests" in capsys.readouterr().out
    (job.folder / "bin/gh").write_text("#!/bin/sh\necho '<html>'\n")
    assert job.take(job.wish(0, {"README.md": "newer\n"}), mode="pull-request").code == 1
    assert "was no JSON" in capsys.readouterr().out


def test_git_is_asked_for_nothing_in_a_check(tmp_path: Path, job: Runner) -> None:
    (tmp_path / "plain").mkdir()
    outside = Runner(job.folder, type(job.checkout)(tmp_path / "plain"), job.origin, job.environ)
    assert outside.take(job.wish(0)).code == 0
    assert subprocess.run(["git", "status"], cwd=tmp_path / "plain", capture_output=True, check=False).returncode
    assert json.loads((job.folder / "github.json").read_text())["calls"] == []
