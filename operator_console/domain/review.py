"""What the review desk shows: cases with the numbers behind them, decisions, readings; never a customer's value."""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import NewType

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.ids import CallId, ClientId, CustomerRef, FieldName, UserName

CaseId = NewType("CaseId", str)
"""A case: ``call:<call>``, ``operator:<date>:<user>`` or ``customer:<date>:<reference>``; made from the log alone."""


class Group(StrEnum):
    """Why a finding is on the queue at all."""

    MUST = auto()  # always reviewed
    STANDS_OUT = auto()  # unlike the colleagues' work
    SAMPLE = auto()  # drawn by lot


class ReviewRule(StrEnum):
    """What puts a case on the queue; the numbers that its sentence needs stand behind each."""

    BREAK_GLASS = auto()  # count
    LIMIT_HIT = auto()  # count: answers that were not taken any more
    LIMIT_LIFTED = auto()  # count
    RATE_REACHED = auto()  # count: limits of an OS user that were reached; refused: requests beyond them, told so far
    FAILED_SIGN_INS = auto()  # count: from one OS user
    SEALED = auto()  # count
    ROOM_NO = auto()  # count: checks of the workplace with a no among the answers
    UNCHECKED = auto()  # count: fields shown before the check was met
    OUT_OF_HOURS = auto()  # time, opens, closes
    OWN_NAME = auto()  # reveals
    VIP = auto()  # reveals
    REFUSED_REVEALS = auto()  # count, limit
    NEAR_MISSES = auto()  # count, limit
    MANY_SEARCHES = auto()  # searches, found, limit
    EMPTY_CALLS = auto()  # count, calls
    REVEALS_PER_CALL = auto()  # per_call, median, calls
    OPENED_BY_MANY = auto()  # operators, calls, limit
    COPIED_REASON = auto()  # count, action
    LOG_READINGS = auto()  # count, limit
    SAMPLE = auto()  # picked, calls

    @property
    def group(self) -> Group:
        """Why it counts."""
        if self is ReviewRule.SAMPLE:
            return Group.SAMPLE
        return Group.MUST if self in _MUST else Group.STANDS_OUT


_MUST = frozenset(
    {
        ReviewRule.BREAK_GLASS,
        ReviewRule.LIMIT_HIT,
        ReviewRule.LIMIT_LIFTED,
        ReviewRule.RATE_REACHED,
        ReviewRule.FAILED_SIGN_INS,
        ReviewRule.SEALED,
        ReviewRule.ROOM_NO,
        ReviewRule.UNCHECKED,
        ReviewRule.OUT_OF_HOURS,
        ReviewRule.OWN_NAME,
        ReviewRule.VIP,
    }
)


class CaseKind(StrEnum):
    """What the entries of a case have in common."""

    CALL = auto()
    OPERATOR = auto()  # one person's working day
    CUSTOMER = auto()  # one customer's day


class CaseState(StrEnum):
    """How far the review has come."""

    OPEN = auto()
    ASKED = auto()  # the operator answers at the next sign-in
    ANSWERED = auto()
    FINE = auto()
    INCIDENT = auto()


class Decision(StrEnum):
    """What a reviewer decides."""

    FINE = auto()
    ASK = auto()
    ESCALATE = auto()


@dataclass(frozen=True, slots=True)
class ReviewFinding:
    """Why a case is on the queue: one sentence with these numbers."""

    rule: ReviewRule
    group: Group
    params: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class CaseView:
    """One line of the queue. ``day`` is the local date; times are ISO 8601 UTC."""

    id: CaseId
    kind: CaseKind
    state: CaseState
    day: str
    age_days: int
    user: UserName | str
    """Whose work it is; empty for a customer's day, on which several worked."""
    display: str
    customer: CustomerRef | str
    calls: tuple[CallId, ...]
    findings: tuple[ReviewFinding, ...]
    begins: str
    ends: str
    purpose: str = ""
    client: ClientId | str = ""
    own: bool = False
    """Whether the reader took part in it, and so cannot review it."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One entry of the case. ``seconds``: how long a value was shown; None where it has no end or is none."""

    sequence: int
    time: str
    user: UserName | str
    action: Action
    outcome: Outcome
    call: CallId | str
    customer: CustomerRef | str
    purpose: str
    fields: tuple[FieldName, ...]
    reason: str
    facts: tuple[tuple[str, str], ...]
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class CallLine:
    """One call of a case in numbers. ``seconds`` is None for a call that has not ended."""

    call: CallId
    time: str
    user: UserName | str
    purpose: str
    verified: bool
    searches: int
    answers: int
    mismatches: int
    reveals: int
    refused: int
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A word in the review of a case: a decision with its comment, or the operator's answer (``decision`` is None)."""

    time: str
    user: UserName | str
    display: str
    decision: Decision | None
    text: str


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """The page of one case."""

    case: CaseView
    timeline: tuple[TimelineRow, ...]
    """Every entry of a call; empty for a day, whose calls are cases to open one by one."""
    calls: tuple[CallLine, ...]
    said: tuple[Said, ...]
    others: tuple[CaseView, ...]
    """Other cases of the same person in the last two months, newest first, decided or not."""
    other_reviewers: tuple[str, ...] = ()
    """Who else could review it; empty where nobody is left, which a lead is told in their own case."""


