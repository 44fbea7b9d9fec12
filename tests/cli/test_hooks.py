"""The hooks of `.pre-commit-hooks.yaml`, run by pre-commit itself; this papersync takes the place of what it would
install, so that no index is needed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any, Final

import pytest
from pre_commit.clientlib import load_manifest
from pre_commit.yaml import yaml_dump

from papersync.store.codec import Store, dumps
from tests.cli.conftest import Cli, Ran
from tests.records import RANKGEN

MANIFEST: Final = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
CLEAN: Final = f"# L\n\n## S\n\n- [{RANKGEN.title}](https://arxiv.org/abs/2205.09726)\n"
TRACKED: Final = CLEAN.replace("09726)", "09726?utm_source=x)")
IMPOSSIBLE: Final = CLEAN + "- [No Such Month](https://arxiv.org/abs/2213.00001)\n"


@pytest.fixture
def repo(cli: Cli) -> Cli:
    """A repository with these hooks, and records of its papers."""
    hooks = [_installed(hook) for hook in load_manifest(str(MANIFEST))]
    cli.write(".pre-commit-config.yaml", yaml_dump({"repos": [{"repo": "local", "hooks": hooks}]}))
    (cli.folder / "data").mkdir()
    cli.write("data/papers.json", dumps(Store.of([RANKGEN])))
    cli.write("notes.md", "Not a list: https://arxiv.org/abs/2213.00001\n")
    subprocess.run(["git", "init", "-q"], cwd=cli.folder, check=True)
    return cli


def _installed(hook: dict[str, Any]) -> dict[str, Any]:
    keys = ("id", "name", "files", "pass_filenames", "require_serial", "always_run", "stages")
    assert hook["language"] == "python"
    name, *arguments = hook["entry"].split()
    entry = [str(Path(sys.executable).with_name(name)), *arguments]
    return {**{key: hook[key] for key in keys}, "language": "system", "entry": " ".join(entry)}


def committed(repo: Cli, text: str, *arguments: str) -> Ran:
    """What pre-commit says of a commit of this list."""
    repo.write("README.md", text)
    subprocess.run(["git", "add", "-A"], cwd=repo.folder, check=True)
    command = [str(Path(sys.executable).with_name("pre-commit")), "run", *arguments]
    environment = {**os.environ, "PRE_COMMIT_HOME": str(repo.folder.with_name("home")), "PRE_COMMIT_COLOR": "never"}
    done = subprocess.run(
        command, cwd=repo.folder, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def test_what_is_wrong_stops_a_commit_and_what_can_be_is_mended(repo: Cli) -> None:
    """Whoever asked arXiv would fail: the configured source refuses connections."""
    done = committed(repo, IMPOSSIBLE.replace("09726)", "09726?utm_source=x)"))
    assert done.code == 1
    assert "README.md:6:" in done.out
    assert "notes.md" not in done.out
    assert "files were modified by this hook" in done.out
    assert (repo.folder / "README.md").read_text() == IMPOSSIBLE
    passed = committed(repo, CLEAN)
    assert passed.code == 0, passed.out
    assert (passed.out.count("Passed"), "refresh" in passed.out) == (2, False), "two of the three hooks"


def test_arxiv_is_asked_at_the_manual_stage_only(online: Cli, repo: Cli) -> None:
    done = committed(repo, TRACKED, "--hook-stage", "manual", "papersync-refresh")
    assert (repo.folder / "README.md").read_text() == CLEAN
    assert done.code == 1, "since the list was changed"


@pytest.mark.skipif(not (MANIFEST.parent / ".git").exists(), reason="pre-commit clones the repository that it tries")
def test_the_repository_is_tried_as_a_newcomer_would(repo: Cli) -> None:
    """pre-commit clones this repository, and pip installs it; the packages that it needs are those of this environment,
    as no index is asked.
    """
    repo.write("README.md", IMPOSSIBLE)
    subprocess.run(["git", "add", "-A"], cwd=repo.folder, check=True)
    command = [str(Path(sys.executable).with_name("pre-commit")), "try-repo", str(MANIFEST.parent), "papersync-lint"]
    environment = {
        **os.environ,
        "PRE_COMMIT_HOME": str(repo.folder.with_name("home")),
        "PRE_COMMIT_COLOR": "never",
        "PYTHONPATH": sysconfig.get_paths()["purelib"],
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip's way to say that there is to be none
    }
    done = subprocess.run(
        [*command, "--all-files"],
        cwd=repo.folder, env=environment, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "README.md:6:" in done.stdout
    assert "exit code: 1" in done.stdout
