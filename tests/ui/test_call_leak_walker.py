"""The walker finds every way in which a widget could give a value away: each is planted once."""

import pytest
from leak_walker import leaks
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt
from PySide6.QtGui import QDrag, QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QTableView, QWidget

NEEDLE = "03-5550-9917"


@pytest.fixture(autouse=True)
def nothing_left_of_other_tests(qapp):
    """The walker goes through every widget there is: a long table that another test has left takes it minutes."""
    for widget in QApplication.topLevelWidgets():
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _label(widget):
    QLabel(NEEDLE, widget)


def _dynamic(widget):
    widget.setProperty("customer", NEEDLE)


def _tooltip(widget):
    QWidget(widget).setToolTip(f"電話 {NEEDLE}")


def _description(widget):
    widget.setAccessibleDescription(NEEDLE)


def _title(widget):
    widget.setWindowTitle(NEEDLE)


def _name(widget):
    widget.setObjectName(NEEDLE)


def _placeholder(widget):
    QLineEdit(widget).setPlaceholderText(NEEDLE)


def _typed(widget):
    QLineEdit(NEEDLE, widget)


def _clipboard(widget):
    QGuiApplication.clipboard().setText(NEEDLE)


def _hidden_row(widget):
    QListWidget(widget).addItem(NEEDLE)


def _role(widget):
    model = QStandardItemModel(widget)
    item = QStandardItem("•••")
    item.setData(NEEDLE, Qt.ItemDataRole.UserRole + 3)
    model.appendRow(item)
    QTableView(widget).setModel(model)


def _attribute(widget):
    child = QWidget(widget)
    child.kept = {"phone": NEEDLE}
    widget.child = child


def _dragged_row(widget):
    class Careless(QListWidget):
        def mimeData(self, items):  # noqa: N802 - Qt's name
            data = super().mimeData(items)
            data.setText(NEEDLE)
            return data

    rows = Careless(widget)
    rows.addItem("•••")
    rows.setDragEnabled(True)


def _selected(widget):
    class Careless(QPlainTextEdit):
        def createMimeDataFromSelection(self):  # noqa: N802 - Qt's name
            data = QMimeData()
            data.setData("application/x-careless", NEEDLE.encode())
            return data

    Careless("•••", widget)


def _drag(widget):
    data = QMimeData()
    data.setText(NEEDLE)
    QDrag(widget).setMimeData(data)


def _input_method(widget):
    class Careless(QLineEdit):
        def inputMethodQuery(self, query, argument=None):  # noqa: N802 - Qt's name
            return NEEDLE if query == Qt.InputMethodQuery.ImSurroundingText else None

    Careless(widget)


PLANTS = [
    _label, _dynamic, _tooltip, _description, _title, _name, _placeholder, _typed, _clipboard, _hidden_row, _role,
    _attribute, _dragged_row, _selected, _drag, _input_method,
]  # fmt: skip


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__.strip("_"))
def test_the_walker_finds_what_is_planted(qtbot, plant):
    widget = QWidget()
    qtbot.addWidget(widget)
    assert leaks([NEEDLE]) == []
    plant(widget)
    try:
        assert leaks([NEEDLE])
    finally:
        QGuiApplication.clipboard().clear()


def test_the_walker_is_not_deceived_by_spaces(qtbot):
    label = QLabel("03 5550 9917")
    qtbot.addWidget(label)
    assert leaks([NEEDLE])