@dataclass(frozen=True, slots=True)
class AskedView:
    """What an operator was asked about a case and has not answered yet."""

    case: CaseId
    day: str
    time: str
    purpose: str
    question: str
    asked_by: str
    rules: tuple[ReviewRule, ...]


@dataclass(frozen=True, slots=True)
class SeenRow:
    """One field, or several, of a customer shown to somebody. ``staff`` is empty where names are left out."""

    sequence: int
    time: str
    seconds: int | None
    """None where the end of the showing was never written."""
    staff: str
    number: int
    """Numbers the people on this page from 1, in the order of their first reading."""
    role: str
    client: ClientId | str
    purpose: str
    fields: tuple[FieldName, ...]
    approved: bool
    """Shown without the check, with a lead's approval."""


@dataclass(frozen=True, slots=True)
class SeenView:
    """Who saw a customer (閲覧記録), newest first; a page of it."""

    customer: CustomerRef
    since: str
    until: str
    rows: tuple[SeenRow, ...]
    left_out: int
    """Older rows than those of this page."""
    showings: int
    """Rows in all."""
    opened: int
    """Calls in which the record was found, shown or not."""
    people: int


class Gap(StrEnum):
    """What a statement cannot vouch for."""

    BEFORE_LOG = auto()  # the range begins before the log does
    CLOCK_BACK = auto()  # seconds
    CLOCK_AHEAD = auto()  # seconds
    UNCLOSED = auto()  # field: this customer's showing whose end was not written
    UNCOVERED = auto()  # entries: of the range, after the last checkpoint that was taken away
    DAMAGED = auto()  # findings: the log is not what was written


@dataclass(frozen=True, slots=True)
class GapView:
    """A gap between two entries (``first`` and ``last`` sequence, 0 for none) with the numbers of its sentence."""

    code: Gap
    first: int
    last: int
    since: str
    until: str
    params: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Statement:
    """Whether anything of a customer was shown between two moments, from every entry of the log up to ``entries``.

    ``text`` (UTF-8, a fact a line) is what counts: its SHA-256 is in the log's entry ``entry``. ``signature`` is a
    checkpoint (hexadecimal) that covers this entry, ``key`` the first public key by which checkpoints are followed;
    both are empty where the vault could not sign.
    """

    customer: CustomerRef
    since: str
    until: str
    exposures: int
    """Showings of this customer's fields in that time, those included that the gaps make uncertain."""
    opened: int
    entries: int
    head: str
    log_id: str
    code: str
    """The log's short code for ``entries`` and ``head``, as a person reads it out."""
    covered: int
    """Entries up to the last checkpoint that was taken away; 0 for none."""
    gaps: tuple[GapView, ...]
    made: str
    made_by: UserName
    text: str
    entry: int = 0
    key: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True)
class OperatorFigures:
    """One operator's work in the range. ``by_hour``: reveals in each local hour of the day, 24 numbers."""

    user: UserName
    display: str
    calls: int
    reveals: int
    hours: int
    """Hours in which at least one call was opened."""
    per_hour: float
    per_call: float
    by_hour: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One local date: calls handled, those with a call-back or a lead's approval, and reveals."""

    day: str
    calls: int
    step_ups: int
    reveals: int


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The numbers behind the pictures, for local dates ``since`` to ``until``, both included."""

    since: str
    until: str
    operators: tuple[OperatorFigures, ...]
    median_per_hour: float
    median_per_call: float
    median_by_hour: tuple[float, ...]
    """For each local hour of the day, the median over operators of their reveals in it; 24 numbers."""
    week: tuple[tuple[int, ...], ...]
    """Reveals by weekday (Monday first) and local hour: 7 rows of 24."""
    days: tuple[DayFigures, ...]
    calls: int
    step_ups: int
    reveals: int


class NoticeLine(StrEnum):
    """The sentences of the monitoring notice (モニタリング告知), in their order."""

    WHY = auto()
    WORK = auto()
    CALLS = auto()
    SHOWN = auto()
    NOT_VALUES = auto()
    RULES = auto()
    SAMPLE = auto()  # percent
    REVIEWERS = auto()  # people
    READINGS = auto()
    KEPT = auto()  # months
    ASK = auto()


@dataclass(frozen=True, slots=True)
class NoticeSentence:
    """One sentence of the notice with its numbers."""

    code: NoticeLine
    params: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class NoticeView:
    """What is recorded, why, who reviews it and for how long it is kept."""

    sentences: tuple[NoticeSentence, ...]
    reviewers: tuple[str, ...]
    """Display names of the leads and auditors who can review."""
