"""PS203, PS204: what the judge says of an entry's title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papersync.entries import Entry, JudgeOptions
from papersync.identifiers import ArxivId
from papersync.lint.examples import Example, Record
from papersync.lint.finding import Finding, Fix, Level, Safety
from papersync.lint.page import Page
from papersync.lint.rule import Basis, Rule
from papersync.lint.wording import shown
from papersync.papers import Paper
from papersync.text import Edit, Span
from papersync.titles.verdicts import Differs, Why

_SCALING = Record("2001.08361", "Scaling Laws for Neural Language Models")
_RANKGEN = Record("2205.09726", "RankGen: Improving Text Generation with Large Ranking Models")


class WrongPaper(Rule):
    """The entry's title is another paper's than the one it links to.

    The identifier or the title is wrong, and only a person can tell which. Nothing in such an entry is changed, not
    even a broken link: writing arXiv's title there would destroy the only sign of the mistake. Nicknames,
    translations, former titles and the part before a colon are not reported; nor is a title beside a link with the name
    that the record has in front of its colon, for code and project pages keep the name of a paper that was renamed.

    A paper with several versions may have had this title once. `papersync refresh` asks arXiv for the title of the
    first version, once a paper, and stores it among the former titles. Until that is known the finding is a warning,
    and where the words are much like the present title, or the authors are the paper's, there is none.

    Is the title known to be another paper's, from the store or by `papersync refresh --suggest`, the message names
    that, and the fix puts its identifier into the entry's links. That is unsafe: perhaps the title is what is wrong.
    """

    code = "PS203"
    name = "wrong-paper"
    level = Level.ERROR
    fixes = (Safety.UNSAFE,)
    basis = Basis.RECORDS
    examples = (
        Example(
            "the link goes to another paper",
            "### Attention Is All You Need [ArXiv](https://arxiv.org/abs/2001.08361)\n> A model without recurrence.\n",
            records=(_SCALING,),
            says="Scaling Laws for Neural Language Models",
        ),
        Example(
            "the paper that is meant is known",
            "- [RankGen: Improving Text Generation with Large Ranking Models](https://arxiv.org/abs/2001.08361)\n",
            fixed="- [RankGen: Improving Text Generation with Large Ranking Models](https://arxiv.org/abs/2205.09726)\n",
            unsafe=True,
            records=(_SCALING, _RANKGEN),
            says="2205.09726",
        ),
        Example(
            "a former title is no mistake",
            "### On How Loss Falls With Size [ArXiv](https://arxiv.org/abs/2001.08361)\n> How loss falls.\n",
            records=(Record(_SCALING.id, _SCALING.title, former_titles=("On How Loss Falls With Size",)),),
            findings=0,
        ),
        Example(
            "nor is a nickname",
            "- [Chinchilla](https://arxiv.org/abs/2001.08361) - the one on compute\n",
            records=(_SCALING,),
            findings=0,
        ),
        Example(
            "nor is a title whose code has the record's name",
            "- [What Readers Like, Learnt by Ranking Texts](https://arxiv.org/abs/2205.09726) "
            "[[code](https://example.org/lab/rankgen)]\n",
            records=(_RANKGEN,),
            findings=0,
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        for entry, record, judgement in page.amiss:
            if entry.title is None or not judgement.contradicted:
                continue
            meant = page.paper_titled(entry.title.text)
            meant = None if meant is None or meant.id == record.id else meant
            yield self.finding(
                page,
                entry.title.span,
                _message(entry.title.text, record, meant),
                id=record.id,
                fix=None if meant is None or entry.cut else _exchanged(page, entry, record.id, meant.id),
                level=Level.WARNING if record.is_perhaps_renamed else None,
            )


def _message(words: str, record: Paper, meant: Paper | None) -> str:
    said = f"the title {shown(words)} is not that of {record.id}, which is {shown(record.title)}"
    if meant is not None:
        return f"{said}, but that of {meant.id}"
    if record.is_perhaps_renamed:
        return f"{said}; perhaps it was once: the title of its first version is not known, refresh asks for it"
    return said


def _exchanged(page: Page, entry: Entry, old: ArxivId, new: ArxivId) -> Fix | None:
    """The other identifier wherever the entry's links have this one; None if it stands in one in another form."""
    written = re.compile(rb"(?<![\w.])%s(?:v\d+)?(?![\d])" % re.escape(old.base.encode()))
    edits: set[Edit] = set()
    for reference in entry.references:
        if reference.id is None or reference.id.latest != old:
            continue
        places = [Span(*match.span()) for match in written.finditer(page.source, *reference.whole)]
        if not any(reference.span.contains(place) for place in places):
            return None
        edits.update(Edit(place, str(new).encode()) for place in places)
    return Fix(Safety.UNSAFE, tuple(sorted(edits)), exchange=(entry.span, old, new))


class TitleDiffers(Rule):
    """The title means the paper and is not its title: mistyped, cut, renamed since, or in other letter case.

    Readers search for titles. The fix writes the words that differ and keeps the list's style: bold, quotation marks,
    a final period. With `titles = "words"` the list's letter case stays, with `titles = "keep"` nothing is reported.
    Where arXiv has the title in capitals throughout, and the list does not, its letter case stays in any case.
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
        for entry, record, judgement in page.amiss:
            if entry.title is None or not isinstance(judgement.title, Differs):
                continue
            message = f"{_DIFFERENCES[judgement.title.why]}: arXiv has {shown(record.title)}"
            fix = Fix(Safety.SAFE, judgement.title_edits) if judgement.title_edits else None
            yield self.finding(page, entry.title.span, message, id=entry.paper_id, fix=fix)


_DIFFERENCES = {
    Why.RECASED: "the title differs in letter case",
    Why.MISTYPED: "the title differs in wording",
    Why.CUT: "the title is cut",
    Why.RENAMED: "the paper was renamed",
}
