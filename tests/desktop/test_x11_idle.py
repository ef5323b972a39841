"""The X server tells since when nobody has touched the machine, other windows included."""

import ctypes
import ctypes.util

import pytest

from operator_console.desktop.idle_watch import idle_watch


def touch(display):
    """Press a key as another program's user does: not in any window of ours."""
    found = ctypes.util.find_library("Xtst")
    if found is None:
        pytest.skip("libXtst is missing")
    x11, tst = ctypes.CDLL(ctypes.util.find_library("X11")), ctypes.CDLL(found)
    x11.XOpenDisplay.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    for down in (1, 0):
        tst.XTestFakeKeyEvent(connection, 38, down, 0)
    x11.XSync(connection, 0)
    x11.XCloseDisplay(connection)


def test_idle_time_grows_and_a_key_anywhere_ends_it(screen, qtbot):
    watch = idle_watch()
    assert watch.reason() == ""
    touch(screen)
    qtbot.waitUntil(lambda: watch.seconds() > 0.3)
    touch(screen)
    assert watch.seconds() < 0.3
