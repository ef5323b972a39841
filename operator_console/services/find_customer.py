"""Finds the caller's record by one exact identifier or by weak ones together; finding is not browsing."""

from collections.abc import Mapping

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.calls import Call
from operator_console.domain.ids import CustomerId, FieldName
from operator_console.domain.matching import BadValue, canonical
from operator_console.domain.policy import Policy
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.desk import Desk
from operator_console.services.kept_call import keep
from operator_console.services.review_facts import review_facts


def find_customer(desk: Desk, by: Mapping[FieldName, str]) -> Call:
    """Return the call with the one customer who fits, or refuse: nothing, too many, or ask one thing more.

    What was searched for is not in the log, only by which fields, and whom it found.
    """
    call = desk.open_call()
    call.require_live()
    if call.customer is not None:
        raise Refusal(Code.CUSTOMER_CHOSEN)
    terms = search_terms(desk.policy, by)
    found = desk.vault.customers.find(call.client, terms, 2, sealed=False)
    hidden = desk.vault.customers.find(call.client, terms, 1, sealed=True)
    names = tuple(sorted(terms))
    if not found:
        _write_nothing(desk, call, names, hidden)
        raise Refusal(Code.FIND_NOTHING)
    if len(found) > 1:
        desk.write(call, Action.SEARCH, Outcome.TOO_MANY, fields=names)
        raise Refusal(Code.FIND_TOO_MANY)
    after = call.with_customer(found[0])
    desk.write(after, Action.SEARCH, Outcome.FOUND, fields=names, facts=review_facts(desk, found[0]))
    return keep(desk, after)


def _write_nothing(desk: Desk, call: Call, names: tuple[FieldName, ...], hidden: list[CustomerId]) -> None:
    """Nobody was found, or only somebody whose existence is not confirmed: the log alone knows which."""
    customer = hidden[0] if hidden else None
    facts = (("sealed", "yes"),) if hidden else ()
    desk.write(call, Action.SEARCH, Outcome.NOTHING, fields=names, customer=customer, facts=facts)


def search_terms(policy: Policy, by: Mapping[FieldName, str]) -> dict[FieldName, str]:
    """Return what was heard in canonical form, if it is enough to search by."""
    given = {name: text for name, text in by.items() if text.strip()}
    for name in given:
        if name not in policy.fields or not policy.fields[name].find:
            raise Refusal(Code.FIELD_UNKNOWN)
    if not any(given.keys() >= set(way) for way in policy.find_by):
        raise Refusal(Code.FIND_TOO_LITTLE)
    return {name: _canonical(policy, name, text) for name, text in given.items()}


def _canonical(policy: Policy, name: FieldName, text: str) -> str:
    try:
        return canonical(policy.fields[name].kind, text)
    except BadValue as bad:
        raise Refusal(Code.FIND_BAD_VALUE, field=name, reason=bad.problem) from None
