"""Where a repository is published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from papersync.app.git import git

# git-fetch(1), "GIT URLS": a URL, or what scp takes (host:path). The host has a dot: so no drive of Windows is one.
_REMOTE: Final = re.compile(
    r"(?:[a-z][a-z+]*://)?(?:[^@/\s]+@)?(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?::[0-9]+(?=/))?[:/]/?"
    r"(?P<path>[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)+)/?"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """The host and the path of a remote repository: never a password or a user."""

    host: str
    path: str

    @property
    def url(self) -> str:
        """Its page."""
        return f"https://{self.host}/{self.path}"


def origin_of(folder: Path) -> Origin | None:
    """Where the repository's remote `origin` is; None without one, or where it is a folder."""
    ran = git(["remote", "get-url", "origin"], folder)
    return read_origin(ran.out.decode("utf-8", "replace").strip()) if ran is not None and ran.code == 0 else None


def read_origin(url: str) -> Origin | None:
    """What the URL of a remote says, in any form that git takes; None for a path on this machine."""
    match = _REMOTE.fullmatch(url)
    return Origin(match["host"].lower(), match["path"].removesuffix(".git")) if match is not None else None
