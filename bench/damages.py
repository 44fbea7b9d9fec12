"""What `refresh` makes of lists that were damaged on purpose, and whether it touches what was not damaged.

    bench/damages.py [--seed N] [--show N] [--most N]

Real lists (../shared/lists) and made ones of the rarer layouts are first refreshed as they are; what they say then is
the truth, together with the real titles that are known. Then up to half of the entries are damaged (a typo in the
title, words run together, a torn abstract, the identifiers of two entries exchanged, junk or tracking parameters behind
the identifier, a broken scheme), and the real refresh runs again, in process, against the stand-in.

mended: the line is what it was. reported: a finding stands in the entry. missed: neither. spoilt: the entry was changed
to something else. Without the lists beside the project only the made ones are measured, and they need its records.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from damaging.breaking import BREAKINGS, Damage, swapped
from damaging.made import NEED_ABSTRACTS, WRITINGS, made
from damaging.truths import Record, known, learn, papers, read

from papersync.app.asking import Sources
from papersync.app.lists import read_lists
from papersync.app.policy import Policy
from papersync.app.refresh import Refreshed, RefreshPlan, refresh
from papersync.entries import Entry
from papersync.http.inprocess import transport_for
from papersync.http.manners import Manners
from papersync.identifiers import ArxivId
from papersync.lint.finding import Level
from papersync.sources.answers import Answer, Failed
from papersync.sources.query import QueryApi
from papersync.standin.records import Records
from papersync.standin.service import Standin
from papersync.store.confirmations import Confirmations
from papersync.store.repository import StoreFile
from papersync.text import apply_edits

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
OUTCOMES = ("mended", "reported", "missed", "spoilt")
PAPERS_A_MADE_LIST = 120
SHARE_TORN = 0.7
URL = "http://arxiv.invalid/api/query"


@dataclass
class Tally:
    """What became of the damages, by layout and kind."""

    counts: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    touched: list[str] = field(default_factory=list)
    examples: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Reserved:
    """The stand-in, asked only for what it knows: one identifier that it refuses would end the whole question."""

    api: QueryApi
    records: Records

    async def fetch(self, ids: Sequence[ArxivId]) -> AsyncIterator[Answer]:
        """Answers for all of them; for those that the stand-in has no record of, that nothing is known."""
        async for answer in self.api.fetch([each for each in ids if each.base in self.records.papers]):
            yield answer
        for each in ids:
            if each.base not in self.records.papers:
                yield Failed(each, "refused")


async def refreshed(folder: Path, texts: dict[str, bytes], records: Records) -> dict[str, Refreshed]:
    """What a real refresh that may write makes of these lists."""
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)
    lists, errors = read_lists([folder / name for name in texts], folder / ".locks")
    assert not errors, errors
    manners = Manners(lock_dir=folder / ".locks", interval_s=0, retries=0)
    async with QueryApi(manners, url=URL, transport=transport_for(Standin(records).serve)) as api:
        sources = Sources(
            StoreFile(folder / "papers.json", folder / ".locks"),
            Confirmations.load(folder / ".cache", URL),
            Reserved(api, records),
            datetime.now(UTC),
            timedelta(hours=20),
        )
        done = await refresh(lists, RefreshPlan(yes=True), Policy(root=folder), sources)
    assert not done.errors, done.errors
    return {str(Path(each.name).relative_to(folder)): each for each in done.lists}


def sound(done: Refreshed) -> list[Entry]:
    """The entries of a refreshed list that name one paper by its title and with which nothing is wrong."""
    wrong = [
        each.span for each in done.findings if each.level is not Level.INFO or each.code.startswith(("PS2", "PS5"))
    ]
    found = []
    for entry in read(done.after).entries:
        titled = entry.paper_id is not None and entry.title is not None and len(entry.title.text.split()) > 2
        if titled and not any(entry.span.overlaps(span) for span in wrong):
            found.append(entry)
    return found


def damaged(source: bytes, entries: Sequence[Entry], chance: random.Random, most: int) -> list[Damage]:
    """Half of the entries with one damage each; of each layout and kind at most ``most``."""
    apart = chance.sample(entries, len(entries) // 2)
    made_so_far: Counter[tuple[str, str]] = Counter()
    damages: list[Damage] = []
    kinds = [*BREAKINGS, "swapped"]
    while apart:
        entry = apart.pop()
        chance.shuffle(kinds)
        # Few entries show abstracts: most of them have their abstract torn.
        torn_first = entry.abstract is not None and chance.random() < SHARE_TORN
        kinds.sort(key=lambda kind: (torn_first and kind != "torn abstract", made_so_far[entry.layout, kind]))
        for kind in tuple(kinds):
            if made_so_far[entry.layout, kind] >= most:
                continue
            if kind != "swapped":
                edits = BREAKINGS[kind](source, entry, chance)
            else:
                other = next((each for each in apart if each.layout == entry.layout and each.ids != entry.ids), None)
                edits = swapped(source, entry, other) if other is not None else ()
                if other is not None and edits:
                    apart.remove(other)
                    inside = tuple(edit for edit in edits if other.span.contains(edit.span))
                    damages.append(Damage(kind, entry.layout, other, inside))
                    edits = tuple(edit for edit in edits if entry.span.contains(edit.span))
                    made_so_far[entry.layout, kind] += 1
            if edits:
                damages.append(Damage(kind, entry.layout, entry, edits))
                made_so_far[entry.layout, kind] += 1
                break
    return damages


def compare(name: str, before: bytes, damages: Sequence[Damage], done: Refreshed, tally: Tally) -> None:
    """Count what became of the damages, line by line: no damage and no mend changes how many lines there are."""
    right, wrong, now = (text.split(b"\n") for text in (before, done.before, done.after))
    assert len(right) == len(wrong)
    if len(now) != len(right):
        tally.touched.append(f"{name}: {len(now) - len(right):+} lines")
        return
    lines = {number: damage for damage in damages for number in _lines(before, damage)}
    reported: set[int] = set()
    for each in done.findings:
        # Insecure links are no damage of ours.
        if each.code != "PS103":
            first = done.after.count(b"\n", 0, each.span.start)
            reported.update(range(first, first + done.after.count(b"\n", *each.span) + 1))
    tally.touched += [
        f"{name}:{at + 1}: {now[at][:300]!r}, was {right[at][:300]!r}"
        for at in range(len(now))
        if at not in lines and now[at] != right[at]
    ]
    for damage in damages:
        own = _lines(before, damage)
        if all(_secured(now[at]) == _secured(right[at]) for at in own):
            outcome = "mended"
        elif any(now[at] not in (right[at], wrong[at]) for at in own):
            outcome = "spoilt"
        else:
            outcome = "reported" if reported & set(own) else "missed"
        tally.counts[damage.layout, damage.kind][outcome] += 1
        if outcome in ("missed", "spoilt"):
            shown = "\n".join(
                f"      {word} {text[at].decode('utf-8', 'replace')[:400]}"
                for at in own
                for word, text in (("true ", right), ("wrong", wrong), ("now  ", now))
                if wrong[at] != right[at] or now[at] != right[at]
            )
            tally.examples.append((outcome, f"{name}:{own[0] + 1}: {damage.layout}, {damage.kind}\n{shown}"))


def _secured(line: bytes) -> bytes:
    """A broken scheme becomes https, whatever it was."""
    return line.replace(b"http://arxiv.org", b"https://arxiv.org")


def _lines(before: bytes, damage: Damage) -> list[int]:
    first = before.count(b"\n", 0, damage.entry.span.start)
    return list(range(first, first + before.count(b"\n", *damage.entry.span) + 1))


def made_lists(records: dict[str, Record], chance: random.Random) -> dict[str, bytes]:
    """Lists of the layouts that the real ones have too few of."""
    whole = [(key, each) for key, each in records.items() if len(each.get("abstract", "").split()) > 60]
    titled = [(key, each) for key, each in records.items() if len(each["title"].split()) > 3]
    found = {}
    for name in WRITINGS:
        pool = whole if name in NEED_ABSTRACTS else titled
        found[f"made/{name}.md"] = made(name, chance.sample(pool, min(PAPERS_A_MADE_LIST, len(pool))))
    return found


def main() -> int:
    """Print a Markdown table; 1 if anything not damaged was touched or anything damaged was spoilt."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--show", type=int, default=0, help="examples of what was missed or spoilt")
    parser.add_argument("--most", type=int, default=60, help="damages of one kind in one layout of one list")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print("the lists and records are not beside the project: nothing to measure")
        return 0
    chance = random.Random(options.seed)
    records = known(SHARED)
    texts = {str(path.relative_to(SHARED)): path.read_bytes() for path in sorted((SHARED / "lists").glob("**/*.md"))}
    texts |= made_lists(records, chance)
    for text in texts.values():
        learn(records, text)
    served = Records(papers(records), refuse_unknown=True)
    tally = Tally()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = asyncio.run(refreshed(folder, texts, served))
        before = {name: done.after for name, done in first.items()}
        damages = {name: damaged(done.after, sound(done), chance, options.most) for name, done in first.items()}
        broken = {
            name: apply_edits(before[name], [edit for damage in found for edit in damage.edits])
            for name, found in damages.items()
            if found
        }
        again = asyncio.run(refreshed(folder, broken, served))
    for name, done in again.items():
        compare(name, before[name], damages[name], done, tally)
    report(tally, options.show, chance)
    dropped = [f"{name}: {proposal.name}" for name, done in again.items() for proposal in done.dropped]
    print(f"Touched though not damaged: {len(tally.touched)}. Dropped because their proof failed: {len(dropped)}.")
    print(*tally.touched[:20], *dropped[:20], sep="\n")
    spoilt = sum(counts["spoilt"] for counts in tally.counts.values())
    return 1 if tally.touched or dropped or spoilt else 0


def report(tally: Tally, show: int, chance: random.Random) -> None:
    """Tables by layout and by kind, and examples of what went wrong."""
    for what, at in (("layout", 0), ("damage", 1)):
        print(f"| {what} | damages | {' | '.join(OUTCOMES)} |\n|---|{'---:|' * (len(OUTCOMES) + 1)}")
        for name in (*sorted({key[at] for key in tally.counts}), None):
            total = sum((counts for key, counts in tally.counts.items() if name in (None, key[at])), Counter[str]())
            row = " | ".join(f"{total[outcome]:,}" for outcome in OUTCOMES)
            print(f"| {name or 'all'} | {total.total():,} | {row} |")
        print()
    examples = chance.sample(tally.examples, min(show, len(tally.examples)))
    for outcome, text in sorted(examples):
        print(f"{outcome}: {text}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
