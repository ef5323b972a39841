"""What tells clipboard histories to keep nothing of a copy, on each desktop by the means it has."""

import ctypes
import ctypes.util
import sys
from typing import Final

from PySide6.QtCore import QMimeData

_HINTS: Final = {"x-kde-passwordManagerHint": b"secret"}
"""KDE's Klipper, and the histories that follow it."""
_NATIVE: Final = 'application/x-qt-windows-mime;value="{}"'
_WINDOWS: Final = {
    "ExcludeClipboardContentFromMonitorProcessing": b"\0\0\0\0",
    "CanIncludeInClipboardHistory": b"\0\0\0\0",
    "CanUploadToCloudClipboard": b"\0\0\0\0",
}
"""Names of clipboard formats that Windows documents (cloud clipboard and clipboard history); a DWORD 0 says no."""
_CONCEALED: Final = b"org.nspasteboard.ConcealedType"
"""By nspasteboard.org, what managers of pasteboards on macOS agree on."""


def mark_concealed(data: QMimeData) -> None:
    """Mark a copy before it goes to the clipboard. A history that cares for none of this keeps it all the same.

    The marks for Windows and macOS are written from their documentation and not yet run there.
    """
    hints = {_NATIVE.format(name): value for name, value in _WINDOWS.items()} if sys.platform == "win32" else _HINTS
    for name, value in hints.items():
        data.setData(name, value)


def conceal_pasteboard() -> None:
    """On macOS the mark is a type of the pasteboard, put beside what has just been copied."""
    found = ctypes.util.find_library("objc") if sys.platform == "darwin" else None
    if not found:
        return
    objc = ctypes.CDLL(found)
    for lookup in (objc.sel_registerName, objc.objc_getClass):
        lookup.restype = ctypes.c_void_p
        lookup.argtypes = [ctypes.c_char_p]
    pointer = ctypes.c_void_p
    send = ctypes.CFUNCTYPE(pointer, pointer, pointer)(("objc_msgSend", objc))
    send_one = ctypes.CFUNCTYPE(pointer, pointer, pointer, ctypes.c_char_p)(("objc_msgSend", objc))
    send_two = ctypes.CFUNCTYPE(pointer, pointer, pointer, pointer, pointer)(("objc_msgSend", objc))
    texts = objc.objc_getClass(b"NSString")
    name = send_one(texts, objc.sel_registerName(b"stringWithUTF8String:"), _CONCEALED)
    empty = send_one(texts, objc.sel_registerName(b"stringWithUTF8String:"), b"")
    board = send(objc.objc_getClass(b"NSPasteboard"), objc.sel_registerName(b"generalPasteboard"))
    send_two(board, objc.sel_registerName(b"setString:forType:"), empty, name)
