"""Watches that somebody is there: masks when nobody is, warns with a countdown, then says that the time is up."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from operator_console.protocol.clocks import seconds_awake_or_asleep
from operator_console.ui.inputs import Inputs

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


@dataclass(frozen=True, slots=True)
class Allowed:
    """How many seconds nobody has to touch anything: until all is masked, until the lock, and how many are counted."""

    mask: int
    lock: int
    warning: int

    @property
    def calm(self) -> int:
        """Seconds until all is masked; at the latest when the countdown begins."""
        return min(self.mask, self.lock - self.warning)


class IdleGuard(QObject):
    """Counts from the last input to the whole machine where ``watch`` tells it, else from the last in this window.

    The clock counts sleep. During the countdown a key press means "I am here" and nothing else: it reaches no page.
    """

    masking = Signal()
    """Nobody is there: mask what is shown. Comes once until somebody is back."""
    warned = Signal(int)
    """Seconds left; comes with every look during the warning, and 0 when the warning is over."""
    expired = Signal()

    def __init__(
        self,
        inputs: Inputs,
        watch: Callable[[], float | None],
        now: Callable[[], float] = seconds_awake_or_asleep,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._watch = watch
        self._now = now
        self._allowed: Callable[[], Allowed] = lambda: Allowed(0, 0, 0)
        self._last = now()
        self._masked = False
        self._warning_shown = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        inputs.hear(self._hear)

    def begin(self, allowed: Callable[[], Allowed]) -> None:
        """Watch from now on; ``allowed`` is asked at every look."""
        self._allowed = allowed
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
        """Look now: mask, warn, calm down or expire."""
        allowed, idle = self._allowed(), self.idle_seconds()
        left = allowed.lock - idle
        if left <= 0:
            self.rest()
            self.expired.emit()
            return
        self._mask(idle >= allowed.calm)
        if left <= allowed.warning:
            self._warning_shown = True
            self.warned.emit(math.ceil(left))
        else:
            self._calm()

    def _hear(self, _: QObject, event: QEvent) -> bool:
        """Notice input to any window of the application, and keep the key that ends a countdown."""
        if event.type() == QEvent.Type.ShortcutOverride and self._warning_shown:
            event.accept()  # it comes as a key press then, and not as a shortcut
            return True
        if event.type() in _INPUT:
            self._last = self._now()
            if self._warning_shown:
                self.look()
                return event.type() == QEvent.Type.KeyPress
        return False

    def _mask(self, quiet: bool) -> None:
        before, self._masked = self._masked, quiet
        if quiet and not before:
            self.masking.emit()

    def _calm(self) -> None:
        if self._warning_shown:
            self._warning_shown = False
            self.warned.emit(0)
