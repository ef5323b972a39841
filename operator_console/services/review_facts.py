"""What about a customer is of interest to the review, as codes for the entry by which they are found; never a value."""

from operator_console.domain.fields import Kind
from operator_console.domain.ids import CustomerId, FieldName
from operator_console.domain.matching import BadValue, canonical
from operator_console.services.desk import Desk


def review_facts(desk: Desk, customer: CustomerId) -> tuple[tuple[str, str], ...]:
    """Return ``own`` = ``name`` for the operator's own surname, ``vip`` = ``yes`` for an important customer."""
    masks = desk.vault.customers.masks(customer)
    facts: list[tuple[str, str]] = []
    if desk.policy.review.vip_field and masks.get(FieldName(desk.policy.review.vip_field)):
        facts.append(("vip", "yes"))
    names = [spec.name for spec in desk.policy.fields.values() if spec.kind is Kind.NAME and masks.get(spec.name)]
    if any(same_surname(desk.account.display, desk.vault.customers.value(customer, name)) for name in names):
        facts.append(("own", "name"))
    return tuple(facts)


def same_surname(one: str, other: str) -> bool:
    """Return whether two names begin with the same surname: the first word, or the other's where one is not parted."""
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return False
    if len(mine) > 1 and len(theirs) > 1:
        return mine[0] == theirs[0]
    if len(mine) > 1:
        return theirs[0].startswith(mine[0])
    return len(theirs) > 1 and mine[0].startswith(theirs[0])


def _words(name: str) -> list[str]:
    """The words of a name, each with its characters as they are compared: 髙 is 高 (docs/MATCHING.md)."""
    try:
        return [canonical(Kind.NAME, word) for word in name.split()]
    except BadValue:
        return []
