"""What systemd-logind tells (org.freedesktop.login1): the session's lock, another user in front, sleep, the lid."""

import os
from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtDBus import QDBusError, QDBusMessage, QDBusObjectPath

from operator_console.desktop.linux_bus import PROPERTIES, Bus, first
from operator_console.desktop.triggers import ACTIVE, Trigger
from operator_console.domain.actions import LockCause

SERVICE: Final = "org.freedesktop.login1"
ROOT: Final = "/org/freedesktop/login1"
MANAGER: Final = "org.freedesktop.login1.Manager"
SESSION: Final = "org.freedesktop.login1.Session"
LID_MS: Final = 2_000
"""logind says nothing when the lid moves: the property has no change signal, and is read this often."""


class LogindWatch(QObject):
    """Holds sleep up (a ``delay`` inhibitor) until the console has locked."""

    fired = Signal(LockCause)

    def __init__(self, bus: Bus, session_id: str | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._session_id = os.environ.get("XDG_SESSION_ID", "") if session_id is None else session_id
        self._delay: Any = None
        self._lid: bool | None = None
        self._locked = False
        self._in_front = True
        self._timer = QTimer(self, interval=LID_MS)
        self._timer.timeout.connect(self.look_at_lid)

    def start(self, _: int) -> None:
        """Subscribe, and ask to be waited for before a sleep."""
        if not self._bus.is_there:
            return
        self._bus.hear((SERVICE, ROOT, MANAGER, "PrepareForSleep"), self, "sleeping")
        path = self._session()
        if path:
            self._bus.hear((SERVICE, path, SESSION, "Lock"), self, "locking")
            self._bus.hear((SERVICE, path, PROPERTIES, "PropertiesChanged"), self, "changed")
            self._read_session(path)
        self._hold_sleep_up()
        self._lid = self._bus.read(SERVICE, ROOT, MANAGER, "LidClosed")
        if self._lid is not None:
            self._timer.start()

    def reasons(self) -> Mapping[Trigger, str]:
        """Ask logind for each of its triggers."""
        if not self._bus.is_there:
            return dict.fromkeys(Trigger, "no_bus")
        if self._bus.read(SERVICE, ROOT, MANAGER, "PreparingForSleep") is None:
            return dict.fromkeys(Trigger, "no_logind")
        session = ACTIVE if self._session() else "no_session"
        lid = self._bus.read(SERVICE, ROOT, MANAGER, "LidClosed")
        return {
            Trigger.SESSION_LOCK: session,
            Trigger.USER_SWITCH: session,
            Trigger.SLEEP: ACTIVE,
            Trigger.LID: ACTIVE if lid is not None else "no_lid",
        }

    def look_at_lid(self) -> None:
        """Ask whether the lid is closed; the answer comes to :meth:`lid_read`."""
        self._bus.read_soon((SERVICE, ROOT, MANAGER, "LidClosed"), self, "lid_read")

    # ---- what logind says --------------------------------------------------------------------------------------------

    @Slot(QDBusMessage)
    def sleeping(self, message: QDBusMessage) -> None:
        """Before a sleep: lock, then let the machine go on. After it: ask to be waited for again."""
        if first(message):
            self.fired.emit(LockCause.SLEEP)
            self._delay = None
        else:
            self._hold_sleep_up()

    @Slot(QDBusMessage)
    def locking(self, _: QDBusMessage) -> None:
        """The session was asked to lock."""
        self.fired.emit(LockCause.SESSION)

    @Slot(QDBusMessage)
    def changed(self, message: QDBusMessage) -> None:
        """Something of the session is another now: read what concerns us."""
        if first(message) == SESSION:
            self._read_session(message.path())

    @Slot(QDBusMessage)
    def lid_read(self, message: QDBusMessage) -> None:
        """Lock when it closes; a lid that was closed before (a screen is plugged in) means nothing."""
        before, self._lid = self._lid, bool(first(message))
        if self._lid and before is False:
            self.fired.emit(LockCause.LID)

    @Slot(QDBusError, QDBusMessage)
    def unanswered(self, _: QDBusError, __: QDBusMessage) -> None:
        """No answer now; the next look asks again."""

    # ---- what is asked of it -----------------------------------------------------------------------------------------

    def _session(self) -> str:
        """Return the object of this session; a program outside it (started by the user's manager) has the user's."""
        auto = self._bus.read(SERVICE, f"{ROOT}/session/auto", SESSION, "Id") or self._session_id
        path = self._bus.ask(SERVICE, ROOT, MANAGER, "GetSession", auto) if auto else None
        return path.path() if isinstance(path, QDBusObjectPath) else ""

    def _read_session(self, path: str) -> None:
        locked, in_front = self._locked, self._in_front
        self._locked = self._bus.read(SERVICE, path, SESSION, "LockedHint") is True
        self._in_front = self._bus.read(SERVICE, path, SESSION, "Active") is not False
        if self._locked and not locked:
            self.fired.emit(LockCause.SESSION)
        if in_front and not self._in_front:
            self.fired.emit(LockCause.USER_SWITCHED)

    def _hold_sleep_up(self) -> None:
        self._delay = self._bus.ask(SERVICE, ROOT, MANAGER, "Inhibit", "sleep", "Operator Console", "lock", "delay")
