"""The whole console, from the bus to the locked screen: it hears logind and the screen saver and says why it locked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SCRIPT = Path(__file__).with_name("console_on_bus.py")


@pytest.fixture
def console(bus_address, desktop, tmp_path):
    """A console in a process of its own: a process asks only once which bus there is."""
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")},
        "DBUS_SYSTEM_BUS_ADDRESS": bus_address,
        "DBUS_SESSION_BUS_ADDRESS": bus_address,
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
    }
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), str(tmp_path)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    yield process
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def heard(console):
    return console.stdout.readline().strip()


SAID = {
    "sleep yes": "スリープ",
    "locked yes": "画面がロックされた",
    "lid yes": "ふたが閉じられた",
    "screen yes": "画面",
}


def test_what_the_machine_says_locks_the_whole_console(console, desktop, full):
    assert heard(console) == "in session_lock user_switch sleep lid"
    for said, words in list(SAID.items())[: None if full else 1]:
        desktop.do(said)
        console.stdin.write("\n")
        console.stdin.flush()
        assert words in heard(console)
        assert heard(console) == "in"
    assert desktop.do("held") == "no", "the machine may sleep"
