"""The review's queue: what is to be looked at, in the order in which it is worked off, with its age."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from operator_console.audit.review.cases import Case, CaseBook, state_of
from operator_console.audit.review.lines import iso
from operator_console.domain.actions import Action
from operator_console.domain.ids import CallId, ClientId, CustomerRef, UserName
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.review import CaseId, CaseState, CaseView, Group
from operator_console.domain.roles import Duty
from operator_console.services.desk import Desk
from operator_console.services.ports import Account
from operator_console.services.review_book import Step, accounts, day_of, display_name, read_up, today

DECIDED: Final = frozenset({CaseState.FINE, CaseState.INCIDENT})
MOST_CASES: Final = 2_000
_DAYS: Final = 5
"""Days worked out at a time: what another request waits for."""
_WEIGHT: Final = {Group.MUST: 0, Group.STANDS_OUT: 1, Group.SAMPLE: 2}


@dataclass(frozen=True, slots=True)
class Queue:
    """The cases asked for, how many did not fit, and how many calls there were."""

    cases: tuple[CaseView, ...]
    left_out: int
    calls: int
    day: str
    today: str


def review_queue(
    desk: Desk, day: str, limit: int, *, decided: bool, after: CaseId | str = ""
) -> Generator[Step, None, Queue]:
    """Return the cases of a day, or of every day: the last working day's, then older ones, then today's.

    ``after``: only what comes behind this case, decided by now or not. Refuses with ``RANGE_BAD`` what is no date, and
    with ``CASE_UNKNOWN`` a case that is not among them.
    """
    desk.require(Duty.REVIEW)
    wanted = day_of(day) if day else 0
    book = yield from read_up(desk)
    now = today(desk)
    days = [wanted] if wanted else _in_order(book, now)
    people = accounts(desk)
    found: list[CaseView] = []
    for place, each in enumerate(days, 1):
        cases = [case_view(desk, book, case, now, people) for case in book.of_day(each, over=each < now)]
        found += sorted(cases, key=_weight)
        if place % _DAYS == 0:
            yield "reviewing", place, len(days)
    views = tuple(case for case in _behind(found, after) if decided or case.state not in DECIDED)
    limit = max(1, min(limit, MOST_CASES))
    calls = sum(len(book.ledger.days[each].calls) for each in days if each in book.ledger.days)
    desk.journal.write(Action.REVIEW_READ, facts=(("cases", str(len(views))), ("day", day)))
    return Queue(views[:limit], max(0, len(views) - limit), calls, day, date.fromordinal(now).isoformat())


def _behind(cases: list[CaseView], after: CaseId | str) -> list[CaseView]:
    if not after:
        return cases
    for place, case in enumerate(cases):
        if case.id == after:
            return cases[place + 1 :]
    raise Refusal(Code.CASE_UNKNOWN)


def _in_order(book: CaseBook, now: int) -> list[int]:
    """The last day before today on which anybody worked, then the older ones from the oldest, then today."""
    before = sorted(day for day in book.ledger.days if day < now)
    return [*before[-1:], *before[:-1], *sorted(day for day in book.ledger.days if day >= now)]


def _weight(case: CaseView) -> tuple[int, str, str]:
    return min((_WEIGHT[found.group] for found in case.findings), default=0), case.begins, case.id


def case_view(desk: Desk, book: CaseBook, case: Case, now: int, people: Mapping[str, Account]) -> CaseView:
    """Return a case as its reader sees it."""
    calls = case.calls
    single = calls[0] if len(calls) == 1 else None
    return CaseView(
        id=case.id,
        kind=case.kind,
        state=state_of(case, book.ledger.said.get(case.id, [])),
        day=date.fromordinal(case.day).isoformat(),
        age_days=max(0, now - case.day),
        user=UserName(case.user),
        display=display_name(dict(people), case.user) if case.user else "",
        customer=CustomerRef(case.customer),
        calls=tuple(CallId(call.id) for call in calls),
        findings=case.findings,
        begins=iso(min((call.began_us for call in calls), default=0)),
        ends=iso(max((call.last_us for call in calls), default=0)),
        purpose=single.purpose if single else "",
        client=ClientId(single.client) if single else "",
        own=desk.account.user in case.people,
    )
