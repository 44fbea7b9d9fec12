"""What is published: built as for a release, and the wheel alone installed where nothing of a developer's is seen."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from packaging.requirements import Requirement

ROOT: Final = Path(__file__).parents[2]
SOURCES: Final = ROOT / "src/papersync"
MOST_WHEEL_BYTES: Final = 1_000_000
MOST_SDIST_BYTES: Final = 1_500_000


class Built(NamedTuple):
    wheel: Path
    sdist: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The wheel that is built from the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return Built(wheel, sdist)


@pytest.fixture(scope="module")
def requirements() -> list[Requirement]:
    """What the project says it needs to run."""
    return [Requirement(line) for line in distribution("papersync").requires or () if "extra ==" not in line]


@pytest.fixture(scope="module")
def needed(requirements: list[Requirement]) -> dict[str, Distribution]:
    """The installed distributions that these are, and those that they need, by canonical name."""
    found: dict[str, Distribution] = {}
    pending = [(each, "") for each in requirements]
    while pending:
        each, extra = pending.pop()
        name = _canonical(each.name)
        if each.marker is not None and not each.marker.evaluate({"extra": extra}):
            continue
        if name not in found or each.extras:
            found[name] = distribution(name)
            inner = [Requirement(line) for line in found[name].requires or ()]
            pending += [(one, wanted) for one in inner for wanted in ("", *each.extras)]
    return found


@pytest.fixture(scope="module")
def program(built: Built, needed: dict[str, Distribution], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """papersync in an environment that sees its wheel and what it needs, and no network was asked."""
    folder = tmp_path_factory.mktemp("installed")
    visible = folder / "needed"
    visible.mkdir()
    for each in needed.values():
        for name in _top_levels(each):
            (visible / name).symlink_to(Path(str(each.locate_file(name))))
    # To give the environment a pip of its own takes longer than all else here.
    has_pip = find_spec("pip") is not None
    venv.create(folder / "venv", with_pip=not has_pip, symlinks=os.name != "nt")
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = str(programs / "python")
    pip = [sys.executable, "-m", "pip", "--python", python] if has_pip else [python, "-m", "pip"]
    install = [*pip, "--disable-pip-version-check", "install", "--quiet", "--no-index", "--no-deps", "--no-compile"]
    subprocess.run([*install, str(built.wheel)], check=True, capture_output=True, timeout=120)
    (site,) = (folder / "venv").glob("[Ll]ib/**/site-packages")
    (site / "needed.pth").write_text(f"{visible}\n", "utf-8")
    return programs / "papersync"


def test_the_wheel_alone_runs_the_demo(program: Path, tmp_path: Path) -> None:
    environment = {"PATH": os.defpath, "HOME": str(tmp_path), "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
    ran = subprocess.run(
        [program, "demo", tmp_path / "demo"], env=environment, capture_output=True, check=False, timeout=60
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"PS203 wrong-paper" in ran.stdout
    assert "site-packages" in _place_of(program, "papersync")


@pytest.mark.parametrize("name", ["pytest", "hypothesis", "respx", "build"])
def test_nothing_of_a_developers_is_seen_there(program: Path, name: str) -> None:
    assert _place_of(program, name) == ""


def test_the_wheel_holds_the_package_and_nothing_else(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    files = {path for path in SOURCES.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert names == {path.relative_to(SOURCES.parent).as_posix() for path in files}
    assert {"papersync/py.typed", "papersync/app/demo_files/reading-list.md"} <= names
    assert built.wheel.stat().st_size < MOST_WHEEL_BYTES


def test_the_source_distribution_holds_what_is_versioned_and_no_cache(built: Built) -> None:
    with tarfile.open(built.sdist) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    wanted = {"tests/golden/demo.txt", "docs/README.md", "docs/make_commands.py", "data/papers.json", "CHANGELOG.md"}
    assert wanted <= names
    assert [
        name for name in names if re.search(r"__pycache__|\.pyc$|_cache/|\.venv|\.hypothesis|\.coverage", name)
    ] == []
    assert built.sdist.stat().st_size < MOST_SDIST_BYTES


def test_what_is_imported_is_needed_and_what_is_needed_is_imported(
    requirements: list[Requirement], needed: dict[str, Distribution]
) -> None:
    imported = {name for path in SOURCES.rglob("*.py") for name in _imports(path)} - set(sys.stdlib_module_names)
    modules = {name: set(_top_levels(each)) for name, each in needed.items()}
    assert imported - {"papersync"} <= set().union(*modules.values()), "a dependency is missing in pyproject.toml"
    assert [each.name for each in requirements if not modules[_canonical(each.name)] & imported] == []


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _top_levels(of: Distribution) -> Iterator[str]:
    """The names that it put into site-packages."""
    yield from sorted({path.parts[0] for path in of.files or () if path.parts[0] not in ("..", "__pycache__")})


def _imports(path: Path) -> Iterator[str]:
    """The packages that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None and not node.level:
            yield node.module.partition(".")[0]


def _place_of(program: Path, module: str) -> str:
    code = f"import importlib.util as u; s = u.find_spec({module!r}); print(s.origin if s else '', end='')"
    ran = subprocess.run([program.with_name("python"), "-I", "-c", code], capture_output=True, text=True, check=True)
    return ran.stdout
