"""The people of the demo are the same each time, take every check, and cannot be anybody."""

from itertools import islice

import phonenumbers
import pytest

from operator_console.demo.people import client_of, customers
from operator_console.domain.fields import Kind
from operator_console.domain.ids import FieldName
from operator_console.domain.matching import canonical, check
from operator_console.domain.policy import Policy
from operator_console.domain.policy_file import read_policy
from operator_console.resource_files import resource

UNIQUE = ("number", "phone", "contract", "email")
MARK = FieldName("vip")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return read_policy(resource("policies", "default.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def people(policy: Policy) -> list[dict[FieldName, str]]:
    return list(customers(2000, 7, policy))


def test_the_same_seed_gives_the_same_people_and_fewer_are_the_first_of_more(
    policy: Policy, people: list[dict[FieldName, str]]
) -> None:
    assert list(customers(50, 7, policy)) == people[:50]
    assert list(customers(50, 8, policy)) != people[:50]


def test_every_value_is_one_that_an_import_takes(policy: Policy, people: list[dict[FieldName, str]]) -> None:
    for person in people:
        assert all(person.values())
        for name, value in person.items():
            check(policy.fields[name].kind, value)


@pytest.mark.parametrize("field", UNIQUE)
def test_what_tells_people_apart_is_unique(policy: Policy, people: list[dict[FieldName, str]], field: str) -> None:
    name = FieldName(field)
    values = [canonical(policy.fields[name].kind, person[name]) for person in people if name in person]
    assert len(values) > 1000
    assert len(set(values)) == len(values)


def test_everybody_can_answer_what_every_purpose_asks(policy: Policy, people: list[dict[FieldName, str]]) -> None:
    asked = {policy.items[item].field for purpose in policy.purposes.values() for item in purpose.items}
    assert all(asked <= person.keys() for person in people)


def test_every_field_of_the_policy_occurs(policy: Policy, people: list[dict[FieldName, str]]) -> None:
    assert set().union(*people) == set(policy.fields) - {MARK}  # nobody is important unless a misuse is planted


def test_telephone_numbers_have_the_form_of_real_ones_and_are_none(people: list[dict[FieldName, str]]) -> None:
    for person in people:
        for field in ("phone", "phone2"):
            if text := person.get(FieldName(field)):
                number = phonenumbers.parse(text, "JP")
                assert phonenumbers.is_valid_number(number)
                written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
                assert written.split("-")[1].startswith("1")  # no exchange in Japan begins with 1


def test_addresses_in_the_post_and_the_mail_are_nobodys(people: list[dict[FieldName, str]]) -> None:
    for person in people:
        assert canonical(Kind.POSTAL_CODE, person[FieldName("postal_code")]).startswith("000")
        assert person.get(FieldName("email"), "@example.jp").endswith("@example.jp")


def test_birth_dates_are_written_in_both_calendars(people: list[dict[FieldName, str]]) -> None:
    written = [person[FieldName("birth_date")] for person in people]
    assert any(text.startswith("昭和") for text in written)
    assert any(text.startswith("平成元年") for text in written)
    assert any(text.isdecimal() for text in written)


def test_only_fields_that_the_policy_has_are_made(people: list[dict[FieldName, str]]) -> None:
    text = resource("policies", "default.toml").read_text(encoding="utf-8")
    without = text.replace('[fields.note]\nkind = "text"\nlabel = "備考"\n', "").replace(', "note"', "")
    policy = read_policy(without)
    assert set().union(*customers(100, 7, policy)) == {*policy.fields} - {MARK}
    assert FieldName("note") in set().union(*islice(people, 100))


def test_the_clients_take_turns(policy: Policy) -> None:
    assert [client_of(index, policy) for index in range(3)] == ["aozora", "hinata", "aozora"]
