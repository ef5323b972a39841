"""The next lock screen stands ready behind the pages: a lock brings it into sight and makes nothing."""

from dataclasses import replace

import pytest

from operator_console.domain.actions import LockCause
from operator_console.ui.gates import locked
from operator_console.ui.gates.locked import LockedGate


def ready(on):
    return on.window.findChildren(LockedGate)


@pytest.fixture
def at_work(qtbot, stage):
    on = stage()
    on.work(qtbot)
    qtbot.waitUntil(lambda: ready(on) != [])
    return on


def test_a_lock_shows_the_one_that_was_ready_and_needs_no_other(at_work, monkeypatch):
    [gate] = ready(at_work)
    monkeypatch.setattr(locked.Credentials, "__init__", lambda *_, **__: 1 / 0)
    at_work.conductor.lock(LockCause.HOTKEY)
    assert at_work.window.gate is gate
    assert gate.isVisible()
    assert gate.why.sentence


def test_it_is_not_seen_before(at_work):
    [gate] = ready(at_work)
    assert not gate.isVisible()
    assert gate.since is None
    assert at_work.window.gate is None


def test_a_lock_that_comes_before_it_makes_its_own(qtbot, stage):
    on = stage()
    on.work(qtbot)
    on.conductor._next_lock.drop()
    on.conductor.lock(LockCause.HOTKEY)
    assert isinstance(on.window.gate, LockedGate)


def test_one_for_another_name_is_not_used(qtbot, at_work):
    [other] = ready(at_work)
    at_work.conductor._session = replace(at_work.conductor._session, display="佐藤 春子")
    at_work.conductor.lock(LockCause.HOTKEY)
    assert at_work.window.gate is not other
    qtbot.waitUntil(lambda: ready(at_work) == [at_work.window.gate])


def test_nothing_is_left_of_it_after_signing_out(qtbot, at_work):
    at_work.conductor.sign_out()
    qtbot.waitUntil(lambda: ready(at_work) == [])


def test_each_session_has_one(qtbot, at_work):
    at_work.conductor.lock(LockCause.HOTKEY)
    at_work.unlock(qtbot)
    qtbot.waitUntil(lambda: len(ready(at_work)) == 1 and at_work.window.gate is None)
    assert not ready(at_work)[0].isVisible()
