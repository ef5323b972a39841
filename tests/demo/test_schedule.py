"""The demo's calls lie in working hours before today, in the order in which a log is written."""

from datetime import UTC, datetime

import pytest

from operator_console.demo.schedule import JAPAN, SetClock, shifts

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # ten in the morning in Japan


@pytest.mark.parametrize("calls", [0, 1, 20, 500])
def test_every_call_has_its_time_in_working_hours_before_today(calls: int) -> None:
    plan = shifts(calls, MONDAY)
    times = [when.astimezone(JAPAN) for shift in plan for when in shift.calls]
    assert len(times) == calls
    assert times == sorted(times)
    assert all(when.weekday() < 5 and 9 <= when.hour < 18 for when in times)
    assert all(when.date() < MONDAY.astimezone(JAPAN).date() for when in times)


def test_a_shift_begins_before_its_calls_and_after_the_last_shift() -> None:
    moments = [moment for shift in shifts(40, MONDAY) for moment in (shift.begins, *shift.calls)]
    assert moments == sorted(moments)


def test_days_that_are_over_in_japan_but_not_in_utc_count_as_over() -> None:
    early = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)  # one in the morning of Tuesday in Japan
    last = max(shift.begins for shift in shifts(20, early))
    assert last.astimezone(JAPAN).date() == MONDAY.astimezone(JAPAN).date()


def test_a_few_calls_are_spread_over_several_days() -> None:
    assert len({when.date() for shift in shifts(20, MONDAY) for when in shift.calls}) == 3


def test_the_clock_only_goes_forward() -> None:
    clock = SetClock(MONDAY)
    clock.wait(1.5)
    clock.move_to(MONDAY)
    assert ((clock.now() - MONDAY).total_seconds(), clock.monotonic_ns()) == (1.5, 1_500_000_000)
