"""How many wrong papers are found in lists, and how often a right one is called wrong.

Found: in the lists, identifiers of papers whose true titles ../shared knows are exchanged for others of theirs, 5 % at
random, 5 % for a near neighbour (of the same first author the one whose title is most alike; where there is none, the
most alike of anybody's), and the rules run on the new text. With a seed. Also with what stands beside the titles
withheld (no authors, no years, no habit of the list), and within one list.

False alarms: entries that people wrote (bench/labels/papers.tsv: file, line, identifier, right or wrong), labelled from
the raw files before any output was seen, with all the nicknames, renames and translations that were met. True titles
are ../shared's; where it has none, those of bench/labels/titles.tsv, as the labeller knows them, with a former title of
renamed papers. They are counted in three states: first titles asked for, not yet asked for, and as if there were one
version of every paper.
"""

from __future__ import annotations

import csv
import json
import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from papersync.identifiers import ArxivId
from papersync.lint.contents import Contents
from papersync.lint.page import Page
from papersync.lint.rules.titles import WrongPaper
from papersync.papers import Author, Paper
from papersync.titles import CannotTell, Contradicts, Evidence, Habit
from papersync.titles.compare import compare_title

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
MADE_BY_A_MACHINE = "Vincentqyw+cv-arxiv-daily"
SHARE = 0.05
RANDOM_BAR, NEAR_BAR, FALSE_BAR = 0.99, 0.90, 0.002
Z = 1.96  # of the normal distribution, for an interval of 95 %
SEEDS = (1, 2, 3)
_SOME_DAY = datetime(2021, 1, 1, tzinfo=UTC)


def record(identifier: str, title: str, *, author: str = "", day: datetime = _SOME_DAY, former: str = "") -> Paper:
    """What the judge needs of a record; a paper with a former title is in its second version."""
    return Paper(
        id=ArxivId.parse(identifier),
        title=title,
        authors=(Author(name=author),) if author else (),
        primary_category="cs.CV",
        categories=("cs.CV",),
        version=2 if former else 1,
        published=day,
        updated=day,
        former_titles=(former,) if former else (),
        first_title_known=bool(former),
    )


def rows(path: Path) -> list[dict[str, str]]:
    """A table with tabs."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def true_records() -> dict[str, Paper]:
    """The papers that ../shared knows, with the first author."""
    return {
        row["id"]: record(
            row["id"],
            row["title"],
            author=row["first_author"],
            day=datetime.fromisoformat(row["date"]).replace(tzinfo=UTC),
        )
        for row in rows(SHARED / "arxiv/titles.tsv")
    }


def labelled_records(known: Mapping[str, Paper]) -> dict[str, Paper]:
    """Those and the papers of the labelled entries. Of these no author is known, and no date but the identifier's."""
    more = json.loads((SHARED / "arxiv/records.json").read_text("utf-8"))["papers"]
    found = {id_: record(id_, paper["title"], day=day_of(id_)) for id_, paper in more.items()}
    for row in rows(HERE / "labels/titles.tsv"):
        found[row["id"]] = record(row["id"], row["title"], day=day_of(row["id"]), former=row["former"])
    return {**found, **known}


def day_of(identifier: str) -> datetime:
    """The month that an identifier says."""
    digits = identifier.rpartition("/")[2]
    year = int(digits[:2])
    return datetime(1900 + year if year > 90 else 2000 + year, int(digits[2:4]), 1, tzinfo=UTC)


class Neighbours:
    """For each paper another one that is easily taken for it."""

    def __init__(self, papers: Mapping[str, Paper]) -> None:
        self._papers = papers
        self._words = {
            id_: set(re.findall(r"\w{2,}", paper.title.casefold())) or {id_} for id_, paper in papers.items()
        }
        self._by_author: dict[str, list[str]] = defaultdict(list)
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for id_, paper in papers.items():
            self._by_author[paper.authors[0].name].append(id_)
            for word in self._words[id_]:
                self._by_word[word].append(id_)

    def of_author(self, id_: str) -> str | None:
        """The most alike of the same first author; None if there is no other."""
        others = [each for each in self._by_author[self._papers[id_].authors[0].name] if each != id_]
        return self._nearest(id_, others)

    def of_anybody(self, id_: str) -> str | None:
        """The most alike by whoever it is, among those with a rare word in common."""
        rarest = sorted(self._words[id_], key=lambda word: (len(self._by_word[word]), word))[:6]
        others = {each for word in rarest for each in self._by_word[word][:300]} - {id_}
        return self._nearest(id_, sorted(others))

    def _nearest(self, id_: str, others: Sequence[str]) -> str | None:
        """By the share of words that both have: not by the judge's own measure."""
        mine = self._words[id_]
        return max(
            others, key=lambda other: len(mine & self._words[other]) / len(mine | self._words[other]), default=None
        )


