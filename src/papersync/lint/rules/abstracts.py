"""PS501, PS502: what the judge says of an entry's abstract."""

from __future__ import annotations

from collections.abc import Iterator

from papersync.lint.examples import Example, Record
from papersync.lint.finding import Finding, Fix, Level, Safety
from papersync.lint.page import Page
from papersync.lint.rule import Basis, Rule
from papersync.lint.wording import counted, shown_edit
from papersync.text import Edit, Span
from papersync.titles.verdicts import OwnText as OwnWords

_SHOWN = 3
_WORDS = (
    "We study how the loss of a language model falls with its size, with the amount of text it reads and with "
    "the compute spent on it, and find simple power-laws over many orders of magnitude."
)
_SCALING = Record("2001.08361", "Scaling Laws for Neural Language Models", abstract=_WORDS)
_HEADING = "### Scaling Laws for Neural Language Models [ArXiv](https://arxiv.org/abs/2001.08361)\n"


class AbstractDiffers(Rule):
    """The abstract was pasted and came out damaged, or arXiv's has changed since.

    Copied from a PDF, words are joined where a line ended, hyphens are lost, footnote digits stick to words. Where
    the list has the whole abstract, the fix writes the words that differ; in an excerpt it mends damage only; a
    summary of one's own is not touched. Lines without a wrong word keep their bytes.
    """

    code = "PS501"
    name = "abstract-differs"
    level = Level.INFO
    fixes = (Safety.SAFE,)
    basis = Basis.RECORDS
    examples = (
        Example(
            "a hyphen lost at the end of a line",
            f"{_HEADING}> {_WORDS.replace('power-laws', 'powerlaws')}\n",
            fixed=f"{_HEADING}> {_WORDS}\n",
            records=(_SCALING,),
            says="“powerlaws” → “power-laws”",
        ),
        Example(
            "words of one's own",
            f"{_HEADING}> Bigger is better, and this paper says by how much.\n",
            records=(_SCALING,),
            findings=0,
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        for entry, _, judgement in page.amiss:
            if not judgement.abstract_edits:
                continue
            edits = tuple(sorted(judgement.abstract_edits))
            span = Span(edits[0].span.start, max(edit.span.end for edit in edits))
            fix = Fix(Safety.SAFE, edits)
            yield self.finding(page, span, _message(page.source, edits), id=entry.paper_id, fix=fix)


class OwnText(Rule):
    """Where the list has abstracts, this entry has words of its author's own.

    That is no mistake: a summary may be worth more than the abstract. For lists that promise abstracts throughout; off
    unless selected. Only entries that begin with a heading and go on with a quote are looked at.
    """

    code = "PS502"
    name = "own-text"
    level = Level.INFO
    on_by_default = False
    basis = Basis.RECORDS
    examples = (
        Example(
            "words of one's own",
            f"{_HEADING}> Bigger is better, and this paper says by how much.\n",
            records=(_SCALING,),
            says="own words",
        ),
        Example("the abstract", f"{_HEADING}> {_WORDS}\n", records=(_SCALING,), findings=0),
        Example(
            "the record has no abstract to compare with",
            f"{_HEADING}> Bigger is better, and this paper says by how much.\n",
            records=(Record(_SCALING.id, _SCALING.title),),
            findings=0,
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        for entry in page.recorded:
            judgement, record = page.judgement(entry), page.record(entry.paper_id)
            if judgement is None or record is None or record.abstract is None or not entry.is_headed:
                continue
            span = entry.quote
            if entry.abstract is not None:
                span = entry.abstract.span if isinstance(judgement.abstract, OwnWords) else None
            if span is not None and not judgement.contradicted:
                message = f"own words stand where the abstract of {record.id} would"
                yield self.finding(page, span, message, id=entry.paper_id)


def _message(source: bytes, edits: tuple[Edit, ...]) -> str:
    words = sum(max(1, len(edit.span.of(source).split()), len(edit.replacement.split())) for edit in edits)
    samples = ", ".join(shown_edit(source, edit) for edit in edits[:_SHOWN])
    rest = ", …" if len(edits) > _SHOWN else ""
    differ = counted(words, "word of the abstract differs", "words of the abstract differ")
    return f"{differ} from arXiv's: {samples}{rest}"
