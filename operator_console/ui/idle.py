"""Watches that somebody is there: warns with a countdown, then says that the time is up."""

import math
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

LOOK_MS: Final = 500
_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class IdleGuard(QObject):
    """Counts from the last input to the whole machine where ``watch`` tells it, else from the last in this window."""

    warned = Signal(int)
    """Seconds left; comes with every look during the warning, and 0 when the warning is over."""
    expired = Signal()

    def __init__(
        self,
        app: QApplication,
        watch: Callable[[], float | None],
        now: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._watch = watch
        self._now = now
        self._limit: Callable[[], int] = lambda: 0
        self._warning = 0
        self._last = now()
        self._warning_shown = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        app.installEventFilter(self)

    def begin(self, limit: Callable[[], int], warning: int) -> None:
        """Watch from now on: ``limit`` returns the seconds allowed now; the last ``warning`` are counted down."""
        self._limit = limit
        self._warning = warning
        self._last = self._now()
        self._timer.start()

    def rest(self) -> None:
        """Watch no longer: there is nothing left to lock."""
        self._timer.stop()
        self._calm()

    def idle_seconds(self) -> float:
        """Return how long nobody has touched anything."""
        here = self._now() - self._last
        everywhere = self._watch()
        return here if everywhere is None else min(here, everywhere)

    def look(self) -> None:
        """Look now: warn, calm down or expire."""
        left = self._limit() - self.idle_seconds()
        if left <= 0:
            self.rest()
            self.expired.emit()
        elif left <= self._warning:
            self._warning_shown = True
            self.warned.emit(math.ceil(left))
        else:
            self._calm()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice input to any window of the application."""
        if event.type() in _INPUT:
            self._last = self._now()
        return super().eventFilter(watched, event)

    def _calm(self) -> None:
        if self._warning_shown:
            self._warning_shown = False
            self.warned.emit(0)
