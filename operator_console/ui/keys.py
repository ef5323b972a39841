"""The keys that work everywhere, above all the one for the moment when somebody looks over the shoulder."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from operator_console.ui.inputs import Inputs

TWICE_SECONDS: Final = 0.5
"""Two presses of Esc within this time mask and lock."""


class PanicKey(QObject):
    """Emits :attr:`pressed` for Esc twice in a row and for Ctrl+L, wherever the focus is, a dialog included.

    A shortcut of the window would not reach through a dialog. One Esc alone goes its usual way.
    """

    pressed = Signal()

    def __init__(
        self, inputs: Inputs, now: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._first = -TWICE_SECONDS
        inputs.hear(self._hear)

    def _hear(self, watched: QObject, event: QEvent) -> bool:
        """Count the presses where they arrive first, so that each is counted once.

        The override event comes before every key press, also before one that a shortcut of a page then takes.
        """
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _arrives_at(watched):
            self._count(event)
        return False

    def _count(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_L and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pressed.emit()
            return
        if event.key() != Qt.Key.Key_Escape:
            self._first = -TWICE_SECONDS
            return
        if self._now() - self._first <= TWICE_SECONDS:
            self._first = -TWICE_SECONDS
            self.pressed.emit()
            return
        self._first = self._now()


def _arrives_at(watched: QObject) -> bool:
    """Whether this is who a key goes to: Qt offers it to others on the way."""
    popup = QApplication.activePopupWidget()
    here = (popup.focusWidget() or popup) if popup is not None else QApplication.focusWidget()
    return watched is (here or QApplication.activeWindow())
