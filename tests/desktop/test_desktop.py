"""The desktop tells what it can and says so where it cannot."""

import sys

import pytest

from operator_console import desktop
from operator_console.desktop.caps_lock import caps_lock_watch
from operator_console.desktop.capture_shield import can_shield, shield
from operator_console.desktop.idle_watch import NoIdleWatch, idle_watch
from operator_console.desktop.machine import checks
from operator_console.domain.views import CheckState

linux = pytest.mark.skipif(sys.platform != "linux", reason="asks a Linux desktop")


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


def test_the_checks_follow_what_the_watch_tells():
    good, _ = checks(Busy())
    weak, _ = checks(NoIdleWatch("wayland"))
    assert (good.code, good.state) == ("idle", CheckState.GOOD)
    assert (weak.state, weak.params) == (CheckState.WEAK, {"reason": "wayland"})


@linux
def test_capture_protection_is_not_promised_where_there_is_none():
    assert not can_shield()
    assert not shield(0)
    assert desktop.checks()[1].state is CheckState.UNSUPPORTED
