"""Groups what was found into cases, one for a call, a person's day or a customer's day, and draws the day's lot."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from operator_console.audit.review.calls import CallRecord
from operator_console.audit.review.ledger import DayRecord, Ledger, Word
from operator_console.audit.review.rules import (
    PersonDay,
    finding,
    of_call,
    of_customers,
    of_person,
    of_words,
    people_of,
)
from operator_console.domain.review import CaseId, CaseKind, CaseState, Decision, ReviewFinding, ReviewRule
from operator_console.domain.review_rules import ReviewRules


@dataclass(frozen=True, slots=True)
class Case:
    """What belongs together. ``people`` took part in it and cannot review it."""

    id: CaseId
    kind: CaseKind
    day: int
    user: str
    calls: tuple[CallRecord, ...]
    findings: tuple[ReviewFinding, ...]
    customer: str = ""
    people: frozenset[str] = field(default_factory=frozenset)

    @property
    def last(self) -> int:
        """The last entry that belongs to it; 0 for a day without calls."""
        return max((call.last for call in self.calls), default=0)


def case_of_call(call: CallRecord, findings: tuple[ReviewFinding, ...]) -> Case:
    """Return the case of a single call, with or without findings."""
    customer = call.customers[-1] if call.customers else ""
    people = call.approvers | {call.user}
    return Case(CaseId(f"call:{call.id}"), CaseKind.CALL, call.day, call.user, (call,), findings, customer, people)


def state_of(case: Case, said: list[Word]) -> CaseState:
    """Return how far the review has come. A sign-off covers what was known then: new findings open it again."""
    if not said:
        return CaseState.OPEN
    last = said[-1]
    if last.decision is None:
        return CaseState.ANSWERED
    if last.decision is not Decision.FINE:
        return CaseState.ASKED if last.decision is Decision.ASK else CaseState.INCIDENT
    known = {found.rule.value for found in case.findings} <= last.rules
    went_on = case.kind is CaseKind.CALL and case.last > last.through
    return CaseState.FINE if known and not went_on else CaseState.OPEN


class CaseBook:
    """A ledger with its cases, which are worked out day by day when they are asked for."""

    def __init__(self, rules: ReviewRules) -> None:
        self.ledger = Ledger(rules.utc_offset_minutes)
        self._rules = rules
        self._kept: dict[int, tuple[object, tuple[Case, ...]]] = {}
        self._teams: dict[int, tuple[int, list[PersonDay]]] = {}

    def of_day(self, day: int, *, over: bool) -> tuple[Case, ...]:
        """Return the cases of a local day. Days are compared, and the lot drawn, once the day is ``over``."""
        record = self.ledger.days.get(day)
        if record is None:
            return ()
        state = (record.changed, record.seed, over, len(self.ledger.said))
        kept = self._kept.get(day)
        if kept is None or kept[0] != state:
            kept = self._kept[day] = (state, tuple(self._cases(day, record, over=over)))
        return kept[1]

    def _cases(self, day: int, record: DayRecord, *, over: bool) -> Iterator[Case]:
        found = {call.id: of_call(call, self._rules) for call in record.calls}
        days = [*self._people(day, record), *self._customers(day, record)] if over else []
        if over:
            others = [call for call in record.calls if not found[call.id]]
            busy = len(days) + len(record.calls) - len(others)
            drawn = draw(others, record.seed, lot_size(len(record.calls), busy, record.seed, self._rules))
            why = finding(ReviewRule.SAMPLE, picked=len(drawn), calls=len(record.calls))
            found.update({call.id: (why,) for call in drawn})
        yield from days
        for call in record.calls:
            if found[call.id] or f"call:{call.id}" in self.ledger.said:
                yield case_of_call(call, found[call.id])

    def _people(self, day: int, record: DayRecord) -> Iterator[Case]:
        at_work = {person.user: person for person in people_of(record)}
        wrote = {user for user, _, _ in record.reasons}.union(
            record.readings, record.rates, record.refused, record.failures, record.rooms
        )
        for user in sorted(wrote | set(at_work)):
            person = at_work.get(user)
            findings = of_words(record, user, self._rules)
            if person is not None:
                findings = (*of_person(person, self._colleagues(day, user), self._rules), *findings)
            if findings:
                calls = person.calls if person else ()
                case = CaseId(f"operator:{date.fromordinal(day).isoformat()}:{user}")
                yield Case(case, CaseKind.OPERATOR, day, user, calls, findings, people=frozenset({user}))

    def _customers(self, day: int, record: DayRecord) -> Iterator[Case]:
        for customer, calls, why in of_customers(record, self._rules):
            people = frozenset({call.user for call in calls}.union(*(call.approvers for call in calls)))
            case = CaseId(f"customer:{date.fromordinal(day).isoformat()}:{customer}")
            yield Case(case, CaseKind.CUSTOMER, day, "", calls, (why,), customer, people)

    def _colleagues(self, day: int, user: str) -> list[float]:
        """Reveals per call on the days of others, this one and the days before it."""
        days = range(day - self._rules.baseline_days, day + 1)
        near = (self._team(each) for each in days if each in self.ledger.days)
        return [person.per_call for people in near for person in people if person.user != user]

    def _team(self, day: int) -> list[PersonDay]:
        record = self.ledger.days[day]
        kept = self._teams.get(day)
        if kept is None or kept[0] != record.changed:
            people = [each for each in people_of(record) if len(each.calls) >= self._rules.least_calls]
            kept = self._teams[day] = (record.changed, people)
        return kept[1]


def lot_size(calls: int, busy: int, seed: bytes, rules: ReviewRules) -> int:
    """Return how many calls of a day are drawn: the policy's share, and fewer where the day has many other cases.

    The share's fraction is drawn too, so that a small team's days have a call drawn now and then.
    """
    if not seed:
        return 0
    whole, rest = divmod(calls * rules.sample_per_mille, 1000)
    drawn = whole + (int.from_bytes(seed[:4], "big") % 1000 < rest)
    room = max(1, calls * rules.queue_percent // 100) - busy
    return max(0, min(drawn, room))


def draw(calls: list[CallRecord], seed: bytes, count: int) -> list[CallRecord]:
    """Return ``count`` calls, drawn by a seed that did not exist while the day lasted."""
    return sorted(calls, key=lambda call: sha256(seed + call.id.encode()).digest())[:count]
