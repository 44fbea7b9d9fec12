"""PS101 to PS106: what is wrong with the URL of a reference, as reading it found out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from papersync.lint.examples import Example
from papersync.lint.finding import Finding, Fix, Level, Safety
from papersync.lint.page import Page
from papersync.lint.rule import Rule
from papersync.lint.wording import shown
from papersync.markdown.model import LinkKind
from papersync.references.model import Defect, DefectKind, Reference, UsualReference
from papersync.text import Edit, Span, apply_edits

_URL_LIMIT = 120
# The label of a definition is its name, and an autolink's text is its destination itself.
_WITH_A_TEXT: Final = (LinkKind.INLINE, LinkKind.IMAGE, LinkKind.HTML)


class _DefectRule(Rule):
    """Reports one kind of defect, once for a reference."""

    kind: ClassVar[DefectKind]
    # ``cut`` is what goes away, ``mended`` the URL as it should be; both stand in quotation marks already.
    message: ClassVar[str]

    def check(self, page: Page) -> Iterator[Finding]:
        for reference, defects in page.flaws.get(self.kind, ()):
            yield self._reported(page, reference, defects)

    def _reported(self, page: Page, reference: Reference, defects: Sequence[Defect]) -> Finding:
        source, span = page.source, reference.span
        safe = False not in [defect.safe for defect in defects]
        edits = tuple([defect.edit for defect in defects])
        shown_too = _in_text_that_shows_it(source, reference, span, edits)
        cut = shown(" ".join([each.cut for each in defects]), _URL_LIMIT) if "{cut}" in self.message else ""
        mended = shown(_mended(source, span, edits), _URL_LIMIT)
        message = self.message.format(cut=cut, mended=mended)
        if not safe:
            message += "; look at it first, a person may have meant it"
        untouchable = page.is_untouchable_at(span.start)
        fix = None if untouchable else Fix(Safety.SAFE if safe else Safety.UNSAFE, edits + shown_too)
        return self.finding(page, span, message, id=reference.id, fix=fix)


def _in_text_that_shows_it(source: bytes, reference: Reference, span: Span, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The same edits in a link's text that is its URL: mended in one place alone, the two would differ."""
    # Of a usual link the text is all that stands between `[` and `](`.
    if isinstance(reference, UsualReference):
        length_shown = span.start - reference.whole.start - len("[](")
        if length_shown != span.end - span.start:
            return ()
    link = reference.link
    if link is None or link.kind not in _WITH_A_TEXT:
        return ()
    if link.destination != span or link.text_span.of(source) != span.of(source):
        return ()
    if not all(span.contains(edit.span) for edit in edits):
        return ()
    by = link.text_span.start - span.start
    return tuple(Edit(Span(edit.span.start + by, edit.span.end + by), edit.replacement) for edit in edits)


def _mended(source: bytes, span: Span, edits: Sequence[Edit]) -> str:
    (start, end), replacement = edits[0]
    if len(edits) == 1 and span.start <= start and end <= span.end:
        return (source[span.start : start] + replacement + source[end : span.end]).decode("utf-8", "replace")
    start = min(span.start, *(edit.span.start for edit in edits))
    end = max(span.end, *(edit.span.end for edit in edits))
    moved = [Edit(Span(edit.span.start - start, edit.span.end - start), edit.replacement) for edit in edits]
    return apply_edits(source[start:end], moved).decode("utf-8", "replace")


class MangledLink(_DefectRule):
    """Something is glued to the URL that is no part of it.

    It came with a paste: the words behind the link, a quotation mark, half of another address. The link leads to an
    error page, or to the paper only because arXiv is lenient. The message shows what was glued there, decoded.
    Fragments such as `#page=3` are part of the URL and stay.

    The fix cuts it. It is unsafe where another URL or digits would be cut, for then a second paper or another
    identifier may have been meant.
    """

    code = "PS101"
    name = "mangled-link"
    level = Level.ERROR
    fixes = (Safety.SAFE, Safety.UNSAFE)
    kind = DefectKind.MANGLED
    message = "behind the identifier stands {cut}, which is no part of the URL: {mended}"
    examples = (
        Example(
            "foreign words behind the identifier",
            "- [Scaling laws](https://arxiv.org/pdf/2001.08361.pdf%E4%B8%AD%E6%96%87)\n",
            fixed="- [Scaling laws](https://arxiv.org/pdf/2001.08361.pdf)\n",
            says="“中文”",
        ),
        Example(
            "half of another address: which one was meant?",
            "- [Chat](https://arxiv.org/pdf/1506.05869.pdf%20(http://example.org/a.pdf))\n",
            fixed="- [Chat](https://arxiv.org/pdf/1506.05869.pdf)\n",
            unsafe=True,
            says="look at it first",
        ),
        Example(
            "a fragment belongs to the URL", "- [Figure](https://arxiv.org/pdf/2001.08361.pdf#page=3)\n", findings=0
        ),
    )


