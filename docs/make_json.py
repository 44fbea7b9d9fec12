"""Writes json.md and schemas/*.json beside this file, made of the types in papersync.report.contract.

With --check it writes nothing, and exits 1 if a file is not what it would write.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from papersync.app.facts import Facts
from papersync.lint.contents import Contents
from papersync.lint.engine import check
from papersync.papers import read_record
from papersync.references.model import Row
from papersync.report.contract import DOCUMENTS, Least, Words
from papersync.report.entries import entries_document
from papersync.report.json import findings_json, paper_document
from papersync.report.located import locate
from papersync.report.references import JSON

HERE: Final = Path(__file__).parent
DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
PLAIN: Final = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}
LIST: Final = b"""# Reading

## Scaling

- [Scaling Laws for Neural Language Models](https://arxiv.org/abs/2001.08361?utm_source=feed), 2020
"""
RECORD: Final = {
    "id": "2001.08361",
    "title": "Scaling Laws for Neural Language Models",
    "authors": [{"name": "Jared Kaplan"}, {"name": "Sam McCandlish"}],
    "primary_category": "cs.LG",
    "categories": ["cs.LG", "stat.ML"],
    "version": 1,
    "published": "2020-01-23T03:59:20Z",
    "updated": "2020-01-23T03:59:20Z",
    "comment": "19 pages, 15 figures",
}
OPENING: Final = """\
<!-- Made by docs/make_json.py (`make docs`) from src/papersync/report/contract.py: change that. -->

# JSON output, version 1

With `--output-format json` each command prints one document, and nothing else, on standard output; what it tells a
person goes to standard error as always. It does so when it fails, too: the results are empty then, and `errors` says
why. (Where a list is piped through, it has standard output for itself.)

- `version` is 1. Within version 1 members may be added, so pass over those that you do not know; none is taken away,
  and none changes its meaning.
- `start` and `end` count bytes of the file, `end` exclusive: `file[start:end]` is what is meant. `line` and `column`
  count from 1, `column` in code points.
- Texts come from lists and from arXiv: escape them for where you put them. In the document itself controls,
  bidirectional controls and lone surrogates are written as escapes (`\\u202e`), so that it is fit for a terminal.
- The order is stable: lists as they were named or found, in each list by place, then by code.
- `errors` has what went wrong. The exit code (see the README) says the gravest of that, and whether something was
  found.

A JSON Schema (draft 2020-12) of each document stands in [schemas/](schemas/). Every document that the tests of
papersync make a command print is validated against its schema.
"""


def main(arguments: list[str]) -> int:
    """Write the files, or check them."""
    wanted = {HERE / name: text for name, text in files().items()}
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text]
    stale += [
        path for path in sorted((HERE / "schemas").glob("*")) if path not in wanted and path.stem != "configuration"
    ]
    if arguments == ["--check"]:
        for path in stale:
            sys.stderr.write(f"{path.relative_to(HERE.parent)} is not what the types say; `make docs` writes it\n")
        return 1 if stale else 0
    (HERE / "schemas").mkdir(exist_ok=True)
    for path in stale:
        if path in wanted:
            path.write_text(wanted[path], "utf-8")
        else:
            path.unlink()
    return 0


def files() -> Mapping[str, str]:
    """What each file holds."""
    made = {f"schemas/{command}.json": json.dumps(schema_of(command), indent=2) + "\n" for command in DOCUMENTS}
    return {"json.md": page(), **made}


def schema_of(command: str) -> dict[str, Any]:
    """The schema of the document that a command prints. It allows members that it does not know: see the page."""
    document = DOCUMENTS[command]
    whole, *inner = types_in(document)
    definitions = {each.__name__: object_of(each) for each in inner}
    title = f"papersync {command} --output-format json"
    return {"$schema": DRAFT, "title": title, **object_of(whole), **({"$defs": definitions} if definitions else {})}


def types_in(document: type) -> list[type]:
    """The document and the types in it, each once, the outer before the inner."""

    def within(hint: Any) -> Iterator[type]:
        if is_typeddict(hint):
            yield hint
            for each in get_type_hints(hint).values():
                yield from within(each)
        for part in get_args(hint):
            yield from within(part)

    return list(dict.fromkeys(within(document)))


def object_of(document: type) -> dict[str, Any]:
    """The schema of one type."""
    members = [*members_of(document)]
    return {
        "description": description_of(document),
        "type": "object",
        "properties": {name: schema for name, schema, _ in members},
        "required": [name for name, _, required in members if required],
    }


def description_of(document: type) -> str:
    """What its docstring says."""
    return " ".join((document.__doc__ or "").split())


def members_of(document: type) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """The members of a type: the name of each, its schema, and whether it is always there."""
    for name, hint in get_type_hints(document, include_extras=True).items():
        yield name, *member(hint)


def member(hint: Any) -> tuple[dict[str, Any], bool]:
    """The schema of a member, with what is annotated of it, and whether it is required."""
    if get_origin(hint) is NotRequired:
        return member(get_args(hint)[0])[0], False
    if get_origin(hint) is not Annotated:
        return schema(hint), True
    inner, *notes = get_args(hint)
    made, required = member(inner)
    for note in notes:
        match note:
            case str():
                made = {**made, "description": note}
            case Least(number):
                made = {**made, "minimum": number}
            case Words(words):
                made = {**made, "enum": list(words)}
    return made, required


def schema(hint: Any) -> dict[str, Any]:
    """The schema of a type that nothing is annotated of."""
    if hint in PLAIN:
        return {"type": PLAIN[hint]}
    if is_typeddict(hint):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"const": parts[0]}
    if origin in (Union, UnionType):
        return {"anyOf": [member(part)[0] for part in parts]}
    if origin is list:
        return {"type": "array", "items": member(parts[0])[0]}
    if origin is dict:
        return {"type": "object", "additionalProperties": member(parts[1])[0]}
    raise TypeError(f"no JSON is known for {hint}")


def page() -> str:
    """json.md."""
    parts = [OPENING]
    told: set[type] = set()
    names = {document: [name for name in DOCUMENTS if DOCUMENTS[name] is document] for document in DOCUMENTS.values()}
    for document, commands in names.items():
        parts.append(f"\n## {' and '.join(commands)}\n\n{description_of(document)}\n")
        for each in types_in(document):
            if each not in told:
                told.add(each)
                title = "" if each is document else f"\n### {each.__name__}\n\n{description_of(each)}\n"
                parts.append(f"{title}\n{table(each)}")
        if commands[0] in (made := examples()):
            parts.append(f"\n```json\n{made[commands[0]]}```\n")
    return "".join(parts)


def table(document: type) -> str:
    """The members of a type."""
    lines = ["| member | type | meaning |", "|---|---|---|"]
    for name, made, required in members_of(document):
        words = ", ".join(f"`{word}`" for word in made.get("enum", ()))
        meaning = "; ".join(filter(None, (made.get("description", ""), f"one of {words}" if "," in words else words)))
        absent = "" if required else ", or left out"
        lines.append(f"| `{name}` | {shown(made)}{absent} | {meaning} |".replace("  ", " "))
    return "\n".join([*lines, ""])


def shown(made: Mapping[str, Any]) -> str:
    """A schema in a few words."""
    if "$ref" in made:
        name = made["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in made:
        return " or ".join(map(shown, made["anyOf"]))
    if made.get("type") == "array":
        return f"list of {shown(made['items'])}"
    if made.get("type") == "object":
        return f"object of {shown(made['additionalProperties'])}"
    return f"{made['const']}" if "const" in made else str(made["type"])


def examples() -> Mapping[str, str]:
    """What some of the commands print of a small list."""
    contents, paper = Contents.of(LIST), read_record(dict(RECORD))
    facts = Facts({paper.id: paper})
    findings = check(facts.page("README.md", contents))
    lines = contents.document.lines
    references = [*JSON.texts("README.md", map(Row.of, contents.references), lines)]
    documents = {
        "entries": entries_document([("README.md", contents.entries, 0, lines)]),
        "lint": json.loads(findings_json(locate(findings, lines))),
        "show": paper_document(paper),
        "refs": {"version": 1, "references": [json.loads(text) for text in references], "errors": []},
    }
    return {name: json.dumps(document, ensure_ascii=False, indent=2) + "\n" for name, document in documents.items()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
