"""When the lock itself fails: no window, no process and no value is left, and a sentence says what to do."""

import os

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QWidget
from shiboken6 import delete, isValid

from operator_console.ui import last_stand
from operator_console.ui.last_stand import FAILED, LastStand


@pytest.fixture
def codes(monkeypatch):
    """With what the process would have ended."""
    ends = []
    monkeypatch.setattr(os, "_exit", ends.append)
    return ends


@pytest.fixture
def stand(qapp, codes):
    made = LastStand(qapp)
    yield made
    if made.notice is not None:
        delete(made.notice)


@pytest.fixture
def process(qapp):
    """Somebody who does not end when nobody speaks to it any more."""
    made = QProcess(qapp)
    made.start("sleep", ["60"])
    assert made.waitForStarted()
    yield made
    made.kill()
    made.waitForFinished()
    delete(made)


class Stubborn(QWidget):
    """A window whose own methods fail."""

    def hide(self):
        raise ValueError

    def hideEvent(self, event):  # noqa: N802 - Qt's name
        raise ValueError


def test_windows_and_processes_are_gone_and_the_notice_stands_there(qtbot, stand, process, codes):
    window = QWidget()
    window.show()
    stand.make()
    assert not window.isVisible()
    assert process.state() == QProcess.ProcessState.NotRunning
    assert stand.notice.isVisible()
    assert stand.notice.text()
    assert [button.text() for button in stand.notice.buttons()] != []
    qtbot.waitUntil(lambda: not isValid(window))
    assert codes == []


def test_a_window_that_fails_is_hidden_all_the_same(qtbot, stand, codes):
    window = Stubborn()
    window.show()
    with qtbot.captureExceptions() as raised:
        stand.make()
        qtbot.waitUntil(lambda: not isValid(window))
    assert stand.notice.isVisible()
    assert codes == []
    assert {error[0] for error in raised} <= {ValueError}


def test_it_is_made_once_and_closing_it_ends_the_console(qtbot, stand):
    stand.make()
    notice = stand.notice
    stand.make()
    assert stand.notice is notice
    with qtbot.waitSignal(notice.finished):
        notice.buttons()[0].click()


def test_where_even_that_fails_the_process_ends(stand, monkeypatch, codes):
    monkeypatch.setattr(last_stand, "QMessageBox", lambda *_: 1 / 0)
    stand.make()
    assert codes == [FAILED]
