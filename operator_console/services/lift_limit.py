"""A lead gives a customer the day's attempts anew; the attempts of the call and of each question stay counted."""

from operator_console.domain.actions import Action
from operator_console.domain.calls import Call
from operator_console.services.approve import Approval, approve, free_reason
from operator_console.services.desk import Desk
from operator_console.services.ports import Keeper


def lift_limit(desk: Desk, keeper: Keeper, asked: Approval) -> Call:
    """Return the call, whose customer may be checked again today."""
    call = desk.open_call()
    customer = call.require_customer()
    reason = free_reason(asked.reason)
    lead = approve(desk, keeper, asked)
    desk.write(call, Action.LIMIT_LIFTED, reason=reason, facts=(("lead", lead),))
    desk.vault.customers.forget_attempts(customer, desk.today())
    return call
