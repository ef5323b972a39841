"""The desktop tells what it can and says so where it cannot."""

import re
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from operator_console import desktop
from operator_console.desktop.caps_lock import caps_lock_watch
from operator_console.desktop.capture_shield import can_shield, shield
from operator_console.desktop.idle_watch import NoIdleWatch, idle_watch
from operator_console.desktop.machine import checks
from operator_console.desktop.triggers import ACTIVE, Trigger, Triggers
from operator_console.domain.actions import LockCause
from operator_console.domain.views import CheckState
from operator_console.wording import LANGUAGES, Wording
from tests.test_wording import tables

linux = pytest.mark.skipif(sys.platform != "linux", reason="asks a Linux desktop")


class Told(QObject):
    """A source that knows what it is told."""

    fired = Signal(LockCause)

    def __init__(self, reasons):
        super().__init__()
        self._reasons = reasons

    def reasons(self):
        return self._reasons


class Busy:
    """A system that tells."""

    def seconds(self) -> float | None:
        return 1.5

    def reason(self) -> str:
        return ""


@linux
def test_without_a_display_the_idle_watch_says_why(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    watch = idle_watch()
    assert watch.seconds() is None
    assert watch.reason() == "no_display"


@linux
def test_wayland_is_named_as_the_reason(monkeypatch):
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert idle_watch().reason() == "wayland"


@linux
def test_a_display_that_does_not_answer_is_no_crash(monkeypatch):
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("XDG_SESSION_TYPE", raising=False)
    monkeypatch.setenv("DISPLAY", ":4099")
    assert idle_watch().seconds() is None
    assert caps_lock_watch()() is None


def test_the_checks_follow_what_the_machine_tells(qapp):
    good = {check.code: check for check in checks(Triggers([Told({Trigger.LID: ACTIVE})]), Busy())}
    weak = {check.code: check for check in checks(Triggers(()), NoIdleWatch("wayland"))}
    assert good["idle"].state is good["lid"].state is CheckState.GOOD
    assert (weak["idle"].state, weak["idle"].params) == (CheckState.WEAK, {"because": "wayland"})
    assert (weak["lid"].state, weak["lid"].params) == (CheckState.UNSUPPORTED, {"because": "unsupported"})
    assert weak["sleep"].state is CheckState.WEAK, "the clocks notice it, if late"


def test_every_reason_in_the_code_has_words():
    folder = Path(desktop.__file__).parent
    said = set(re.findall(r'"((?:no|not)_[a-z_]+|unsupported|wayland)"', "".join(map(_code, folder.glob("*.py")))))
    assert len(said) > 10
    for language in LANGUAGES:
        assert said <= set(tables(language)["values_because"])


def _code(file):
    return file.read_text(encoding="utf-8")


@linux
def test_a_machine_without_a_bus_names_every_trigger_and_why(qapp, monkeypatch):
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    told = {check.code: check for check in checks()}
    assert set(told) == {"idle", "capture", *Trigger}
    words = Wording("ja").check(told[Trigger.SESSION_LOCK])
    assert words.what.endswith("ためです。")
    assert "Ctrl+L" in words.next


@linux
def test_capture_protection_is_not_promised_where_there_is_none(qapp):
    assert not can_shield()
    assert not shield(0)
    assert checks(Triggers(()), Busy())[-1].state is CheckState.UNSUPPORTED
