"""Each rule finds what it is for, says so with its numbers, and leaves ordinary work alone."""

from dataclasses import replace
from typing import Any

import pytest
from review_logs import (
    FOUND,
    GLASS,
    GRANTED,
    HONEST,
    LIMITED,
    MASKED,
    MET,
    NOTHING,
    REFUSED,
    RIGHT,
    RULES,
    SHOWN,
    WRONG,
    Office,
)

from operator_console.audit.review.lines import read_line
from operator_console.domain.actions import Action, Outcome
from operator_console.domain.review import CaseKind, Group, ReviewRule


def facts(step: Any, *more: tuple[str, str]) -> Any:
    action, outcome, rest = step
    return action, outcome, {**rest, "facts": (*rest.get("facts", ()), *more)}


def test_ordinary_calls_put_nothing_on_the_queue() -> None:
    office = Office()
    for _ in range(20):
        office.call()
        office.call(NOTHING, FOUND, WRONG, RIGHT, REFUSED, MET, SHOWN, MASKED, user="jiro")
        office.call(FOUND, WRONG, WRONG, WRONG, user="jiro")
    assert office.found() == []


CALLS: list[tuple[str, tuple[Any, ...], ReviewRule, dict[str, str | int]]] = [
    ("break-glass", (FOUND, GLASS, GRANTED), ReviewRule.BREAK_GLASS, {"count": 1}),
    ("limit hit", (FOUND, WRONG, WRONG, WRONG, LIMITED), ReviewRule.LIMIT_HIT, {"count": 1}),
    ("limit lifted", (FOUND, (Action.LIMIT_LIFTED, Outcome.DONE, {})), ReviewRule.LIMIT_LIFTED, {"count": 1}),
    ("sealed opened", ((Action.SEALED_OPENED, Outcome.FOUND, {}),), ReviewRule.SEALED, {"count": 1}),
    ("sealed searched", (facts(NOTHING, ("sealed", "yes")),), ReviewRule.SEALED, {"count": 1}),
    ("never asked", (FOUND, SHOWN), ReviewRule.UNCHECKED, {"count": 1}),
    ("not yet met", (FOUND, RIGHT, (SHOWN[0], Outcome.NOT_YET_MET, SHOWN[2])), ReviewRule.UNCHECKED, {"count": 1}),
    ("put back", (*HONEST, Action.CUSTOMER_PUT_BACK, FOUND, SHOWN), ReviewRule.UNCHECKED, {"count": 1}),
    ("somebody else", (*HONEST, Action.CALLER_SET, SHOWN), ReviewRule.UNCHECKED, {"count": 1}),
    ("own name", (facts(FOUND, ("own", "name")), RIGHT, MET, SHOWN), ReviewRule.OWN_NAME, {"reveals": 1}),
    ("important", (facts(FOUND, ("vip", "yes")),), ReviewRule.VIP, {"reveals": 0}),
    ("refused", (FOUND, *[REFUSED] * 4), ReviewRule.REFUSED_REVEALS, {"count": 4, "limit": 4}),
    ("guessing", (FOUND, *[WRONG] * 4, RIGHT, MET), ReviewRule.NEAR_MISSES, {"count": 4, "limit": 4}),
    ("fishing", (*[NOTHING] * 4, FOUND), ReviewRule.MANY_SEARCHES, {"searches": 5, "found": 1, "limit": 5}),
]


@pytest.mark.parametrize(("name", "steps", "rule", "params"), CALLS, ids=[each[0] for each in CALLS])
def test_a_call_is_found_for_what_was_done_in_it(
    name: str, steps: tuple[Any, ...], rule: ReviewRule, params: dict[str, str | int]
) -> None:
    office = Office()
    office.call()
    call = office.call(*steps)
    assert office.found() == [(rule, params)], name
    (case,) = office.cases()
    assert (case.id, case.kind, case.user) == (f"call:{call}", CaseKind.CALL, "hana")


def test_a_sealed_customer_asked_for_in_vain_is_reviewed_and_opens_nobody() -> None:
    office = Office()
    office.call((Action.SEALED_OPENED, Outcome.NOTHING, {"customer": ""}))
    assert office.found() == [(ReviewRule.SEALED, {"count": 1})]
    assert office.cases()[0].customer == ""


def test_a_purpose_changed_after_the_check_is_no_showing_without_one() -> None:
    office = Office()
    office.call(FOUND, RIGHT, MET, Action.PURPOSE_CHANGED, SHOWN)
    assert office.found() == []


