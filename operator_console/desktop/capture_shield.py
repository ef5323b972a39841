"""Keeps a window out of screen captures where the system can; says honestly where it cannot."""

import ctypes
import ctypes.util
import sys
from typing import Final

_EXCLUDE_FROM_CAPTURE: Final = 0x11
_SHARING_NONE: Final = 0


def can_shield() -> bool:
    """Return whether this system offers it. X11 has nothing of the kind and Wayland leaves it to the compositor."""
    return sys.platform in ("win32", "darwin")


def shield(window_id: int) -> bool:
    """Hide a window (its native id: HWND, NSView) from captures; return whether the system took it.

    Written from the documentation of SetWindowDisplayAffinity (Windows 10 2004 or later) and NSWindow.sharingType, and
    not yet run on either system. No shield stops a camera.
    """
    if sys.platform == "win32":
        return bool(ctypes.windll.user32.SetWindowDisplayAffinity(window_id, _EXCLUDE_FROM_CAPTURE))
    if sys.platform == "darwin":
        return _shield_mac(window_id)
    return False


def _shield_mac(view: int) -> bool:
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
    send_number(window, objc.sel_registerName(b"setSharingType:"), _SHARING_NONE)
    return True
