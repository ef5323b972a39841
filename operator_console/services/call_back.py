"""Calls the number on file as a step up: the vault dials, and the number never crosses to the console."""

from collections.abc import Callable, Sequence

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.calls import Call
from operator_console.domain.fields import Kind
from operator_console.domain.ids import CustomerId, FieldName
from operator_console.domain.matching import BadValue, canonical
from operator_console.domain.policy import CallBackRule
from operator_console.domain.policy_checks import NUMBER_PLACE
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.desk import Desk
from operator_console.services.kept_call import keep
from operator_console.services.reveal import close_showings

Dial = Callable[[Sequence[str]], None]
"""Starts a program with its arguments, without a shell; refuses with ``DIAL_FAILED``."""


def begin_call_back(desk: Desk, dial: Dial, *, by_hand: bool) -> Call:
    """Mask everything and call. The entry is durable before the number is decrypted.

    ``by_hand``: the operator dials, having been shown the number as the purpose allows.
    """
    call = desk.open_call()
    after = call.calling_back()
    customer = call.require_customer()
    rule = _rule(desk, customer)
    if by_hand and (rule.field not in call.reveals or rule.field in call.purpose.step_up):
        raise Refusal(Code.DIAL_UNAVAILABLE)
    if not by_hand and not rule.dial:
        raise Refusal(Code.DIAL_UNAVAILABLE)
    close_showings(desk, "call_back")
    facts = (("by", "hand" if by_hand else "command"),)
    desk.write(after, Action.CALL_BACK_BEGUN, fields=(rule.field,), facts=facts)
    keep(desk, after)
    if not by_hand:
        _dial(desk, dial, rule, customer)
    return after


def end_call_back(desk: Desk, *, reached: bool) -> Call:
    """Whether the caller answered at the number on file."""
    after = desk.open_call().called_back(reached=reached)
    desk.write(after, Action.CALL_BACK_ENDED, Outcome.MET if reached else Outcome.NOT_YET_MET)
    return keep(desk, after)


def _rule(desk: Desk, customer: CustomerId) -> CallBackRule:
    rule = desk.policy.call_back
    if rule is None or not desk.vault.customers.masks(customer).get(rule.field):
        raise Refusal(Code.CALL_BACK_UNKNOWN)
    return rule


def _dial(desk: Desk, dial: Dial, rule: CallBackRule, customer: CustomerId) -> None:
    try:
        number = _number(desk, rule.field, customer)
        dial([part.replace(NUMBER_PLACE, number) for part in rule.dial])
    except Refusal as refused:
        failed = desk.open_call().called_back(reached=False)
        desk.write(failed, Action.CALL_BACK_ENDED, Outcome.FAILED, reason=refused.code)
        keep(desk, failed)
        raise


def _number(desk: Desk, name: FieldName, customer: CustomerId) -> str:
    """Return the number in E.164 with its plus sign: digits alone, whatever was stored."""
    try:
        return "+" + canonical(Kind.PHONE, desk.vault.customers.value(customer, name))
    except BadValue:
        raise Refusal(Code.DIAL_FAILED) from None
