"""`papersync show`."""

from __future__ import annotations

from typing import Annotated

import typer

from papersync.cli.boundary import boundary
from papersync.cli.completion import papers
from papersync.cli.options import Offline, Plain, PlainFormat


def show(
    paper: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="An arXiv identifier, URL or DOI; with vN that version.", autocompletion=papers
        ),
    ],
    output_format: Plain = PlainFormat.TEXT,
    offline: Offline = False,
) -> None:
    """Show one record: from the store, else from arXiv. Stores nothing.

    \b
    Example:
      papersync show 2212.10560v1
    """
    with boundary(output_format, {"paper": None}):
        import os
        import shutil
        from pathlib import Path

        from papersync.app.showing import show as find_record
        from papersync.cli.asking import answered, event_loop, source_of
        from papersync.cli.output import write
        from papersync.config import load_config
        from papersync.identifiers import today_utc
        from papersync.references import identify
        from papersync.report.json import dump, paper_document
        from papersync.report.paper import paper_text
        from papersync.store.repository import StoreFile

        asked = identify(paper, today_utc())
        config = load_config(Path(), os.environ)
        store = StoreFile(config.store_path, config.lock_dir).load().store
        with event_loop() as loop:
            record = answered(loop, find_record(asked, store, source_of(config, offline=offline)))
        if output_format is PlainFormat.JSON:
            write(dump(paper_document(record)))
        else:
            write(paper_text(record, min(shutil.get_terminal_size().columns, 100)))
