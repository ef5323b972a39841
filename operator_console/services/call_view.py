"""Draws the call as its operator may see it: masks, questions and counts, never a value nor which answer was right."""

from operator_console.domain.calls import Call
from operator_console.domain.fields import FieldSpec
from operator_console.domain.ids import FieldName
from operator_console.domain.masks import WHOLE
from operator_console.domain.policy import Policy
from operator_console.domain.views import CallView, FieldView, ItemView
from operator_console.services.desk import Desk


def view(desk: Desk, call: Call) -> CallView:
    """Return what the screen shows of a call. The card is empty while the call is on hold or nobody is found."""
    policy = desk.policy
    client = policy.clients[call.client]
    return CallView(
        id=call.id,
        client=client.id,
        client_name=client.name,
        greeting=client.greeting,
        purpose=call.purpose.id,
        purpose_label=call.purpose.label,
        stage=call.stage,
        on_hold=call.on_hold,
        card=() if call.on_hold else _card(desk, call),
        checklist=_checklist(policy, call),
        others_needed=call.purpose.at_least,
        attempts_left=max(0, policy.limits.attempts_per_call - call.checklist.tried_in_all),
        reveal_seconds=call.purpose.reveal_seconds,
    )


def _card(desk: Desk, call: Call) -> tuple[FieldView, ...]:
    if call.customer is None:
        return ()
    masks = desk.vault.customers.masks(call.customer)
    hidden = desk.policy.hidden_by(call.purpose)
    return tuple(_field(spec, masks, hidden, call) for spec in desk.policy.fields.values())


def _field(spec: FieldSpec, masks: dict[FieldName, str], hidden: frozenset[FieldName], call: Call) -> FieldView:
    """What the checklist asks for is masked whole, and looks the same whether it has a value or not."""
    mask = masks.get(spec.name, "")
    whole = spec.name in hidden
    return FieldView(
        name=spec.name,
        label=spec.label,
        kind=spec.kind,
        mask=WHOLE if whole else mask,
        revealable=spec.name in call.purpose.reveals,
        empty=not mask and not whole,
    )


def _checklist(policy: Policy, call: Call) -> tuple[ItemView, ...]:
    if call.customer is None:
        return ()
    limit = policy.limits.attempts_per_item
    return tuple(
        ItemView(
            id=item.id,
            label=item.label,
            say=item.say,
            required=item.id in call.purpose.required,
            answered=call.checklist.tried(item.id) > 0,
            attempts_left=max(0, limit - call.checklist.tried(item.id)),
        )
        for item in (policy.items[item_id] for item_id in call.purpose.items)
    )
