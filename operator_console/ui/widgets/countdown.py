"""A bar that runs out: the seconds that are left, and a signal when there are none."""

import time
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from operator_console.ui.theme import Theme

_TICK_MS = 100
_SOON = 5.0


class Countdown(QWidget):
    """Counts down by a monotonic clock, so that a busy event loop never makes a showing longer."""

    over = Signal()
    second = Signal(int)
    """The whole seconds that are left, each time they change."""

    def __init__(
        self, theme: Theme, clock: Callable[[], float] = time.monotonic, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._seconds = 0.0
        self._deadline = 0.0
        self._said = -1
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def left(self) -> float:
        """Seconds that are left, 0 when it is not running."""
        return max(0.0, self._deadline - self._clock()) if self._timer.isActive() else 0.0

    def start(self, seconds: int) -> None:
        """Begin anew."""
        self._seconds = float(seconds)
        self._deadline = self._clock() + seconds
        self._said = -1
        self._timer.start()
        self.tick()

    def stop(self) -> None:
        """Stop without a signal."""
        self._timer.stop()
        self.update()

    def tick(self) -> None:
        """Look at the clock."""
        left = self.left
        if left <= 0:
            self.stop()
            self.over.emit()
            return
        whole = int(left + 0.999)
        if whole != self._said:
            self._said = whole
            self.second.emit(whole)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a thin bar."""
        return QSize(60, 4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint what is left."""
        if not self._timer.isActive():
            return
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        room = QRectF(self.rect())
        painter.setBrush(QColor(tokens.masked_soft))
        painter.drawRoundedRect(room, 2, 2)
        room.setWidth(room.width() * min(1.0, self.left / self._seconds))
        painter.setBrush(QColor(tokens.warning if self.left <= _SOON else tokens.accent))
        painter.drawRoundedRect(room, 2, 2)
        painter.end()
