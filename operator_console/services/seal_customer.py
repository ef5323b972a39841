"""Seals a customer (秘匿対象), so that finding them answers like finding nobody; opens one with approval."""

from collections.abc import Mapping

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.calls import Call
from operator_console.domain.fields import Kind
from operator_console.domain.ids import ClientId, FieldName
from operator_console.domain.matching import BadValue, canonical
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Duty
from operator_console.services.approve import Approval, approve, free_reason, listed_reason
from operator_console.services.desk import Desk
from operator_console.services.find_customer import search_terms
from operator_console.services.import_rows import NUMBER
from operator_console.services.kept_call import keep
from operator_console.services.ports import Keeper
from operator_console.services.review_facts import review_facts


def seal_customer(desk: Desk, client: ClientId, number: str, reason: str, *, sealed: bool) -> None:
    """Seal the customer with this number, or open them to everybody again; nothing of them is shown."""
    desk.require(Duty.SEAL_CUSTOMERS)
    if client not in desk.policy.clients:
        raise Refusal(Code.CLIENT_UNKNOWN)
    reason = free_reason(reason)
    try:
        term = canonical(Kind.IDENTIFIER, number)
    except BadValue as bad:
        raise Refusal(Code.FIND_BAD_VALUE, field=NUMBER, reason=bad.problem) from None
    found = desk.vault.customers.find(client, {NUMBER: term}, 1)
    if not found:
        raise Refusal(Code.FIND_NOTHING)
    desk.journal.write(
        Action.CUSTOMER_SEALED if sealed else Action.CUSTOMER_UNSEALED,
        customer=desk.vault.customers.ref(found[0]),
        reason=reason,
        facts=(("client", client),),
    )
    desk.vault.customers.seal(found[0], sealed=sealed)


def open_sealed(desk: Desk, keeper: Keeper, asked: Approval, by: Mapping[FieldName, str]) -> Call:
    """Return the call with the sealed customer, whom a lead allows to be opened; the check goes on as for anyone."""
    call = desk.open_call()
    call.require_live()
    if call.customer is not None:
        raise Refusal(Code.CUSTOMER_CHOSEN)
    terms = search_terms(desk.policy, by)
    reason = listed_reason(desk, asked.reason)
    lead = approve(desk, keeper, asked)
    found = desk.vault.customers.find(call.client, terms, 2, sealed=True)
    names = tuple(sorted(terms))
    facts: tuple[tuple[str, str], ...] = (("lead", lead),)
    if len(found) != 1:
        outcome = Outcome.TOO_MANY if found else Outcome.NOTHING
        desk.write(call, Action.SEALED_OPENED, outcome, fields=names, reason=reason, facts=facts)
        raise Refusal(Code.FIND_TOO_MANY if found else Code.FIND_NOTHING)
    opened = call.with_customer(found[0])
    facts += review_facts(desk, found[0])
    desk.write(opened, Action.SEALED_OPENED, Outcome.FOUND, fields=names, reason=reason, facts=facts)
    return keep(desk, opened)