@dataclass(frozen=True)
class Swap:
    """An entry of which the identifier was exchanged, and how."""

    list: str
    layout: str
    how: str
    found: bool
    level: str


def swapped(name: str, records: Mapping[str, Paper], near: Neighbours, rng: random.Random) -> Iterable[Swap]:
    """What the rule finds in a list of which one identifier in ten is another paper's."""
    source = (SHARED / "lists" / name).read_bytes()
    contents = Contents.of(source)
    entries = [each for each in contents.entries if str(each.paper_id) in records and each.title is not None]
    once = Counter(str(each.paper_id) for each in entries)
    chosen = [each for each in entries if once[str(each.paper_id)] == 1]
    rng.shuffle(chosen)
    many = math.ceil(SHARE * len(chosen))
    edits: list[tuple[int, int, bytes]] = []
    meant: dict[int, str] = {}
    for number, entry in enumerate(chosen[: 2 * many]):
        old = str(entry.paper_id)
        other, how = _other(old, records, near, rng, is_near=number >= many)
        if other is None:
            continue
        meant[entry.span.start] = how
        for match in re.finditer(re.escape(old.encode()), entry.span.of(source)):
            edits.append((entry.span.start + match.start(), entry.span.start + match.end(), other.encode()))
    text, moved = _edited(source, edits, sorted(meant))
    by_id = {paper.id: paper for paper in records.values()}
    page = Page.of(name, text, by_id)
    levels = {finding.span.start: finding.level.value for finding in WrongPaper().check(page)}
    by_start = {each.span.start: each for each in page.entries}
    for start, how in meant.items():
        entry = by_start.get(moved[start])
        level = levels.get(entry.title.span.start, "") if entry is not None and entry.title is not None else ""
        yield Swap(name, entry.layout if entry is not None else "not read", how, bool(level), level)


def _other(
    old: str, records: Mapping[str, Paper], near: Neighbours, rng: random.Random, *, is_near: bool
) -> tuple[str | None, str]:
    if not is_near:
        other = rng.choice(list(records))
        return (None if other == old else other), "at random"
    by_author = near.of_author(old)
    if by_author is not None:
        return by_author, "near, same first author"
    return near.of_anybody(old), "near, anybody's"


def _edited(source: bytes, edits: list[tuple[int, int, bytes]], starts: Sequence[int]) -> tuple[bytes, dict[int, int]]:
    """The new text, and where the old places are in it."""
    pieces, at, shift = [], 0, 0
    moved, waiting = {}, list(starts)
    for start, end, new in sorted(set(edits)):
        while waiting and waiting[0] <= start:
            moved[waiting.pop(0)] = shift
        pieces += [source[at:start], new]
        shift += len(new) - (end - start)
        at = end
    moved.update(dict.fromkeys(waiting, shift))
    return b"".join((*pieces, source[at:])), {start: start + by for start, by in moved.items()}


def interval(hits: int, total: int) -> tuple[float, float]:
    """Wilson's score interval (E. B. Wilson, 1927)."""
    if not total:
        return 0.0, 1.0
    share, square = hits / total, Z * Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = Z * math.sqrt(share * (1 - share) / total + square / (4 * total * total)) / (1 + square / total)
    return max(0.0, middle - half), min(1.0, middle + half)


