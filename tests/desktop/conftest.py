"""A D-Bus and an X server of the test's own; another process plays the desktop."""

import os
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

PLAYER = Path(__file__).with_name("plays_desktop.py")
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
_names = count()


class PlayedDesktop:
    """The process that plays logind and the screen saver."""

    def __init__(self, address: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(PLAYER), address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._said() == "ready"

    def do(self, line: str) -> str:
        """Let it do something; return what it says."""
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._said()

    def leave(self) -> None:
        """End it: nobody owns the names any more."""
        for pipe in (self._process.stdin, self._process.stdout):
            pipe.close()
        self._process.kill()
        self._process.wait()

    def _said(self) -> str:
        return self._process.stdout.readline().strip()


@pytest.fixture(scope="session")
def bus_address(tmp_path_factory):
    """The address of a bus on which anybody may own any name."""
    program = shutil.which("dbus-daemon")
    if program is None or sys.platform != "linux":
        pytest.skip("no dbus-daemon on this machine")
    pytest.importorskip("jeepney")
    folder = tmp_path_factory.mktemp("bus")
    socket = folder / "socket"
    (folder / "bus.conf").write_text(CONFIG.format(socket=socket))
    command = [program, f"--config-file={folder / 'bus.conf'}", "--nofork", "--nopidfile", "--print-address"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    yield daemon.stdout.readline().strip()
    daemon.kill()
    daemon.wait()
    daemon.stdout.close()


@pytest.fixture
def bus(qapp, bus_address):
    """A connection of the console to that bus."""
    from PySide6.QtDBus import QDBusConnection

    from operator_console.desktop.linux_bus import Bus

    name = f"test-{next(_names)}"
    yield Bus(QDBusConnection.connectToBus(bus_address, name))
    QDBusConnection.disconnectFromBus(name)


@pytest.fixture
def no_bus(qapp):
    """A connection to nothing."""
    from PySide6.QtDBus import QDBusConnection

    from operator_console.desktop.linux_bus import Bus

    return Bus(QDBusConnection("none"))


@pytest.fixture
def desktop(bus_address):
    """The played desktop."""
    played = PlayedDesktop(bus_address)
    yield played
    played.leave()


@pytest.fixture
def screen(monkeypatch):
    """An X server of the test's own, and its display."""
    if sys.platform != "linux" or shutil.which("Xvfb") is None:
        pytest.skip("no Xvfb on this machine")
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
