"""The records that the stand-in serves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from papersync.errors import StoreError
from papersync.papers import Paper


@dataclass(frozen=True, slots=True)
class Records:
    """Papers by identifier without version. With ``refuse_unknown`` a request that names any other identifier is
    refused as arXiv's edge refuses, with an empty 403."""

    papers: Mapping[str, Paper]
    refuse_unknown: bool = False


def load_records(text: bytes, *, refuse_unknown: bool = False) -> Records:
    """Read the format of the store. Raises StoreError that says what is wrong."""
    try:
        content: Any = json.loads(text)
        papers = content["papers"]
        read = {key: Paper.model_validate({"id": key, **paper}) for key, paper in papers.items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        why = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise StoreError(f"these are no records: {why}", hint="they look like data/papers.json") from error
    return Records(read, refuse_unknown)
