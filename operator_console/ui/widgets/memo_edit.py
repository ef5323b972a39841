"""Where the operator writes a memo: no undo, no history, and nothing of it leaves by copy, drag or selection."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit, QWidget

from operator_console.ui.theme import Theme
from operator_console.ui.widgets.cover import Veil
from operator_console.ui.widgets.untold import untold

_REFUSED = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MemoEdit(QPlainTextEdit):
    """Several lines of text that are wiped, not cleared; Ctrl+Enter saves, Tab leaves.

    A part may be selected to be replaced, but what X11, a clipboard or a drag gets of it is empty.
    """

    save_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.veil = Veil(self, theme)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhMultiLine
        )

    def wipe(self) -> None:
        """Forget the text; without undo nothing brings it back."""
        self.setExtraSelections([])
        self.setPlainText("")

    def is_empty(self) -> bool:
        """Whether there is nothing but blanks."""
        return not self.toPlainText().strip()

    def append_line(self, words: str) -> None:
        """Write a line below what is there, and go to its end."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(("\n" if not self.is_empty() else "") + words)
        self.setTextCursor(cursor)

    def point_out(self, places: Iterable[tuple[int, int, bool]]) -> None:
        """Underline these places: start and end in code points, and whether it must go."""
        text = self.toPlainText()
        marks = []
        for start, end, forbidden in places:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(_units(text, start))
            cursor.setPosition(_units(text, end), QTextCursor.MoveMode.KeepAnchor)
            tokens = self._theme.tokens
            form = mark.format
            form.setBackground(QColor(tokens.danger_soft if forbidden else tokens.warning_soft))
            form.setForeground(QColor(tokens.danger if forbidden else tokens.warning))
            form.setFontUnderline(True)
            mark.cursor = cursor
            mark.format = form
            marks.append(mark)
        self.setExtraSelections(marks)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of copying and undoing from taking effect."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_refused(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Save by Ctrl+Enter; type everything else."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save_wanted.emit()
        elif not _is_refused(event):
            super().keyPressEvent(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:  # type: ignore[override] # noqa: N802 - Qt's name
        """Tell an input method everything but text."""
        silent = untold(query)
        return super().inputMethodQuery(query) if silent is None else silent

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """Give nothing to whoever asks for what is selected."""
        return QMimeData()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Take plain text alone."""
        if source.hasText():
            self.insertPlainText(source.text())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer to paste and to empty; there is nothing to copy."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Paste"), self.paste)
        menu.addAction(self.tr("Empty"), self.wipe)
        menu.popup(event.globalPos())


def _units(text: str, points: int) -> int:
    """Return the place in UTF-16 units, in which Qt counts, of a place in code points."""
    return len(text[:points].encode("utf-16-le")) // 2


def _is_refused(event: QKeyEvent) -> bool:
    return any(event.matches(key) for key in _REFUSED)
