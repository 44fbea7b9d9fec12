"""Writes configuration.md and schemas/configuration.json beside this file, made of the pydantic model that judges a
configuration. With --check it writes nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

from making import write_or_check
from pydantic.fields import FieldInfo

from papersync.config import SCALAR_KEYS
from papersync.config.settings import Settings

# The draft that TOML's language servers read.
DRAFT: Final = "http://json-schema.org/draft-07/schema#"
UNITS: Final = ((86_400, "d"), (3_600, "h"), (60, "m"), (1, "s"))
OPENING: Final = """\
<!-- Made by docs/make_configuration.py (`make docs`) from src/papersync/config/settings.py: change that. -->

# Configuration

Nothing needs to be configured: `papersync refresh README.md` works in any folder. What you want otherwise stands in
`papersync.toml`, or below `[tool.papersync]` in `pyproject.toml` (the former wins): the nearest one upwards from the
first list that you name, else from the working folder, never past the repository's root. Paths are relative to the
file's folder.

```toml papersync.toml
lists = ["docs/*.md", "README.md"]
fields = ["title", "link", "authors"]
ignore = ["PS402"]

[section-aliases]
rlhf = "Reinforcement learning from human feedback"

[per-file-ignores]
"docs/old.md" = ["PS204", "PS5"]
```

A key that papersync does not know, and a value that cannot be, are errors that name file, line and key. Each key whose
value is one text or number is a variable, too, which wins over the file: `PAPERSYNC_MAX_AGE=0`.

Editors that read [JSON Schema](schemas/configuration.json) for TOML (taplo, Even Better TOML) complete and check the
file, if its first line says where the schema is: `#:schema docs/schemas/configuration.json`, with the path to a copy.

## Keys

| key | values | default | variable |
|---|---|---|---|
"""
IN_A_LIST: Final = """
## In a list

| comment | what it does |
|---|---|
| `<!-- papersync: off -->` … `<!-- papersync: on -->` | what stands between is neither read nor fetched nor changed |
| `<!-- papersync: ignore[PS203] -->` | the rule is silent in the entry that it stands in, else in the next block |
"""


def page(schema: Mapping[str, Any]) -> str:
    """The page."""
    fields = {field.alias or name: field for name, field in Settings.model_fields.items()}
    rows = (
        f"| [`{key}`](#{key}) | {values(schema['properties'][key])} | {default(field)} | {variable(key)} |\n"
        for key, field in fields.items()
    )
    sections = (f"\n### {key}\n\n{field.description}\n" for key, field in fields.items())
    return OPENING + "".join(rows) + "".join(sections) + IN_A_LIST


def values(made: Mapping[str, Any]) -> str:
    """What a key may be, in a few words."""
    if "anyOf" in made:
        kinds = [each for each in made["anyOf"] if each["type"] != "null"]
        return values(kinds[0]) if len(kinds) == 1 else 'a time (`"20h"`, `"30d"`) or seconds'
    if "enum" in made:
        return ", ".join(f"`{word}`" for word in made["enum"])
    match made["type"]:
        case "array":
            inner = values(made["items"])
            return f"list of {inner}" if "enum" in made["items"] else "list of texts"
        case "object":
            inner = values(made["additionalProperties"])
            return f"table of {'lists of texts' if inner.startswith('list') else 'texts'}"
        case "integer":
            return f"{made['minimum']} to {made['maximum']:,}"
        case _:
            return "text"


def default(field: FieldInfo) -> str:
    """The default as it would stand in the file; nothing where none can."""
    value = spelt(field)
    return "" if value is None or value in ({}, []) else f"`{json.dumps(value)}`"


def spelt(field: FieldInfo) -> Any:
    """A default in TOML's types."""
    value = field.get_default(call_default_factory=True, validated_data={})
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        size, unit = next(each for each in UNITS if seconds % each[0] == 0)
        return f"{seconds // size}{unit}"
    return [*value] if isinstance(value, tuple) else value


def variable(key: str) -> str:
    """The variable that a key is, if it is one."""
    return f"`PAPERSYNC_{key.upper().replace('-', '_')}`" if key in SCALAR_KEYS else ""


def schema_of_file() -> dict[str, Any]:
    """The schema of a papersync.toml."""
    made = without_titles(Settings.model_json_schema())
    for name, field in Settings.model_fields.items():
        member = made["properties"][field.alias or name]
        value = spelt(field)
        if value is None:
            member.pop("default", None)
            (kept,) = (each for each in member.pop("anyOf") if each["type"] != "null")
            member.update(kept)
        else:
            member["default"] = value
    made.pop("description")
    return {"$schema": DRAFT, "title": "papersync.toml", **made}


def without_titles(made: Any) -> Any:
    """A schema without the titles that pydantic makes of names."""
    if not isinstance(made, dict):
        return made
    return dict(_kept(made))


def _kept(made: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in made.items():
        if name == "properties":
            yield name, {key: without_titles(member) for key, member in value.items()}
        elif name != "title":
            yield name, without_titles(value)


if __name__ == "__main__":
    schema = schema_of_file()
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    wanted = {"configuration.md": page(schema), "schemas/configuration.json": text}
    sys.exit(write_or_check(wanted, sys.argv[1:]))
