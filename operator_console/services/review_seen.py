"""Who saw a customer (閲覧記録): every showing with its length, role, fields and purpose; the reading is an entry."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from operator_console.audit.record import Entry
from operator_console.audit.review.lines import iso
from operator_console.domain.actions import Action, Outcome
from operator_console.domain.ids import CustomerRef
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.review import SeenRow, SeenView, TimelineRow
from operator_console.domain.roles import Duty
from operator_console.services.desk import Desk
from operator_console.services.journal import microseconds
from operator_console.services.ports import LogFilter
from operator_console.services.review_book import accounts, display_name, moment
from operator_console.services.review_case import timeline

MOST_ROWS: Final = 2_000
_PAGE: Final = 500
_MOST_ENTRIES: Final = 20_000


def who_saw(desk: Desk, customer: CustomerRef, since: str, until: str, *, names: bool) -> SeenView:
    """Return who saw a customer in a range of time, open where it is empty; without ``names`` people are numbered."""
    desk.require(Duty.REVIEW)
    first = microseconds(moment(since)) if since else 0
    last = microseconds(moment(until)) if until else 0
    if last and first > last:
        raise Refusal(Code.RANGE_BAD)
    facts = (("since", since), ("until", until))
    desk.journal.write(Action.CUSTOMER_LOG_READ, customer=customer, facts=tuple(each for each in facts if each[1]))
    entries = list(_entries(desk, LogFilter(customer=customer, since_us=first)))[::-1]
    roles = {entry.sequence: entry.role for entry in entries}
    rows = [
        row
        for row in timeline(entries)
        if row.action is Action.REVEAL and (not last or microseconds(datetime.fromisoformat(row.time)) <= last)
    ]
    people = {user: number for number, user in enumerate(dict.fromkeys(row.user for row in rows), 1)}
    shown = _named(desk, rows[-MOST_ROWS:], people, roles, names=names)
    return SeenView(
        customer=customer,
        since=iso(first),
        until=iso(last),
        rows=tuple(shown),
        left_out=max(0, len(rows) - MOST_ROWS),
        opened=len({entry.call for entry in entries if _opens(entry) and (not last or entry.wall_us <= last)}),
        people=len(people),
    )


def _entries(desk: Desk, which: LogFilter) -> Iterator[Entry]:
    """The newest entries about a customer, newest first."""
    before = count = 0
    while count < _MOST_ENTRIES and (page := desk.vault.log.page(which, before, _PAGE)):
        yield from page
        count += len(page)
        before = page[-1].sequence
        if len(page) < _PAGE:
            return


def _opens(entry: Entry) -> bool:
    return entry.outcome is Outcome.FOUND and entry.action in (Action.SEARCH, Action.SEALED_OPENED)


def _named(
    desk: Desk, rows: list[TimelineRow], people: dict[str, int], roles: dict[int, str], *, names: bool
) -> Iterator[SeenRow]:
    known = accounts(desk)
    for row in rows:
        facts = dict(row.facts)
        yield SeenRow(
            sequence=row.sequence,
            time=row.time,
            seconds=row.seconds,
            staff=display_name(known, row.user) if names else "",
            number=people[row.user],
            role=roles[row.sequence],
            client=facts.get("client", ""),
            purpose=row.purpose,
            fields=row.fields,
            approved=row.outcome is not Outcome.MET,
        )
