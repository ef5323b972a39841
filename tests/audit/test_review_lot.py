"""The lot cannot be foreseen, is the same for everybody who asks, and gives way to what must be reviewed."""

from dataclasses import replace

from review_logs import FOUND, GLASS, GRANTED, LIMITED, Office

from operator_console.audit.review.cases import Case, draw, lot_size, state_of
from operator_console.audit.review.ledger import Word
from operator_console.domain.actions import Action
from operator_console.domain.review import CaseState, Decision, ReviewRule
from operator_console.domain.review_rules import ReviewRules

ONE_IN_TEN = ReviewRules(sample_per_mille=100, queue_percent=20)


def day_of(calls: int, busy: int = 0, rules: ReviewRules = ONE_IN_TEN) -> Office:
    office = Office(rules)
    for index in range(calls):
        office.call(*((FOUND, LIMITED) if index < busy else ()))
    return office


def drawn(office: Office, back: int = 1) -> list[Case]:
    return [case for case in office.cases(back) if case.findings[0].rule is ReviewRule.SAMPLE]


def test_the_lot_is_drawn_once_somebody_works_on_a_later_day() -> None:
    office = day_of(50)
    assert drawn(office, back=0) == []
    office.next_day()
    office.write(Action.SIGN_IN, user="lead")
    lot = drawn(office)
    assert [case.findings[0].params for case in lot] == [{"picked": 5, "calls": 50}] * 5
    office.write(Action.SIGN_OUT, user="lead")
    office.next_day()
    office.write(Action.SIGN_IN, user="lead")
    assert [case.id for case in drawn(office, back=2)] == [case.id for case in lot]


def test_another_entry_after_the_day_draws_another_lot() -> None:
    lots = set()
    for user in ("lead", "auditor", "hana"):
        office = day_of(50)
        office.next_day()
        office.write(Action.SIGN_IN, user=user)
        lots.add(tuple(case.id for case in drawn(office)))
    assert len(lots) == 3


def test_the_lot_gives_way_to_other_cases() -> None:
    sizes = []
    for busy in (0, 7, 10, 20):
        office = day_of(50, busy)
        office.next_day()
        office.write(Action.SIGN_IN)
        sizes.append(len(drawn(office)))
    assert sizes == [5, 3, 0, 0]


def test_a_small_team_has_a_call_drawn_now_and_then() -> None:
    rules = ReviewRules()
    sizes = [lot_size(20, 0, number.to_bytes(4, "big"), rules) for number in range(1000)]
    assert set(sizes) == {0, 1}
    assert sum(sizes) == 200
    assert lot_size(20, 1, bytes(32), rules) == 0


def test_every_call_can_be_drawn() -> None:
    office = day_of(20)
    calls = list(office.ledger.calls.values())
    hit = {draw(calls, number.to_bytes(4, "big"), 1)[0].id for number in range(500)}
    assert hit == set(office.ledger.calls)


def word(decision: Decision | None, *rules: ReviewRule, through: int = 10_000) -> Word:
    return Word(1, 1, "lead", decision, "", frozenset(rules), through)


def test_a_case_goes_from_open_to_fine_and_opens_again_for_something_new() -> None:
    office = Office()
    office.call(FOUND, GLASS, GRANTED)
    (case,) = office.cases()
    ask, fine = word(Decision.ASK), word(Decision.FINE, ReviewRule.BREAK_GLASS)
    assert state_of(case, []) is CaseState.OPEN
    assert state_of(case, [ask]) is CaseState.ASKED
    assert state_of(case, [ask, word(None)]) is CaseState.ANSWERED
    assert state_of(case, [ask, word(None), fine]) is CaseState.FINE
    assert state_of(case, [word(Decision.ESCALATE)]) is CaseState.INCIDENT
    assert state_of(case, [word(Decision.FINE, ReviewRule.SAMPLE)]) is CaseState.OPEN
    assert state_of(case, [replace(fine, through=2)]) is CaseState.OPEN
