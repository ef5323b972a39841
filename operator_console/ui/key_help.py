"""F1: the keys of this page and the keys that work everywhere."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from operator_console.ui.page import KeyHint
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Rule
from operator_console.ui.widgets.label import Badge, Label

_AROUND: Final = 150
"""What the dialog's own edges and button take, in pixels."""
_LEAST: Final = 200
_BAR: Final = 14


def general_keys() -> tuple[KeyHint, ...]:
    """Return the keys that work everywhere."""
    return (
        KeyHint("Ctrl+1 … 9", QCoreApplication.translate("KeyHelp", "Go to a page")),
        KeyHint("Ctrl+L", QCoreApplication.translate("KeyHelp", "Lock")),
        KeyHint("Esc Esc", QCoreApplication.translate("KeyHelp", "Mask everything and lock at once")),
        KeyHint("Ctrl+Shift+L", QCoreApplication.translate("KeyHelp", "Mask everything and lock at once")),
        KeyHint("Ctrl+D", QCoreApplication.translate("KeyHelp", "Light or dark")),
        KeyHint("F10", QCoreApplication.translate("KeyHelp", "Privacy mode: only the field in use can be read")),
        KeyHint("F1", QCoreApplication.translate("KeyHelp", "These keys")),
    )


def show_keys(parent: QWidget, title: str, here: Sequence[KeyHint]) -> QDialog:
    """Open the help over ``parent`` and return at once."""
    dialog = QDialog(parent)
    dialog.setObjectName("keys")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(QCoreApplication.translate("KeyHelp", "Keys"))
    keys = _keys(title, here)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(28, 24, 28, 24)
    column.setSpacing(16)
    column.addWidget(_scrolling(keys, parent.window().height() - _AROUND))
    close = Button(QCoreApplication.translate("KeyHelp", "Close"), dialog.accept)
    column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
    close.setFocus()
    dialog.finished.connect(parent.window().activateWindow)
    dialog.open()
    return dialog


def _keys(title: str, here: Sequence[KeyHint]) -> QWidget:
    """Return the keys of the page, if it has any, above those that work everywhere."""
    keys = QWidget()
    keys.setProperty("ground", "none")
    column = QVBoxLayout(keys)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    if here:
        column.addWidget(Label(title, size="lead"))
        column.addLayout(_table(here))
        column.addWidget(Rule())
    column.addWidget(Label(QCoreApplication.translate("KeyHelp", "Everywhere"), size="lead"))
    column.addLayout(_table(general_keys()))
    return keys


def _scrolling(keys: QWidget, most: int) -> QScrollArea:
    """Return the keys in a frame no higher than ``most`` pixels; Tab and the arrow keys scroll what does not fit."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(keys)
    room = keys.sizeHint()
    area.setMinimumWidth(room.width() + _BAR)
    area.setFixedHeight(min(room.height(), max(most, _LEAST)))
    return area


def _table(hints: Sequence[KeyHint]) -> QGridLayout:
    """Return keys and what they do, in two columns so that even a page with many keys fits the window."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(8)
    grid.setColumnMinimumWidth(1, 220)
    grid.setColumnMinimumWidth(3, 220)
    rows = (len(hints) + 1) // 2
    for number, hint in enumerate(hints):
        column, row = divmod(number, rows)
        grid.addWidget(Badge(hint.key, "key"), row, 2 * column, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(Label(hint.does), row, 2 * column + 1)
    return grid
