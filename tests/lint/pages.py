"""Pages to lint, read by the real stack."""

from __future__ import annotations

from papersync.lint.engine import check
from papersync.lint.examples import Example, Record
from papersync.lint.page import Page

SCALING = Record("2001.08361", "Scaling Laws for Neural Language Models")
RANKGEN = Record("2205.09726", "RankGen: Improving Text Generation with Large Ranking Models")


def page(text: str, *records: Record, missing: tuple[str, ...] = (), unconfirmed: tuple[str, ...] = ()) -> Page:
    return Example("", text, records=records, missing=missing, unconfirmed=unconfirmed).page()


def codes(text: str, *records: Record) -> list[str]:
    return [finding.code for finding in check(page(text, *records))]


def entry(title: str, url: str, quote: str = "Some words of one's own.") -> str:
    return f"### {title} [ArXiv]({url})\n> {quote}\n"
