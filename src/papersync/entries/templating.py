"""Templates that people wrote for their entries, in jinja2, filled with the values of one record.

What a record says is escaped wherever a template shows it; what the template says itself is written as it stands.
Templates run in jinja2's sandbox: they see plain values and can reach neither files nor the program around them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, NoReturn

from papersync.entries.learning_authors import Byline
from papersync.entries.wrapping import Wrap, paragraphs_wrapped
from papersync.errors import ConfigurationError, Place
from papersync.identifiers import ArxivId
from papersync.markdown.escaping import escape_anywhere
from papersync.papers import Paper
from papersync.references.unnaming import unnamed
from papersync.text.patterns import late_pattern

if TYPE_CHECKING:
    from jinja2 import Template

# More than any entry is: a template may repeat what it likes.
_LONGEST: Final = 50_000
_NAME: Final = "template"
# A pipe behind an even number of backslashes ends a cell (GFM, section 4.10).
_PIPE: Final = late_pattern(r"(?<!\\)((?:\\\\)*)\|")


class Verbatim(str):
    """Markdown that is written as it is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class EntryTemplate:
    """A compiled template. ``key`` and ``place`` say where it stands; ``is_file`` that ``place`` is its own file."""

    key: str
    place: Place | None
    is_file: bool
    in_cells: bool
    _template: Template

    def fill(self, values: Mapping[str, Any]) -> str:
        """The text for one record, without blank lines around it.

        Raises ConfigurationError, with the line of the template, for what the template asks in vain.
        """
        from jinja2 import TemplateError  # noqa: PLC0415 - only where templates are used

        try:
            text = self._template.render(values)
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
            _refuse(self.key, self.place, _line_of(error.__traceback__), str(error), is_file=self.is_file, cause=error)
        if len(text) > _LONGEST:
            _refuse(self.key, self.place, None, "writes more than an entry can be", is_file=self.is_file)
        return text.strip("\r\n \t").replace("\r\n", "\n")


def compile_template(key: str, source: str, place: Place | None, *, is_file: bool, in_cells: bool) -> EntryTemplate:
    """The template with this source, tried once. Raises ConfigurationError, with the line, for what is no template."""
    from jinja2 import TemplateSyntaxError  # noqa: PLC0415 - only where templates are used

    from papersync.entries.sandbox import environment  # noqa: PLC0415 - as above

    filters: dict[str, Callable[..., object]] = {"quoted": _quoted, "byline": _byline, "verbatim": Verbatim}
    try:
        made = environment(lambda value: _shown(value, in_cell=in_cells), filters).from_string(source)
    except TemplateSyntaxError as error:
        _refuse(key, place, error.lineno, error.message or "is no template", is_file=is_file, cause=error)
    template = EntryTemplate(key, place, is_file, in_cells, made)
    # Names that nobody knows are told before anything is asked or written.
    template.fill(_SAMPLE)
    return template


def values_of(paper: Paper, linked: ArxivId, url: str) -> dict[str, Any]:
    """What a template sees of a record: texts, lists of texts and numbers; empty where arXiv says nothing.

    ``own`` are words of the entry's own, empty in a new one.
    """
    published = paper.published.date()
    return {
        "id": str(linked),
        "url": Verbatim(url),
        "title": paper.title,
        "authors": [author.name for author in paper.authors],
        "abstract": paper.abstract or "",
        "date": published.isoformat(),
        "year": f"{published.year:04}",
        "month": f"{published.month:02}",
        "day": f"{published.day:02}",
        "categories": list(paper.categories),
        "primary_category": paper.primary_category,
        "version": paper.version,
        "comment": paper.comment or "",
        "journal_ref": paper.journal_ref or "",
        "doi": list(paper.doi),
        "withdrawn": paper.withdrawn is not None,
        "own": "",
    }


def cells_of(text: str) -> list[str]:
    """The cells of a row as a template writes it, without the blanks around them."""
    text = text.strip().removeprefix("|")
    edges = [0, *(match.end() for match in _PIPE.finditer(text)), len(text) + 1]
    cells = [text[low : high - 1].strip() for low, high in pairwise(edges)]
    return cells[:-1] if text.endswith("|") and not cells[-1] else cells


def indented(text: str, lead: str) -> str:
    """The lines of a text that begins behind ``lead``, a marker and what stands before it, as lines of one item."""
    prefix = "".join(each if each in "> \t" else " " for each in lead)
    first, *rest = text.split("\n")
    return "\n".join([first, *(prefix + each if each.strip() else prefix.rstrip() for each in rest)])


def _shown(value: object, *, in_cell: bool) -> str:
    """A value as Markdown. An undefined one raises what jinja2 says of it."""
    text = str(value)
    return text if isinstance(value, Verbatim) else unnamed(escape_anywhere(text, in_cell=in_cell))


def _quoted(text: str, width: int = 80) -> Verbatim:
    """The text as a quote, wrapped."""
    escaped = "\n".join(unnamed(escape_anywhere(line, in_cell=False)) for line in text.split("\n"))
    return Verbatim(paragraphs_wrapped(escaped, Wrap(width, "> ", "\n")))


def _byline(authors: list[str], first: int | None = None) -> str:
    """The names with commas; beyond ``first``, or of more than ten beyond three, "et al."."""
    return Byline(first).of(authors)


def _line_of(trace: TracebackType | None) -> int | None:
    """The line of the template that an error came from."""
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == f"<{_NAME}>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _refuse(
    key: str,
    place: Place | None,
    line: int | None,
    message: str,
    *,
    is_file: bool,
    cause: BaseException | None = None,
) -> NoReturn:
    at = Place(place.path, line) if is_file and place is not None and line is not None else place
    where = f", line {line} of the template" if line is not None and not is_file else ""
    hint = f"a template knows {', '.join(_SAMPLE)}"
    raise ConfigurationError(f'"{key}"{where}: {message}', hint=hint, place=at) from cause


_SAMPLE: Final[Mapping[str, Any]] = {
    "title": "A Title",
    "url": Verbatim("https://arxiv.org/abs/2001.00001"),
    "id": "2001.00001",
    "authors": ["Ada Lovelace", "Alan M. Turing"],
    "abstract": "What it is about.",
    "date": "2020-01-02",
    "year": "2020",
    "month": "01",
    "day": "02",
    "version": 1,
    "categories": ["cs.LG"],
    "primary_category": "cs.LG",
    "comment": "",
    "journal_ref": "",
    "doi": [],
    "withdrawn": False,
    "own": "",
}
