"""The short path for Japanese numbers says what the phonenumbers library says, number by number."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from operator_console.domain.customers import RowProblem
from operator_console.domain.fields import Kind
from operator_console.domain.matching import BadValue, canonical, check


def by_library(dialled: str) -> str:
    """E.164 digits as the library has them, empty where it finds no valid number."""
    try:
        number = phonenumbers.parse(dialled, "JP")
    except phonenumbers.NumberParseException:
        return ""
    valid = phonenumbers.is_valid_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)[1:] if valid else ""


def by_product(dialled: str) -> str:
    try:
        return canonical(Kind.PHONE, dialled)
    except BadValue as bad:
        assert bad.problem is RowProblem.BAD_PHONE
        return ""


@pytest.mark.parametrize("first", range(1, 10))
def test_every_prefix_of_the_numbering_plan_is_judged_alike(first: int) -> None:
    differing = []
    for rest in range(0, 1000, 7 if first != 9 else 11):
        for tail in ("234567", "2345678", "23456"):
            dialled = f"0{first}{rest:03}{tail}"[: len(tail) + 5]
            if by_product(dialled) != by_library(dialled):
                differing.append(dialled)
    assert differing == []


@given(st.from_regex(r"0[1-9][0-9]{6,10}", fullmatch=True))
def test_any_digits_are_judged_alike(dialled: str) -> None:
    assert by_product(dialled) == by_library(dialled)
    assert by_product("+81" + dialled[1:]) == by_library("+81" + dialled[1:])


@pytest.mark.parametrize(
    "text",
    [
        "110",
        "1234567",
        "03-1234-567",
        "090-1234-567",
        "+81 90 1234 567",
        "不明",
        "03-３１９９-656八九",
        "9012345678",
        "819012345678",
    ],
)
def test_a_number_that_cannot_be_dialled_is_not_stored(text: str) -> None:
    with pytest.raises(BadValue) as bad:
        check(Kind.PHONE, text)
    assert bad.value.problem is RowProblem.BAD_PHONE
    assert text not in str(bad.value)