@pytest.mark.parametrize(
    ("hour", "minute", "weekday", "found"), [(7, 59, 0, 1), (8, 1, 0, 0), (21, 0, 0, 1), (12, 0, 6, 1)]
)
def test_work_out_of_hours_is_found(hour: int, minute: int, weekday: int, found: int) -> None:
    office = Office(replace(RULES, closed_weekdays=(7,)))
    office.next_day(weekday)
    office.now = office.now.replace(hour=hour, minute=minute)
    office.call()
    rules = [rule for rule, _ in office.found()]
    assert rules == [ReviewRule.OUT_OF_HOURS] * found
    assert all(params["time"] == f"{hour:02d}:{minute:02d}" for _, params in office.found())


def test_a_lead_who_approved_took_part() -> None:
    office = Office()
    office.call(FOUND, GLASS, GRANTED)
    assert office.cases()[0].people == {"hana", "lead"}


def test_a_day_with_twice_the_colleagues_reveals_stands_out() -> None:
    office = Office()
    for _ in range(3):
        for _ in range(10):
            office.call()
            office.call(user="jiro")
        office.next_day()
    for _ in range(10):
        office.call(FOUND, RIGHT, MET, *[SHOWN, MASKED] * 3)
        office.call(user="jiro")
    params = {"per_call": "3.0", "median": "1.0", "calls": 10}
    assert office.found() == [(ReviewRule.REVEALS_PER_CALL, params)]
    (case,) = office.cases()
    assert (case.kind, case.user, len(case.calls)) == (CaseKind.OPERATOR, "hana", 10)
    assert office.cases(over=False) == ()
    assert office.found(back=1) == []


def test_who_has_no_colleagues_is_compared_with_nobody() -> None:
    office = Office()
    for _ in range(10):
        office.call(FOUND, RIGHT, MET, *[SHOWN, MASKED] * 9)
    assert office.found() == []


def test_records_opened_for_nothing_stand_out() -> None:
    office = Office()
    for _ in range(4):
        office.call(FOUND)
    for _ in range(6):
        office.call()
    assert office.found() == [(ReviewRule.EMPTY_CALLS, {"count": 4, "calls": 10})]


def test_one_customer_opened_by_many_is_one_case() -> None:
    office = Office()
    calls = [office.call(user=user, customer="c" * 32) for user in ("hana", "jiro", "hana", "jiro", "hana")]
    assert office.found() == [(ReviewRule.OPENED_BY_MANY, {"operators": 2, "calls": 5, "limit": 5})]
    (case,) = office.cases()
    assert (case.kind, case.customer, [call.id for call in case.calls]) == (CaseKind.CUSTOMER, "c" * 32, calls)


def test_the_same_words_as_a_reason_again_and_again_stand_out() -> None:
    office = Office()
    for words in ("内容の確認", "内容の確認 ", "内容の確認", "別の理由"):
        office.write(Action.MEMO_DISPOSED, user="lead", reason=words)
    assert office.found() == [(ReviewRule.COPIED_REASON, {"count": 3, "action": "memo_disposed"})]


def test_reading_the_log_for_customers_stands_out_in_the_end() -> None:
    office = Office(replace(RULES, readings_per_day=3))
    office.write(Action.LOG_READ, user="lead")
    office.write(Action.LOG_READ, user="lead", facts=(("customer", "given"),))
    office.write(Action.CUSTOMER_LOG_READ, user="lead")
    assert office.found() == []
    office.write(Action.STATEMENT_MADE, user="lead")
    assert office.found() == [(ReviewRule.LOG_READINGS, {"count": 3, "limit": 3})]


def test_what_must_be_reviewed_does_not_hang_on_a_number() -> None:
    must = {rule for rule in ReviewRule if rule.group is Group.MUST}
    assert {ReviewRule.BREAK_GLASS, ReviewRule.LIMIT_HIT, ReviewRule.SEALED, ReviewRule.UNCHECKED} <= must
    assert {rule for rule in ReviewRule if rule.group is Group.SAMPLE} == {ReviewRule.SAMPLE}


def test_bytes_that_are_no_record_are_left_out() -> None:
    office = Office()
    office.call()
    office.ledger.feed(office.ledger.last + 1, b"not a record at all")
    assert read_line(b"") is None
    assert len(office.ledger.calls) == 1
