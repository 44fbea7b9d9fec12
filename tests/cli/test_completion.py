"""What shells complete: asked as their scripts ask, by typer's variables."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from typer.testing import CliRunner

from papersync.cli.commands import app
from papersync.lint.registry import RULES
from tests.cli.conftest import Cli
from tests.cli.test_startup import NETWORK, loaded

HARM: Final = r"""\$(touch x) `touch x` "; touch x #' [/bold] [red]:: \\`touch x\` ')) ; touch x"""
LIST: Final = f"""# List

## Language Models (LM)

- [Scaling Laws for Neural Language Models](https://arxiv.org/abs/2001.08361)
- **Old** [arXiv](https://arxiv.org/abs/hep-th/9901001v2)

## Über „Agenten“

### RankGen: Improving Text Generation [x](https://arxiv.org/abs/2205.09726)

## Language Models (LM)

### Sub: {HARM}

- [{HARM.replace("]", "")}](https://arxiv.org/abs/2101.00002)
"""
SECTIONS: Final = ["list", "language-models-lm", "über-agenten", "language-models-lm-1"]


@pytest.fixture
def folder(cli: Cli) -> Cli:
    cli.write("README.md", LIST)
    cli.write("other.md", "# Other\n\n## Elsewhere\n\n[A Paper Elsewhere](https://arxiv.org/abs/2301.00001)\n")
    cli.write("papersync.toml", '[section-aliases]\nrl = "Über „Agenten“"\n"two words" = "List"\n')
    return cli


def completed(shell: str, *words: str) -> str:
    """What a shell is given for the last of these words, which may be empty."""
    line = " ".join(["papersync", *words])
    given = {
        "_PAPERSYNC_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words)),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
    }
    done = CliRunner().invoke(app, [], env=given)
    assert done.stderr == ""
    assert done.exit_code == 0
    return done.stdout.rstrip("\n")


def offered(*words: str) -> list[str]:
    """What bash is offered."""
    return completed("bash", *words).split("\n") if completed("bash", *words) else []


ADD, MOVE, REMOVE = (("add", "2305.18290"), ("move", "2001.08361"), ("remove", "2001.08361"))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        pytest.param(["re"], ["refresh", "remove", "resolve", "refs"], id="commands"),
        pytest.param(["init", "--no-w"], ["--no-workflow"], id="options"),
        pytest.param(["lint", "--output-format", "j"], ["json"], id="a choice"),
        pytest.param([*ADD, "--section", "l"], [SECTIONS[0], SECTIONS[1], SECTIONS[3]], id="sections to add to"),
        pytest.param([*MOVE, "-s", "language"], [SECTIONS[1], SECTIONS[3]], id="sections to move to"),
        pytest.param([*REMOVE, "-s", "lan"], [SECTIONS[1], SECTIONS[3]], id="sections to remove from"),
        pytest.param([*ADD, "--section", "Lan"], ["Language-models-lm", "Language-models-lm-1"], id="letter case"),
        pytest.param([*ADD, "--section", "ü"], ["über-agenten"], id="not ASCII"),
        pytest.param([*ADD, "--section", "r"], ["rl"], id="an alias"),
        pytest.param([*ADD, "--section", "t"], [], id="an alias of two words, which a shell would part"),
        pytest.param([*ADD, "--to", "other.md", "--section", "e"], ["elsewhere"], id="of the list that is named"),
        pytest.param(["move", "2301.00001", "other.md", "-s", "e"], ["elsewhere"], id="of the list among the words"),
        pytest.param(["remove", "2"], ["2001.08361", "2205.09726", "2101.00002"], id="identifiers"),
        pytest.param(["move", "hep"], ["hep-th/9901001"], id="an old identifier, without its version"),
        pytest.param(["remove", "READ"], [], id="files are for the shell"),
        pytest.param(["show", "2205"], ["2205.09726"], id="a record"),
        pytest.param(["rules", "PS10"], [rule.code for rule in RULES if rule.code < "PS110"], id="codes"),
        pytest.param(["rules", "wrong-p"], ["wrong-path", "wrong-paper"], id="names of rules"),
        pytest.param(["lint", "--select", "PS30"], ["PS301", "PS302", "PS303", "PS304"], id="codes to select"),
        pytest.param(
            ["refresh", "--ignore", "PS301,ps302,PS30"],
            ["PS301,ps302,PS303", "PS301,ps302,PS304"],
            id="codes behind others",
        ),
    ],
)
def test_offered(folder: Cli, words: list[str], names: list[str]) -> None:
    assert offered(*words) == names


