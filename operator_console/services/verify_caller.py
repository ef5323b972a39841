"""Compares what the caller says with what is stored, blind: the screen learns whether the policy is met, no more."""

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.answers import compare_answer
from operator_console.domain.calls import Call, Stage
from operator_console.domain.fields import Kind
from operator_console.domain.ids import CustomerId, ItemId
from operator_console.domain.matching import Result
from operator_console.domain.policy import Item
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.desk import Desk
from operator_console.services.kept_call import keep
from operator_console.services.reveal import close_showings


def answer(desk: Desk, item_id: ItemId, heard: str) -> Call:
    """Take one answer and return the call after it. The attempt is counted, durably, before anything is compared."""
    call = desk.open_call()
    if not heard.strip():
        raise Refusal(Code.ANSWER_EMPTY)
    try:
        customer = call.admit_answer(item_id, desk.policy.limits)
        _admit_today(desk, customer)
    except Refusal as refused:
        desk.write(call, Action.ANSWER, Outcome.REFUSED, reason=refused.code)
        raise
    item = desk.policy.items[item_id]
    correct, rule = _compare(desk, customer, item, heard)
    after = call.answered(item_id, correct=correct)
    _write(desk, after, item, correct=correct, rule=rule)
    if after.stage is not Stage.VERIFIED:
        close_showings(desk, "unchecked")
    return keep(desk, after)


def _admit_today(desk: Desk, customer: CustomerId) -> None:
    """Look and count in one change: many at once are admitted no more often than one after the other."""
    with desk.vault.customers.change():
        if day_limit_reached(desk, customer):
            raise Refusal(Code.ATTEMPTS_DAY)
        desk.vault.customers.count_attempt(customer, desk.today())


def day_limit_reached(desk: Desk, customer: CustomerId) -> bool:
    """Return whether this customer has no more attempts today, whoever answered before."""
    limit = desk.policy.limits.attempts_per_customer_day
    return desk.vault.customers.attempts(customer, desk.today()) >= limit


def _compare(desk: Desk, customer: CustomerId, item: Item, heard: str) -> tuple[bool, str]:
    """Compare with the stored value; a customer who has none can never meet the question."""
    customers = desk.vault.customers
    kind = desk.policy.fields[item.field].kind
    stored = customers.value(customer, item.field)
    if not stored:
        return False, "nothing_stored"
    readings = [spec.name for spec in desk.policy.fields.values() if spec.kind is Kind.KANA]
    reading = customers.value(customer, readings[0]) if kind is Kind.NAME and readings else ""
    verdict = compare_answer(kind, item.part, stored, heard, reading=reading)
    return verdict.result is Result.MATCH, verdict.rule


def _write(desk: Desk, call: Call, item: Item, *, correct: bool, rule: str) -> None:
    """The outcome of the single answer stays in the log; it is for the review, not for the operator."""
    outcome = Outcome.MET if call.stage is Stage.VERIFIED else Outcome.NOT_YET_MET
    desk.write(
        call,
        Action.ANSWER,
        outcome,
        fields=(item.field,),
        checklist=desk.check_digest(call),
        facts=(("item", item.id), ("result", "match" if correct else "mismatch"), ("rule", rule)),
    )
