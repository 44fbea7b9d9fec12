"""PS406: comments that silence nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from papersync.lint.examples import Example
from papersync.lint.finding import Finding, Level
from papersync.lint.page import Page
from papersync.lint.rule import Rule
from papersync.markdown.model import Ignore

_FINE = "- [Scaling laws](https://arxiv.org/abs/2001.08361)\n"


class UnusedIgnore(Rule):
    """A comment such as `<!-- papersync: ignore[PS203] -->` silences nothing.

    What it was for has been mended, or it names a rule that there is not, or it stands in the wrong place. Left there,
    it would hide the next mistake. It means the entry it stands in, else the block that comes next.

    A rule that is switched off says nothing of its comments, and one that needs a record nothing where there is none.
    """

    code = "PS406"
    name = "unused-ignore"
    level = Level.WARNING
    examples = (
        Example(
            "there is nothing to silence",
            f"<!-- papersync: ignore[PS106] -->\n\n{_FINE}",
            beside=("PS106",),
            says="PS106",
        ),
        Example("there is no such rule", f"<!-- papersync: ignore[PS999] -->\n\n{_FINE}", says="no rule PS999"),
        Example(
            "it silences something",
            "<!-- papersync: ignore[PS106] -->\n\n- [Scaling laws](ttps://arxiv.org/abs/2001.08361)\n",
            beside=("PS106",),
            findings=0,
        ),
        Example(
            "nothing can be said without a record",
            f"<!-- papersync: ignore[PS203] -->\n\n{_FINE}",
            beside=("PS203",),
            findings=0,
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Nothing: what the other rules found is known to the engine alone, which then asks for ``unused``."""
        del page
        return iter(())

    def unused(self, page: Page, ignore: Ignore, idle: Sequence[str], unknown: Sequence[str]) -> Finding:
        """The finding for a comment, with those of its codes that silence nothing and those that are no rule's."""
        said = [f"no finding of {', '.join(idle)} stands there to be silenced"] if idle else []
        said += [f"there is no rule {', '.join(unknown)}"] if unknown else []
        return self.finding(page, ignore.span, "; ".join(said))