class TrackingParameters(_DefectRule):
    """The URL carries parameters that only tell somebody where the reader came from.

    arXiv needs none of them; they make two links to one paper look different and tell on readers. The fix cuts them.
    """

    code = "PS102"
    name = "tracking-parameters"
    level = Level.WARNING
    fixes = (Safety.SAFE,)
    kind = DefectKind.TRACKING
    message = "the URL carries {cut}, which the paper does not need: {mended}"
    examples = (
        Example(
            "a social network's parameter",
            "- [FLAN](https://arxiv.org/pdf/2210.11416.pdf?trk=public_post)\n",
            fixed="- [FLAN](https://arxiv.org/pdf/2210.11416.pdf)\n",
            says="trk=public_post",
        ),
        Example("nothing to cut", "- [FLAN](https://arxiv.org/pdf/2210.11416.pdf)\n", findings=0),
    )


class InsecureLink(_DefectRule):
    """The URL begins with `http:`.

    arXiv answers by sending readers on to `https:`, which costs them a moment and lets others on the way see, or
    change, what they read. The fix puts in the letter.
    """

    code = "PS103"
    name = "insecure-link"
    level = Level.INFO
    fixes = (Safety.SAFE,)
    kind = DefectKind.INSECURE
    message = "the link is not encrypted, it should be {mended}"
    examples = (
        Example(
            "as it was written for years",
            "- [Paper](http://arxiv.org/abs/1412.6980)\n",
            fixed="- [Paper](https://arxiv.org/abs/1412.6980)\n",
            says="https://arxiv.org/abs/1412.6980",
        ),
        Example(
            "a text that shows the URL follows",
            "- Adam: [http://arxiv.org/abs/1412.6980](http://arxiv.org/abs/1412.6980)\n",
            fixed="- Adam: [https://arxiv.org/abs/1412.6980](https://arxiv.org/abs/1412.6980)\n",
            says="it should be “https://",
        ),
        Example("another site's link is not ours", "- [Project](http://example.org/1412.6980)\n", findings=0),
    )


class RetiredHost(_DefectRule):
    """The URL names a host of arXiv's past, such as `xxx.lanl.gov`, or a mirror that is no longer kept.

    Some still redirect, some are gone. The fix puts `arxiv.org` in its place.
    """

    code = "PS104"
    name = "retired-host"
    level = Level.WARNING
    fixes = (Safety.SAFE,)
    kind = DefectKind.RETIRED_HOST
    message = "the host is retired, the URL should be {mended}"
    examples = (
        Example(
            "arXiv's first address",
            "- [Paper](https://xxx.lanl.gov/abs/hep-th/9901001)\n",
            fixed="- [Paper](https://arxiv.org/abs/hep-th/9901001)\n",
            says="retired",
        ),
        Example("export.arxiv.org is in use", "- [Paper](https://export.arxiv.org/abs/hep-th/9901001)\n", findings=0),
    )


class WrongPath(_DefectRule):
    """The path is not one that arXiv promises: `//abs/`, `/abs/ID.pdf`, an identifier without `/abs`.

    Such links work by leniency, if at all. The fix writes the path as arXiv does.
    """

    code = "PS105"
    name = "wrong-path"
    level = Level.WARNING
    fixes = (Safety.SAFE,)
    kind = DefectKind.WRONG_PATH
    message = "the path is not one of arXiv's, the URL should be {mended}"
    examples = (
        Example(
            "a doubled slash",
            "- [Paper](https://arxiv.org//abs/2001.08361)\n",
            fixed="- [Paper](https://arxiv.org/abs/2001.08361)\n",
            says="path",
        ),
        Example("a PDF without its ending is fine", "- [Paper](https://arxiv.org/pdf/2001.08361)\n", findings=0),
    )


class BrokenScheme(_DefectRule):
    """The URL begins with something that is no scheme: `ttps://`, `hhttps://`, a full-width colon, or nothing at all.

    A browser does not follow it, or takes it for a file beside the list. The fix writes `https://`.
    """

    code = "PS106"
    name = "broken-scheme"
    level = Level.ERROR
    fixes = (Safety.SAFE,)
    kind = DefectKind.BROKEN_SCHEME
    message = "the URL does not begin with https://, so nobody can follow it; it should be {mended}"
    examples = (
        Example(
            "the first letter was not copied",
            "- [Paper](ttps://arxiv.org/abs/2001.08361)\n",
            fixed="- [Paper](https://arxiv.org/abs/2001.08361)\n",
            says="https://arxiv.org/abs/2001.08361",
        ),
        Example("a whole one", "- [Paper](https://arxiv.org/abs/2001.08361)\n", findings=0),
    )
