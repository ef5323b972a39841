"""How long nobody has touched a Wayland desktop whose compositor is GNOME's: the one that tells anybody at all."""

from typing import Final

from operator_console.desktop.linux_bus import Bus

SERVICE: Final = "org.gnome.Mutter.IdleMonitor"
_CORE: Final = "/org/gnome/Mutter/IdleMonitor/Core"


class MutterIdleWatch:
    """Asks on the session's bus."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    def seconds(self) -> float | None:
        """Return seconds since the last input of the session (milliseconds inside)."""
        idle = self._bus.ask(SERVICE, _CORE, SERVICE, "GetIdletime")
        return int(idle) / 1000 if idle is not None else None

    def reason(self) -> str:
        """Return ``wayland`` where no such compositor answers."""
        return "" if self.seconds() is not None else "wayland"
