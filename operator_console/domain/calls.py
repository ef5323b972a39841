"""A call from greeting to goodbye as a state machine; what is not drawn here is refused."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum, auto
from typing import Final

from operator_console.domain.checklists import Checklist
from operator_console.domain.ids import (
    CallId,
    ClientId,
    CustomerId,
    FieldName,
    ItemId,
    PurposeId,
    RepresentativeId,
    UserName,
)
from operator_console.domain.policy import Check, Limits, Purpose, Representative
from operator_console.domain.refusals import Code, Refusal

_JSON: Final = json.JSONEncoder(separators=(",", ":"))


class Stage(StrEnum):
    """Where a call is. ``HOLD`` is not a stage: a call can be on hold in any of them."""

    OPENED = auto()
    FOUND = auto()
    VERIFIED = auto()
    ENDED = auto()


class CallBack(StrEnum):
    """How a call-back to the number on file stands. While it is ``CALLING`` all is masked, as on hold."""

    NONE = auto()
    CALLING = auto()
    REACHED = auto()
    NOT_REACHED = auto()


@dataclass(frozen=True, slots=True)
class Approval:
    """Fields that a lead granted without the check, and in whose name and why."""

    fields: frozenset[FieldName] = frozenset()
    lead: UserName | str = ""
    reason: str = ""


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
    caller: Representative | None = None
    """Who speaks for the customer; None for the customer themselves."""
    call_back: CallBack = CallBack.NONE
    approval: Approval = field(default_factory=Approval)
    earlier: tuple[tuple[CustomerId, Checklist], ...] = ()
    """The attempts at records that were put back: they stay counted."""

    @property
    def stage(self) -> Stage:
        """The stage, derived from what has happened so that it cannot disagree with it."""
        if self.ended:
            return Stage.ENDED
        if self.customer is None:
            return Stage.OPENED
        return Stage.VERIFIED if self.checklist.is_met(self.check) else Stage.FOUND

    @property
    def purpose_id(self) -> PurposeId:
        """The purpose's key in the policy."""
        return self.purpose.id

    @property
    def caller_id(self) -> RepresentativeId | str:
        """The representative's key in the policy; empty for the customer themselves."""
        return self.caller.id if self.caller else ""

    @property
    def check(self) -> Check:
        """What whoever is on the line has to answer."""
        return self.caller.check if self.caller else self.purpose.check

    @property
    def reveals(self) -> tuple[FieldName, ...]:
        """What whoever is on the line may be told: of the purpose, what the representative may hear."""
        if self.caller is None:
            return self.purpose.reveals
        return tuple(name for name in self.purpose.reveals if name in self.caller.reveals)

    @property
    def resting(self) -> bool:
        """Whether everything is masked for now."""
        return self.on_hold or self.call_back is CallBack.CALLING

    @property
    def tried_before(self) -> int:
        """Answers given in this call to records that were put back."""
        return sum(checklist.tried_in_all for _, checklist in self.earlier)

    def check_digest(self, policy_version: int) -> str:
        """Return the SHA-256, in hexadecimal, of the check as it stands: policy, purpose, caller, attempts, results."""
        attempts, met = sorted(self.checklist.attempts), sorted(self.checklist.met)
        state = [policy_version, self.purpose.id, self.caller_id, attempts, met, self.call_back]
        return hashlib.sha256(_JSON.encode(state).encode()).hexdigest()

    def require_live(self) -> None:
        """Refuse work on a call that is over, on hold, or calling back."""
        if self.ended:
            raise Refusal(Code.CALL_ABSENT)
        if self.on_hold:
            raise Refusal(Code.CALL_ON_HOLD)
        if self.call_back is CallBack.CALLING:
            raise Refusal(Code.CALL_CALLING_BACK)

    def require_customer(self) -> CustomerId:
        """Return whose record was found, in a live call, or refuse."""
        self.require_live()
        if self.customer is None:
            raise Refusal(Code.CUSTOMER_ABSENT)
        return self.customer

    def with_customer(self, customer: CustomerId) -> "Call":
        """The caller's record has been found. One call has one customer."""
        self.require_live()
        if self.customer is not None:
            raise Refusal(Code.CUSTOMER_CHOSEN)
        known = dict(self.earlier)
        others = tuple(pair for pair in self.earlier if pair[0] != customer)
        return replace(self, customer=customer, checklist=known.get(customer, Checklist()), earlier=others)

    def without_customer(self) -> "Call":
        """The wrong record was found: put it back, with everything that was granted for it."""
        self.require_live()
        earlier = self.earlier
        if self.customer is not None and self.checklist.tried_in_all:
            earlier = (*earlier, (self.customer, self.checklist.without_results()))
        return replace(
            self,
            customer=None,
            checklist=Checklist(),
            earlier=earlier,
            call_back=CallBack.NONE,
            approval=Approval(),
        )

    def with_purpose(self, purpose: Purpose) -> "Call":
        """The caller wants something else: what was answered still counts, for what the new purpose asks.

        A representative whom the new purpose does not admit is no longer one, and nothing they answered counts.
        """
        self.require_live()
        changed = replace(self, purpose=purpose)
        admitted = self.caller is None or self.caller.id in purpose.representatives
        return changed if admitted else changed.with_caller(None)

    def with_caller(self, caller: Representative | None) -> "Call":
        """Somebody else is on the line: attempts stay counted, what was met and granted is not theirs."""
        self.require_live()
        if caller and caller.id not in self.purpose.representatives:
            raise Refusal(Code.REPRESENTATIVE_UNKNOWN)
        return replace(self, caller=caller).unchecked()

    def unchecked(self) -> "Call":
        """The check does not count any more: its attempts stay counted, its results do not."""
        checklist = self.checklist.without_results()
        return replace(self, checklist=checklist, call_back=CallBack.NONE, approval=Approval())

    def admit_answer(self, item: ItemId, limits: Limits) -> CustomerId:
        """Refuse an answer that cannot be taken now; return whose record it is compared with."""
        customer = self.require_customer()
        self.checklist.admit(item, self.check, limits, self.tried_before)
        return customer

    def answered(self, item: ItemId, *, correct: bool) -> "Call":
        """The call after one more answer."""
        return replace(self, checklist=self.checklist.answered(item, correct=correct))

    def admit_reveal(self, name: FieldName) -> CustomerId:
        """Refuse a reveal that this call does not grant; return whose field it is."""
        customer = self.require_customer()
        if name in self.approval.fields:
            return customer
        if name not in self.reveals:
            raise Refusal(Code.FIELD_OUTSIDE_PURPOSE)
        if self.stage is not Stage.VERIFIED:
            raise Refusal(Code.NOT_VERIFIED)
        if name in self.purpose.step_up and self.call_back is not CallBack.REACHED:
            raise Refusal(Code.STEP_UP_NEEDED)
        return customer

    def calling_back(self) -> "Call":
        """The number on file is being called, once the check is met; every grant rests."""
        self.require_customer()
        if self.stage is not Stage.VERIFIED:
            raise Refusal(Code.NOT_VERIFIED)
        return replace(self, call_back=CallBack.CALLING)

    def called_back(self, *, reached: bool) -> "Call":
        """The call-back was answered by the caller, or it was not."""
        if self.ended:
            raise Refusal(Code.CALL_ABSENT)
        if self.call_back is not CallBack.CALLING:
            raise Refusal(Code.NOT_CALLING_BACK)
        return replace(self, call_back=CallBack.REACHED if reached else CallBack.NOT_REACHED)

    def approved(self, fields: Iterable[FieldName], lead: UserName, reason: str) -> "Call":
        """A lead grants these fields of this customer without the check."""
        self.require_customer()
        return replace(self, approval=Approval(self.approval.fields | frozenset(fields), lead, reason))

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
