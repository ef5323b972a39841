"""Everything that somebody presses, moves or types anywhere in the console, looked at once for all who watch for it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication

Ear = Callable[[QObject, QEvent], bool]
"""Gets who receives an input, and the input; returns whether it goes no further."""
_HEARD: Final = (QInputEvent, QInputMethodEvent)


class Inputs(QObject):
    """One filter for all: Qt hands every event of the application to each filter, and each time that costs."""

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ears: list[Ear] = []
        app.installEventFilter(self)

    def hear(self, ear: Ear) -> None:
        """Let ``ear`` have every input from now on, before its receiver and before those who came earlier."""
        self._ears.insert(0, ear)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Hand an input on until somebody keeps it.

        To ask an event for its class costs a tenth of asking for its type.
        """
        return isinstance(event, _HEARD) and any(ear(watched, event) for ear in self._ears)
