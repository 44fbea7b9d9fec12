"""Pull requests of the repository on GitHub, through `gh api`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from papersync.action.programs import run_program
from papersync.errors import PublishingError
from papersync.report.plain import plain

_TIMEOUT_S: Final = 120.0
_FORBIDDEN: Final = "not permitted to create or approve pull requests"
_ALLOW: Final = (
    'switch "Allow GitHub Actions to create and approve pull requests" on in the settings of the repository, under '
    "Actions, General; or give the action another token"
)
_RIGHTS: Final = "give the job the permissions contents: write and pull-requests: write"


class _Head(BaseModel):
    model_config = ConfigDict(frozen=True)

    sha: str


class PullRequest(BaseModel):
    """One, open or closed."""

    model_config = ConfigDict(frozen=True)

    number: int
    state: str
    title: str
    body: str | None
    head: _Head
    merged_at: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody."""
        return self.state == "open"


_PULL_REQUESTS: Final = TypeAdapter(tuple[PullRequest, ...])


@dataclass(frozen=True, slots=True)
class GitHub:
    """A repository (`owner/name`) on GitHub; ``environ`` has the token. Calls raise PublishingError if they fail."""

    repository: str
    environ: Mapping[str, str] = field(repr=False)

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> GitHub:
        """That of the workflow."""
        host = urlsplit(environ.get("GITHUB_SERVER_URL", "https://github.com")).hostname or "github.com"
        own = {"GH_HOST": host, "GH_ENTERPRISE_TOKEN": environ.get("GH_TOKEN", ""), "GH_PROMPT_DISABLED": "1"}
        return cls(environ.get("GITHUB_REPOSITORY", ""), {**environ, **own})

    def of_branch(self, branch: str, base: str) -> tuple[PullRequest, ...]:
        """Its pull requests from this branch, the latest first."""
        owner = self.repository.partition("/")[0]
        asked = {"state": "all", "head": f"{owner}:{branch}", "base": base, "sort": "updated", "direction": "desc"}
        answer = self._call("GET", f"pulls?{urlencode(asked)}")
        try:
            return _PULL_REQUESTS.validate_python(answer)
        except ValidationError as error:
            raise PublishingError(
                f"GitHub's answer was not a list of pull requests: {error.errors()[0]['msg']}"
            ) from error

    def open(self, branch: str, base: str, title: str, body: str) -> int:
        """Its number."""
        answer = self._call("POST", "pulls", {"head": branch, "base": base, "title": title, "body": body})
        match answer:
            case {"number": int(number)}:
                return number
            case _:
                raise PublishingError(
                    "GitHub did not say which pull request it made", hint=f"look at the pull requests from {branch}"
                )

    def update(self, number: int, **members: str) -> None:
        """Change its title, body or state."""
        self._call("PATCH", f"pulls/{number}", members)

    def enable(self, workflow: str) -> None:
        """Have GitHub run the schedule of a workflow (the name of its file)."""
        self._call("PUT", f"actions/workflows/{quote(workflow)}/enable")

    def is_private(self) -> bool:
        """Whether it is for some people only; False where GitHub does not say."""
        try:
            answer = self._call("GET", "")
        except PublishingError:
            return False
        return isinstance(answer, dict) and answer.get("private") is True

    def _call(self, method: str, path: str, members: Mapping[str, str] | None = None) -> Any:
        """Texts of others go in on standard input, in no argument."""
        words = ["gh", "api", "--method", method, f"repos/{self.repository}/{path}".rstrip("/")]
        words += ["--input", "-"] if members is not None else []
        done = run_program(
            words,
            environ=self.environ,
            stdin=json.dumps(members or {}).encode(),
            timeout_s=_TIMEOUT_S,
            hint="GitHub's runners have gh; install it on others",
        )
        if done.returncode:
            said = " ".join(plain(done.stderr.decode("utf-8", "replace")).split())[:500]
            hint = _ALLOW if _FORBIDDEN in said else _RIGHTS
            raise PublishingError(f"GitHub refused {method} {path.partition('?')[0]}: {said}", hint=hint)
        try:
            return json.loads(done.stdout or b"null")
        except ValueError as error:
            raise PublishingError(f"GitHub's answer to {method} {path.partition('?')[0]} was no JSON") from error
