"""Where the operator types what a caller says: no history, no completion, and nothing of it leaves by copy or drag."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase
)
_REFUSED = tuple(getattr(QKeySequence.StandardKey, name) for name in ("Copy", "Cut", "Undo", "Redo", "DeleteEndOfLine"))


class HeardInput(QLineEdit):
    """A line of text that is wiped, not cleared: after :meth:`wipe` nothing brings it back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInputMethodHints(_HINTS)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setMaxLength(200)

    def take(self) -> str:
        """Return what was typed, without blanks around it, and wipe it."""
        heard = self.text().strip()
        self.wipe()
        return heard

    def wipe(self) -> None:
        """Forget the text together with its undo history (``clear`` would keep that)."""
        self.setText("")

    def event(self, event: QEvent) -> bool:
        """Keep the keys of copying and undoing from taking effect."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_refused(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Type, but never into a clipboard: some of the deleting keys copy what they delete."""
        if event.matches(QKeySequence.StandardKey.DeleteCompleteLine):
            self.wipe()
        elif _is_refused(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Set the cursor; a selection by mouse would go to the clipboard of X11."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Select nothing."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Select nothing."""
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer to paste and to empty; there is nothing to copy."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Paste"), self.paste)
        menu.addAction(self.tr("Empty"), self.wipe)
        menu.popup(event.globalPos())


def _is_refused(event: QKeyEvent) -> bool:
    return any(event.matches(key) for key in _REFUSED)
