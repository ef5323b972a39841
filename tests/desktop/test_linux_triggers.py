"""What logind and a screen saver say over a real D-Bus locks the console, and what they do not say is told."""

import time

import pytest

from operator_console.desktop.linux_bus import PATIENCE_MS
from operator_console.desktop.linux_logind import LogindWatch
from operator_console.desktop.linux_screen_saver import ScreenSaverWatch
from operator_console.desktop.triggers import ACTIVE, Trigger, Triggers
from operator_console.domain.actions import LockCause


def heard(watch):
    causes = []
    watch.fired.connect(causes.append)
    watch.start(0)
    return causes


@pytest.fixture
def logind(bus, desktop):
    return LogindWatch(bus, "")


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ("lock", LockCause.SESSION),
        ("locked yes", LockCause.SESSION),
        ("active no", LockCause.USER_SWITCHED),
        ("sleep yes", LockCause.SLEEP),
    ],
)
def test_what_logind_says_is_a_cause(qtbot, desktop, logind, said, cause):
    causes = heard(logind)
    desktop.do(said)
    qtbot.waitUntil(lambda: causes == [cause])


def test_a_lid_locks_when_it_is_closed_and_not_when_it_is_opened(qtbot, desktop, logind):
    causes = heard(logind)
    desktop.do("lid yes")
    logind.look_at_lid()
    qtbot.waitUntil(lambda: causes == [LockCause.LID])
    desktop.do("lid no")
    logind.look_at_lid()
    qtbot.waitUntil(lambda: logind._lid is False)
    assert causes == [LockCause.LID]


def test_a_lid_that_was_closed_before_means_nothing(qtbot, desktop, logind):
    desktop.do("lid yes")
    causes = heard(logind)
    logind._lid = None
    logind.look_at_lid()
    qtbot.waitUntil(lambda: logind._lid is True)
    assert causes == []


def test_sleep_waits_until_the_console_has_locked(qtbot, desktop, logind):
    held = []
    logind.fired.connect(lambda _: held.append(desktop.do("held")))
    logind.start(0)
    assert desktop.do("held") == "yes"
    desktop.do("sleep yes")
    qtbot.waitUntil(lambda: held == ["yes"])
    qtbot.waitUntil(lambda: desktop.do("held") == "no")
    desktop.do("sleep no")
    qtbot.waitUntil(lambda: desktop.do("held") == "yes")
    assert held == ["yes"]


def test_a_lock_that_is_taken_back_is_no_second_cause(qtbot, desktop, logind):
    causes = heard(logind)
    desktop.do("locked yes")
    qtbot.waitUntil(lambda: causes == [LockCause.SESSION])
    desktop.do("locked no")
    desktop.do("active no")
    qtbot.waitUntil(lambda: causes == [LockCause.SESSION, LockCause.USER_SWITCHED])


def test_a_screen_saver_locks_when_it_becomes_active(qtbot, bus, desktop):
    watch = ScreenSaverWatch(bus)
    causes = heard(watch)
    desktop.do("screen no")
    desktop.do("screen yes")
    qtbot.waitUntil(lambda: causes == [LockCause.SESSION])


# ---- what works now --------------------------------------------------------------------------------------------------


def test_everything_works_where_logind_is_there(logind):
    assert logind.reasons() == dict.fromkeys(Trigger, ACTIVE)


def test_a_program_without_a_session_says_so_and_still_hears_of_sleep(qtbot, desktop, logind):
    desktop.do("auto no")
    causes = heard(logind)
    assert logind.reasons()[Trigger.SESSION_LOCK] == "no_session"
    assert logind.reasons()[Trigger.SLEEP] == ACTIVE
    desktop.do("sleep yes")
    qtbot.waitUntil(lambda: causes == [LockCause.SLEEP])


def test_a_session_can_also_be_told_by_the_environment(bus, desktop):
    desktop.do("auto no")
    assert LogindWatch(bus, "31").reasons()[Trigger.USER_SWITCH] == ACTIVE


def test_where_nobody_answers_it_is_said(bus, no_bus):
    assert LogindWatch(bus, "").reasons() == dict.fromkeys(Trigger, "no_logind")
    assert LogindWatch(no_bus, "").reasons() == dict.fromkeys(Trigger, "no_bus")
    assert ScreenSaverWatch(bus).reasons() == {Trigger.SESSION_LOCK: "no_screen_saver"}
    assert heard(LogindWatch(no_bus, "")) == []


def test_a_service_that_hangs_costs_little_time(desktop, logind):
    desktop.do("mute yes")
    begun = time.monotonic()
    assert logind.reasons()[Trigger.LID] == "no_logind"
    assert time.monotonic() - begun < PATIENCE_MS / 1000 + 0.5


def test_one_source_that_works_is_enough(bus, no_bus, desktop):
    together = Triggers((ScreenSaverWatch(bus), LogindWatch(no_bus, "")))
    assert together.reasons()[Trigger.SESSION_LOCK] == ACTIVE
    assert together.reasons()[Trigger.LID] == "no_bus"
    assert Triggers(()).reasons() == dict.fromkeys(Trigger, "unsupported")
