"""Records for tests: real identifiers, titles and authors; the abstracts are inventions of ours."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from papersync.identifiers import ArxivId
from papersync.papers import Author, Paper


def paper(
    identifier: str,
    title: str,
    *,
    authors: tuple[str, ...] = ("Ada Example",),
    abstract: str
    | None = "We study a thing. It works well on every benchmark that we could find, and on some that we made.",
    version: int = 1,
    former: tuple[str, ...] = (),
) -> Paper:
    """A record with what a test cares about."""
    moment = datetime(2022, 5, 19, tzinfo=UTC)
    return Paper(
        id=ArxivId.parse(identifier),
        title=title,
        authors=tuple(Author(name=name) for name in authors),
        abstract=abstract,
        primary_category="cs.CL",
        categories=("cs.CL",),
        version=version,
        published=moment,
        updated=moment,
        former_titles=former,
    )


RANKGEN: Final = paper(
    "2205.09726",
    "RankGen: Improving Text Generation with Large Ranking Models",
    authors=("Kalpesh Krishna", "Yapei Chang", "John Wieting", "Mohit Iyyer"),
    abstract=(
        "Text generators drift: what they write next often repeats itself or leaves the topic. We train an encoder "
        "that scores each continuation against its prefix, and we use the score inside beam search. The encoder is "
        "trained by contrast with two kinds of wrong continuations. Readers preferred the re-ranked text in most "
        "comparisons."
    ),
)
SCALING: Final = paper(
    "2001.08361",
    "Scaling Laws for Neural Language Models",
    authors=tuple(f"Author {letter}" for letter in "ABCDEFGHIJKL"),
    abstract=(
        "How does the loss of a language model fall with its size? We fit power laws over seven orders of magnitude "
        "and find that width and depth hardly matter. Large models are more sample-efficient, so that a fixed budget "
        "is best spent on a very large model whose training is stopped early."
    ),
)
NEURAL: Final = paper(
    "2102.06701",
    "Explaining Neural Scaling Laws",
    abstract=(
        "We explain why losses follow power laws, which https://arxiv.org/abs/2001.08361 found by measuring them. "
        "Variance and resolution limit what more data or a larger model can give, and a duality ties both together."
    ),
)
INSTRUCT: Final = paper(
    "2203.02155",
    "Training language models to follow instructions with human feedback",
    abstract="Labelers wrote demonstrations, ranked outputs, and a model learnt from both.",
)
SELF: Final = paper(
    "2212.10560",
    "Self-Instruct: Aligning Language Models with Self-Generated Instructions",
    authors=("Yizhong Wang", "Yeganeh Kordi"),
    abstract="A model writes its own instructions, we filter them, and it learns from what is left over.",
)
ALL: Final = (RANKGEN, SCALING, NEURAL, INSTRUCT, SELF)
BY_ID: Final = {each.id: each for each in ALL}
