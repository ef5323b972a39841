"""Holds grow and cannot be shortened by the clock; passwords are long and not the user's name."""

from datetime import UTC, datetime, timedelta

import pytest

from operator_console.domain.ids import UserName
from operator_console.domain.lockout import LONGEST_HOLD_SECONDS, hold_left, hold_seconds
from operator_console.domain.passwords import check_password, user_name
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.secret import Secret

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)


def test_four_failures_are_free_and_every_one_after_the_fifth_doubles_the_wait() -> None:
    assert [hold_seconds(n) for n in range(8)] == [0, 0, 0, 0, 0, 30, 60, 120]
    assert hold_seconds(10_000) == LONGEST_HOLD_SECONDS


def test_a_hold_counts_from_the_last_failure() -> None:
    assert hold_left([NOON] * 5, NOON + timedelta(seconds=10)) == 20
    assert hold_left([NOON] * 5, NOON + timedelta(seconds=30)) == 0


def test_putting_the_clock_back_does_not_shorten_a_hold() -> None:
    assert hold_left([NOON] * 5, NOON - timedelta(days=1)) == 30


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaaaa", "yamada-2026", "ababababababab"])
def test_weak_passwords_are_refused_with_the_rule(weak: str) -> None:
    with pytest.raises(Refusal) as refusal:
        check_password(Secret(weak), UserName("yamada"), 10)
    assert refusal.value.code is Code.PASSWORD_WEAK
    assert refusal.value.params == {"minimum": 10}


@pytest.mark.parametrize("good", ["correct horse battery", "あさがおの水やり当番", "yamada likes long walks"])
def test_long_passphrases_are_taken(good: str) -> None:
    check_password(Secret(good), UserName("yamada"), 10)


def test_user_names_have_one_form() -> None:
    assert user_name(" Ｙａｍａｄａ ") == "yamada"
    for bad in ("", "a b", "x" * 41, "a/b", "../etc"):
        with pytest.raises(Refusal):
            user_name(bad)


def test_a_secret_does_not_show_itself() -> None:
    secret = Secret("needle")
    assert "needle" not in f"{secret} {secret!r} {secret!s:>20} {[secret]}"
