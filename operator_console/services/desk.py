"""What a signed-in person works at: the open vault, their account, and the call they are in."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from operator_console.audit.review.cases import CaseBook
from operator_console.domain.actions import Action, Outcome
from operator_console.domain.calls import Call
from operator_console.domain.ids import ClientId, CustomerId, CustomerRef, FieldName
from operator_console.domain.policy import Policy
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.review import AskedView
from operator_console.domain.roles import DUTIES, Duty
from operator_console.services.journal import Journal
from operator_console.services.ports import ALL_CLIENTS, Account, Clock, OpenVault


def granted_clients(account: Account, policy: Policy) -> tuple[ClientId, ...]:
    """Return the client companies for which somebody answers, in the order of the policy."""
    granted = account.clients
    return tuple(client for client in policy.clients if client in granted or ALL_CLIENTS in granted)


@dataclass(slots=True)
class Desk:
    """Passed to every service. It ends with the vault process: a lock leaves nothing of it."""

    vault: OpenVault
    policy: Policy
    account: Account
    clock: Clock
    journal: Journal
    call: Call | None = None
    showing: set[FieldName] = field(default_factory=set)
    """Fields whose showing has an entry and whose end has none yet."""
    named: tuple[CustomerId, CustomerRef] | None = None
    """The customer of the last entry, and how the log names them."""
    checked: tuple[Call, int, str] | None = None
    """The call of the last entry about a check, the policy's version, and the digest of the check as it stood."""
    asked: tuple[AskedView, ...] = ()
    """What was asked in a review and has to be answered before a call is opened."""
    room_due: bool = False
    """Whether the room has to be looked at before a call is opened."""
    speaking: bool = False
    """Whether a screen reader is told what is shown."""
    sharing: bool = False
    """Whether the screen may be captured now."""
    cases: CaseBook | None = None
    """What the review has read of the log in this session."""
    read_until: tuple[object, int] | None = None
    """The question about the log that was answered last, and the oldest entry that was shown."""

    def require(self, duty: Duty) -> None:
        """Refuse work that is not this person's, and all work before a first password has been changed."""
        if self.account.must_change_password:
            raise Refusal(Code.PASSWORD_MUST_CHANGE)
        if duty not in DUTIES[self.account.role]:
            raise Refusal(Code.NOT_YOUR_DUTY, duty=duty)

    def office_now(self) -> datetime:
        """Return the present moment by the office's clock, whatever zone this machine or its user says it is in."""
        return self.clock.now().astimezone(timezone(timedelta(minutes=self.policy.review.utc_offset_minutes)))

    def today(self) -> str:
        """Return the office's day: an ISO date."""
        return self.office_now().date().isoformat()

    def granted_clients(self) -> tuple[ClientId, ...]:
        """Return the client companies for which this person answers, in the order of the policy."""
        return granted_clients(self.account, self.policy)

    def open_call(self) -> Call:
        """Return the call, or refuse when there is none."""
        self.require(Duty.TAKE_CALLS)
        if self.call is None:
            raise Refusal(Code.CALL_ABSENT)
        return self.call

    def customer_ref(self, call: Call) -> CustomerRef | str:
        """Return how the log names the customer of a call; empty before one is found."""
        if call.customer is None:
            return ""
        if self.named is None or self.named[0] != call.customer:
            self.named = (call.customer, self.vault.customers.ref(call.customer))
        return self.named[1]

    def check_digest(self, call: Call) -> str:
        """Return the digest of the check as it stands, under the policy in force."""
        version = self.policy.version
        if self.checked is None or self.checked[0] is not call or self.checked[1] != version:
            self.checked = (call, version, call.check_digest(version))
        return self.checked[2]

    def write(
        self,
        call: Call,
        action: Action,
        outcome: Outcome = Outcome.DONE,
        *,
        fields: tuple[FieldName, ...] = (),
        reason: str = "",
        checklist: str = "",
        facts: tuple[tuple[str, str], ...] = (),
        customer: CustomerId | None = None,
    ) -> int:
        """Write an entry about a call: its id, client, purpose, caller and customer are added here.

        ``customer`` is for an entry about somebody who is not the call's own customer.
        """
        about = (("client", call.client), *((("caller", call.caller.id),) if call.caller else ()))
        return self.journal.write(
            action,
            outcome,
            call=call.id,
            customer=self.customer_ref(call) if customer is None else self.vault.customers.ref(customer),
            fields=fields,
            purpose=call.purpose.id,
            reason=reason,
            checklist=checklist,
            facts=(*about, *facts),
        )
