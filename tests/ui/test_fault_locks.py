"""A fault masks before anything else, locks when Qt is back in its event loop, and fails locked."""

import os
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from operator_console.domain.actions import LockCause
from operator_console.ui.gates.locked import LockedGate
from operator_console.ui.widgets.revealed_value import RevealedValue
from tests.journeys.conftest import is_running
from tests.ui.stage import SECRET

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # said by the offscreen platform


@pytest.fixture
def at_work(qtbot, stage, theme):
    """A page that shows a value, and how often the last stand was made."""
    on, stands = stage(), []
    page = on.work(qtbot)
    page.value = RevealedValue(theme, page)
    page.value.show_value(bytearray(SECRET.encode()))
    on.conductor._desk = replace(on.conductor._desk, last_stand=lambda: stands.append(True))
    return on, page, stands


def test_the_value_is_overwritten_and_the_vault_told_before_it_returns(qtbot, at_work, note):
    on, page, stands = at_work
    process = on.conductor.link.process_id
    on.conductor.fault()
    assert not page.value.shown
    assert isValid(page), "Qt may be in the middle of it"
    assert on.window.workbench is not None
    qtbot.waitUntil(lambda: not isValid(page))
    assert isinstance(on.window.gate, LockedGate)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert '{"lock": "fault"}' in note.read_text(encoding="utf-8")
    assert stands == []


def test_many_faults_at_once_are_one_lock(qtbot, at_work, note):
    on, page, _ = at_work
    for _ in range(5):
        on.conductor.fault()
    qtbot.waitUntil(lambda: not isValid(page))
    assert note.read_text(encoding="utf-8").count("lock") == 1
    on.unlock(qtbot)


@pytest.mark.parametrize("broken", ["show_gate", "put_away"])
def test_a_lock_that_fails_has_ended_the_vault_and_shows_no_page(at_work, monkeypatch, note, broken):
    on, page, stands = at_work
    process = on.conductor.link.process_id
    monkeypatch.setattr(on.window, broken, lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        on.conductor.lock(LockCause.HOTKEY)
    assert not page.value.shown
    assert '{"lock": "hotkey"}' in note.read_text(encoding="utf-8")
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert stands == ([True] if broken == "show_gate" else [])
    assert isinstance(on.window.gate, LockedGate) == (broken != "show_gate")


@pytest.mark.parametrize("broken", ["put_away", "_is_above"])
def test_a_question_that_cannot_be_put_away_does_not_stay_in_front_of_the_lock(at_work, monkeypatch, broken):
    on, page, stands = at_work
    page.loss = "通話が続いています。"
    on.window.close()
    question = next(each for each in QApplication.topLevelWidgets() if each.objectName() == "question")
    assert question.isVisible()
    monkeypatch.setattr(on.window, broken, lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        on.conductor.lock(LockCause.HOTKEY)
    monkeypatch.undo()
    assert stands == [True]


def test_a_question_goes_with_the_pages_that_it_is_about(qtbot, at_work):
    on, page, stands = at_work
    page.loss = "通話が続いています。"
    on.window.close()
    on.conductor.lock(LockCause.HOTKEY)
    qtbot.waitUntil(lambda: not isValid(page))
    assert [each for each in QApplication.topLevelWidgets() if each.objectName() == "question"] == []
    assert (isinstance(on.window.gate, LockedGate), on.window.is_in_front(), stands) == (True, True, [])


def test_where_nobody_can_say_what_is_in_front_there_is_the_last_stand(at_work, monkeypatch):
    on, page, stands = at_work
    monkeypatch.setattr(on.window._stack, "currentWidget", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        on.conductor.lock(LockCause.HOTKEY)
    monkeypatch.undo()
    assert (page.value.shown, stands) == (False, [True])


def test_the_vault_ends_by_itself_while_the_window_does_something_else(qtbot, at_work):
    on, _, _ = at_work
    link, process = on.conductor.link, on.conductor.link.process_id
    link.begin_end(LockCause.IDLE)
    while is_running(process):  # Qt's event loop does not turn
        pass
    assert not link.is_over
    link.await_end()
    assert link.is_over


class LockPainted(QObject):
    """Notes for each time that a locked screen is painted whether this page is still there."""

    def __init__(self, stack, page):
        super().__init__()
        self._page = page
        self.page_there = []
        stack.findChild(LockedGate).installEventFilter(self)

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Paint and isinstance(watched, LockedGate):
            self.page_there.append(isValid(self._page))
        return False


def test_the_locked_screen_is_painted_before_the_pages_are_destroyed(qtbot, at_work):
    on, page, _ = at_work
    qtbot.waitUntil(lambda: on.window.findChild(LockedGate) is not None)
    lock = LockPainted(on.window._stack, page)
    on.conductor.fault()
    qtbot.waitUntil(lambda: not isValid(page))
    assert lock.page_there[:1] == [True]
