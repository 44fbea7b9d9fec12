"""Modes and exit codes: what is published, and whether the job fails. papersync is imitated, git is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .runner import BRANCH, Runner, runner

BEFORE, AFTER = "# L\n\nold\n", "# L\n\nnew\n"
LEFT = {
    "code": "PS301",
    "name": "withdrawn",
    "level": "error",
    "message": "m",
    "path": "README.md",
    "line": 3,
    "id": None,
    "fixed": False,
}
GONE = {"path": "a.md", "message": "gone"}


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    monkeypatch.chdir(tmp_path)
    return runner(tmp_path, {"README.md": BEFORE})


@pytest.mark.parametrize("mode", ["commit", "pull-request"])
@pytest.mark.parametrize(
    ("code", "changes", "document", "fails", "publishes"),
    [
        pytest.param(0, True, {}, 0, True, id="0 and changed"),
        pytest.param(0, False, {}, 0, False, id="0 and only time has passed"),
        pytest.param(1, True, {"findings": [LEFT]}, 0, True, id="1 and changed"),
        pytest.param(2, True, None, 1, False, id="2 publishes nothing, whatever was written"),
        pytest.param(3, True, {"unconfirmed": ["2001.08361"]}, 0, True, id="3 publishes what was confirmed"),
        pytest.param(3, False, {"unconfirmed": ["2001.08361"]}, 0, False, id="3 and nothing was confirmed"),
        pytest.param(4, True, {}, 1, False, id="4 publishes nothing"),
    ],
)
def test_modes_and_exit_codes(  # noqa: PLR0917
    job: Runner, mode: str, code: int, changes: bool, document: dict[str, Any] | None, fails: int, publishes: bool
) -> None:
    first = job.tip("main")
    taken = job.take(job.wish(code, {"README.md": AFTER} if changes else {}, document), mode=mode)
    assert taken.code == fails
    assert taken.outputs == {
        "changed": str(publishes).lower(),
        "findings": str(int(code == 1)),
        "unconfirmed": str(int(code == 3)),
        "exit-code": str(code),
        "pull-request": "1" if publishes and mode == "pull-request" else "",
    }
    assert (job.tip("main") != first) == (publishes and mode == "commit")
    assert (job.tip(BRANCH) is not None) == (publishes and mode == "pull-request")
    assert job.changes == (["POST"] if publishes and mode == "pull-request" else [])
    if publishes:
        branch = "main" if mode == "commit" else BRANCH
        assert job.at_origin(branch, "README.md") == AFTER
        assert job.origin.must("log", "-1", "--format=%an %s %P", branch).split() == [
            *["papersync", "Refresh", "the", "reading", "lists", "from", "arXiv"],
            first,
        ]


@pytest.mark.parametrize(
    ("code", "fail_on", "document", "fails"),
    [
        pytest.param(1, "failures", {"findings": [LEFT]}, 0, id="findings alone do not"),
        pytest.param(1, "findings", {"findings": [LEFT]}, 1, id="findings, as wished"),
        pytest.param(0, "findings", {}, 0, id="no findings"),
        pytest.param(3, "findings", {"findings": [LEFT]}, 0, id="a bad day is no finding"),
        pytest.param(3, "failures", {"stale_since": "2026-09-01T00:00:00Z"}, 1, id="a bad day past stale-after"),
        pytest.param(3, "failures", {"errors": [GONE]}, 1, id="a bad day, and a list is unreadable"),
        pytest.param(3, "failures", {"errors": [{**GONE, "path": ""}]}, 0, id="nobody could be asked"),
        pytest.param(2, "failures", None, 1, id="something is not usable"),
        pytest.param(4, "failures", {}, 1, id="a bug"),
        pytest.param(130, "failures", None, 1, id="interrupted"),
        pytest.param(77, "failures", None, 1, id="an exit code that papersync does not have"),
    ],
)
def test_what_fails_a_check(job: Runner, code: int, fail_on: str, document: dict[str, Any] | None, fails: int) -> None:
    taken = job.take(job.wish(code, {}, document), fail_on=fail_on)
    assert (taken.code, job.changes, job.tip(BRANCH)) == (fails, [], None)
    assert taken.outputs["exit-code"] == str(code)
    assert ("error" in taken.summary) == bool(fails)


@pytest.mark.parametrize("code", [0, 1, 3])
@pytest.mark.parametrize("mode", ["check", "commit", "pull-request"])
def test_a_run_that_does_not_tell_what_it_did_fails(job: Runner, mode: str, code: int) -> None:
    """Else no finding would be left, and arXiv never silent for too long."""
    first = job.tip("main")
    taken = job.take(job.wish(code, {"README.md": AFTER}, None), mode=mode)
    assert (taken.code, taken.outputs["exit-code"], taken.outputs["changed"]) == (1, str(code), "false")
    assert (job.tip("main"), job.tip(BRANCH), job.changes) == (first, None, [])
    assert job.take(job.wish(code, {}, None), mode=mode, command="add").code == 0, "which writes no document"


@pytest.mark.parametrize(
    ("ignored", "warned"),
    [
        pytest.param("data/\n", True, id="the store is ignored"),
        pytest.param("other/\n", False, id="it is not"),
    ],
)
def test_a_store_that_git_ignores_is_told(job: Runner, ignored: str, warned: bool) -> None:
    job.commit_upstream("main", {".gitignore": ignored})
    job.pull()
    (job.checkout.folder / "data").mkdir()
    store = '{"version": 1, "papers": {}}\n'
    taken = job.take(job.wish(0, {"README.md": AFTER, "data/papers.json": store}), mode="commit")
    assert (taken.code, "git ignores" in taken.summary) == (0, warned)


def test_a_check_tells_whether_something_would_change(job: Runner) -> None:
    document = {"changed": ["README.md"], "added": ["2001.08361"]}
    taken = job.take(job.wish(1, {}, document), mode="check")
    assert (taken.code, taken.outputs["changed"]) == (0, "true")


def test_what_other_steps_left_lying_is_not_published(job: Runner) -> None:
    (job.checkout.folder / "left.txt").write_text("by another step")
    (job.checkout.folder / "NOTES.md").write_text("by another step")
    files = {"README.md": AFTER, "new.json": "{}", "NOTES.md": "papersync's"}
    job.take(job.wish(0, files), mode="pull-request")
    names = job.origin.must("ls-tree", "-r", "--name-only", BRANCH).split()
    assert names == ["NOTES.md", "README.md", "new.json"]
    status = job.checkout.must("status", "--porcelain").splitlines()
    assert status == [" M README.md", "?? NOTES.md", "?? left.txt", "?? new.json"], (
        "the checkout is as papersync left it"
    )


@pytest.mark.parametrize("mode", ["commit", "pull-request"])
def test_another_branch_than_the_workflows_is_the_base_if_it_is_checked_out(job: Runner, mode: str) -> None:
    """actions/checkout with `ref: develop`: what develop has and main lacks must not come to main."""
    first = job.tip("main")
    job.origin.must("branch", "develop", "main")
    theirs = job.commit_upstream("develop", {"unreleased.md": "x\n"})
    job.checkout.must("fetch", "-q", "origin", "develop")
    job.checkout.must("checkout", "-q", "-B", "develop", "FETCH_HEAD")
    assert job.take(job.wish(0, {"README.md": AFTER}), mode=mode).code == 0
    assert job.tip("main") == first
    if mode == "commit":
        assert job.origin.must("rev-parse", "develop^").strip() == theirs
    else:
        assert [told["base"] for method, _, told in job.github["calls"] if method == "POST"] == ["develop"]


@pytest.mark.parametrize("own", [True, False], ids=["that of the workflow", "another"])
def test_a_commit_that_is_checked_out(job: Runner, capsys: pytest.CaptureFixture[str], own: bool) -> None:
    head = job.checkout.must("rev-parse", "HEAD").strip()
    job.checkout.must("checkout", "-q", "--detach")
    job.environ["GITHUB_SHA"] = head if own else "0" * 40
    taken = job.take(job.wish(0, {"README.md": AFTER}), mode="commit")
    assert (taken.code, job.tip("main") == head) == ((0, False) if own else (1, True))
    assert ("a commit of none is checked out" in capsys.readouterr().out) != own


def test_a_branch_that_moved_takes_the_commit_on_top(job: Runner) -> None:
    theirs = job.commit_upstream("main", {"other.md": "x\n"})
    assert job.take(job.wish(0, {"README.md": AFTER}), mode="commit").code == 0
    assert job.origin.must("rev-parse", "main^").strip() == theirs
    assert (job.at_origin("main", "README.md"), job.at_origin("main", "other.md")) == (AFTER, "x\n")
    assert job.checkout.must("status", "--porcelain", "README.md") == "", "the checkout is at the new commit"


def test_a_list_that_changed_meanwhile_is_left_to_the_next_run(job: Runner) -> None:
    theirs = job.commit_upstream("main", {"README.md": "theirs\n"})
    taken = job.take(job.wish(0, {"README.md": AFTER}), mode="commit")
    assert (taken.code, job.tip("main")) == (0, theirs)
    assert "moved meanwhile" in taken.summary


@pytest.mark.parametrize(
    ("environ", "inputs", "said"),
    [
        pytest.param({"GITHUB_EVENT_NAME": "pull_request"}, {"mode": "commit"}, "has checked out none", id="a fork's"),
        pytest.param({"GITHUB_EVENT_NAME": "pull_request_target"}, {"mode": "commit"}, "out none", id="with a token"),
        pytest.param({"GITHUB_REF_TYPE": "tag"}, {"mode": "commit"}, "has checked out none", id="a tag"),
        pytest.param({}, {"mode": "pull-request", "branch": "main"}, "is the branch that", id="its own base"),
        pytest.param(
            {}, {"mode": "pull-request", "branch": "my lists"}, "the name of a branch", id="a branch with a blank"
        ),
        pytest.param({}, {"mode": "pull-request", "branch": "a..b"}, "the name of a branch", id="a branch with dots"),
        pytest.param({}, {"mode": "pr"}, "pr is not one of check, commit, pull-request", id="no such mode"),
        pytest.param({}, {"fail_on": "all"}, "fail-on", id="no such failure"),
        pytest.param({}, {"args": "--json-file=x.json"}, "the action itself", id="the document of the action"),
        pytest.param({}, {"args": "--select 'PS1"}, "No closing quotation", id="an open quotation"),
    ],
)
def test_what_is_refused_before_anything_runs(
    job: Runner, capsys: pytest.CaptureFixture[str], environ: dict[str, str], inputs: dict[str, str], said: str
) -> None:
    job.environ |= environ
    taken = job.take(job.wish(0, {"README.md": AFTER}), **inputs)
    assert (taken.code, taken.outputs["exit-code"]) == (1, "2")
    assert said in capsys.readouterr().out
    assert job.checkout.read("README.md") == BEFORE


def test_a_push_that_is_refused_is_told_and_fails(job: Runner, capsys: pytest.CaptureFixture[str]) -> None:
    hook = job.origin.folder / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho '::error::protected' >&2\nexit 1\n")
    hook.chmod(0o755)
    assert job.take(job.wish(0, {"README.md": AFTER}), mode="commit").code == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("::")] == lines
    assert "contents: write" in lines[-1]


def test_an_answer_without_a_number_is_told_and_fails(job: Runner, capsys: pytest.CaptureFixture[str]) -> None:
    job.tell_github(wordless=True)
    assert job.take(job.wish(0, {"README.md": AFTER}), mode="pull-request").code == 1
    assert "did not say which pull request" in capsys.readouterr().out


def test_without_a_checkout(tmp_path: Path, job: Runner, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    job.environ["GIT_CEILING_DIRECTORIES"] = str(tmp_path)
    bare = Runner(job.folder, type(job.checkout)(tmp_path / "empty"), job.origin, job.environ)
    assert bare.take(job.wish(0), mode="commit").code == 1
    assert "actions/checkout" in capsys.readouterr().out
