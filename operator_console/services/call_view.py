"""Draws the call as its operator may see it: masks, questions and counts, never a value nor which answer was right."""

from operator_console.domain.calls import Call, CallBack
from operator_console.domain.fields import FieldSpec
from operator_console.domain.ids import ClientId, FieldName
from operator_console.domain.masks import WHOLE
from operator_console.domain.policy import HISTORY, Item, Policy
from operator_console.domain.views import (
    CallerView,
    CallView,
    FieldView,
    ItemView,
    MemoView,
    PhraseView,
    QuestionView,
)
from operator_console.services.desk import Desk
from operator_console.services.verify_caller import day_limit_reached


def view(desk: Desk, call: Call) -> CallView:
    """Return what the screen shows of a call. The card is empty while the call rests or nobody is found."""
    policy = desk.policy
    client = policy.clients[call.client]
    limits = policy.limits
    return CallView(
        id=call.id,
        client=client.id,
        client_name=client.name,
        greeting=client.greeting,
        purpose=call.purpose.id,
        purpose_label=call.purpose.label,
        stage=call.stage,
        on_hold=call.on_hold,
        card=() if call.resting else _card(desk, call),
        checklist=_checklist(policy, call),
        others_needed=call.check.at_least,
        attempts_left=max(0, limits.attempts_per_call - call.tried_before - call.checklist.tried_in_all),
        reveal_seconds=call.purpose.reveal_seconds,
        caller=call.caller_id,
        callers=_callers(policy, call),
        call_back=call.call_back,
        call_back_label=policy.fields[policy.call_back.field].label if policy.call_back else "",
        day_limit_reached=call.customer is not None and day_limit_reached(desk, call.customer),
        approved_by=call.approval.lead,
        phrases=_phrases(policy, call.client),
        questions=_questions(policy, call.client),
        history=() if call.resting else _history(desk, call),
        history_revealable=HISTORY in call.reveals or HISTORY in call.approval.fields,
    )


def _callers(policy: Policy, call: Call) -> tuple[CallerView, ...]:
    admitted = (policy.representatives[name] for name in call.purpose.representatives)
    return tuple(CallerView(each.id, each.label, each.say) for each in admitted)


def _phrases(policy: Policy, client: ClientId) -> tuple[PhraseView, ...]:
    mine = (each for each in policy.phrases if not each.clients or client in each.clients)
    return tuple(PhraseView(each.title, each.text) for each in mine)


def _questions(policy: Policy, client: ClientId) -> tuple[QuestionView, ...]:
    mine = (each for each in policy.privacy_questions if not each.clients or client in each.clients)
    return tuple(QuestionView(each.question, each.answer, each.hand_over) for each in mine)


def _history(desk: Desk, call: Call) -> tuple[MemoView, ...]:
    if call.customer is None:
        return ()
    mine = (call.operator, call.id)
    return tuple(
        MemoView(memo.id, memo.written, memo.author, memo.mask, own=(memo.author, memo.call) == mine)
        for memo in desk.vault.memos.of(call.customer)
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
    approved = spec.name in call.approval.fields
    waits = spec.name in call.purpose.step_up and call.call_back is not CallBack.REACHED
    return FieldView(
        name=spec.name,
        label=spec.label,
        kind=spec.kind,
        mask=WHOLE if whole else mask,
        revealable=approved or spec.name in call.reveals,
        empty=not mask and not whole,
        sensitivity=spec.sensitivity,
        step_up=waits and not approved,
        approved=approved,
        copy=spec.copy,
        unspoken=spec.unspoken,
    )


def _checklist(policy: Policy, call: Call) -> tuple[ItemView, ...]:
    if call.customer is None:
        return ()
    return tuple(_item(policy, call, policy.items[item_id]) for item_id in call.check.items)


def _item(policy: Policy, call: Call, item: Item) -> ItemView:
    tried = call.checklist.tried(item.id)
    return ItemView(
        id=item.id,
        label=item.label,
        say=item.say,
        required=item.id in call.check.required,
        answered=tried > 0,
        attempts_left=max(0, policy.limits.attempts_per_item - tried),
        part=item.part,
        failed=policy.name_failed_item and tried > 0 and item.id not in call.checklist.met,
    )
