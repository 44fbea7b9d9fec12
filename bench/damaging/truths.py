"""What the stand-in says is true: real titles where they are known, and else what the undamaged list itself says."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from papersync.entries import Entry, Reading, read_entries
from papersync.markdown import parse_document
from papersync.papers import Paper, read_record
from papersync.references import find_references

Record = dict[str, Any]
"""A paper in the store's format."""
NOBODY = {"name": "Ada Example"}


def record(title: str, authors: Iterable[str], day: str, abstract: str | None = None) -> Record:
    """What the stand-in serves of a paper about which no more is known."""
    when = f"{day}T00:00:00Z"
    facts: Record = {
        "title": title,
        "authors": [{"name": name} for name in authors],
        "primary_category": "cs.CL",
        "categories": ["cs.CL"],
        "version": 9,
        "published": when,
        "updated": when,
    }
    return facts | ({"abstract": abstract} if abstract else {})


def known(shared: Path) -> dict[str, Record]:
    """The true records beside the project: titles, first authors and dates of many, whole ones of some."""
    found: dict[str, Record] = {}
    with (shared / "arxiv/titles.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["id"]] = record(row["title"], [row["first_author"]], row["date"])
    whole: dict[str, Record] = json.loads((shared / "arxiv/records.json").read_text("utf-8"))["papers"]
    return found | whole


def read(source: bytes) -> Reading:
    """The entries of a list."""
    document = parse_document(source)
    return read_entries(document, find_references(document))


def learn(records: dict[str, Record], source: bytes) -> None:
    """Add what a list itself says of the papers that it shows with their titles, and authors nobody has named yet."""
    for entry in read(source).entries:
        if entry.paper_id is None or entry.title is None or len(entry.title.text.split()) < 2:
            continue
        identifier, names = str(entry.paper_id), _authors(entry)
        if identifier in records:
            if names and records[identifier]["authors"] == [NOBODY]:
                records[identifier]["authors"] = [{"name": name} for name in names]
            continue
        abstract = " ".join(entry.abstract.text.split()) if entry.abstract is not None else None
        title = " ".join(entry.title.text.split())
        records[identifier] = record(title, names or [NOBODY["name"]], _day(identifier), abstract)


def _authors(entry: Entry) -> list[str]:
    names = re.split(r",|;| and |&|\bet\b", entry.authors.text) if entry.authors is not None else []
    shown = [" ".join(name.split()) for name in names if any(map(str.isalpha, name))]
    return [name for name in shown if name.casefold().strip(".") != "al"]


def _day(identifier: str) -> str:
    digits = re.search(r"\d{4}", identifier)
    year, month = (int(digits[0][:2]), int(digits[0][2:])) if digits else (23, 1)
    return f"{1900 + year if year > 90 else 2000 + year}-{month:02}-01"


def papers(records: dict[str, Record]) -> dict[str, Paper]:
    """The records as the stand-in takes them; those that cannot be one are left out."""
    found: dict[str, Paper] = {}
    for identifier, facts in records.items():
        try:
            found[identifier] = read_record({"id": identifier, **facts})
        except ValueError:
            continue
    return found
