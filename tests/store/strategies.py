"""Records as Hypothesis draws them: anything a record may hold, not only what arXiv sends today."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from papersync.identifiers import ARCHIVES, ArxivId
from papersync.papers import Author, Withdrawal, read_record
from papersync.papers.cleaning import cleaned

identifiers = st.builds(
    lambda year, month, number: ArxivId.parse(f"{year:02}{month:02}.{number:05}"),
    st.integers(15, 40),
    st.integers(1, 12),
    st.integers(1, 99_999),
) | st.builds(
    lambda archive, year, month, number: ArxivId.parse(f"{archive}/{year:02}{month:02}{number:03}"),
    st.sampled_from(sorted(ARCHIVES)),
    st.integers(92, 99),
    st.integers(1, 12),
    st.integers(1, 999),
)
texts = st.text(max_size=30) | st.sampled_from(
    ["0", " ", "\u2028", "a\x85b", "\u202eabc", '"\\', "\x00", "<<<<<<< x\n=======\n"]
)
moments = st.builds(
    datetime.fromtimestamp,
    st.integers(678_326_400, 4_102_444_800) | st.floats(678_326_400, 4_102_444_800),  # July 1991 to 2099
    st.sampled_from([UTC, timezone(timedelta(hours=-5)), timezone(timedelta(minutes=345))]),
)
authors = st.builds(Author, name=texts, affiliations=st.lists(texts, max_size=2).map(tuple))
withdrawals = st.builds(Withdrawal, reason=texts, certain=st.booleans())
papers = st.fixed_dictionaries(
    {
        "id": identifiers,
        "title": texts.filter(cleaned),
        "authors": st.lists(authors, max_size=3),
        "abstract": st.none() | texts,
        "primary_category": texts,
        "categories": st.lists(texts, max_size=3),
        "version": st.integers(1, 999_999),
        "published": moments,
        "updated": moments,
        "comment": st.none() | texts,
        "journal_ref": st.none() | texts,
        "doi": st.lists(texts, max_size=2),
        "withdrawn": st.none() | withdrawals,
        "former_titles": st.lists(texts, max_size=2),
        "first_title_known": st.booleans(),
        "origin": st.sampled_from([None, "bundled", "list", "oai-pmh", "snapshot"]),
    }
).map(read_record)
