"""The store as a value."""

from __future__ import annotations

from dataclasses import replace

from papersync.identifiers import ArxivId
from papersync.store.codec import Store, members
from tests.store.test_codec import SCALING


def test_members_are_the_stores_keys_without_empty_ones() -> None:
    bare = replace(SCALING, comment=None, doi=(), withdrawn=None, former_titles=(), origin=None, abstract=None)
    assert list(members(bare)) == [
        "title",
        "authors",
        "primary_category",
        "categories",
        "version",
        "published",
        "updated",
    ]


def test_a_store_is_asked_without_regard_to_versions() -> None:
    store = Store.of([SCALING])
    assert ArxivId("2001.08361", 3) in store
    assert store.get(ArxivId("2001.08361", 3)) is SCALING
    assert ArxivId("2001.08362") not in store
    assert store.get(ArxivId("2001.08362")) is None


def test_an_update_without_news_is_the_very_store() -> None:
    store = Store.of([SCALING])
    assert store.updated([replace(SCALING)]) is store
    changed = store.updated([replace(SCALING, title="New")])
    assert [paper.title for paper in changed] == ["New"]
    assert [paper.title for paper in store] == ["Scaling Laws for Neural Language Models"]
    assert len(changed.without([ArxivId("2001.08361", 1)])) == 0
