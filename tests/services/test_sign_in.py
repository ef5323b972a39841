"""Signing in gives nothing away, holds an account for a growing time, and remembers both across a restart."""

from pathlib import Path

import pytest
from call_centre import CallCentre, default_text, password, refused

from operator_console.domain.actions import Action
from operator_console.domain.lockout import FREE_FAILURES, hold_seconds
from operator_console.domain.refusals import Code
from operator_console.domain.secret import Secret

WRONG = Secret("machigatta kotoba")


@pytest.fixture
def centre(tmp_path: Path):
    centre = CallCentre(tmp_path, default_text())
    yield centre
    centre.close()


def fail(centre: CallCentre, times: int, user: str = "hana") -> None:
    for _ in range(times):
        with refused(Code.SIGN_IN_WRONG):
            centre.sign_in(user, WRONG)


def test_a_wrong_name_and_a_wrong_password_are_the_same_answer(centre: CallCentre) -> None:
    answers = []
    for user, secret in (("hana", WRONG), ("nobody", password("hana")), ("!!", WRONG)):
        with refused(Code.SIGN_IN_WRONG) as wrong:
            centre.sign_in(user, secret)
        answers.append((wrong.value.code, wrong.value.params))
    assert answers[0] == answers[1] == answers[2]


def test_the_hold_grows_and_outlives_a_restart(centre: CallCentre) -> None:
    fail(centre, FREE_FAILURES)
    waits = []
    for _ in range(3):
        centre.restart()
        with refused(Code.SIGN_IN_HELD) as held:
            centre.sign_in("hana")
        waits.append(held.value.params["seconds"])
        centre.clock.wait(int(waits[-1]))
        fail(centre, 1)
    assert waits == [hold_seconds(FREE_FAILURES + n) for n in range(3)] == [30, 60, 120]
    centre.clock.wait(hold_seconds(FREE_FAILURES + 3))
    assert centre.sign_in("hana").failures_since == FREE_FAILURES + 3


def test_a_success_begins_anew_and_others_are_not_held(centre: CallCentre) -> None:
    fail(centre, FREE_FAILURES - 1)
    centre.sign_in("hana")
    fail(centre, 1)
    fail(centre, FREE_FAILURES, "taro")
    centre.sign_in("hana")


def test_failures_come_into_the_log_with_the_next_sign_in(centre: CallCentre) -> None:
    fail(centre, 2, "taro")
    centre.sign_in("hana")
    assert [dict(entry.facts)["name"] for entry in centre.entries(Action.SIGN_IN_FAILED)] == ["taro", "taro"]
