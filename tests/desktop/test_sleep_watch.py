"""A machine that slept is noticed at the next look, once."""

import pytest

from operator_console.desktop.sleep_watch import SleepWatch
from operator_console.domain.actions import LockCause


@pytest.fixture
def asleep():
    return [100.0]


@pytest.fixture
def watch(qapp, asleep):
    return SleepWatch(lambda: asleep[0])


def heard(watch):
    causes = []
    watch.fired.connect(causes.append)
    return causes


def test_a_sleep_fires_once(watch, asleep):
    causes = heard(watch)
    watch.look()
    asleep[0] += 30
    watch.look()
    watch.look()
    assert causes == [LockCause.SLEEP]


@pytest.mark.parametrize("parted", [0.4, -5.0])
def test_clocks_that_part_a_little_or_backwards_are_no_sleep(watch, asleep, parted):
    causes = heard(watch)
    asleep[0] += parted
    watch.look()
    assert causes == []


def test_it_looks_by_itself(qtbot, watch, asleep):
    causes = heard(watch)
    watch.start(0)
    asleep[0] += 30
    qtbot.waitUntil(lambda: causes == [LockCause.SLEEP])
