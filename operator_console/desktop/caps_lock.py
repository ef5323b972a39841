"""Whether Caps Lock is on, where the system tells."""

import ctypes
import ctypes.util
import os
import sys
from collections.abc import Callable
from typing import Any

_USE_CORE_KEYBOARD = 0x0100
_LOCK_MASK = 0x02


class _XkbState(ctypes.Structure):
    """XkbStateRec of the X keyboard extension's library."""

    _fields_ = (
        *((name, ctypes.c_ubyte) for name in ("group", "locked_group")),
        *((name, ctypes.c_ushort) for name in ("base_group", "latched_group")),
        *((name, ctypes.c_ubyte) for name in ("mods", "base_mods", "latched_mods", "locked_mods")),
        *((name, ctypes.c_ubyte) for name in ("compat_state", "grab_mods", "compat_grab_mods", "lookup_mods")),
        ("compat_lookup_mods", ctypes.c_ubyte),
        ("pointer_buttons", ctypes.c_ushort),
    )


def caps_lock_watch() -> Callable[[], bool | None]:
    """Return a function that tells whether Caps Lock is on; nothing where the system does not tell."""
    if sys.platform == "win32":
        user = ctypes.windll.user32
        return lambda: bool(user.GetKeyState(0x14) & 1)  # VK_CAPITAL; not yet run on Windows
    if sys.platform == "darwin" or not os.environ.get("DISPLAY"):
        return lambda: None
    return _x11() or (lambda: None)


def _x11() -> Callable[[], bool | None] | None:
    found = ctypes.util.find_library("X11")
    if not found:
        return None
    x11: Any = ctypes.CDLL(found)
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XkbGetState.argtypes = (ctypes.c_void_p, ctypes.c_uint, ctypes.c_void_p)
    display = x11.XOpenDisplay(None)
    if not display:
        return None
    state = _XkbState()

    def is_on() -> bool | None:
        if x11.XkbGetState(display, _USE_CORE_KEYBOARD, ctypes.byref(state)) != 0:
            return None
        return bool(state.locked_mods & _LOCK_MASK)

    return is_on
