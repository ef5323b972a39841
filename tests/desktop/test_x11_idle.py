"""The X server tells since when nobody has touched the machine, other windows included."""

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys

import pytest

from operator_console.desktop.idle_watch import idle_watch

pytestmark = pytest.mark.skipif(sys.platform != "linux" or shutil.which("Xvfb") is None, reason="no Xvfb")


@pytest.fixture
def screen(monkeypatch):
    """An X server of the test's own, and its display."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "320x240x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        display = f":{told.readline().strip()}"
    for name in ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", display)
    yield display
    server.kill()
    server.wait()


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
