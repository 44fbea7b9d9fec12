"""The records that the stand-in serves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from papersync.errors import StoreError
from papersync.papers import Paper, read_record


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
        read = {key: read_record({"id": key, **paper}) for key, paper in papers.items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(f"these are no records: {error}", hint="they look like data/papers.json") from error
    return Records(read, refuse_unknown)
