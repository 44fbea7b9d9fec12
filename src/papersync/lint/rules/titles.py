"""PS203, PS204: what the judge says of an entry's title."""

from __future__ import annotations

from collections.abc import Iterator

from papersync.entries import JudgeOptions
from papersync.lint.examples import Example, Record
from papersync.lint.finding import Finding, Fix, Level, Safety
from papersync.lint.page import Page
from papersync.lint.rule import Basis, Rule
from papersync.lint.wording import shown
from papersync.titles.verdicts import Differs, Why

_SCALING = Record("2001.08361", "Scaling Laws for Neural Language Models")
_RANKGEN = Record("2205.09726", "RankGen: Improving Text Generation with Large Ranking Models")


class WrongPaper(Rule):
    """The entry's title is another paper's than the one it links to.

    The identifier or the title is wrong, and only a person can tell which. Nothing in such an entry is changed, not
    even a broken link: writing arXiv's title there would destroy the only sign of the mistake. Nicknames,
    translations, former titles and the part before a colon are not reported.
    """

    code = "PS203"
    name = "wrong-paper"
    level = Level.ERROR
    basis = Basis.RECORDS
    examples = (
        Example(
            "the link goes to another paper",
            "### Attention Is All You Need [ArXiv](https://arxiv.org/abs/2001.08361)\n> A model without recurrence.\n",
            records=(_SCALING,),
            says="Scaling Laws for Neural Language Models",
        ),
        Example(
            "a former title is no mistake",
            "### On How Loss Falls With Size [ArXiv](https://arxiv.org/abs/2001.08361)\n> How loss falls.\n",
            records=(Record(_SCALING.id, _SCALING.title, former_titles=("On How Loss Falls With Size",)),),
            findings=0,
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        for entry in page.entries:
            judgement, record = page.judgement(entry), page.record(entry.paper_id)
            if judgement is None or record is None or entry.title is None:
                continue
            if judgement.contradicted:
                message = (
                    f"the title {shown(entry.title.text)} is not that of {record.id}, which is {shown(record.title)}"
                )
                yield self.finding(page, entry.title.span, message, id=entry.paper_id)


class TitleDiffers(Rule):
    """The title means the paper and is not its title: mistyped, cut, renamed since, or in other letter case.

    Readers search for titles. The fix writes the words that differ and keeps the list's style: bold, quotation marks,
    a final period. With `titles = "words"` the list's letter case stays, with `titles = "keep"` nothing is reported.
    """

    code = "PS204"
    name = "title-differs"
    level = Level.INFO
    fixes = (Safety.SAFE,)
    basis = Basis.RECORDS
    examples = (
        Example(
            "letter case",
            "### RANKGEN: Improving Text Generation with Large Ranking Models [ArXiv](https://arxiv.org/abs/2205.09726)\n"
            "> Ranks what models write.\n",
            fixed="### RankGen: Improving Text Generation with Large Ranking Models [ArXiv](https://arxiv.org/abs/2205.09726)\n"
            "> Ranks what models write.\n",
            records=(_RANKGEN,),
            says="letter case",
        ),
        Example(
            "a final period is the list's style",
            "### Scaling Laws for Neural Language Models. [ArXiv](https://arxiv.org/abs/2001.08361)\n> Loss falls.\n",
            records=(_SCALING,),
            findings=0,
        ),
        Example(
            'with titles = "keep"',
            "### RANKGEN: Improving Text Generation with Large Ranking Models [ArXiv](https://arxiv.org/abs/2205.09726)\n"
            "> Ranks what models write.\n",
            records=(_RANKGEN,),
            options=JudgeOptions(titles="keep"),
            findings=0,
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        if page.options.titles == "keep":
            return
        for entry in page.entries:
            judgement, record = page.judgement(entry), page.record(entry.paper_id)
            if judgement is None or record is None or entry.title is None:
                continue
            if isinstance(judgement.title, Differs):
                message = f"{_DIFFERENCES[judgement.title.why]}: arXiv has {shown(record.title)}"
                fix = Fix(Safety.SAFE, judgement.title_edits) if judgement.title_edits else None
                yield self.finding(page, entry.title.span, message, id=entry.paper_id, fix=fix)


_DIFFERENCES = {
    Why.RECASED: "the title differs in letter case",
    Why.MISTYPED: "the title differs in wording",
    Why.CUT: "the title is cut",
    Why.RENAMED: "the paper was renamed",
}
