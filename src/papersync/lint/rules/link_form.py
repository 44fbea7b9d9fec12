"""PS107: links in another form than the configured one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from papersync.entries import Entry
from papersync.entries.relinking import has_html, says_its_form, shows_form
from papersync.entries.style import LinkPolicy
from papersync.lint.examples import Example, Record
from papersync.lint.finding import Finding, Fix, Level, Safety
from papersync.lint.page import Page
from papersync.lint.rule import Rule
from papersync.lint.wording import shown
from papersync.references.model import DefectKind, Reference, ReferenceKind
from papersync.text import Edit, Span
from papersync.text.patterns import late_pattern

_KINDS: Final = frozenset(
    {
        ReferenceKind.INLINE,
        ReferenceKind.AUTOLINK,
        ReferenceKind.DEFINITION,
        ReferenceKind.HTML,
        ReferenceKind.BARE,
    }
)
# Pages of papers; a link to a source, or with a query or a fragment, means something else.
_URL: Final = late_pattern(
    r"(?P<host>https?://(?:www\.|export\.)?arxiv\.org/)(?P<form>abs|pdf|html)/"
    r"(?P<base>[0-9]{4}\.[0-9]{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/[0-9]{7})(?:v[0-9]{1,5})?(?P<suffix>\.pdf)?"
)
_ABS: Final = LinkPolicy(form="abs", version="strip")


class LinkForm(Rule):
    """The link has another form, or names a version in another way, than the configuration asks for.

    With `link = "abs"`, `"pdf"` or `"html"` all papers are linked alike; with `version = "strip"` no link names a
    version, with `"latest"` all name the record's. Links that say what they are, such as `[PDF](…)`, keep their form,
    and so do those with a fragment, and those beside a link that has the form: two side by side are meant. Off unless
    selected; with `"keep"` for both there is nothing to report.
    """

    code = "PS107"
    name = "link-form"
    level = Level.INFO
    fixes = (Safety.SAFE,)
    on_by_default = False
    examples = (
        Example(
            'with link = "abs" and version = "strip"',
            "- [Scaling laws](https://arxiv.org/pdf/2001.08361v1.pdf)\n",
            fixed="- [Scaling laws](https://arxiv.org/abs/2001.08361)\n",
            links=_ABS,
            says="https://arxiv.org/abs/2001.08361",
        ),
        Example(
            'with version = "latest"',
            "- [Scaling laws](https://arxiv.org/abs/2001.08361v1)\n",
            fixed="- [Scaling laws](https://arxiv.org/abs/2001.08361v3)\n",
            records=(Record("2001.08361", "Scaling Laws for Neural Language Models", version=3),),
            links=LinkPolicy(version="latest"),
        ),
        Example(
            "a link that says that it is the PDF, a page of it",
            "- [Scaling laws](https://arxiv.org/abs/2001.08361) [[PDF](https://arxiv.org/pdf/2001.08361)], "
            "[Figure 1](https://arxiv.org/pdf/2001.08361#page=3)\n",
            links=_ABS,
            findings=0,
        ),
        Example("nothing is configured", "- [Scaling laws](https://arxiv.org/pdf/2001.08361v1.pdf)\n", findings=0),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        if page.links == LinkPolicy():
            return
        for reference in page.references:
            entry = page.entry_of(reference)
            wanted = _wanted(page, reference, entry)
            if wanted is None or wanted == reference.url:
                continue
            untouchable = entry is not None and page.is_untouchable(entry)
            fix = None if untouchable else Fix(Safety.SAFE, _edits(page, reference, wanted))
            message = f"links are configured to be written otherwise: {shown(wanted, 120)}"
            yield self.finding(page, reference.span, message, id=reference.id, fix=fix)


def _wanted(page: Page, reference: Reference, entry: Entry | None) -> str | None:
    """The URL as configured; None for links that are not of papers' pages, or are to be mended first."""
    id_ = reference.id
    if id_ is None or reference.kind not in _KINDS or any(d.kind is not DefectKind.INSECURE for d in reference.defects):
        return None
    written = _URL.fullmatch(reference.url)
    if written is None:
        return None
    form = page.links.form if page.links.form != "keep" else written["form"]
    is_beside = entry is not None and shows_form(entry, page.links)
    if is_beside or says_its_form(reference, written["form"]) or (form == "html" and not has_html(id_)):
        form = written["form"]
    record = page.record(id_)
    named = id_
    if page.links.version == "strip":
        named = id_.latest
    elif record is not None:
        named = page.links.named(id_, record)
    version = "" if named.version is None else f"v{named.version}"
    suffix = (written["suffix"] or "") if form == written["form"] else ""
    return f"{written['host']}{form}/{written['base']}{version}{suffix}"


def _edits(page: Page, reference: Reference, wanted: str) -> tuple[Edit, ...]:
    """The part of the URL that changes, and the same in a text that shows the URL."""
    url = reference.url
    start = next(at for at, pair in enumerate(zip(url + "\0", wanted + "\1", strict=False)) if pair[0] != pair[1])
    places = [reference.span]
    link = reference.link
    if link is not None and link.text_span.of(page.source) == url.encode():
        places.append(link.text_span)
    return tuple(Edit(Span(place.start + start, place.end), wanted[start:].encode()) for place in places)
