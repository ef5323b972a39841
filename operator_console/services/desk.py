"""What a signed-in person works at: the open vault, their account, and the call they are in."""

from dataclasses import dataclass, field

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.calls import Call
from operator_console.domain.ids import CustomerRef, FieldName
from operator_console.domain.policy import Policy
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import DUTIES, Duty
from operator_console.services.journal import Journal
from operator_console.services.ports import Account, Clock, OpenVault


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

    def require(self, duty: Duty) -> None:
        """Refuse work that is not this person's, and all work before a first password has been changed."""
        if self.account.must_change_password:
            raise Refusal(Code.PASSWORD_MUST_CHANGE)
        if duty not in DUTIES[self.account.role]:
            raise Refusal(Code.NOT_YOUR_DUTY, duty=duty)

    def open_call(self) -> Call:
        """Return the call, or refuse when there is none."""
        self.require(Duty.TAKE_CALLS)
        if self.call is None:
            raise Refusal(Code.CALL_ABSENT)
        return self.call

    def customer_ref(self, call: Call) -> CustomerRef | str:
        """Return how the log names the customer of a call; empty before one is found."""
        return "" if call.customer is None else self.vault.customers.ref(call.customer)

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
    ) -> int:
        """Write an entry about a call: its id, client, purpose and customer are added here."""
        return self.journal.write(
            action,
            outcome,
            call=call.id,
            customer=self.customer_ref(call),
            fields=fields,
            purpose=call.purpose.id,
            reason=reason,
            checklist=checklist,
            facts=(("client", call.client), *facts),
        )
