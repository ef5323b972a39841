"""In Guarded mode an OS user gets no more than by hand, whoever signs in, and every limit that is met is told."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from call_centre import CallCentre, guarded_text, in_call, refused, verified

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.lockout import FROM_ONE_OS_USER
from operator_console.domain.rates import GuardedRules, Rate, Span
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.review import ReviewRule
from operator_console.domain.secret import Secret
from operator_console.services.rates import count, tell_what_is_over
from operator_console.services.review_queue import review_queue

TARO, HANA = "taro(1001)", "hana(1002)"
REVEALS = Rate.REVEALS


@pytest.fixture
def centre(tmp_path: Path):
    centre = CallCentre(tmp_path, guarded_text(reveals_per_minute=3, reveals_per_hour=5, reveals_per_day=6))
    centre.come_as(TARO)
    yield centre
    centre.close()


def taken(centre: CallCentre, times: int, rate: Rate = REVEALS) -> int:
    """How many of so many requests were taken."""
    assert centre.desk is not None
    done = 0
    for _ in range(times):
        try:
            count(centre.desk, rate)
            done += 1
        except Refusal as refusal:
            assert refusal.code is Code.RATE_REACHED
    return done


def facts(centre: CallCentre, action: Action) -> list[dict[str, str]]:
    return [dict(entry.facts) for entry in centre.entries(action)]


def test_no_more_than_the_number_is_taken_and_it_is_told_when_it_goes_on(centre: CallCentre) -> None:
    desk = centre.sit("hana")
    assert taken(centre, 3) == 3
    with refused(Code.RATE_REACHED) as reached:
        count(desk, REVEALS)
    until = datetime.fromisoformat(str(reached.value.params.pop("until")))
    assert reached.value.params == {"rate": "reveals", "limit": 3, "span": "minute"}
    centre.clock.wait((until - centre.clock.now()).total_seconds() - 1)
    assert taken(centre, 1) == 0
    centre.clock.wait(1)
    assert taken(centre, 1) == 1


def test_the_longest_full_span_is_the_one_that_is_told(centre: CallCentre) -> None:
    centre.sit("hana")
    got = 0
    for _ in range(62):
        got += taken(centre, 4)
        centre.clock.wait(60)
    assert got == 6
    with refused(Code.RATE_REACHED) as reached:
        count(centre.desk, REVEALS)
    assert (reached.value.params["span"], reached.value.params["until"]) == ("day", "2026-04-01T15:00:00+00:00")


def test_it_is_counted_for_the_os_user_whoever_signs_in_and_outlives_a_restart(centre: CallCentre) -> None:
    centre.sit("hana")
    assert taken(centre, 2) == 2
    centre.restart()
    centre.sit("taro")
    assert taken(centre, 5) == 1
    centre.come_as(HANA)
    centre.sit("taro")
    assert taken(centre, 5) == 3


def test_each_thing_is_counted_by_itself(centre: CallCentre) -> None:
    centre.sit("hana")
    assert taken(centre, 4) == 3
    assert taken(centre, 4, Rate.ANSWERS) == 4


def test_a_flood_is_two_entries_with_its_number_and_not_ten_thousand(centre: CallCentre) -> None:
    desk = centre.sit("hana")
    before = len(centre.entries())
    assert taken(centre, 103) == 3
    assert len(centre.entries()) == before + 1
    (entry,) = centre.entries(Action.RATE_REACHED)
    assert (entry.outcome, entry.os_user, entry.user) == (Outcome.REFUSED, TARO, "hana")
    assert dict(entry.facts) == {"rate": "reveals", "span": "minute", "limit": "3"}
    centre.clock.wait(60)
    tell_what_is_over(desk)
    (over,) = facts(centre, Action.RATE_OVER)
    told = {"name": "hana", "os_user": TARO, "rate": "reveals", "span": "minute", "refused": "100"}
    assert over == {**told, "day": "2026-04-01"}
    tell_what_is_over(desk)
    assert len(facts(centre, Action.RATE_OVER)) == 1


def test_what_was_refused_is_told_when_it_goes_on_or_when_anybody_signs_in(centre: CallCentre) -> None:
    centre.sit("hana")
    taken(centre, 5)
    centre.clock.wait(60)
    taken(centre, 1)
    assert [told["refused"] for told in facts(centre, Action.RATE_OVER)] == ["2"]
    taken(centre, 3)
    centre.clock.wait(3600)
    centre.come_as(HANA)
    centre.sit("taro")
    (entry, _) = centre.entries(Action.RATE_OVER)
    assert (entry.os_user, dict(entry.facts)["os_user"], dict(entry.facts)["refused"]) == (HANA, TARO, "2")


def test_standalone_counts_nothing(centre: CallCentre) -> None:
    centre.come_as("")
    centre.sit("hana")
    assert taken(centre, 50) == 50


def test_the_numbers_are_beyond_a_fast_operators_day() -> None:
    """Forty calls in an hour and 400 in a day of ten hours; two searches, five answers, six fields in each call."""
    rules = GuardedRules()
    in_a_call = {Rate.SEARCHES: 2, Rate.ANSWERS: 5, Rate.REVEALS: 6, Rate.STEPS: 20}
    for rate, each in in_a_call.items():
        most = {window.span: window.limit for window in rules.windows(rate, datetime(2026, 4, 1, tzinfo=UTC), 540)}
        assert most[Span.HOUR] >= 40 * each
        assert most[Span.MINUTE] >= 2 * each
        if rate is not Rate.SEARCHES:
            assert most[Span.DAY] >= 400 * each
    assert rules.searches_per_day >= 400 * 1.5
    assert rules.searches_per_day < 1000, "a harvest of 1,000 customers does not fit into a day"


def test_spans_begin_by_the_clock_and_days_at_local_midnight() -> None:
    now = datetime(2026, 4, 1, 1, 2, 3, tzinfo=UTC)
    minute, hour, day = GuardedRules().windows(Rate.STEPS, now, 540)
    assert [window.ends - timedelta(seconds=window.span.seconds) for window in (minute, hour, day)] == [
        datetime(2026, 4, 1, 1, 2, tzinfo=UTC),
        datetime(2026, 4, 1, 1, 0, tzinfo=UTC),
        datetime(2026, 3, 31, 15, 0, tzinfo=UTC),
    ]


# ---- signing in ------------------------------------------------------------------------------------------------------


def test_many_failures_from_one_os_user_hold_it_whoever_it_wants_to_be(centre: CallCentre) -> None:
    seconds, most = FROM_ONE_OS_USER[0]
    for number in range(most):
        with refused(Code.SIGN_IN_WRONG):
            centre.sign_in(f"guess{number}", Secret("machigatta kotoba"))
    with refused(Code.SIGN_IN_HELD) as held:
        centre.sign_in("hana")
    assert 0 < int(held.value.params["seconds"]) <= seconds
    centre.come_as(HANA)
    centre.sit("hana")
    failed = facts(centre, Action.SIGN_IN_FAILED)
    assert len(failed) == most
    assert {told["os_user"] for told in failed} == {TARO}
    centre.come_as(TARO)
    centre.clock.wait(seconds)
    centre.sit("taro")


def test_a_right_password_does_not_free_the_os_user_of_its_failures(centre: CallCentre) -> None:
    _, most = FROM_ONE_OS_USER[0]
    for number in range(most):
        with refused(Code.SIGN_IN_WRONG):
            centre.sign_in(f"guess{number}", Secret("machigatta kotoba"))
        if number == most // 2:
            centre.sit("hana")
    with refused(Code.SIGN_IN_HELD):
        centre.sign_in("hana")


# ---- the review ------------------------------------------------------------------------------------------------------


def test_who_meets_a_limit_stands_on_the_leads_queue_at_once(centre: CallCentre) -> None:
    desk = centre.sit("hana")
    call = verified(desk)
    taken(centre, 10)
    centre.come_as(HANA)
    (case,) = finished(review_queue(centre.sit("lead"), "", 100, decided=False)).cases
    assert (case.id, case.user) == (f"call:{call.id}", "hana")
    assert [(found.rule, found.params) for found in case.findings] == [
        (ReviewRule.RATE_REACHED, {"count": 1, "refused": 0})
    ]


def test_the_day_of_a_harvest_has_its_numbers(centre: CallCentre) -> None:
    centre.sit("hana")
    taken(centre, 103)
    for number in range(FROM_ONE_OS_USER[0][1]):
        with refused(Code.SIGN_IN_WRONG):
            centre.sign_in(f"guess{number}", Secret("machigatta kotoba"))
    centre.come_as(HANA)
    centre.clock.wait(7200)
    centre.sit("lead")
    centre.clock.wait(86_400)
    queue = finished(review_queue(centre.sit("lead"), "", 100, decided=False))
    found = {(case.user, each.rule): each.params for case in queue.cases for each in case.findings}
    assert found["hana", ReviewRule.RATE_REACHED] == {"count": 1, "refused": 100}
    assert found[TARO, ReviewRule.FAILED_SIGN_INS] == {"count": FROM_ONE_OS_USER[0][1]}


def test_what_is_told_on_the_next_morning_stands_on_the_day_of_the_harvest(centre: CallCentre) -> None:
    centre.sit("hana")
    taken(centre, 103)
    centre.come_as(HANA)
    centre.clock.wait(86_400)
    queue = finished(review_queue(centre.sit("lead"), "", 100, decided=False))
    ((day, found),) = [(case.day, case.findings) for case in queue.cases if case.user == "hana"]
    assert (day, found[0].params) == ("2026-04-01", {"count": 1, "refused": 100})
    centre.clock.wait(86_400)
    later = finished(review_queue(centre.sit("lead"), "2026-04-02", 100, decided=False))
    assert [case.user for case in later.cases if case.user == "hana"] == []


def finished(work):
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def test_a_limit_that_is_met_in_a_call_names_the_call(centre: CallCentre) -> None:
    desk = centre.sit("hana")
    call = in_call(desk)
    taken(centre, 4)
    (entry,) = centre.entries(Action.RATE_REACHED)
    assert (entry.call, entry.customer) == (call.id, desk.customer_ref(call))
