"""What is typed or shown leaves by no way that nobody sees: input method, undo, selection, drag, help texts, print."""

import ast
from pathlib import Path

import pytest
from call_fakes import VALUES
from call_keyboard import Desk, K
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard, QDrag, QGuiApplication, QInputMethodQueryEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit

import operator_console.ui
from operator_console.ui.widgets.heard_input import HeardInput
from operator_console.ui.widgets.memo_edit import MemoEdit
from operator_console.ui.widgets.password_field import PasswordField

NEEDLE = "03-5550-7183"
QUERY = Qt.InputMethodQuery
_NEVER = {"QSettings", "QCompleter", "QPrinter", "QPrintDialog", "QUndoStack", "QUndoCommand", "QDataWidgetMapper"}
"""Classes of Qt that keep or pass on what is shown: nothing of the console has a use for them."""
UI = Path(operator_console.ui.__file__).parent


def _heard(_):
    box = HeardInput()
    box.insert(NEEDLE)
    return box


def _memo(theme):
    edit = MemoEdit(theme)
    edit.insertPlainText(NEEDLE)
    edit.selectAll()
    return edit


def _password(theme):
    field = PasswordField(theme)
    field.setText(NEEDLE)
    field.show_text(True)
    return field


def _told(widget):
    """Everything that an input method is told, as every desktop asks."""
    for query in QUERY:
        event = QInputMethodQueryEvent(query)
        QApplication.sendEvent(widget, event)
        yield str(event.value(query))
        yield str(widget.inputMethodQuery(query))


def _show(qtbot, widget):
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(lambda: QGuiApplication.focusObject() is widget)
    return widget


@pytest.mark.parametrize("make", [_heard, _memo, _password], ids=["heard", "memo", "password"])
def test_an_input_method_is_told_no_text(qtbot, theme, make):
    widget = _show(qtbot, make(theme))
    assert not [text for text in _told(widget) if NEEDLE in text or "7183" in text]
    hints = Qt.InputMethodHint(widget.inputMethodQuery(QUERY.ImHints))
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert isinstance(widget, PasswordField) or widget.inputMethodQuery(QUERY.ImEnabled)  # Japanese can be composed


def test_an_ordinary_line_tells_it(qtbot):
    line = QLineEdit(NEEDLE)
    assert [text for text in _told(_show(qtbot, line)) if NEEDLE in text], "the question finds nothing at all"


def test_what_was_heard_has_no_completer_and_nothing_to_undo(desk):
    desk.found()
    box = desk.page.parts.checklist.box
    box.insert(VALUES["name"])
    desk.press(K.Key_Return)
    assert box.completer() is None
    box.undo()
    box.redo()
    assert box.text() == ""
    assert not desk.page.findChildren(QCompleter)


def test_a_shown_value_cannot_be_dragged(desk):
    desk.met()
    desk.press(K.Key_1)
    shown = desk.field("name").value
    QTest.mousePress(shown, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    for x in range(20, 200, 20):
        QTest.mouseMove(shown, QPoint(x, 14))
    assert not desk.page.window().findChildren(QDrag)
    QTest.mouseRelease(shown, Qt.MouseButton.LeftButton, pos=QPoint(200, 14))
    assert QApplication.activePopupWidget() is None
    clipboard = QGuiApplication.clipboard()
    assert not clipboard.supportsSelection() or not clipboard.text(QClipboard.Mode.Selection)


def test_a_value_is_in_no_help_text_and_no_title(desk):
    desk.met()
    desk.press(K.Key_1)
    for widget in (desk.page, *desk.page.findChildren(type(desk.field("name"))), desk.field("name").value):
        texts = (widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.objectName(), widget.windowTitle())
        assert not any(texts), widget


def test_the_console_uses_nothing_that_keeps_what_is_shown():
    used = {name for file in UI.rglob("*.py") for name in _names(file)}
    assert "QLineEdit" in used
    assert not used & _NEVER


def _names(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)


@pytest.fixture
def desk(qtbot, theme):
    return Desk(qtbot, theme)
