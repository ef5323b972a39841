"""When the lock itself fails: no window, no process and no value is left, and a sentence says what to do."""

import os

import pytest
from PySide6.QtCore import QObject, QProcess
from PySide6.QtWidgets import QWidget
from shiboken6 import delete, isValid

from operator_console.ui.last_stand import FAILED, LastStand


@pytest.fixture
def codes(monkeypatch):
    """With what the process would have ended."""
    ends = []
    monkeypatch.setattr(os, "_exit", ends.append)
    return ends


@pytest.fixture
def stand(qapp, codes):
    quits = qapp.quitOnLastWindowClosed()
    made = LastStand(qapp)
    yield made
    if isValid(made.notice):
        delete(made.notice)
    qapp.setQuitOnLastWindowClosed(quits)


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


def test_a_filter_that_fails_at_every_event_keeps_nothing_from_it(qtbot, qapp, stand, codes):
    class Filter(QObject):
        def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
            raise ValueError

    window, filters = QWidget(), Filter()
    window.show()
    with qtbot.captureExceptions():
        qapp.installEventFilter(filters)
        stand.make()
        qapp.removeEventFilter(filters)
        qtbot.waitUntil(lambda: not isValid(window))
    assert stand.notice.isVisible()
    assert codes == []


def test_closing_it_ends_the_console(qtbot, stand):
    stand.make()
    with qtbot.waitSignal(stand.notice.finished):
        stand.notice.buttons()[0].click()


def test_where_even_that_fails_the_process_ends(stand, codes):
    delete(stand.notice)
    stand.make()
    assert codes == [FAILED]
