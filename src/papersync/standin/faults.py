"""Faults as they are asked for, `NAME[=N][:first=K|every=K|after=K|at=K]`, and which one a request meets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, assert_never

from papersync.errors import UsageError
from papersync.http.delivery import Response
from papersync.standin.api import Request, answer
from papersync.standin.fault_kinds import KINDS, Case, Kind
from papersync.standin.records import Records

_ASKED: Final = re.compile(
    r"(?P<name>[^=:]*)(?:=(?P<amount>[^:]*))?(?::(?P<rule>[^=]*)(?:=(?P<count>.*))?)?", re.DOTALL
)
_WHOLE: Final = re.compile(r"\d{1,9}", re.ASCII)
_FRACTION: Final = re.compile(r"\d{1,9}(?:\.\d{1,6})?", re.ASCII)


class Rule(Enum):
    """Which requests a `When` means: the first K, each K-th, those after the first K, the K-th alone."""

    FIRST = "first"
    EVERY = "every"
    AFTER = "after"
    AT = "at"


@dataclass(frozen=True, slots=True)
class When:
    """Some requests, counted from 1 over all that the server gets; ``count``, the K of the rule, is at least 1."""

    rule: Rule
    count: int

    def holds(self, number: int) -> bool:
        """True if request *number* is meant."""
        match self.rule:
            case Rule.FIRST:
                return number <= self.count
            case Rule.EVERY:
                return number % self.count == 0
            case Rule.AFTER:
                return number > self.count
            case Rule.AT:
                return number == self.count
            case _:
                assert_never(self.rule)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault and when it happens; without ``when``, always."""

    kind: Kind
    amount: float = 0.0
    when: When | None = None

    @property
    def name(self) -> str:
        """As it is asked for."""
        return self.kind.name

    def meets(self, case: Case) -> bool:
        """True if the request is one of those that the condition means, and the fault concerns it."""
        meant = self.when is None or self.kind.unconditional or self.when.holds(case.number)
        return meant and self.kind.concerns(case)


def parse(text: str) -> Fault:
    """Read `NAME[=N][:first=K|every=K|after=K|at=K]`. Raises UsageError that names what is known."""
    parts = _ASKED.fullmatch(text)
    kind = next((kind for kind in KINDS if parts and kind.name == parts["name"]), None)
    if kind is None or parts is None:
        raise UsageError(f"there is no fault {text!r}", hint=f"known are {', '.join(kind.name for kind in KINDS)}")
    return Fault(kind, _amount(kind, parts["amount"], text), _when(parts["rule"], parts["count"], text))


def parse_all(*texts: str) -> tuple[Fault, ...]:
    """As `parse`, for several; where several meet one request, the first one named wins."""
    return tuple(map(parse, texts))


def fault_for(faults: Sequence[Fault], number: int, request: Request, records: Records) -> Fault | None:
    """The first of *faults* that request *number* meets, or None."""
    return next((fault for fault in faults if fault.meets(Case(number, request, records, fault.amount))), None)


def played(fault: Fault | None, number: int, request: Request, records: Records) -> Response:
    """What is answered under *fault*, which `fault_for` gave; without one, what is true."""
    if fault is None:
        return answer(request, records)
    return fault.kind.play(Case(number, request, records, fault.amount))


def _amount(kind: Kind, amount: str | None, text: str) -> float:
    if kind.amount is None:
        if amount is not None:
            raise UsageError(f"in {text!r} the fault takes no number", hint=f"{kind.name} is {kind.what}")
        return 0.0
    if amount is None:
        return kind.amount.default
    pattern = _FRACTION if kind.amount.fractions else _WHOLE
    if not pattern.fullmatch(amount) or (kind.amount.fractions and float(amount) == 0):
        wanted = "a number above 0" if kind.amount.fractions else "a whole number"
        raise UsageError(f"in {text!r} {amount!r} is not {wanted}", hint=f"{kind.name}=N counts {kind.amount.unit}")
    return float(amount)


def _when(rule: str | None, count: str | None, text: str) -> When | None:
    if rule is None:
        return None
    if rule not in [known.value for known in Rule]:
        conditions = ", ".join(f"{known.value}=K" for known in Rule)
        raise UsageError(f"in {text!r} {rule!r} is no condition", hint=f"known are {conditions}")
    if count is None or not _WHOLE.fullmatch(count) or int(count) == 0:
        raise UsageError(f"in {text!r} {rule} needs a whole number from 1", hint=f"such as {rule}=3")
    return When(Rule(rule), int(count))
