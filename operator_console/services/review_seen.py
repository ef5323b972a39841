"""Who saw a customer (閲覧記録): every showing with its length, role, fields and purpose; the reading is an entry."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
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
from operator_console.services.review_book import Step, accounts, display_name, moment
from operator_console.services.review_case import timeline

MOST_ROWS: Final = 2_000
"""Rows of one page at most."""
_PAGE: Final = 500
_SHOWN: Final = frozenset({Action.REVEAL, Action.REVEAL_ENDED})


@dataclass(frozen=True, slots=True)
class SeenQuestion:
    """About whom, in which range of time (open where it is empty); without ``names`` people are numbered."""

    customer: CustomerRef
    since: str = ""
    until: str = ""
    names: bool = True


def who_saw(desk: Desk, asked: SeenQuestion, before: int, limit: int) -> Generator[Step, None, SeenView]:
    """Return the newest ``limit`` showings older than entry ``before`` (0: of all), and how many there are.

    Reading is an entry, unless it goes on just where this session's last page with the same question ended.
    """
    desk.require(Duty.REVIEW)
    first = microseconds(moment(asked.since)) if asked.since else 0
    last = microseconds(moment(asked.until)) if asked.until else 0
    if last and first > last:
        raise Refusal(Code.RANGE_BAD)
    if not before or desk.read_until != (asked, before):
        _note(desk, asked)
    entries = yield from _entries(desk, LogFilter(customer=asked.customer, since_us=first))
    roles = {entry.sequence: entry.role for entry in entries}
    rows = [
        row
        for row in timeline(entries)
        if row.action is Action.REVEAL and (not last or microseconds(datetime.fromisoformat(row.time)) <= last)
    ]
    people = {user: number for number, user in enumerate(dict.fromkeys(row.user for row in rows), 1)}
    older = [row for row in rows if not before or row.sequence < before]
    page = older[-max(1, min(limit, MOST_ROWS)) :][::-1]
    desk.read_until = (asked, page[-1].sequence) if page else None
    return SeenView(
        customer=asked.customer,
        since=iso(first),
        until=iso(last),
        rows=tuple(_named(desk, page, people, roles, names=asked.names)),
        left_out=len(older) - len(page),
        showings=len(rows),
        opened=len({entry.call for entry in entries if _opens(entry) and (not last or entry.wall_us <= last)}),
        people=len(people),
    )


def _note(desk: Desk, asked: SeenQuestion) -> None:
    facts = (("since", asked.since), ("until", asked.until))
    desk.journal.write(
        Action.CUSTOMER_LOG_READ, customer=asked.customer, facts=tuple(each for each in facts if each[1])
    )


def _entries(desk: Desk, which: LogFilter) -> Generator[Step, None, list[Entry]]:
    """What was shown of a customer and when they were found, oldest first."""
    found: list[Entry] = []
    before = read = 0
    while page := desk.vault.log.page(which, before, _PAGE):
        found += [entry for entry in page if entry.action in _SHOWN or _opens(entry)]
        before, read = page[-1].sequence, read + len(page)
        if len(page) < _PAGE:
            break
        yield "reviewing", read, 0
    return found[::-1]


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
