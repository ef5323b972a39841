"""A call from greeting to goodbye as a state machine; what is not drawn here is refused."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from enum import StrEnum, auto

from operator_console.domain.checklists import Checklist
from operator_console.domain.ids import CallId, ClientId, CustomerId, FieldName, ItemId, PurposeId, UserName
from operator_console.domain.policy import Limits, Purpose
from operator_console.domain.refusals import Code, Refusal


class Stage(StrEnum):
    """Where a call is. ``HOLD`` is not a stage: a call can be on hold in any of them."""

    OPENED = auto()
    FOUND = auto()
    VERIFIED = auto()
    ENDED = auto()


@dataclass(frozen=True, slots=True)
class Call:
    """One call of one operator for one client and purpose. Every change returns a new call or refuses."""

    id: CallId
    client: ClientId
    purpose: Purpose
    operator: UserName
    customer: CustomerId | None = None
    checklist: Checklist = field(default_factory=Checklist)
    on_hold: bool = False
    ended: bool = False

    @property
    def stage(self) -> Stage:
        """The stage, derived from what has happened so that it cannot disagree with it."""
        if self.ended:
            return Stage.ENDED
        if self.customer is None:
            return Stage.OPENED
        return Stage.VERIFIED if self.checklist.is_met(self.purpose) else Stage.FOUND

    @property
    def purpose_id(self) -> PurposeId:
        """The purpose's key in the policy."""
        return self.purpose.id

    def check_digest(self, policy_version: int) -> str:
        """Return the SHA-256, in hexadecimal, of the check as it stands: policy, purpose, attempts, results."""
        state = [policy_version, self.purpose.id, sorted(self.checklist.attempts), sorted(self.checklist.met)]
        return hashlib.sha256(json.dumps(state, separators=(",", ":")).encode()).hexdigest()

    def require_live(self) -> None:
        """Refuse work on a call that is over or on hold."""
        if self.ended:
            raise Refusal(Code.CALL_ABSENT)
        if self.on_hold:
            raise Refusal(Code.CALL_ON_HOLD)

    def with_customer(self, customer: CustomerId) -> "Call":
        """The caller's record has been found. One call has one customer."""
        self.require_live()
        if self.customer is not None:
            raise Refusal(Code.CUSTOMER_CHOSEN)
        return replace(self, customer=customer)

    def without_customer(self) -> "Call":
        """The wrong record was found: put it back, with everything that was answered for it."""
        self.require_live()
        return replace(self, customer=None, checklist=Checklist())

    def with_purpose(self, purpose: Purpose) -> "Call":
        """The caller wants something else: what was answered still counts, for what the new purpose asks."""
        self.require_live()
        return replace(self, purpose=purpose)

    def unchecked(self) -> "Call":
        """The check is too old to count: its attempts stay counted, its results do not."""
        return replace(self, checklist=replace(self.checklist, met=frozenset()))

    def admit_answer(self, item: ItemId, limits: Limits) -> CustomerId:
        """Refuse an answer that cannot be taken now; return whose record it is compared with."""
        self.require_live()
        if self.customer is None:
            raise Refusal(Code.CUSTOMER_ABSENT)
        self.checklist.admit(item, self.purpose, limits)
        return self.customer

    def answered(self, item: ItemId, *, correct: bool) -> "Call":
        """The call after one more answer."""
        return replace(self, checklist=self.checklist.answered(item, correct=correct))

    def admit_reveal(self, name: FieldName) -> CustomerId:
        """Refuse a reveal that this call does not grant; return whose field it is."""
        self.require_live()
        if self.customer is None:
            raise Refusal(Code.CUSTOMER_ABSENT)
        if name not in self.purpose.reveals:
            raise Refusal(Code.FIELD_OUTSIDE_PURPOSE)
        if self.stage is not Stage.VERIFIED:
            raise Refusal(Code.NOT_VERIFIED)
        return self.customer

    def held(self) -> "Call":
        """The caller is on hold; every grant rests."""
        self.require_live()
        return replace(self, on_hold=True)

    def taken_back(self) -> "Call":
        """The caller is back."""
        if self.ended:
            raise Refusal(Code.CALL_ABSENT)
        return replace(self, on_hold=False)

    def over(self) -> "Call":
        """The call has ended; nothing is granted any more."""
        return replace(self, ended=True, on_hold=False)
