"""What may cross from the vault to a screen: shapes that carry masks, labels and outcomes, never a customer's value."""

from dataclasses import dataclass, field
from enum import StrEnum, auto

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.calls import CallBack, Stage
from operator_console.domain.fields import Kind, Sensitivity
from operator_console.domain.ids import (
    CallId,
    ClientId,
    CustomerRef,
    FieldName,
    ItemId,
    MemoId,
    PurposeId,
    RepresentativeId,
    UserName,
)
from operator_console.domain.policy import Part
from operator_console.domain.review import AskedView
from operator_console.domain.roles import Role
from operator_console.domain.room import RoomRules


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field on the card. Only a ``revealable`` one may be revealed for this purpose, after the check is met."""

    name: FieldName
    label: str
    kind: Kind
    mask: str
    revealable: bool
    empty: bool
    sensitivity: Sensitivity = Sensitivity.NORMAL
    step_up: bool = False
    """Whether a call-back has to be answered before it can be revealed."""
    approved: bool = False
    """Whether a lead has granted it without the check (break-glass)."""
    copy: bool = False
    """Whether it may be copied while it is shown."""
    unspoken: bool = False
    """Whether it is not to be said aloud (復唱禁止)."""


@dataclass(frozen=True, slots=True)
class ItemView:
    """A question of the checklist: the sentence to say and how often it can still be answered."""

    id: ItemId
    label: str
    say: str
    required: bool
    answered: bool
    attempts_left: int
    part: Part = Part.WHOLE
    failed: bool = False
    """The last answer was not the stored one; told only where the policy says ``name_failed_item``."""


@dataclass(frozen=True, slots=True)
class CallerView:
    """Who may be on the line besides the customer (代理人), and the sentence to say to them."""

    id: RepresentativeId
    label: str
    say: str


@dataclass(frozen=True, slots=True)
class PhraseView:
    """A phrase card: words to say in this call."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question about privacy that callers ask, and what to answer; ``hand_over`` goes to 担当者 in the end."""

    question: str
    answer: str
    hand_over: bool


@dataclass(frozen=True, slots=True)
class MemoView:
    """A memo in the customer's history: when (ISO 8601 UTC), by whom, and its mask; never its text."""

    id: MemoId
    time: str
    author: UserName
    mask: str
    own: bool
    """Whether it was written in this very call by this operator, who may still dispose of it."""


class MemoProblem(StrEnum):
    """What is looked for in a memo before it is saved."""

    CARD_NUMBER = auto()
    MY_NUMBER = auto()
    PHONE = auto()
    ADDRESS = auto()
    EMAIL = auto()


@dataclass(frozen=True, slots=True)
class MemoFinding:
    """Where something was found, ``start`` to ``end`` in code points; ``forbidden``: a memo with it is not saved."""

    kind: MemoProblem
    start: int
    end: int
    forbidden: bool


@dataclass(frozen=True, slots=True)
class CallView:
    """The call as its operator may see it. ``card`` is empty until the caller's record is found."""

    id: CallId
    client: ClientId
    client_name: str
    greeting: str
    purpose: PurposeId
    purpose_label: str
    stage: Stage
    on_hold: bool
    card: tuple[FieldView, ...]
    checklist: tuple[ItemView, ...]
    others_needed: int
    attempts_left: int
    reveal_seconds: int
    caller: RepresentativeId | str = ""
    """Who is on the line: empty for the customer themselves, otherwise one of ``callers``."""
    callers: tuple[CallerView, ...] = ()
    call_back: CallBack = CallBack.NONE
    call_back_label: str = ""
    """What a call-back dials (the field's label); empty where the policy knows no call-back."""
    day_limit_reached: bool = False
    approved_by: UserName | str = ""
    """The lead who granted fields without the check in this call."""
    phrases: tuple[PhraseView, ...] = ()
    questions: tuple[QuestionView, ...] = ()
    history: tuple[MemoView, ...] = ()
    """Newest first; empty until the record is found and while the call rests."""
    history_revealable: bool = False
    """Whether this purpose may show memos, after the check."""


@dataclass(frozen=True, slots=True)
class FindField:
    """A field that can be searched by."""

    name: FieldName
    label: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class PurposeView:
    """A purpose to choose when a call is opened."""

    id: PurposeId
    label: str


