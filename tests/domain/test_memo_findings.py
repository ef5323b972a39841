"""Card and individual numbers are found however they are written; phones and addresses are pointed out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operator_console.domain.memos import findings, is_card_number, is_my_number
from operator_console.domain.views import MemoProblem

CARD, MY_NUMBER = MemoProblem.CARD_NUMBER, MemoProblem.MY_NUMBER
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")


def kinds(text: str) -> list[MemoProblem]:
    return [finding.kind for finding in findings(text)]


def with_luhn(body: str) -> str:
    return next(body + str(last) for last in range(10) if is_card_number(body + str(last)))


def with_check_digit(body: str) -> str:
    return next(body + str(last) for last in range(10) if is_my_number(body + str(last)))


@pytest.mark.parametrize(
    "number",
    ["4111 1111 1111 1111", "4111-1111-1111-1111", "5555555555554444", "3782 822463 10005", "3566002020360505"],
)
def test_a_card_number_is_forbidden(number: str) -> None:
    """The numbers that payment networks publish for testing."""
    for text in (number, number.translate(WIDE), f"カードは {number} 12/29 とのこと", f"番号{number}です"):
        assert CARD in kinds(text), text
        assert all(finding.forbidden for finding in findings(text) if finding.kind is CARD)


def test_an_individual_number_is_forbidden() -> None:
    """The check digit worked out by hand: 1..11 weighted 6 5 4 3 2 7 6 5 4 3 2 from the left."""
    body = "12345678901"
    total = sum(int(digit) * weight for digit, weight in zip(body, (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True))
    digit = 0 if total % 11 <= 1 else 11 - total % 11
    number = f"{body}{digit}"
    for text in (number, f"{number[:4]}-{number[4:8]}-{number[8:]}", f"個人番号は{number.translate(WIDE)}。"):
        assert MY_NUMBER in kinds(text), text


@given(st.text("0123456789", min_size=11, max_size=11), st.integers(1, 9))
def test_only_one_check_digit_fits(body: str, change: int) -> None:
    number = with_check_digit(body)
    assert not is_my_number(number[:-1] + str((int(number[-1]) + change) % 10))


@given(st.text("0123456789", min_size=14, max_size=14), st.integers(0, 15), st.integers(1, 9))
def test_a_card_number_with_one_digit_changed_is_none(body: str, place: int, change: int) -> None:
    number = with_luhn("4" + body)
    place = max(1, place)
    changed = number[:place] + str((int(number[place]) + change) % 10) + number[place + 1 :]
    assert is_card_number(number)
    assert not is_card_number(changed)


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("折り返しは 090-1234-5678 まで", MemoProblem.PHONE, "090-1234-5678"),
        ("０３－１２３４－５６７８へ", MemoProblem.PHONE, "０３－１２３４－５６７８"),
        ("mihon@example.jp に送る", MemoProblem.EMAIL, "mihon@example.jp"),
        ("送り先は 東京都見本区見本町1-2-3 です", MemoProblem.ADDRESS, "東京都見本区見本町1-2-3"),
        ("〒000-1234", MemoProblem.ADDRESS, "〒000-1234"),
    ],
)
def test_what_is_better_left_out_is_pointed_out_at_its_place(text: str, kind: MemoProblem, place: str) -> None:
    (finding,) = findings(text)
    assert (finding.kind, finding.forbidden) == (kind, False)
    assert text[finding.start : finding.end] == place


@pytest.mark.parametrize(
    "text",
    [
        "",
        "次回は 4 月 10 日の午前に折り返しをご希望。",
        "商品 A を 2 個、12,800 円。返品をご希望。",
        "お怒りのご様子。担当者へ引き継ぎ済み。",
        "123456789012" if not is_my_number("123456789012") else "",
    ],
)
def test_an_ordinary_memo_has_no_findings(text: str) -> None:
    assert findings(text) == ()
