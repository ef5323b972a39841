"""Keeps windows out of screen captures where the system can, and gives them back; says honestly where it cannot."""

import ctypes
import ctypes.util
import sys
from typing import Final

_EXCLUDE_FROM_CAPTURE: Final = 0x11
_NO_AFFINITY: Final = 0x0
_SHARING_NONE: Final = 0
_SHARING_READ_ONLY: Final = 1


def can_shield() -> bool:
    """Return whether this system offers it. X11 has nothing of the kind and Wayland leaves it to the compositor."""
    return sys.platform in ("win32", "darwin")


def shield(window_id: int, *, hidden: bool = True) -> bool:
    """Hide a window (its native id: HWND, NSView) from captures, or show it to them; return whether the system took it.

    Written from the documentation of SetWindowDisplayAffinity (Windows 10 2004 or later) and NSWindow.sharingType, and
    not yet run on either system. No shield stops a camera.
    """
    if sys.platform == "win32":
        affinity = _EXCLUDE_FROM_CAPTURE if hidden else _NO_AFFINITY
        return bool(ctypes.windll.user32.SetWindowDisplayAffinity(ctypes.c_void_p(window_id), affinity))
    if sys.platform == "darwin":
        return _shield_mac(window_id, _SHARING_NONE if hidden else _SHARING_READ_ONLY)
    return False


def _shield_mac(view: int, sharing: int) -> bool:
    found = ctypes.util.find_library("objc")
    if not found:
        return False
    objc = ctypes.CDLL(found)
    objc.sel_registerName.restype = ctypes.c_void_p
    send = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
    send_number = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(("objc_msgSend", objc))
    window = send(view, objc.sel_registerName(b"window"))
    if not window:
        return False
    send_number(window, objc.sel_registerName(b"setSharingType:"), sharing)
    return True
