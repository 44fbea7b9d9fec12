"""What people do to the pull request of the action, and what the action then leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from papersync.action.repository import EMAIL, NAME

from .runner import BRANCH, Runner, runner

FORBIDDEN = "HTTP 403: GitHub Actions is not permitted to create or approve pull requests."


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    monkeypatch.chdir(tmp_path)
    return runner(tmp_path, {"README.md": "old\n"})


def propose(job: Runner, text: str = "new\n", code: int = 0) -> str | None:
    """One run that writes this; the newest commit of the branch afterwards."""
    job.pull()
    files = {} if text == "old\n" else {"README.md": text}
    assert job.take(job.wish(code, files), mode="pull-request").code == 0
    return job.tip(BRANCH)


@pytest.mark.parametrize("text", ["newer\n", "old\n"], ids=["there is more to change", "there is nothing to change"])
def test_a_branch_that_somebody_pushed_to_is_theirs(job: Runner, text: str) -> None:
    propose(job)
    theirs = job.commit_upstream(BRANCH, {"README.md": "by hand\n"})
    assert propose(job, text) == theirs
    assert job.changes == ["POST"]


@pytest.mark.parametrize(
    ("name", "email"),
    [
        pytest.param("github-actions[bot]", EMAIL, id="another action, with the address that all have"),
        pytest.param(NAME, "papersync@example.org", id="somebody of that name"),
    ],
)
def test_another_bot_is_somebody_too(job: Runner, name: str, email: str) -> None:
    propose(job)
    job.commit_upstream(BRANCH, {"README.md": "by hand\n"})
    theirs = job.commit_upstream(BRANCH, {"README.md": "formatted\n"}, email, name)
    assert propose(job, "newer\n") == theirs


def test_what_somebody_amends_is_theirs(job: Runner) -> None:
    """The author of an amended commit is still the action."""
    propose(job)
    other = job.clone(BRANCH)
    (other.folder / "README.md").write_text("by hand\n")
    other.must("commit", "-q", "-a", "--amend", "--no-edit")
    other.must("push", "-q", "--force", "origin", f"HEAD:{BRANCH}")
    theirs = job.tip(BRANCH)
    assert job.origin.must("log", "-1", "--format=%an", BRANCH).strip() == NAME
    assert propose(job, "newer\n") == theirs


@pytest.mark.parametrize("shallow", [False, True], ids=["whole", "shallow"])
def test_a_conflict_that_somebody_resolved_is_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shallow: bool
) -> None:
    """As GitHub's page for conflicts does it: a merge of the base, with words of a person."""
    (tmp_path / "job").mkdir()
    job = runner(tmp_path / "job", {"README.md": "old\n"}, shallow=shallow)
    monkeypatch.chdir(tmp_path)
    propose(job)
    job.commit_upstream("main", {"README.md": "older\n"})
    other = job.clone(BRANCH)
    assert other.git("merge", "-q", "origin/main").code != 0, "a conflict"
    (other.folder / "README.md").write_text("old and new\n")
    other.must("commit", "-q", "-a", "-m", "Merge branch 'main'")
    other.must("push", "-q", "origin", f"HEAD:{BRANCH}")
    theirs = job.tip(BRANCH)
    assert propose(job, "newer\n") == theirs


@pytest.mark.parametrize("shallow", [False, True], ids=["whole", "shallow"])
def test_the_button_that_updates_the_branch_makes_it_nobodys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shallow: bool
) -> None:
    (tmp_path / "job").mkdir()
    job = runner(tmp_path / "job", {"README.md": "old\n"}, shallow=shallow)
    monkeypatch.chdir(tmp_path)
    mine = propose(job)
    job.commit_upstream("main", {"other.md": "x\n"})
    other = job.clone(BRANCH)
    other.must("merge", "-q", "--no-edit", "origin/main")
    other.must("push", "-q", "origin", f"HEAD:{BRANCH}")
    assert propose(job, "newer\n") != mine
    assert job.origin.must("rev-parse", f"{BRANCH}^") == job.origin.must("rev-parse", "main")


def test_what_somebody_closed_is_not_opened_again_for_the_same_change(job: Runner) -> None:
    first = propose(job)
    job.tell_github(pulls=[{**job.github["pulls"][0], "state": "closed", "head": {"sha": first}}])
    assert propose(job) == first
    assert job.changes == ["POST"]
    assert propose(job, "newer\n") != first
    assert job.changes == ["POST", "POST"], "another change is another question"


def test_what_was_merged_and_undone_is_proposed_by_another_commit(job: Runner) -> None:
    first = propose(job)
    merged = {"state": "closed", "merged_at": "2026-11-01T00:00:00Z", "head": {"sha": first}}
    job.tell_github(pulls=[{**job.github["pulls"][0], **merged}])
    job.commit_upstream("main", {"other.md": "x\n"})
    assert propose(job) not in (None, first)
    assert job.changes == ["POST", "POST"]


def test_one_that_could_not_be_opened_is_opened_the_next_time(job: Runner, capsys: pytest.CaptureFixture[str]) -> None:
    job.tell_github(refuse=FORBIDDEN)
    taken = job.take(job.wish(0, {"README.md": "new\n"}), mode="pull-request")
    assert (taken.code, taken.outputs["changed"], taken.outputs["pull-request"]) == (1, "true", "")
    assert 'switch "Allow GitHub Actions to create and approve' in capsys.readouterr().out
    job.tell_github(refuse="")
    assert propose(job) is not None
    assert [each["state"] for each in job.github["pulls"]] == ["open"]


def test_a_commit_elsewhere_makes_no_new_one_here(job: Runner) -> None:
    first = propose(job)
    job.commit_upstream("main", {"other.md": "x\n"})
    assert propose(job) == first


@pytest.mark.parametrize("code", [3, 0], ids=["a bad day closes nothing", "a good one does"])
def test_nothing_to_change_after_a_proposal(job: Runner, code: int) -> None:
    first = propose(job)
    assert propose(job, "old\n", code) == (first if code else None)
    assert job.changes == (["POST"] if code else ["POST", "PATCH"])


def test_a_shallow_checkout_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """actions/checkout fetches one commit unless told otherwise."""
    (tmp_path / "shallow").mkdir()
    job = runner(tmp_path / "shallow", {"README.md": "old\n"}, shallow=True)
    monkeypatch.chdir(tmp_path)
    first = propose(job)
    assert propose(job) == first
    assert job.origin.must("log", "-1", "--format=%ae", BRANCH).strip() == EMAIL
    job.pull()
    theirs = job.commit_upstream("main", {"other.md": "x\n"})
    assert job.take(job.wish(0, {"README.md": "new\n"}), mode="commit").code == 0
    assert job.origin.must("rev-parse", "main^").strip() == theirs


def test_without_gh(job: Runner, capsys: pytest.CaptureFixture[str]) -> None:
    (job.folder / "bin/gh").unlink()
    (job.folder / "bin/gh").mkdir()
    taken = job.take(job.wish(0, {"README.md": "new\n"}), mode="pull-request")
    assert taken.code == 1
    assert "gh" in capsys.readouterr().out
