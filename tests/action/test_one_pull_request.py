"""One pull request through good and bad days: real papersync, real git, arXiv and `gh` imitated."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from ruamel.yaml import YAML

from papersync.store.codec import Store, dumps
from tests.records import RANKGEN, SCALING, paper
from tests.report.hostile import WORDS

from .conftest import Arxiv
from .runner import BRANCH, Runner, runner

ROOT: Final = Path(__file__).parents[2]
OUTPUTS: Final = {"changed", "findings", "unconfirmed", "exit-code", "pull-request"}
LIST: Final = f"""# L

- [{RANKGEN.title}](https://arxiv.org/abs/2205.09726)
- [{SCALING.title}](https://arxiv.org/abs/2001.08361?utm_source=feed)
"""
STORE = dumps(Store.of((RANKGEN, SCALING))).decode()
RENAMED = "RankGen Renamed: Improving Text Generation with Large Ranking Models"
MAY = datetime(2024, 5, 1, tzinfo=UTC)


@pytest.fixture
def job(tmp_path: Path, arxiv: Arxiv, monkeypatch: pytest.MonkeyPatch) -> Runner:
    monkeypatch.chdir(tmp_path)
    arxiv.has(RANKGEN, SCALING)
    return runner(tmp_path, {"README.md": LIST, "papers.json": STORE, "papersync.toml": 'store = "papers.json"\n'})


def test_its_life(job: Runner, arxiv: Arxiv) -> None:
    arxiv.changes("2205.09726", title=RENAMED, version=2, updated=MAY)
    taken = job.take(mode="pull-request")
    assert (taken.code, taken.outputs["changed"], taken.outputs["pull-request"]) == (0, "true", "1")
    (pull,) = job.github["pulls"]
    assert pull["title"] == "Refresh the reading lists from arXiv"
    body = pull["body"].replace("\\", "")
    assert body.startswith("`papersync refresh` changed README.md, papers.json.\n\n- [2001.08361](")
    assert "  - **link repaired**: README.md:4: " in body
    assert f"- [2205.09726](https://arxiv.org/abs/2205.09726) {RENAMED}\n  - **renamed**: was “{RANKGEN.title}”" in body
    assert "  - **new version**: 2 of 2024-05-01, was 1\n  - **title mended**: README.md:3: the paper was" in body
    message = job.origin.must("log", "-1", "--format=%B", BRANCH)
    assert "2001.08361: link repaired\n2205.09726: renamed, new version, title mended\n" in message
    first = job.tip(BRANCH)

    # arXiv has news: the same pull request, another commit, on the branch as it is by now.
    arxiv.changes("2001.08361", journal_ref="J. Scal. 1 (2025) 1-9", doi=("10.1234/x",), version=2, updated=MAY)
    arxiv.changes("2001.08361", comment="This paper has been withdrawn by the authors: Lemma 2 is wrong")
    job.commit_upstream("main", {"other.md": "x\n"})
    job.pull()
    taken = job.take(mode="pull-request")
    assert (taken.code, taken.outputs["pull-request"], taken.outputs["findings"]) == (0, "1", "1")
    second = job.tip(BRANCH)
    assert job.origin.must("rev-parse", f"{BRANCH}^") == job.origin.must("rev-parse", "main")
    assert (second != first, job.changes) == (True, ["POST", "PATCH"])
    (pull,) = job.github["pulls"]
    body = pull["body"].replace("\\", "")
    assert "  - **withdrawn**: " in body
    assert "  - **published**: J. Scal. 1 (2025) 1-9, DOI 10.1234/x\n" in body
    assert "  - **renamed**" in body
    assert "1 finding is left for a person" in body

    # A bad day: what was proposed stays proposed, all of it.
    job.environ["PAPERSYNC_ARXIV_URL"] = "http://127.0.0.1:9/api/query"
    job.pull()
    taken = job.take(mode="pull-request")
    assert (taken.code, taken.outputs["exit-code"], taken.outputs["unconfirmed"]) == (0, "3", "2")
    assert job.tip(BRANCH) == second
    (pull,) = job.github["pulls"]
    assert (pull["state"], "did not answer for 2 papers" in pull["body"]) == ("open", True)
    assert "  - **renamed**" in pull["body"]
    assert "  - **title mended**" in pull["body"]

    # It is merged, and nothing is left.
    job.environ.pop("PAPERSYNC_ARXIV_URL")
    job.commit_upstream("main", {name: job.at_origin(BRANCH, name) for name in ("README.md", "papers.json")})
    job.pull()
    taken = job.take(mode="pull-request")
    assert (taken.code, taken.outputs["changed"], taken.outputs["pull-request"]) == (0, "false", "")
    (pull,) = job.github["pulls"]
    assert (pull["state"], job.tip(BRANCH)) == ("closed", None)
    assert "closed pull request 1" in taken.summary


def test_hostile_words(job: Runner, arxiv: Arxiv, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """All the harm at once, in titles of records and in the list: no command, no output, no shell is reached."""
    words = [str(each.values[0]) for each in WORDS[:-1]] + [f"$(touch {tmp_path}/pwned)", f"`touch {tmp_path}/pwned`"]
    papers = [paper(f"2301.{number:05}", f"A Study of {cleaned(text)}") for number, text in enumerate(words, 1)]
    arxiv.has(*papers)
    entries = [f"- [A study of x](https://arxiv.org/abs/{each.id}?utm_source={n})\n" for n, each in enumerate(papers)]
    job.commit_upstream("main", {"README.md": "# L\n\n" + "".join(entries)})
    job.pull()
    taken = job.take(mode="pull-request")
    assert (taken.code, set(taken.outputs), taken.outputs["pull-request"]) == (0, OUTPUTS, "1")
    lines = capfd.readouterr().out.splitlines()
    assert all(re.match(r"::(error|warning|notice) [a-zA-Z]+=", line) for line in lines), lines
    assert not any("##[" in line for line in lines)
    assert not (tmp_path / "pwned").exists()
    (pull,) = job.github["pulls"]
    assert pull["body"].count("**link repaired**") == len(papers)
    message = job.origin.must("log", "-1", "--format=%b", BRANCH)
    assert re.fullmatch(r"(2301\.\d{5}: [a-z, ]+\n)+(new records: \d+\n)?\n?", message)


def cleaned(text: str) -> str:
    """As arXiv could say it at all: no control characters."""
    return "".join(each if each.isprintable() else " " for each in text).strip()


def test_contributors_do_not_fail_for_a_rename(job: Runner) -> None:
    """As .github/workflows/contributors.yml asks: the list has the old title, the store has the new one."""
    new = dumps(Store.of((replace(RANKGEN, title=RENAMED, former_titles=(RANKGEN.title,)), SCALING)))
    clean = LIST.replace("?utm_source=feed", "")
    for name, text in {"papers.json": new.decode(), "README.md": clean, "json.py": "raise SystemExit(1)\n"}.items():
        (job.checkout.folder / name).write_text(text)
    job.environ |= {"GITHUB_EVENT_NAME": "pull_request", "PAPERSYNC_ARXIV_URL": "http://127.0.0.1:9/api/query"}
    inputs = contributors()
    taken = job.take(**inputs)
    assert (taken.code, taken.outputs["exit-code"]) == (0, "0"), "nothing is asked, nothing of the repository imported"
    (job.checkout.folder / "README.md").write_text(LIST)
    taken = job.take(**inputs)
    assert (taken.code, taken.outputs["findings"]) == (1, "1"), "their own link is their own mistake"


def contributors() -> dict[str, str]:
    """The inputs of that workflow."""
    workflow = YAML(typ="safe").load(ROOT / ".github/workflows/contributors.yml")
    (step,) = (each for each in workflow["jobs"]["lint"]["steps"] if each["uses"] == "./")
    return {name.replace("-", "_"): value for name, value in step["with"].items()}
