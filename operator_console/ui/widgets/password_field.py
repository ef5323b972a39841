"""A field for a password: shown as dots, kept from input methods and the clipboard, with a key to show it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDropEvent, QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from operator_console.ui.theme import Theme
from operator_console.ui.widgets.unheard import unheard
from operator_console.ui.widgets.untold import untold

_HINTS = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)
_LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PasswordField(QLineEdit):
    """Dots until the eye is pressed (Ctrl+E); dots again as soon as the focus leaves."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_HINTS)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self._eye = QAction(self)
        self._eye.setShortcut("Ctrl+E")
        self._eye.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._eye.triggered.connect(lambda: self.show_text(not self.shows_text))
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self.selectionChanged.connect(self._keep_from_selection)
        theme.changed.connect(self._draw)
        self._draw()

    @property
    def shows_text(self) -> bool:
        """Whether the characters can be read now."""
        return self.echoMode() == QLineEdit.EchoMode.Normal

    def show_text(self, shown: bool) -> None:
        """Show the characters or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_HINTS)  # showing takes them away
        self._draw()

    def take(self) -> str:
        """Return what was typed and empty the field, its undo history included."""
        typed = self.text()
        with unheard():
            self.setText("")  # clear() could be undone
        return typed

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy and cut nothing: a password has no business in the clipboard, not even while it is shown."""
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            return
        if event.key() in _LEAVING:
            super().keyPressEvent(event)
        else:
            with unheard():
                super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Take what is composed; nobody hears it."""
        with unheard():
            super().inputMethodEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take what X11 pastes with the middle button; nobody hears it."""
        with unheard():
            super().mouseReleaseEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take what is dropped; nobody hears it."""
        with unheard():
            super().dropEvent(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:  # type: ignore[override] # noqa: N802 - Qt's name
        """Tell an input method everything but text."""
        silent = untold(query)
        return super().inputMethodQuery(query) if silent is None else silent

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Hide the characters when the focus leaves."""
        self.show_text(False)
        super().focusOutEvent(event)

    def _keep_from_selection(self) -> None:
        """Let nothing be selected while it is shown: X11 hands every selection to whoever asks."""
        if self.shows_text and self.hasSelectedText():
            self.deselect()

    def _draw(self) -> None:
        self._eye.setIcon(self._theme.icon("eye-off" if self.shows_text else "eye", "muted"))
        self._eye.setToolTip(self.tr("Hide") if self.shows_text else self.tr("Show (Ctrl+E)"))
