"""Notices that the machine has slept, whatever the operating system says: two clocks have come apart."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from operator_console.desktop.triggers import Trigger
from operator_console.domain.actions import LockCause
from operator_console.protocol.clocks import seconds_asleep

LOOK_MS: Final = 500
SLEPT_SECONDS: Final = 1.0


class SleepWatch(QObject):
    """Fires right after a resume. It comes too late to hide anything before the sleep, so that it names no trigger."""

    fired = Signal(LockCause)

    def __init__(self, asleep: Callable[[], float] = seconds_asleep, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asleep = asleep
        self._before = asleep()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self, _: int) -> None:
        """Begin to compare the clocks."""
        self._timer.start()

    def reasons(self) -> Mapping[Trigger, str]:
        """Return nothing: see the class."""
        return {}

    def look(self) -> None:
        """Compare the clocks now."""
        before, self._before = self._before, self._asleep()
        if self._before - before >= SLEPT_SECONDS:
            self.fired.emit(LockCause.SLEEP)