def table(title: str, counts: Mapping[tuple[str, ...], Counter[bool]], columns: Sequence[str]) -> None:
    """Counts as a Markdown table."""
    print(f"\n{title}\n")
    print(f"| {' | '.join(columns)} | found | of | share | 95 % |")
    print(f"|{'---|' * len(columns)}---:|---:|---:|---|")
    for key in sorted(counts):
        hits, total = counts[key][True], counts[key].total()
        low, high = interval(hits, total)
        print(f"| {' | '.join(key)} | {hits} | {total} | {hits / total:.2%} | {low:.2%} to {high:.2%} |")


def recall(records: Mapping[str, Paper], near: Neighbours) -> dict[str, Counter[bool]]:
    """Exchange and look, for each seed; the tables, and the sums of the two kinds."""
    by_list: dict[tuple[str, ...], Counter[bool]] = defaultdict(Counter)
    by_kind: dict[tuple[str, ...], Counter[bool]] = defaultdict(Counter)
    sums: dict[str, Counter[bool]] = defaultdict(Counter)
    names = sorted(str(path.relative_to(SHARED / "lists")) for path in (SHARED / "lists").rglob("*.md"))
    for seed in SEEDS:
        rng = random.Random(seed)
        for name in names:
            for swap in swapped(name, records, near, rng):
                by_list[swap.list.split("/")[0], swap.layout, swap.how][swap.found] += 1
                by_kind[swap.how, swap.level or "not found"][swap.found] += 1
                sums[swap.how.split(",")[0]][swap.found] += 1
    table(f"Exchanged identifiers found, seeds {SEEDS}", by_list, ("repository", "layout", "exchanged"))
    return sums


def words_alone(records: Mapping[str, Paper], near: Neighbours) -> None:
    """The judge without authors and years, with the list's habit and without."""
    rng = random.Random(7)
    ids = sorted(records)
    drawn = rng.sample(ids, min(3000, len(ids)))
    pairs = {
        "at random": [(one, rng.choice(ids)) for one in drawn],
        "near, same first author": [(one, other) for one in drawn if (other := near.of_author(one)) is not None],
        "near, anybody's": [(one, other) for one in drawn[:1000] if (other := near.of_anybody(one)) is not None],
    }
    counts: dict[tuple[str, ...], Counter[bool]] = defaultdict(Counter)
    for how, both in pairs.items():
        for one, other in both:
            for habit in (Habit.UNKNOWN, Habit.TITLES):
                evidence = Evidence(habit=habit)
                verdict = compare_title(records[one].title, records[other], evidence)
                if one != other:
                    counts[how, habit.value][isinstance(verdict, Contradicts)] += 1
    table("A title against another record, nothing beside it", counts, ("record", "the list shows"))


def within_lists(records: Mapping[str, Paper]) -> None:
    """Labelled entries against the record of another paper of the same list."""
    by_list: dict[str, list[str]] = defaultdict(list)
    for row in rows(HERE / "labels/papers.tsv"):
        if row["label"] == "right" and row["id"] in records:
            by_list[row["path"]].append(row["id"])
    rng = random.Random(11)
    counts: dict[tuple[str, ...], Counter[bool]] = defaultdict(Counter)
    for name, ids in sorted(by_list.items()):
        others = sorted(set(ids))
        if len(others) < 20:
            continue
        by_id = {paper.id: paper for paper in records.values()}
        contents = Contents.of((SHARED / "lists" / name).read_bytes())
        page = Page.of(name, contents, by_id)
        for entry in page.entries:
            if entry.title is None or str(entry.paper_id) not in others:
                continue
            right = page.judgement(entry)
            if right is None or isinstance(right.title, CannotTell | Contradicts | None):
                continue
            other = records[rng.choice([each for each in others if each != str(entry.paper_id)])]
            # In the place of the record stands another's; the rest of the list is right.
            wrong = Page.of(name, contents, {**by_id, entry.paper_id: replace(other, id=entry.paper_id)})
            judged = wrong.judgement(entry)
            counts[name.split("/")[0],][judged is not None and judged.contradicted] += 1
    table("A title of a labelled list against a record of the same list", counts, ("repository",))


