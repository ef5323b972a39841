"""What happened in one call, as numbers that grow entry by entry."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from operator_console.audit.review.lines import Line
from operator_console.domain.actions import Action, Outcome

ATTEMPT_LIMITS: Final = frozenset({"attempts_item", "attempts_call", "attempts_day"})
"""The refusals of an answer that mean that a limit was reached."""
NOT_GRANTED: Final = frozenset({"not_verified", "field_outside_purpose"})
"""The refusals of a reveal that mean that somebody asked for what is not theirs to see now."""


@dataclass(slots=True)
class CallRecord:
    """One call. Times are microseconds since 1970 UTC, 0 for not yet; ``day`` is the ordinal of its local day."""

    id: str
    user: str
    day: int
    began_us: int
    first: int
    last: int = 0
    last_us: int = 0
    ended_us: int = 0
    client: str = ""
    purpose: str = ""
    approvers: frozenset[str] = frozenset()
    customers: tuple[str, ...] = ()
    searches: int = 0
    found: int = 0
    answers: int = 0
    mismatches: int = 0
    near_misses: int = 0
    """Wrong answers before the check was met."""
    limited: int = 0
    verified: bool = False
    reveals: int = 0
    refused: int = 0
    unchecked: int = 0
    granted: int = 0
    lifted: int = 0
    rates: int = 0
    """Limits of the OS user that were reached in it."""
    sealed: int = 0
    call_backs: int = 0
    own: bool = False
    vip: bool = False
    right: int = 0
    """Right answers that still count."""
    open_fields: frozenset[str] = field(default_factory=frozenset)
    """Fields that a lead granted without the check."""

    @property
    def stepped_up(self) -> bool:
        """Whether it took a call-back or a lead's approval."""
        return bool(self.call_backs or self.approvers)

    def add(self, line: Line) -> None:
        """Take one more entry of this call."""
        self.last, self.last_us = line.sequence, line.wall_us
        self.purpose = line.purpose or self.purpose
        step = _STEPS.get(line.action)
        if step is not None:
            step(self, line)


def _opened(call: CallRecord, line: Line) -> None:
    call.client = line.facts.get("client", "")


def _ended(call: CallRecord, line: Line) -> None:
    call.ended_us = line.wall_us


def _search(call: CallRecord, line: Line) -> None:
    call.searches += 1
    if "sealed" in line.facts:
        call.sealed += 1
    if line.outcome == Outcome.FOUND:
        _found(call, line)


def _found(call: CallRecord, line: Line) -> None:
    call.found += 1
    call.own = call.own or "own" in line.facts
    call.vip = call.vip or "vip" in line.facts
    if line.customer and line.customer not in call.customers:
        call.customers = (*call.customers, line.customer)


def _sealed(call: CallRecord, line: Line) -> None:
    call.sealed += 1
    _approved(call, line)
    if line.outcome == Outcome.FOUND:
        _found(call, line)


def _unchecked(call: CallRecord, _: Line) -> None:
    call.right = 0
    call.open_fields = frozenset()


def _resumed(call: CallRecord, line: Line) -> None:
    if line.facts.get("check") == "void":
        _unchecked(call, line)


def _answer(call: CallRecord, line: Line) -> None:
    if line.outcome == Outcome.REFUSED:
        call.limited += line.reason in ATTEMPT_LIMITS
        return
    call.answers += 1
    if line.facts.get("result") == "match":
        call.right += 1
    else:
        call.mismatches += 1
    if line.outcome == Outcome.MET:
        call.verified = True
        call.near_misses = call.mismatches


def _reveal(call: CallRecord, line: Line) -> None:
    call.reveals += 1
    granted = call.open_fields.issuperset(line.fields)
    if not granted and (line.outcome != Outcome.MET or not call.right):
        call.unchecked += 1


def _refused(call: CallRecord, line: Line) -> None:
    call.refused += line.reason in NOT_GRANTED


def _break_glass(call: CallRecord, line: Line) -> None:
    call.granted += 1
    call.open_fields |= frozenset(line.fields)
    _approved(call, line)


def _lifted(call: CallRecord, line: Line) -> None:
    call.lifted += 1
    _approved(call, line)


def _rate(call: CallRecord, _: Line) -> None:
    call.rates += 1


def _approved(call: CallRecord, line: Line) -> None:
    if lead := line.facts.get("lead"):
        call.approvers |= {lead}


def _call_back(call: CallRecord, _: Line) -> None:
    call.call_backs += 1


_STEPS: Final[dict[str, Callable[[CallRecord, Line], None]]] = {
    Action.CALL_OPENED: _opened,
    Action.CALL_ENDED: _ended,
    Action.CALL_RESUMED: _resumed,
    Action.SEARCH: _search,
    Action.SEALED_OPENED: _sealed,
    Action.CUSTOMER_PUT_BACK: _unchecked,
    Action.CALLER_SET: _unchecked,
    Action.ANSWER: _answer,
    Action.REVEAL: _reveal,
    Action.REVEAL_REFUSED: _refused,
    Action.BREAK_GLASS: _break_glass,
    Action.LIMIT_LIFTED: _lifted,
    Action.RATE_REACHED: _rate,
    Action.CALL_BACK_BEGUN: _call_back,
}
