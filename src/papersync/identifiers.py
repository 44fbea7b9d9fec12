"""arXiv identifiers as a value.

New ones since 0704, with five digits since 1501; old ones from 1991 to 0703
(https://info.arxiv.org/help/arxiv_identifier.html).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from papersync.errors import IdentifierError

ARCHIVES: Final = frozenset(
    [
        "acc-phys",
        "adap-org",
        "alg-geom",
        "ao-sci",
        "astro-ph",
        "atom-ph",
        "bayes-an",
        "chao-dyn",
        "chem-ph",
        "cmp-lg",
        "comp-gas",
        "cond-mat",
        "cs",
        "dg-ga",
        "funct-an",
        "gr-qc",
        "hep-ex",
        "hep-lat",
        "hep-ph",
        "hep-th",
        "math",
        "math-ph",
        "mtrl-th",
        "nlin",
        "nucl-ex",
        "nucl-th",
        "patt-sol",
        "physics",
        "plasm-ph",
        "q-alg",
        "q-bio",
        "quant-ph",
        "solv-int",
        "supr-con",
    ]
)
_NEW: Final = re.compile(r"(?P<yymm>\d{4})\.(?P<number>\d{4,5})(?:v(?P<version>\d{1,9}))?", re.ASCII | re.IGNORECASE)
_OLD: Final = re.compile(
    r"(?P<archive>[a-z]+(?:-[a-z]+)?)(?:\.(?P<subject>[a-z]{2}|[a-z]+-[a-z]+))?"
    r"/(?P<yymm>\d{4})(?P<number>\d{3})(?:v(?P<version>\d{1,9}))?",
    re.ASCII | re.IGNORECASE,
)
USUAL: Final = (
    r"(?P<base>(?:1[5-9]|[2-9][0-9])(?:0[1-9]|1[0-2])\.(?!00000)[0-9]{5}"
    r"|0(?:7(?:0[4-9]|1[0-2])|[89](?:0[1-9]|1[0-2]))\.(?!0000)[0-9]{4}|1[0-4](?:0[1-9]|1[0-2])\.(?!0000)[0-9]{4})"
    r"(?:v(?P<version>[1-9][0-9]{0,4}))?"
)
"""What nearly all identifiers look like; arXiv could have given every one that does, by some day."""
_USUAL: Final = re.compile(USUAL)
_PREFIX: Final = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/)?10\.48550/arxiv\.|arxiv:\s*", re.IGNORECASE)


@dataclass(frozen=True, order=True, slots=True)
class ArxivId:
    """An identifier that arXiv could have given: checked for month, number, digits by date, and archive.

    ``base`` is canonical: no version, no subject class, lower-case archive. Two references are to the same paper
    exactly if their ``base`` is equal.
    """

    base: str
    version: int | None = None

    def __hash__(self) -> int:
        return hash(self.base)  # looked up by the hundred thousand, and few are of several versions

    @classmethod
    def parse(cls, text: str, *, today: date | None = None) -> ArxivId:
        """Read ``2212.10560``, ``hep-th/9901001v2``, ``math.GT/0309136``, ``arXiv:ID`` or ``10.48550/arXiv.ID``.

        Blanks around it are accepted. Raises IdentifierError that says why when arXiv cannot have given it; with
        ``today``, also when its month lies in the future (one day is allowed for time zones).
        """
        usual = _USUAL.fullmatch(text) if today is None else None
        if usual is not None:
            return cls(usual["base"], int(usual["version"]) if usual["version"] else None)
        bare = text.strip()
        prefix = _PREFIX.match(bare)
        if prefix:
            bare = bare[prefix.end() :]
        match = _NEW.fullmatch(bare) or _OLD.fullmatch(bare)
        if match is None:
            raise IdentifierError(f"{_shown(text)} is not an arXiv identifier", hint=_FORMS)
        year, month = _year_and_month(match, text)
        if today is not None:
            latest = today + timedelta(days=1)
            if (year, month) > (latest.year, latest.month):
                raise IdentifierError(f"{_shown(text)} cannot be: {year}-{month:02} is in the future")
        version = match["version"]
        if version is not None and int(version) == 0:
            raise IdentifierError(f"{_shown(text)} cannot be: versions count from 1")
        number = None if version is None else int(version)
        archive = match.groupdict().get("archive")
        if archive is None:
            return cls(f"{match['yymm']}.{match['number']}", number)
        return cls(f"{archive.lower()}/{match['yymm']}{match['number']}", number)

    @property
    def latest(self) -> ArxivId:
        """The same paper without a version."""
        return self if self.version is None else ArxivId(self.base)

    @property
    def abs_url(self) -> str:
        """The abstract page, with the version if there is one."""
        return f"https://arxiv.org/abs/{self}"

    def __str__(self) -> str:
        return self.base if self.version is None else f"{self.base}v{self.version}"


def today_utc() -> date:
    """The current date where arXiv counts it, near enough."""
    return datetime.now(UTC).date()


_FORMS: Final = "identifiers look like 2212.10560 or hep-th/9901001, with or without a version such as v2"


def _shown(text: str) -> str:
    short = " ".join(text.split())
    return repr(short if len(short) <= 60 else short[:57] + "…")


def _year_and_month(match: re.Match[str], text: str) -> tuple[int, int]:
    yymm, number, archive = match["yymm"], match["number"], match.groupdict().get("archive")
    month = int(yymm[2:])
    if archive is None:
        year, digits = 2000 + int(yymm[:2]), 5 if yymm >= "1501" else 4
    else:
        year, digits = int(yymm[:2]) + (1900 if yymm[:2] >= "91" else 2000), 3
    if not 1 <= month <= 12:
        raise IdentifierError(f"{_shown(text)} cannot be: there is no month {yymm[2:]}")
    if archive is not None and archive.lower() not in ARCHIVES:
        raise IdentifierError(f"{_shown(text)} cannot be: arXiv has no archive {_shown(archive)}")
    if archive is None and yymm < "0704":
        raise IdentifierError(f"{_shown(text)} cannot be: identifiers of this form begin with 0704")
    if archive is not None and not (1991, 7) <= (year, month) <= (2007, 3):
        raise IdentifierError(f"{_shown(text)} cannot be: identifiers with an archive end with 0703")
    if len(number) != digits:
        raise IdentifierError(f"{_shown(text)} cannot be: papers of {yymm} have {digits} digits")
    if int(number) == 0:
        raise IdentifierError(f"{_shown(text)} cannot be: numbers count from 1")
    return year, month