def false_alarms(records: Mapping[str, Paper]) -> tuple[int, int]:
    """The labelled entries that are called wrong, once for each state of knowledge."""
    before = {id_: replace(paper, former_titles=(), first_title_known=False) for id_, paper in records.items()}
    by_file: dict[str, dict[tuple[int, str], str]] = defaultdict(dict)
    for row in rows(HERE / "labels/papers.tsv"):
        by_file[row["path"]][int(row["line"]), row["id"]] = row["label"]
    # As if nothing could ever have been renamed: records of a source that does not know versions.
    fixed = {id_: replace(paper, version=1, first_title_known=False) for id_, paper in before.items()}
    states = {"asked for first titles": records, "before asking": before, "versions unknown": fixed}
    counts: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    worst = (0, 0)
    for state, known in states.items():
        by_id = {paper.id: paper for paper in known.values()}
        for name, labels in sorted(by_file.items()):
            page = Page.of(name, (SHARED / "lists" / name).read_bytes(), by_id)
            findings = {finding.span.start: finding for finding in WrongPaper().check(page)}
            for entry in page.entries:
                if entry.title is None or entry.paper_id is None:
                    continue
                lines = {page.document.lines.line_of(reference.span.start) for reference in entry.references}
                label = next((labels[key] for line in lines if (key := (line, str(entry.paper_id))) in labels), None)
                if label is None:
                    continue
                finding = findings.get(entry.title.span.start)
                counts[name.split("/")[0], state][f"{label} {finding.level.value if finding else 'quiet'}"] += 1
                if finding is not None and label == "right":
                    print(f"false: {state}: {name}: {min(lines)}: {finding.message}", file=sys.stderr)
    kinds = ("right quiet", "right error", "right warning", "wrong error", "wrong warning", "wrong quiet")
    for state in states:
        print(f"\nLabelled entries with a title, {state}\n")
        print(f"| repository | {' | '.join(kinds)} |\n|---|{'---:|' * len(kinds)}")
        total: Counter[str] = Counter()
        for key in sorted(counts):
            if key[1] == state:
                total += counts[key]
                print(f"| {key[0]} | {' | '.join(str(counts[key][kind]) for kind in kinds)} |")
        alarms = total["right error"] + total["right warning"]
        right = alarms + total["right quiet"]
        low, high = interval(alarms, right)
        print(f"\n{alarms} false alarms of {right}: {alarms / right:.2%}, 95 % {low:.2%} to {high:.2%}.")
        if alarms / right >= (worst[0] / worst[1] if worst[1] else 0):
            worst = alarms, right
    return worst


def machine_made(records: Mapping[str, Paper]) -> None:
    """The daily list as it is: a machine copied the titles, so that what differs was renamed since."""
    by_id = {paper.id: paper for paper in records.values()}
    for path in sorted((SHARED / "lists" / MADE_BY_A_MACHINE).glob("*.md")):
        page = Page.of(path.name, path.read_bytes(), by_id)
        judged = sum(page.judgement(entry) is not None for entry in page.entries)
        findings = list(WrongPaper().check(page))
        print(f"\n{MADE_BY_A_MACHINE}/{path.name}: {len(findings)} findings of {judged} entries as they stand.")
        for finding in findings:
            print(f"- {page.document.lines.line_of(finding.span.start)}: {finding.message}")


def main() -> int:
    """Print Markdown tables; 1 if a bar is missed."""
    if not SHARED.is_dir():
        print("the lists and titles are not beside the project: nothing to measure")
        return 0
    records = true_records()
    near = Neighbours(records)
    sums = recall(records, near)
    machine_made(records)
    words_alone(records, near)
    labelled = labelled_records(records)
    within_lists(labelled)
    alarms, right = false_alarms(labelled)
    found = {how: counts[True] / counts.total() for how, counts in sums.items()}
    bars = (found["at random"] >= RANDOM_BAR, found["near"] >= NEAR_BAR, alarms / right <= FALSE_BAR)
    print(
        f"\nFound of those exchanged at random {found['at random']:.2%} ({RANDOM_BAR:.0%} wished for), of the near"
        f" {found['near']:.2%} ({NEAR_BAR:.0%}); false alarms {alarms / right:.2%} at worst ({FALSE_BAR:.1%} at most):"
        f" it {'holds' if all(bars) else 'fails'}."
    )
    return 0 if all(bars) else 1


if __name__ == "__main__":
    sys.exit(main())
