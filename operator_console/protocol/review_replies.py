"""What the vault answers at the review desk."""

from operator_console.domain.review import (
    AskedView,
    CaseDetail,
    CaseView,
    FiguresView,
    NoticeView,
    SeenView,
    Statement,
)
from operator_console.protocol.replies import Reply


class ReviewCases(Reply, frozen=True):
    """The queue in the order in which it is worked off."""

    cases: tuple[CaseView, ...]
    left_out: int
    """Cases beyond those that were asked for."""
    calls: int
    """Calls of the day; of all days where none was asked for."""
    day: str
    today: str
    """The local date by which ages are counted."""


class ReviewedCase(Reply, frozen=True):
    """One case as it stands now."""

    detail: CaseDetail


class ReviewAnswered(Reply, frozen=True):
    """The answer is in the log; what is still to be answered before the first call."""

    asked: tuple[AskedView, ...]


class CustomerSeen(Reply, frozen=True):
    """Who saw a customer."""

    seen: SeenView


class ReadingsExported(Reply, frozen=True):
    """The log says that a file with who saw a customer leaves."""

    entry: int


class UnseenStatement(Reply, frozen=True):
    """Whether a customer was shown to anybody in a range of time."""

    statement: Statement


class Figures(Reply, frozen=True):
    """The numbers behind the pictures."""

    figures: FiguresView


class Notice(Reply, frozen=True):
    """The monitoring notice."""

    notice: NoticeView
