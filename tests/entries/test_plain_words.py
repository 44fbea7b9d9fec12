"""A law: what is known of plain words at once is what all else says of them, too."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from papersync.entries.asides import are_tags
from papersync.entries.leading import lead
from papersync.entries.people import is_author_list
from papersync.entries.titling import _may_be_title, is_title
from papersync.entries.trailing import tail
from papersync.entries.vocabulary import INSTITUTIONS, LABELS, VENUE_WORDS, VENUES
from papersync.entries.wording import bare, is_label, is_long_and_plain, is_plain, without_period, words_of

_ODD = ("et", "al", "Al", "et al", "metal", "and", "others", "by", "von", "arxiv", "arXiv", "doi", "In", "on", "of")
_NAMES = ("Ada", "Lovelace", "A", "de", "Proceedings", "Conference", "May", "2020", "2001", "00001", "10", "3rd", "C")
_WORDS = sorted({*_ODD, *_NAMES, *LABELS, *VENUES, *VENUE_WORDS, *INSTITUTIONS, "Scaling", "Laws", "Learning"})
_BETWEEN = (*[" "] * 30, "-", "'", ": ", " - ", ", ", ". ", ":", "/", "? ")


def _texts(fewest: int) -> st.SearchStrategy[str]:
    word = st.one_of(st.sampled_from(_WORDS), st.from_regex(r"[A-Za-z0-9]{1,12}", fullmatch=True))
    parts = st.lists(st.tuples(word, st.sampled_from(_BETWEEN)), min_size=fewest, max_size=16)
    return parts.map(lambda found: "".join(word + between for word, between in found).rstrip())


@given(_texts(1))
def test_nothing_is_peeled_off_plain_words_that_are_marked(text: str) -> None:
    if is_plain(text):
        assert lead(text, explicit=True) == 0
        assert tail(text, 0, explicit=True) == len(text)
        if without_period(f"{text}.") == text:
            assert lead(f"{text}.", explicit=True) == 0
            assert tail(f"{text}.", 0, explicit=True) == len(text)


@given(_texts(5))
def test_many_plain_words_may_be_a_title_and_are_no_label(text: str) -> None:
    if is_long_and_plain(text):
        assert is_title(text)
        assert _may_be_title(text)
        assert _may_be_title(f"{text}.")
        assert bare(text) == text
        assert words_of(text)
        assert not is_label(text)
        assert not is_author_list(text)
        assert not are_tags(text)
