"""Shields every window of the console from screen captures whenever it is shown, but for minutes a lead allows."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

Shield = Callable[[int, bool], bool]
"""Hides a native window from captures (True) or shows it to them; returns whether the system took it."""
_SHOWN = (QEvent.Type.Show, QEvent.Type.WinIdChange)


class CaptureGuard(QObject):
    """A window that is made anew, as Qt does when its flags change, has lost its shield: it gets it again."""

    ended = Signal(str)
    """The minutes are over: ``timer``, or ``key`` when somebody ended them."""
    changed = Signal()
    """Captures have just been allowed, or are kept out again, or another minute has passed."""

    def __init__(self, app: QApplication, shield: Shield, *, able: bool, parent: QObject | None = None) -> None:
        """``able``: whether this system has a shield at all; without one nothing is watched."""
        super().__init__(parent)
        self._app = app
        self._shield = shield
        self._refused: set[int] = set()
        self.able = able
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self.close("timer"))
        self._minute = QTimer(self, interval=20_000)
        self._minute.timeout.connect(self.changed)
        if able:
            app.installEventFilter(self)

    @property
    def holds(self) -> bool:
        """Whether the system took the shield for every window that is there, and none is allowed to be captured."""
        there = {int(window.internalWinId() or 0) for window in QApplication.topLevelWidgets()}
        return self.able and not self.left and not self._refused & there

    @property
    def left(self) -> int:
        """For how many seconds captures are still allowed; 0 when they are not."""
        return -(-max(0, self._timer.remainingTime()) // 1000) if self._timer.isActive() else 0

    def open(self, seconds: int) -> None:
        """Allow captures for so long; it ends by itself."""
        self._timer.start(seconds * 1000)
        self._minute.start()
        self._all()

    def close(self, cause: str) -> None:
        """Keep captures out again; nothing happens when they are."""
        if not self._minute.isActive():
            return
        self._timer.stop()
        self._minute.stop()
        self._all()
        self.ended.emit(cause)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Shield a window as it appears, dialogs and menus too."""
        if event.type() in _SHOWN and isinstance(watched, QWidget) and watched.isWindow():
            self._apply(watched)
        return super().eventFilter(watched, event)

    def _all(self) -> None:
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self._apply(window)
        self.changed.emit()

    def _apply(self, window: QWidget) -> None:
        if not (self.able and window.internalWinId()):
            return
        number = int(window.internalWinId())
        if self._shield(number, not self._timer.isActive()):
            self._refused.discard(number)
        else:
            self._refused.add(number)
