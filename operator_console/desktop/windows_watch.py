"""What Windows sends to a window: session notices (WTS), power broadcasts, the lid. Not yet run on Windows."""

import ctypes
from collections.abc import Callable, Mapping
from ctypes import wintypes
from typing import Any, Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal

from operator_console.desktop.triggers import ACTIVE, Trigger
from operator_console.domain.actions import LockCause

# WM_WTSSESSION_CHANGE, its wParam, and NOTIFY_FOR_THIS_SESSION: wtsapi32.h, winuser.h
_SESSION_CHANGE: Final = 0x02B1
_THIS_SESSION: Final = 0
_SESSION_CAUSES: Final = {
    0x1: LockCause.SESSION,  # WTS_CONSOLE_CONNECT: this session has just come to the front
    0x2: LockCause.USER_SWITCHED,  # WTS_CONSOLE_DISCONNECT
    0x4: LockCause.SESSION,  # WTS_REMOTE_DISCONNECT
    0x6: LockCause.SESSION,  # WTS_SESSION_LOGOFF
    0x7: LockCause.SESSION,  # WTS_SESSION_LOCK
}
# WM_POWERBROADCAST, its wParam, and POWERBROADCAST_SETTING: winuser.h
_POWER_BROADCAST: Final = 0x0218
_SLEEP: Final = frozenset({0x04, 0x12})  # PBT_APMSUSPEND, PBT_APMRESUMEAUTOMATIC
_POWER_SETTING: Final = 0x8013
_MESSAGE: Final = b"windows_generic_MSG"


class _Guid(ctypes.Structure):
    _fields_ = (("a", ctypes.c_uint32), ("b", ctypes.c_uint16), ("c", ctypes.c_uint16), ("d", ctypes.c_ubyte * 8))


_LID: Final = _Guid(0xBA3E0F4D, 0xB817, 0x4094, (ctypes.c_ubyte * 8)(0xA2, 0xD1, 0xD5, 0x63, 0x79, 0xE6, 0xA0, 0xF3))
"""GUID_LIDSWITCH_STATE_CHANGE of winnt.h."""


class _PowerSetting(ctypes.Structure):
    _fields_ = (("setting", _Guid), ("length", ctypes.c_uint32), ("data", ctypes.c_ubyte))


class WindowsWatch(QObject):
    """Registers the console's window for the notices and reads them before Qt does. ``libraries`` is ctypes.windll."""

    fired = Signal(LockCause)

    def __init__(self, libraries: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wts = libraries.wtsapi32.WTSRegisterSessionNotification
        self._wts.argtypes = (wintypes.HWND, wintypes.DWORD)
        self._power = libraries.user32.RegisterPowerSettingNotification
        self._power.argtypes = (wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD)
        self._power.restype = ctypes.c_void_p
        self._filter = _Filter(self.message)
        self._session = self._lid_told = False
        self._lid_open = False

    def start(self, window: int) -> None:
        """Register ``window`` (a HWND)."""
        self._session = bool(self._wts(window, _THIS_SESSION))
        self._lid_told = bool(self._power(window, ctypes.addressof(_LID), 0))
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)

    def reasons(self) -> Mapping[Trigger, str]:
        """Return what could be registered; power broadcasts come to every window without being asked for."""
        session = ACTIVE if self._session else "not_registered"
        lid = ACTIVE if self._lid_told else "not_registered"
        told = {Trigger.SESSION_LOCK: session, Trigger.USER_SWITCH: session}
        return {**told, Trigger.SLEEP: ACTIVE, Trigger.LID: lid}

    def message(self, number: int, detail: int, data: int) -> None:
        """Take one window message (number, wParam, lParam)."""
        if number == _SESSION_CHANGE and detail in _SESSION_CAUSES:
            self.fired.emit(_SESSION_CAUSES[detail])
        elif number == _POWER_BROADCAST and detail in _SLEEP:
            self.fired.emit(LockCause.SLEEP)
        elif number == _POWER_BROADCAST and detail == _POWER_SETTING and data:
            self._read_lid(_PowerSetting.from_address(data))

    def _read_lid(self, told: _PowerSetting) -> None:
        """Lock when it closes. The first notice comes with the registration and tells how it stands."""
        if bytes(told.setting) != bytes(_LID):
            return
        before, self._lid_open = self._lid_open, told.data != 0
        if before and not self._lid_open:
            self.fired.emit(LockCause.LID)


class _Filter(QAbstractNativeEventFilter):
    """Hands every message on, and takes none away."""

    def __init__(self, take: Callable[[int, int, int], None]) -> None:
        super().__init__()
        self._take = take

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:  # noqa: N802 - Qt's name
        """Read a MSG."""
        if kind == _MESSAGE:
            read = wintypes.MSG.from_address(int(message))
            self._take(int(read.message), int(read.wParam or 0), int(read.lParam or 0))
        return False, 0
