"""The last four are met by the last four alone, in any way of saying digits; never by three, five or the whole."""

import pytest

from operator_console.domain.answers import compare_answer
from operator_console.domain.fields import Kind
from operator_console.domain.matching import Result
from operator_console.domain.policy import Part


def met(kind: Kind, stored: str, answer: str) -> bool:
    return compare_answer(kind, Part.LAST4, stored, answer).result is Result.MATCH


@pytest.mark.parametrize("answer", ["5678", "５６７８", "5 6 7 8", "56-78", "五六七八", "５－６－７－８", "5678 "])
def test_the_end_of_a_phone_number_in_any_writing(answer: str) -> None:
    assert met(Kind.PHONE, "090-1234-5678", answer)
    assert met(Kind.PHONE, "０９０（１２３４）５６７８ 内線 99", answer)


@pytest.mark.parametrize("answer", ["", "678", "45678", "09012345678", "5679", "8765", "0000", "5678x"])
def test_anything_else_is_not_met(answer: str) -> None:
    assert not met(Kind.PHONE, "090-1234-5678", answer)


def test_the_end_of_an_identifier() -> None:
    assert met(Kind.IDENTIFIER, "C-0012-34ab", "34AB")
    assert not met(Kind.IDENTIFIER, "C-0012-34ab", "0012")


@pytest.mark.parametrize(("kind", "stored"), [(Kind.PHONE, ""), (Kind.PHONE, "call 1234"), (Kind.IDENTIFIER, "1234")])
def test_a_value_without_an_end_is_never_met(kind: Kind, stored: str) -> None:
    assert not met(kind, stored, stored[-4:])