@dataclass(frozen=True, slots=True)
class ClientView:
    """A client company to answer as, with its purposes."""

    id: ClientId
    name: str
    greeting: str
    purposes: tuple[PurposeView, ...]


@dataclass(frozen=True, slots=True)
class UnfinishedCall:
    """A call that a lock interrupted. ``check_valid`` says whether a check already met still counts."""

    id: CallId
    client_name: str
    purpose_label: str
    check_valid: bool


@dataclass(frozen=True, slots=True)
class SessionView:
    """Who has signed in and what they work with."""

    user: UserName
    display: str
    role: Role
    must_change_password: bool
    password_length: int
    policy_name: str
    policy_version: int
    idle_seconds: int
    idle_in_call_seconds: int
    warning_seconds: int
    lease_seconds: int
    clients: tuple[ClientView, ...] = ()
    find_fields: tuple[FindField, ...] = ()
    find_by: tuple[tuple[FieldName, ...], ...] = ()
    field_labels: tuple[tuple[FieldName, str], ...] = ()
    unfinished: UnfinishedCall | None = None
    approval_reasons: tuple[str, ...] = ()
    """The reasons to choose from for a lead's approval (break-glass, a sealed customer)."""
    last_sign_in: str = ""
    """The previous sign-in of this user, ISO 8601 UTC; empty the first time."""
    failures_since: int = 0
    """Failed sign-ins under this name since then."""
    evidence_only: bool = False
    """The log is broken: it can be read, verified and exported, and nothing else is served."""
    asked: tuple[AskedView, ...] = ()
    """What an operator was asked in a review, to be answered before the first call is opened."""
    utc_offset_minutes: int = 0
    """How far the office's clocks are ahead of UTC: by them days begin and times are shown."""
    room: RoomRules = field(default_factory=RoomRules)
    """What the policy asks of the room."""
    room_due: bool = False
    """Whether its questions are to be answered before the first call."""


@dataclass(frozen=True, slots=True)
class UserView:
    """A user as an administrator sees them."""

    user: UserName
    display: str
    role: Role
    active: bool
    must_change_password: bool
    clients: tuple[ClientId, ...] = ()
    """The client companies granted to an operator."""
    os_user: str = ""
    """The OS user to whom the account is tied; empty for none."""


@dataclass(frozen=True, slots=True)
class PolicyFault:
    """Something wrong with a policy's text, at a line (from 1) and a key's path.

    ``problem`` is a code of :class:`operator_console.domain.policy_problems.PolicyProblem`.
    """

    line: int
    where: str
    problem: str


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry of the log for reading. ``time`` is ISO 8601 UTC with milliseconds.

    ``device`` is the computer's name, ``os_user`` who was signed in to it.
    """

    sequence: int
    time: str
    user: UserName
    role: str
    action: Action
    outcome: Outcome
    call: str
    customer: CustomerRef | str
    purpose: str
    fields: tuple[FieldName, ...]
    reason: str
    facts: tuple[tuple[str, str], ...]
    device: str = ""
    os_user: str = ""


class Severity(StrEnum):
    """How grave a finding is.

    ``ERROR``: the log is not what was written. ``NOTE``: the log is whole, and tells of something to look at.
    ``LIMIT``: what this verification could not exclude.
    """

    ERROR = auto()
    NOTE = auto()
    LIMIT = auto()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a verification found: a code from a closed list, where, and the numbers for its sentence."""

    code: str
    sequence: int
    params: dict[str, str | int]
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not imported. ``line`` counts from 1 with the header; ``column`` is the header's name or empty."""

    line: int
    column: str
    reason: str
    """A code of :class:`operator_console.domain.customers.RowProblem`."""
    params: dict[str, str | int]


class CheckState(StrEnum):
    """How a thing on this machine stands."""

    GOOD = auto()
    WEAK = auto()
    BAD = auto()
    UNSUPPORTED = auto()


@dataclass(frozen=True, slots=True)
class MachineCheck:
    """One line of ``doctor`` and of the status page: a code with its state and the parameters for its sentence."""

    code: str
    state: CheckState
    params: dict[str, str | int]
