"""Esc twice, wherever the focus is, and never by accident."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from operator_console.ui.keys import PanicKey


@pytest.fixture
def clock():
    return [10.0]


@pytest.fixture
def panic(inputs, clock):
    return PanicKey(inputs, lambda: clock[0])


@pytest.fixture
def field(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    inner = QLineEdit()
    QVBoxLayout(window).addWidget(inner)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    inner.setFocus()
    qtbot.waitUntil(inner.hasFocus)
    yield inner
    window.hide()


def presses(panic):
    heard = []
    panic.pressed.connect(lambda: heard.append(True))
    return heard


def test_twice_within_the_time_is_the_panic_key(qtbot, panic, field, clock):
    heard = presses(panic)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert heard == []
    clock[0] += 0.3
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert heard == [True]


def test_twice_with_a_pause_is_not(qtbot, panic, field, clock):
    heard = presses(panic)
    for _ in range(3):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        clock[0] += 0.6
    assert heard == []


def test_another_key_in_between_is_not(qtbot, panic, field):
    heard = presses(panic)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_A, Qt.Key.Key_Escape):
        qtbot.keyClick(field, key)
    assert heard == []


def test_a_page_that_uses_esc_itself_cannot_swallow_it(qtbot, panic, field):
    heard, used = presses(panic), []
    shortcut = QShortcut(QKeySequence("Esc"), field.window())
    shortcut.activated.connect(lambda: used.append(True))
    qtbot.keyClick(field.window().windowHandle(), Qt.Key.Key_Escape)
    qtbot.keyClick(field.window().windowHandle(), Qt.Key.Key_Escape)
    assert used
    assert heard == [True]


@pytest.mark.parametrize("shift", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier])
def test_ctrl_l_reaches_through_a_dialog(qtbot, panic, field, shift):
    heard = presses(panic)
    dialog = QDialog(field.window())
    inner = QLineEdit(dialog)
    dialog.open()
    dialog.activateWindow()
    inner.setFocus()
    qtbot.waitUntil(inner.hasFocus)
    qtbot.keyClick(inner, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | shift)
    assert heard == [True]
    qtbot.keyClick(inner, Qt.Key.Key_L)
    assert heard == [True]
    assert inner.text() == "l"
