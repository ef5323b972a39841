"""Shows one field: the entry is durable before the value is decrypted, and the end of the showing is an entry too."""

from typing import Final

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.calls import Approval, Call, Stage
from operator_console.domain.ids import CustomerId, FieldName
from operator_console.domain.policy import HISTORY
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.checkpoints import require_delivered
from operator_console.services.desk import Desk
from operator_console.services.sharing import require_unshared

_NO_APPROVAL: Final = Approval()


def reveal(desk: Desk, name: FieldName) -> str:
    """Return the value of one field of the caller's record, or refuse; every refusal is an entry as well.

    The order is the promise: decide, write, decrypt. Where the entry cannot be written nothing is decrypted.
    """
    call = desk.open_call()
    try:
        customer = admitted(desk, call, name)
        if name not in desk.policy.fields:
            raise Refusal(Code.FIELD_UNKNOWN)
        opened = desk.vault.customers.sealed_value(customer, name)
        if opened is None:
            raise Refusal(Code.FIELD_EMPTY)
    except Refusal as refused:
        write_refused(desk, call, name, refused)
        raise
    write_reveal(desk, call, name)
    return opened()


def admitted(desk: Desk, call: Call, name: FieldName) -> CustomerId:
    """Return whose field may be shown now: the call grants it, and the log has left this machine lately enough."""
    require_unshared(desk)
    require_delivered(desk)
    return call.admit_reveal(name)


def write_reveal(desk: Desk, call: Call, name: FieldName, facts: tuple[tuple[str, str], ...] = ()) -> None:
    """Write that a field is about to be shown; when this returns the entry is durable.

    What a lead granted without the check carries the lead's name and their reason.
    """
    spoken = (("spoken", "yes"),) if desk.speaking else ()
    met = call.stage is Stage.VERIFIED and name in call.reveals
    approval = call.approval if name in call.approval.fields else _NO_APPROVAL
    desk.write(
        call,
        Action.REVEAL,
        Outcome.MET if met else Outcome.NOT_YET_MET,
        fields=(name,),
        reason=approval.reason,
        checklist=desk.check_digest(call),
        facts=(*facts, *spoken, *((("lead", approval.lead),) if approval.lead else ())),
    )
    desk.showing.add(name)


def write_refused(desk: Desk, call: Call, name: FieldName, refused: Refusal) -> None:
    """Write that a field was not shown, and why."""
    known = (name,) if name in desk.policy.fields or name == HISTORY else ()
    desk.write(call, Action.REVEAL_REFUSED, Outcome.REFUSED, fields=known, reason=refused.code)


def end_showing(desk: Desk, name: FieldName, cause: str) -> None:
    """A field is masked again. A showing that has ended already is not written twice."""
    if desk.call is None or name not in desk.showing:
        return
    desk.write(desk.call, Action.REVEAL_ENDED, fields=(name,), reason=cause)
    desk.showing.discard(name)


def close_showings(desk: Desk, cause: str) -> None:
    """Write the end of everything that is being shown."""
    for name in sorted(desk.showing):
        end_showing(desk, name, cause)
