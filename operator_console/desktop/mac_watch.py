"""What macOS tells: screen lock notices, the session on the console, system power, the lid. Not yet run on macOS."""

import ctypes
from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from operator_console.desktop.triggers import ACTIVE, Trigger
from operator_console.domain.actions import LockCause

LOOK_MS: Final = 2_000
"""How often the session and the lid are looked at; neither has a notice that plain C can take."""
_UTF8: Final = 0x08000100
_AT_ONCE: Final = 4  # CFNotificationSuspensionBehaviorDeliverImmediately
_CAN_SLEEP, _WILL_SLEEP, _IS_ON = 0xE0000270, 0xE0000280, 0xE0000300  # kIOMessage… of IOMessage.h
_LOCKED: Final = b"com.apple.screenIsLocked"
_IN_FRONT: Final = b"kCGSSessionOnConsoleKey"
_CLAMSHELL: Final = b"AppleClamshellState"

COMMON_MODES = ctypes.c_void_p
"""The type of a constant of CoreFoundation's."""
_Notice = ctypes.CFUNCTYPE(None, *(ctypes.c_void_p,) * 5)
_Power = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint32, ctypes.c_void_p)
_POINTERS: Final = (
    "CFNotificationCenterGetDistributedCenter", "CFStringCreateWithCString", "CFRunLoopGetMain", "CFDictionaryGetValue",
    "CGSessionCopyCurrentDictionary", "IONotificationPortGetRunLoopSource", "IOServiceMatching",
    "IORegistryEntryCreateCFProperty",
)  # fmt: skip
"""What these return is a pointer, which ctypes would cut to 32 bits."""


class MacWatch(QObject):
    """``core``, ``graphics`` and ``power`` are CoreFoundation, CoreGraphics and IOKit as ctypes loads them."""

    fired = Signal(LockCause)

    def __init__(self, core: Any, graphics: Any, power: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._core, self._graphics, self._kit = core, graphics, power
        for library in (core, graphics, power):
            for name in _POINTERS:
                if hasattr(library, name):
                    getattr(library, name).restype = ctypes.c_void_p
        self._notice = _Notice(lambda *_: self.fired.emit(LockCause.SESSION))
        self._told = _Power(self._power)
        self._texts: dict[bytes, ctypes.c_void_p] = {}
        self._root = 0
        self._in_front = True
        self._lid: bool | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self, _: int) -> None:
        """Subscribe on the main run loop, which is Qt's."""
        center = self._pointer(self._core.CFNotificationCenterGetDistributedCenter())
        self._core.CFNotificationCenterAddObserver(center, None, self._notice, self._text(_LOCKED), None, _AT_ONCE)
        port, notifier = ctypes.c_void_p(), ctypes.c_uint32()
        self._root = self._kit.IORegisterForSystemPower(None, ctypes.byref(port), self._told, ctypes.byref(notifier))
        if self._root:
            source = self._pointer(self._kit.IONotificationPortGetRunLoopSource(port))
            modes = COMMON_MODES.in_dll(self._core, "kCFRunLoopCommonModes")
            self._core.CFRunLoopAddSource(self._pointer(self._core.CFRunLoopGetMain()), source, modes)
        self._in_front = self._is_in_front() is not False
        self._lid = self._is_closed()
        self._timer.start()

    def reasons(self) -> Mapping[Trigger, str]:
        """Look at each; a machine without a lid has no clamshell state."""
        session = ACTIVE if self._is_in_front() is not None else "no_session"
        return {
            Trigger.SESSION_LOCK: session,
            Trigger.USER_SWITCH: session,
            Trigger.SLEEP: ACTIVE if self._root else "not_registered",
            Trigger.LID: ACTIVE if self._is_closed() is not None else "no_lid",
        }

    def look(self) -> None:
        """Lock when another user has come to the front or the lid has been closed."""
        in_front, self._in_front = self._in_front, self._is_in_front() is not False
        lid, self._lid = self._lid, self._is_closed()
        if in_front and not self._in_front:
            self.fired.emit(LockCause.USER_SWITCHED)
        if lid is False and self._lid:
            self.fired.emit(LockCause.LID)

    def _power(self, _: int | None, __: int, kind: int, argument: int | None) -> None:
        """Lock before the sleep is allowed; it would come after 30 s in any case."""
        if kind in (_WILL_SLEEP, _IS_ON):
            self.fired.emit(LockCause.SLEEP)
        if kind in (_WILL_SLEEP, _CAN_SLEEP):
            self._kit.IOAllowPowerChange(self._root, ctypes.c_void_p(argument))

    def _is_in_front(self) -> bool | None:
        session = self._graphics.CGSessionCopyCurrentDictionary()
        if not session:
            return None
        value = self._core.CFDictionaryGetValue(self._pointer(session), self._text(_IN_FRONT))
        in_front = bool(value and self._core.CFBooleanGetValue(self._pointer(value)))
        self._core.CFRelease(self._pointer(session))
        return in_front

    def _is_closed(self) -> bool | None:
        root = self._kit.IOServiceGetMatchingService(0, self._pointer(self._kit.IOServiceMatching(b"IOPMrootDomain")))
        value = self._kit.IORegistryEntryCreateCFProperty(root, self._text(_CLAMSHELL), None, 0)
        self._kit.IOObjectRelease(root)
        if not value:
            return None
        closed = bool(self._core.CFBooleanGetValue(self._pointer(value)))
        self._core.CFRelease(self._pointer(value))
        return closed

    def _text(self, words: bytes) -> ctypes.c_void_p:
        """Return a CFString that lives as long as this object: each is made once."""
        if words not in self._texts:
            self._texts[words] = self._pointer(self._core.CFStringCreateWithCString(None, words, _UTF8))
        return self._texts[words]

    @staticmethod
    def _pointer(value: int | None) -> ctypes.c_void_p:
        return ctypes.c_void_p(value)
