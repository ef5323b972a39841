"""Lets a value that is being shown be copied, where the policy allows it: the entry comes before the clipboard."""

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.ids import FieldName
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.desk import Desk


def copy_field(desk: Desk, name: FieldName) -> None:
    """Write that a field is being copied; when this returns the entry is durable.

    Refuses ``COPY_FORBIDDEN`` for a field without ``copy`` in the policy, ``NOT_SHOWN`` for one that is masked. A
    refusal is an entry too.
    """
    call = desk.open_call()
    call.require_customer()
    spec = desk.policy.fields.get(name)
    code = Code.COPY_FORBIDDEN if spec is None or not spec.copy else None
    if code is None and name not in desk.showing:
        code = Code.NOT_SHOWN
    if code is not None:
        known = (name,) if spec is not None else ()
        desk.write(call, Action.FIELD_COPIED, Outcome.REFUSED, fields=known, reason=code)
        raise Refusal(code)
    desk.write(call, Action.FIELD_COPIED, fields=(name,))
