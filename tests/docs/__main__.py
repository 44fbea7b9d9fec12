"""`python -m tests.docs` writes into the pages what their commands print now. Look at the difference."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.docs.pages import PAGES, ROOT, run
from tests.docs.surroundings import newcomer


def main() -> None:
    """Renew each page."""
    for name in PAGES:
        page = (ROOT / name).read_text("utf-8")
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home).resolve() / "papers"
            folder.mkdir()
            with newcomer(folder) as environment:
                ran = list(run(page, folder, environment))
        for each in reversed(ran):
            if each.shown is not None:
                page = page[: each.shown.start] + each.printed + page[each.shown.end :]
        (ROOT / name).write_text(page, "utf-8")


if __name__ == "__main__":
    main()