@pytest.mark.parametrize(
    ("shell", "shown"),
    [
        pytest.param("bash", "2001.08361", id="bash"),
        pytest.param(
            "zsh",
            """_arguments '*: :(("2001.08361":"Scaling Laws for Neural Language Models"))'""",
            id="zsh",
        ),
        pytest.param("fish", "2001.08361\tScaling Laws for Neural Language Models", id="fish"),
        pytest.param("powershell", "2001.08361:::Scaling Laws for Neural Language Models", id="PowerShell"),
    ],
)
def test_each_shell_in_its_own_form(folder: Cli, shell: str, shown: str) -> None:
    assert completed(shell, "remove", "2001") == shown


def test_a_title_can_run_nothing(folder: Cli) -> None:
    """zsh evaluates the answer, and `_arguments` once more what stands in it."""
    for words in (["remove", "2101"], ["add", "2305.18290", "--section", "sub"]):
        answer = completed("zsh", *words)
        assert "touch x" in answer
        inside = answer.removeprefix("_arguments '*: :((").removesuffix("))'")
        assert not set(inside) & set("\\$`'()[];#!&|<>*?{}~^\n")
        assert inside.count('"') == 4


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("papersync.toml", "lists = 3", id="a broken configuration"),
        pytest.param("papersync.toml", 'lists = ["gone.md"]', id="no list"),
        pytest.param("README.md", "\ufeff\0\udcff# \udcff\n```\n## x", id="a broken list"),
        pytest.param("README.md", "", id="an empty list"),
        pytest.param("README.md", "# " + "[" * 100_000, id="a list that is hard to read"),
    ],
)
def test_nothing_is_said_whatever_is_wrong(folder: Cli, name: str, text: str) -> None:
    folder.write(name, text.encode("utf-8", "surrogateescape"))
    for words in (["remove", "2"], ["add", "1", "--section", ""], ["lint", "--select", ""], ["rules", "?"]):
        assert "Traceback" not in "".join(completed(shell, *words) for shell in ("bash", "zsh", "fish"))


def test_of_a_long_list_the_first_part_is_read(folder: Cli) -> None:
    folder.write("README.md", "# First\n\n" + "words of a long list\n" * 100_000 + "\n# Last\n")
    assert offered(*ADD, "--section", "") == ["first", "rl"]


def test_no_network_is_loaded_and_nothing_that_judges(folder: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in ("INTERVAL", "RETRIES"):  # the configuration's model would judge them
        monkeypatch.delenv(f"PAPERSYNC_{number}")
    monkeypatch.setenv("_PAPERSYNC_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "papersync add 1 --section ")
    monkeypatch.setenv("COMP_CWORD", "4")
    modules = loaded(folder.folder, program="papersync")
    assert "papersync.app.completing" in modules
    unneeded = NETWORK | {"pydantic", "rich", "rapidfuzz", "asyncio", "papersync.entries", "papersync.lint.registry"}
    assert modules & unneeded == set()


@pytest.mark.skipif(shutil.which("bash") is None or sys.platform == "win32", reason="there is no bash")
def test_in_a_real_bash(folder: Cli) -> None:
    """The script that `--show-completion` prints, called as readline calls it."""
    program = Path(sys.executable).with_name("papersync")
    script = f"""
        export PATH="{program.parent}:$PATH"
        eval "$(_PAPERSYNC_COMPLETE=source_bash papersync)"
        COMP_WORDS=(papersync add 2305.18290 --section lan); COMP_CWORD=4
        $(complete -p papersync | sed 's/.*-F \\([^ ]*\\) .*/\\1/') papersync
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        cwd=folder.folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=dict(os.environ),
    )
    assert (done.stdout.split(), done.stderr) == ([SECTIONS[1], SECTIONS[3]], "")
