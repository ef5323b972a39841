"""In an emergency a lead grants fields without the check, for this customer and this call; it is always reviewed."""

from operator_console.domain.actions import Action
from operator_console.domain.calls import Call
from operator_console.domain.ids import FieldName
from operator_console.domain.policy import HISTORY
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.approve import Approval, approve, listed_reason
from operator_console.services.desk import Desk
from operator_console.services.kept_call import keep
from operator_console.services.ports import Keeper


def break_glass(desk: Desk, keeper: Keeper, asked: Approval, fields: tuple[FieldName, ...]) -> Call:
    """Return the call in which these fields are granted; the entry with both names comes before the grant."""
    call = desk.open_call()
    call.require_customer()
    if not fields or not all(name in desk.policy.fields or name == HISTORY for name in fields):
        raise Refusal(Code.FIELD_UNKNOWN)
    reason = listed_reason(desk, asked.reason)
    lead = approve(desk, keeper, asked)
    granted = call.approved(fields, lead, reason)
    names = tuple(sorted(set(fields)))
    desk.write(granted, Action.BREAK_GLASS, fields=names, reason=reason, facts=(("lead", lead),))
    return keep(desk, granted)
