"""A list to choose from by its number, by arrow keys or by typing how an entry begins."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QInputMethodEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from operator_console.ui.theme import Theme
from operator_console.ui.widgets.lettering import text_font

_ROW = 44
_ID = Qt.ItemDataRole.UserRole


class ChoiceList(QListWidget):
    """Entries with an id each. A number key or Enter chooses; an arrow key only moves."""

    chosen = Signal(str)
    """An entry was chosen; carries its id."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Numbered(theme, self))
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.itemClicked.connect(lambda item: self.chosen.emit(item.data(_ID)))

    def offer(self, choices: tuple[tuple[str, str], ...], current: str = "") -> None:
        """Show these ``(id, words)``; the one called ``current``, or the first, is under the cursor."""
        self.clear()
        for key, words in choices:
            item = QListWidgetItem(words, self)
            item.setData(_ID, key)
        keys = [key for key, _ in choices]
        if keys:
            self.setCurrentRow(keys.index(current) if current in keys else 0)
        self.setMinimumHeight(min(len(keys), 2) * _ROW + 12)

    @property
    def current(self) -> str:
        """The id under the cursor; empty when the list is."""
        item = self.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose by number or Enter."""
        row = event.key() - Qt.Key.Key_1
        if 0 <= row < min(9, self.count()) and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.setCurrentRow(row)
            self.chosen.emit(self.current)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Search for what was typed through an input method."""
        if event.commitString():
            self.keyboardSearch(event.commitString())
        event.accept()


class _Numbered(QStyledItemDelegate):
    """Paints the key of an entry before its words."""

    def __init__(self, theme: Theme, parent: ChoiceList) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Return the height of a row."""
        return QSize(120, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one entry."""
        tokens = self._theme.tokens
        room = QRectF(option.rect)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if current:
            painter.setBrush(QColor(tokens.accent_soft))
            painter.drawRoundedRect(room.adjusted(3, 2, -3, -2), 6, 6)
        cap = QRectF(room.x() + 12, room.center().y() - 12, 24, 24)
        if index.row() < 9:
            painter.setBrush(QColor(tokens.accent if current else tokens.masked_soft))
            painter.drawRoundedRect(cap, 5, 5)
            painter.setPen(QColor(tokens.on_accent if current else tokens.text))
            painter.setFont(text_font("small"))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        painter.setPen(QColor(tokens.on_accent_soft if current else tokens.text))
        words = room.adjusted(48, 0, -12, 0)
        text = str(index.data())
        painter.setFont(text_font("lead"))
        if painter.fontMetrics().horizontalAdvance(text) > words.width():
            painter.setFont(text_font("small"))  # two lines of it fit into a row
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(1.9 * words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWrapAnywhere, text)
        painter.restore()
