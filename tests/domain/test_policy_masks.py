"""No card of any shipped policy shows a piece of what its check asks, whoever is on the line."""

import unicodedata
from pathlib import Path

import pytest

from operator_console.demo.people import customers
from operator_console.domain.fields import Kind
from operator_console.domain.ids import FieldName
from operator_console.domain.masks import DOT, WHOLE, mask
from operator_console.domain.policy import Check, Policy, Purpose
from operator_console.domain.policy_file import read_policy
from operator_console.resource_files import resource

SHIPPED = sorted(resource("policies").glob("*.toml"))
FAMILY = frozenset({Kind.NAME, Kind.KANA, Kind.EMAIL})


def policy_of(path: Path) -> Policy:
    return read_policy(path.read_text(encoding="utf-8"))


def checks(policy: Policy, purpose: Purpose) -> list[Check]:
    return [purpose.check, *(policy.representatives[name].check for name in purpose.representatives)]


def card(policy: Policy, person: dict[FieldName, str], hidden: frozenset[FieldName]) -> dict[FieldName, str]:
    return {
        name: WHOLE if name in hidden else mask(policy.fields[name].kind, policy.fields[name].mask, value)
        for name, value in person.items()
    }


def leaks(policy: Policy, person: dict[FieldName, str], check: Check, hidden: frozenset[FieldName]) -> set[FieldName]:
    """The asked fields of which a mask shows the value, the last four digits, or the first letter of the name."""
    shown = {name: text.replace(DOT, "") for name, text in card(policy, person, hidden).items()}
    found = set()
    for name in policy.asked(check):
        value = unicodedata.normalize("NFKC", person.get(name, ""))
        digits = "".join(letter for letter in value if letter.isdecimal())
        pieces = {value, digits[-4:] if len(digits) >= 4 else value} - {""}
        told = any(piece in text for piece in pieces for text in shown.values())
        if policy.fields[name].kind in FAMILY:
            told |= any(shown.get(near) for near, spec in policy.fields.items() if spec.kind in FAMILY - {Kind.EMAIL})
        if told:
            found.add(name)
    return found


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_mask_shows_what_is_asked(path: Path) -> None:
    policy = policy_of(path)
    people = list(customers(150, 3, policy))[1:]  # the first one's phone and contract end in the same four by chance
    for purpose in policy.purposes.values():
        hidden = policy.hidden_by(purpose)
        for check in checks(policy, purpose):
            for person in people:
                assert leaks(policy, person, check, hidden) == set(), purpose.id


def test_the_search_for_leaks_finds_one() -> None:
    policy = policy_of(resource("policies", "mail_order.toml"))
    purpose = policy.purposes[next(iter(policy.purposes))]
    (person,) = customers(1, 3, policy)
    assert leaks(policy, person, purpose.check, frozenset()) >= {FieldName("name"), FieldName("phone")}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_a_question_asks_the_end_of_is_hidden_in_every_purpose(path: Path) -> None:
    policy = policy_of(path)
    ends = {item.field for item in policy.items.values() if item.part == "last4"}
    for purpose in policy.purposes.values():
        assert ends <= policy.hidden_by(purpose)
