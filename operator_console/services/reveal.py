"""Shows one field: the entry is durable before the value is decrypted, and the end of the showing is an entry too."""

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.ids import FieldName
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.desk import Desk


def reveal(desk: Desk, name: FieldName) -> str:
    """Return the value of one field of the caller's record, or refuse; every refusal is an entry as well.

    The order is the promise: decide, write, decrypt. Where the entry cannot be written nothing is decrypted.
    """
    call = desk.open_call()
    try:
        customer = call.admit_reveal(name)
        if not desk.vault.customers.masks(customer).get(name):
            raise Refusal(Code.FIELD_EMPTY)
    except Refusal as refused:
        known = (name,) if name in desk.policy.fields else ()
        desk.write(call, Action.REVEAL_REFUSED, Outcome.REFUSED, fields=known, reason=refused.code)
        raise
    desk.write(call, Action.REVEAL, Outcome.MET, fields=(name,), checklist=call.check_digest(desk.policy.version))
    desk.showing.add(name)
    return desk.vault.customers.value(customer, name)


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
