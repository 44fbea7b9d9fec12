"""`papersync refresh`, as its users meet it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.records import NEURAL, RANKGEN, SCALING

BROKEN = """# Reading list

Some prose of mine.

## Generation

### RANKGEN: Improving Text Generation with Large Ranking Models [ArXiv](https://arxiv.org/pdf/2205.09726.pdf?trk=x)
> Text generators drift: what they write next often repeats itself or leaves the
> topic. We train an encoder that scores each continuation against its prefix, and
> we use the score inside beamsearch. The encoder is trained by contrast with two
> kinds of wrong continuations. Readers preferred the re-ranked text in most > comparisons.
"""
MENDED = (
    BROKEN.replace("RANKGEN", "RankGen")
    .replace("?trk=x", "")
    .replace("beamsearch", "beam search")
    .replace("most > comparisons", "most comparisons")
)
WRONG = (
    "### Attention Is All You Need [ArXiv](https://arxiv.org/abs/2102.06701)\n> The Transformer uses attention alone.\n"
)


def unchanged(path: Path) -> tuple[bytes, int, int]:
    return path.read_bytes(), path.stat().st_ino, path.stat().st_mtime_ns


def test_mends_exactly_what_is_wrong(online: Cli) -> None:
    page = online.write("README.md", BROKEN)
    done = online("refresh")
    assert (done.code, page.read_text()) == (0, MENDED)
    assert "PS102" in done.out
    stored = json.loads((online.folder / "data/papers.json").read_bytes())["papers"]
    assert stored["2205.09726"]["title"] == RANKGEN.title
    assert "created" in done.err


def test_second_run_changes_nothing_with_and_without_the_cache(
    online: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page, store = online.write("README.md", BROKEN), online.folder / "data/papers.json"
    online("refresh")
    before = unchanged(page), unchanged(store)
    assert online("refresh").code == 0
    monkeypatch.setenv("PAPERSYNC_CACHE_DIR", str(tmp_path / "other"))
    assert online("refresh").code == 0
    assert (unchanged(page), unchanged(store)) == before


def test_fresh_records_are_not_asked_for_again(online: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    online.write("README.md", MENDED)
    assert online("refresh").code == 0
    assert online("refresh", "--offline").code == 0


def test_check_and_diff_write_nothing(online: Cli) -> None:
    page = online.write("README.md", BROKEN)
    assert online("refresh", "--check").code == 1
    shown = online("refresh", "--diff")
    assert shown.code == 1
    assert "-### RANKGEN" in shown.out
    assert "+### RankGen" in shown.out
    assert page.read_text() == BROKEN
    assert not (online.folder / "data").exists()


def test_diff_and_json_both_want_stdout(online: Cli) -> None:
    online.write("README.md", BROKEN)
    assert online("refresh", "--diff", "--output-format", "json").code == 2


def test_wrong_paper_is_not_touched(online: Cli) -> None:
    page = online.write("README.md", f"# L\n\n## S\n\n{WRONG}")
    done = online("refresh", "--output-format", "json")
    assert (done.code, page.read_text()) == (1, f"# L\n\n## S\n\n{WRONG}")
    (finding,) = [each for each in done.json["findings"] if each["level"] != "info"]
    assert (finding["code"], finding["id"], finding["line"]) == ("PS203", "2102.06701", 5)
    assert NEURAL.title in finding["message"]


def test_conflict_markers_stay_and_each_side_is_mended(online: Cli) -> None:
    title = "### RANKGEN: Improving Text Generation with Large Ranking Models [x](https://arxiv.org/abs/2205.09726)\n"
    text = f"# L\n\n## S\n\n<<<<<<< HEAD\n{title}=======\n{title}> mine\n>>>>>>> other\n\n## T\n"
    page = online.write("README.md", text)
    done = online("refresh")
    assert done.code == 1
    assert page.read_text() == text.replace("RANKGEN", "RankGen")
    assert done.out.count("PS403") == 1


def test_source_that_cannot_be_asked_is_no_verdict(cli: Cli) -> None:
    page = cli.write("README.md", BROKEN)
    done = cli("refresh", "--output-format", "json")
    assert done.code == 3
    assert done.json["unconfirmed"] == ["2205.09726"]
    assert "PS202" not in {each["code"] for each in done.json["findings"]}
    # The link needs no record: tracking is cut all the same.
    assert page.read_text() == BROKEN.replace("?trk=x", "")


def test_paper_that_arxiv_does_not_have(online: Cli) -> None:
    text = "# L\n\n## S\n\n### A paper [x](https://arxiv.org/abs/2101.00001)\n> q\n"
    page = online.write("README.md", text)
    done = online("refresh", "--output-format", "json")
    assert (done.code, page.read_text(), done.json["unconfirmed"]) == (1, text, [])
    assert "PS202" in {each["code"] for each in done.json["findings"]}
    assert not (online.folder / "data").exists()
    again = online("refresh", "--output-format", "json")
    assert again.code == 1, "what was missing today is still said, without asking"


def test_version_beyond_the_newest_is_missing_the_paper_is_not(online: Cli) -> None:
    online.write("README.md", f"### {SCALING.title} [x](https://arxiv.org/abs/2001.08361v9)\n")
    done = online("refresh", "--output-format", "json")
    (finding,) = [each for each in done.json["findings"] if each["code"] == "PS202"]
    assert "9" in finding["message"]
    assert done.json["added"] == ["2001.08361"]


def test_fields_are_added_once(online: Cli) -> None:
    online.write("papersync.toml", 'fields = ["title", "link", "authors", "abstract"]\n')
    page = online.write("README.md", MENDED)
    assert online("refresh").code == 0
    shown = page.read_text()
    assert "*Kalpesh Krishna, Yapei Chang, John Wieting, Mohit Iyyer*\n\n> Text generators" in shown
    assert online("refresh").code == 0
    assert page.read_text() == shown


def test_regenerate_completes_an_excerpt_and_keeps_own_text(online: Cli) -> None:
    excerpt = "".join(MENDED.splitlines(keepends=True)[:9])
    own = (
        "\n### Scaling Laws for Neural Language Models [ArXiv](https://arxiv.org/pdf/2001.08361.pdf)\n> My favourite.\n"
    )
    page = online.write("README.md", excerpt + own)
    assert online("refresh", "--regenerate").code == 0
    text = page.read_text()
    assert "in most comparisons." in text.replace("\n> ", " ")
    assert text.endswith(own)
    assert online("refresh", "--regenerate").code == 0
    assert page.read_text() == text


def test_bytes_of_every_kind_survive(online: Cli) -> None:
    hard = b"\xef\xbb\xbf" + BROKEN.replace("mine.", "mine.  ").replace("\n", "\r\n").encode().removesuffix(b"\r\n")
    hard += b"\r\n\r\n\xff\xfe\x00 \x0c tail"
    page = online.write("README.md", hard)
    online("refresh")
    expected = hard
    for old, new in (
        (b"RANKGEN", b"RankGen"),
        (b"?trk=x", b""),
        (b"beamsearch", b"beam search"),
        (b"most > c", b"most c"),
    ):
        expected = expected.replace(old, new)
    assert page.read_bytes() == expected


def test_large_change_waits_for_a_yes(online: Cli) -> None:
    one = "### RANKGEN: Improving Text Generation with Large Ranking Models [x](https://arxiv.org/abs/2205.09726)\n\n"
    text = "# L\n\n## S\n\n" + one * 21
    page = online.write("README.md", text)
    held = online("refresh")
    assert (held.code, page.read_text()) == (1, text)
    assert "21 entries would change" in held.err
    assert "--yes" in held.err
    online("refresh", "--yes")
    assert page.read_text() == text.replace("RANKGEN", "RankGen")


def test_damaged_store_is_left_alone(online: Cli) -> None:
    page = online.write("README.md", BROKEN)
    (online.folder / "data").mkdir()
    store = online.write("data/papers.json", '{\n  "version": 1,\n  "papers": {\n<<<<<<< HEAD\n')
    done = online("refresh")
    assert (done.code, page.read_text()) == (2, BROKEN)
    assert "papers.json:4" in done.err
    assert store.read_text().endswith("<<<<<<< HEAD\n")


def test_one_bad_file_does_not_stop_the_others(online: Cli) -> None:
    page = online.write("good.md", BROKEN)
    done = online("refresh", "missing.md", "good.md")
    assert (done.code, page.read_text()) == (2, MENDED)
    assert "missing.md" in done.err


def test_file_that_git_reports_as_unmerged_is_not_written(online: Cli) -> None:
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]

    def run(*arguments: str) -> None:
        subprocess.run([*git, *arguments], cwd=online.folder, check=arguments[0] != "merge", capture_output=True)

    page = online.write("README.md", BROKEN)
    run("init", "-b", "main")
    run("add", ".")
    run("commit", "-m", "a")
    run("checkout", "-b", "side")
    online.write("README.md", BROKEN.replace("prose of mine", "prose of side"))
    run("commit", "-am", "b")
    run("checkout", "main")
    online.write("README.md", BROKEN.replace("prose of mine", "prose of main"))
    run("commit", "-am", "c")
    run("merge", "side")
    before = page.read_bytes()
    assert b"<<<<<<<" in before
    done = online("refresh")
    assert (done.code, page.read_bytes()) == (1, before)
    assert "unmerged" in done.err


def test_off_regions_are_neither_read_nor_fetched(cli: Cli) -> None:
    text = f"# L\n\n<!-- papersync: off -->\n{BROKEN}<!-- papersync: on -->\n"
    page = cli.write("README.md", text)
    assert (cli("refresh").code, page.read_text()) == (0, text)


def test_standard_input_to_standard_output(online: Cli) -> None:
    done = online("refresh", "-", stdin=BROKEN)
    assert (done.code, done.out) == (0, MENDED)


def test_prune_drops_what_no_list_names(online: Cli) -> None:
    online.write("README.md", f"### {SCALING.title} [x](https://arxiv.org/abs/2001.08361)\n")
    online("refresh")
    online.write("README.md", f"### {NEURAL.title} [x](https://arxiv.org/abs/2102.06701)\n")
    store = online.folder / "data/papers.json"
    online("refresh")
    assert sorted(json.loads(store.read_bytes())["papers"]) == ["2001.08361", "2102.06701"]
    done = online("refresh", "--prune")
    assert sorted(json.loads(store.read_bytes())["papers"]) == ["2102.06701"]
    assert "dropped 1" in done.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_list_is_an_error_of_its_own(online: Cli) -> None:
    page = online.write("README.md", BROKEN)
    page.chmod(0o444)
    assert online("refresh").code == 2
    assert page.read_text() == BROKEN
