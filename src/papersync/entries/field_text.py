"""What a record says in one field, as text for its place."""

from __future__ import annotations

from typing import Final

from papersync.entries.absent import Field
from papersync.entries.learning_authors import Byline
from papersync.entries.learning_dates import DateForm
from papersync.markdown.escaping import Place, escape
from papersync.papers import Paper
from papersync.references.unnaming import unnamed

FieldForm = Byline | DateForm
_ISO: Final = DateForm("{year}-{month}-{day}")


def field_text(paper: Paper, field: Field, form: FieldForm | None, place: Place) -> str:
    """The field on one line, escaped for its place; dates in ISO 8601 and all authors where no ``form`` is given."""
    match field:
        case "authors":
            byline = form if isinstance(form, Byline) else Byline()
            return byline.of([unnamed(escape(author.name, place)) for author in paper.authors])
        case "date":
            return (form if isinstance(form, DateForm) else _ISO).of(paper.published.date())
        case "abstract":
            return unnamed(escape(" ".join((paper.abstract or "").split()), place))
        case _:
            return unnamed(escape(paper.title, place))
