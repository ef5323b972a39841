"""What the desktop's screen saver tells on the session's bus: the screen has been locked or has gone dark."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtDBus import QDBusMessage

from operator_console.desktop.linux_bus import Bus, first
from operator_console.desktop.triggers import ACTIVE, Trigger
from operator_console.domain.actions import LockCause

SAVERS: Final = tuple(f"org.{desktop}.ScreenSaver" for desktop in ("freedesktop", "gnome", "cinnamon", "mate"))
"""Services, and their interfaces alike; each has the signal ``ActiveChanged(b)``. KDE speaks the first."""


class ScreenSaverWatch(QObject):
    """Hears every screen saver there is. Who fakes one on the user's own bus can lock the console, and no more."""

    fired = Signal(LockCause)

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus

    def start(self, _: int) -> None:
        """Subscribe."""
        if self._bus.is_there:
            for name in SAVERS:
                self._bus.hear((name, "", name, "ActiveChanged"), self, "changed")

    def reasons(self) -> Mapping[Trigger, str]:
        """Look whether a screen saver runs."""
        if not self._bus.is_there:
            return {Trigger.SESSION_LOCK: "no_bus"}
        return {Trigger.SESSION_LOCK: ACTIVE if any(map(self._bus.has, SAVERS)) else "no_screen_saver"}

    @Slot(QDBusMessage)
    def changed(self, message: QDBusMessage) -> None:
        """Lock when it becomes active."""
        if first(message) is True:
            self.fired.emit(LockCause.SESSION)
