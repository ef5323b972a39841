"""How long nobody has touched the whole machine, where the system tells; otherwise why it does not."""

import ctypes
import ctypes.util
import os
import sys
from dataclasses import dataclass
from typing import Any, Protocol


class IdleWatch(Protocol):
    """One face for every system."""

    def seconds(self) -> float | None:
        """Return seconds since the last input anywhere on the machine, or nothing when the system does not tell."""

    def reason(self) -> str:
        """Return why it does not tell, as a code (``wayland``, ``no_display``, ``no_library`` …), or nothing."""


@dataclass(frozen=True, slots=True)
class NoIdleWatch:
    """A system that does not tell; the console then watches its own windows."""

    why: str

    def seconds(self) -> float | None:
        """Return nothing."""
        return None

    def reason(self) -> str:
        """Return why."""
        return self.why


class _ScreenSaverInfo(ctypes.Structure):
    """XScreenSaverInfo of the MIT-SCREEN-SAVER extension's library."""

    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),
        ("event_mask", ctypes.c_ulong),
    )


class X11IdleWatch:
    """Asks the X server over a connection of its own."""

    def __init__(self, x11: Any, xss: Any, display: int) -> None:
        self._xss = xss
        self._display = ctypes.c_void_p(display)
        self._root = x11.XDefaultRootWindow(self._display)
        self._info = _ScreenSaverInfo()

    def seconds(self) -> float | None:
        """Return seconds since the last key or pointer event of the X server (milliseconds inside)."""
        if not self._xss.XScreenSaverQueryInfo(self._display, self._root, ctypes.byref(self._info)):
            return None
        return int(self._info.idle) / 1000

    def reason(self) -> str:
        """Return nothing: it tells."""
        return ""


def _x11() -> IdleWatch:
    if not os.environ.get("DISPLAY"):
        return NoIdleWatch("no_display")
    x11, xss = (_library(name) for name in ("X11", "Xss"))
    if x11 is None or xss is None:
        return NoIdleWatch("no_library")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XDefaultRootWindow.argtypes = (ctypes.c_void_p,)
    xss.XScreenSaverQueryInfo.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p)
    xss.XScreenSaverQueryExtension.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
    display = x11.XOpenDisplay(None)
    if not display:
        return NoIdleWatch("no_display")
    spare = ctypes.c_int()
    if not xss.XScreenSaverQueryExtension(display, ctypes.byref(spare), ctypes.byref(spare)):
        return NoIdleWatch("no_extension")
    return X11IdleWatch(x11, xss, display)


class _LastInput(ctypes.Structure):
    """LASTINPUTINFO of user32."""

    _fields_ = (("size", ctypes.c_uint), ("tick", ctypes.c_uint))


class WindowsIdleWatch:
    """GetLastInputInfo; written from its documentation and not yet run on Windows."""

    def __init__(self, libraries: Any) -> None:
        self._user = libraries.user32
        self._kernel = libraries.kernel32

    def seconds(self) -> float | None:
        """Return seconds since the last input of this session (32-bit milliseconds that wrap)."""
        last = _LastInput(ctypes.sizeof(_LastInput), 0)
        if not self._user.GetLastInputInfo(ctypes.byref(last)):
            return None
        milliseconds: int = (self._kernel.GetTickCount() - last.tick) & 0xFFFFFFFF
        return milliseconds / 1000

    def reason(self) -> str:
        """Return nothing: it tells."""
        return ""


class MacIdleWatch:
    """CGEventSourceSecondsSinceLastEventType; written from its documentation and not yet run on macOS."""

    _COMBINED_SESSION = 0
    _ANY_INPUT = 0xFFFFFFFF

    def __init__(self, graphics: Any) -> None:
        self._seconds = graphics.CGEventSourceSecondsSinceLastEventType
        self._seconds.restype = ctypes.c_double
        self._seconds.argtypes = (ctypes.c_int32, ctypes.c_uint32)

    def seconds(self) -> float | None:
        """Return seconds since the last input of this session."""
        return float(self._seconds(self._COMBINED_SESSION, self._ANY_INPUT))

    def reason(self) -> str:
        """Return nothing: it tells."""
        return ""


def idle_watch() -> IdleWatch:
    """Return what this machine offers."""
    if sys.platform == "win32":
        return WindowsIdleWatch(ctypes.windll)
    if sys.platform == "darwin":
        graphics = _library("ApplicationServices")
        return MacIdleWatch(graphics) if graphics is not None else NoIdleWatch("no_library")
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == "wayland":
        return _wayland()
    return _x11()


def _wayland() -> IdleWatch:
    try:
        from operator_console.desktop.linux_bus import Bus
        from operator_console.desktop.mutter_idle import SERVICE, MutterIdleWatch
    except ImportError:  # libdbus is missing: Qt's module cannot be loaded
        return NoIdleWatch("no_library")
    bus = Bus.session()
    return MutterIdleWatch(bus) if bus.has(SERVICE) else NoIdleWatch("wayland")


def _library(name: str) -> Any:
    found = ctypes.util.find_library(name)
    try:
        return ctypes.CDLL(found) if found else None
    except OSError:
        return None
