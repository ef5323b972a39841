"""One question in the list: what it asks, whether it must be asked, and how often it can still be answered."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from operator_console.domain.views import ItemView
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.label import Badge, Label
from operator_console.ui.widgets.row_frame import RowFrame
from operator_console.ui.widgets.styled import mark


class ItemRow(RowFrame):
    """Says that a question has been answered, never whether rightly."""

    picked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._need = Badge("", "info", self)
        self._name = Label(parent=self)
        self._state = Label(size="small", ink="muted", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(12)
        row.addWidget(self._need)
        row.addWidget(self._name, 1)
        row.addWidget(self._state)

    def show_item(self, item: ItemView) -> None:
        """Show this question."""
        need = self.tr("Required") if item.required else self.tr("Any of these")
        self._need.setText(need)
        mark(self._need, "badge", "info" if item.required else "key")
        self._name.setText(item.label)
        state = self._words(item)
        self._state.setText(state)
        mark(self._state, "ink", "warning" if item.failed else "muted")
        self.setAccessibleName(f"{item.label}、{need}、{state}")

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Pick the question."""
        self.picked.emit()
        event.accept()

    def _words(self, item: ItemView) -> str:
        if not item.attempts_left:
            return self.tr("No attempts left")
        if item.failed:
            return self.tr("Not as on file, {left} left").format(left=item.attempts_left)
        if item.answered:
            return self.tr("Answered, {left} left").format(left=item.attempts_left)
        return self.tr("Not asked yet")
