"""The team's figures for the pictures of the review, over a range of local days."""

from collections.abc import Generator
from typing import Final

from operator_console.audit.review.figures import figures
from operator_console.domain.actions import Action
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.review import FiguresView
from operator_console.domain.roles import Duty
from operator_console.services.desk import Desk
from operator_console.services.review_book import Step, accounts, day_of, read_up

LONGEST_DAYS: Final = 3_660
"""Days in a range at most."""


def review_figures(desk: Desk, since: str, until: str) -> Generator[Step, None, FiguresView]:
    """Return the figures of the local days from ``since`` to ``until``; refuses a range that ends before it begins."""
    desk.require(Duty.REVIEW)
    first, last = day_of(since), day_of(until)
    if not first <= last < first + LONGEST_DAYS:
        raise Refusal(Code.RANGE_BAD)
    book = yield from read_up(desk)
    names = {user: account.display for user, account in accounts(desk).items()}
    found = figures(book.ledger, first, last, names)
    desk.journal.write(Action.REVIEW_READ, facts=(("since", since), ("until", until)))
    return found
