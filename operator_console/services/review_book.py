"""Reads up the log for the review: once a session from the beginning, afterwards only what has been added."""

from collections.abc import Generator
from datetime import UTC, date, datetime
from typing import Final

from operator_console.audit.review.cases import CaseBook
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.desk import Desk
from operator_console.services.ports import Account

BATCH: Final = 250
"""Entries read at a time: what another request waits for."""

Step = tuple[str, int, int]
"""Stage, entries done, entries in all."""


def read_up(desk: Desk) -> Generator[Step, None, CaseBook]:
    """Return the book of cases up to the entry that is newest now. Cancelled, it goes on from there the next time."""
    book = desk.cases
    if book is None:
        book = desk.cases = CaseBook(desk.policy.review)
    log, ledger = desk.vault.log, book.ledger
    end = log.end()
    total = end.entries if end else 0
    while batch := log.stored(ledger.last, BATCH):
        for stored in batch:
            ledger.feed(stored.sequence, stored.record)
        yield "reviewing", ledger.last, max(total, ledger.last)
        if end and ledger.last >= end.entries:
            break
    return book


def today(desk: Desk) -> int:
    """Return the ordinal of the office's day, by which the review counts."""
    return desk.office_now().toordinal()


def day_of(text: str) -> int:
    """Return the ordinal of an ISO date, or refuse."""
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        raise Refusal(Code.RANGE_BAD) from None


def moment(text: str) -> datetime:
    """Return an ISO 8601 time, UTC where it does not say, or refuse."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise Refusal(Code.RANGE_BAD) from None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def accounts(desk: Desk) -> dict[str, Account]:
    """Return every account by user."""
    return {account.user: account for account in desk.vault.accounts.list()}


def display_name(people: dict[str, Account], user: str) -> str:
    """Return what somebody is called; the user name where the account is unknown."""
    return people[user].display if user in people else user
