"""The calls to Windows and the messages from it are as winuser.h and wtsapi32.h write them; recorded, not run there."""

import ctypes
from ctypes import wintypes

import pytest

from operator_console.desktop.triggers import ACTIVE, Trigger
from operator_console.desktop.windows_watch import WindowsWatch
from operator_console.domain.actions import LockCause

LID = bytes.fromhex("4d0f3eba17b89440a2d1d56379e6a0f3")
AWAY = bytes.fromhex("11111111222233334444555555555555")


class Call:
    """One function of a library: remembers its arguments and answers what it is told to."""

    def __init__(self, answer):
        self.answer = answer
        self.calls = []

    def __call__(self, *arguments):
        self.calls.append(arguments)
        return self.answer


class Libraries:
    def __init__(self, answer=1):
        self.wtsapi32 = self.user32 = self
        self.WTSRegisterSessionNotification = Call(answer)
        self.RegisterPowerSettingNotification = Call(answer)


@pytest.fixture
def libraries():
    return Libraries()


@pytest.fixture
def watch(qapp, libraries):
    made = WindowsWatch(libraries)
    made.start(0x1234)
    yield made
    qapp.removeNativeEventFilter(made._filter)


def setting(guid, value):
    """A POWERBROADCAST_SETTING in memory."""
    return ctypes.create_string_buffer(guid + (4).to_bytes(4, "little") + value.to_bytes(4, "little"))


def heard(watch):
    causes = []
    watch.fired.connect(causes.append)
    return causes


def test_the_window_is_registered_for_this_session_and_for_the_lid(watch, libraries):
    assert libraries.WTSRegisterSessionNotification.calls == [(0x1234, 0)]
    [(window, guid, flags)] = libraries.RegisterPowerSettingNotification.calls
    assert (window, flags) == (0x1234, 0)
    assert ctypes.string_at(guid, 16) == LID
    assert watch.reasons() == dict.fromkeys(Trigger, ACTIVE)


def test_what_could_not_be_registered_is_said(qapp):
    watch = WindowsWatch(Libraries(answer=0))
    watch.start(1)
    qapp.removeNativeEventFilter(watch._filter)
    assert watch.reasons()[Trigger.SESSION_LOCK] == "not_registered"
    assert watch.reasons()[Trigger.LID] == "not_registered"


@pytest.mark.parametrize(
    ("message", "detail", "cause"),
    [
        (0x02B1, 0x7, LockCause.SESSION),
        (0x02B1, 0x2, LockCause.USER_SWITCHED),
        (0x02B1, 0x4, LockCause.SESSION),
        (0x0218, 0x4, LockCause.SLEEP),
        (0x0218, 0x12, LockCause.SLEEP),
    ],
)
def test_a_notice_is_a_cause(watch, message, detail, cause):
    causes = heard(watch)
    watch.message(message, detail, 0)
    assert causes == [cause]


@pytest.mark.parametrize(("message", "detail"), [(0x02B1, 0x8), (0x02B1, 0x5), (0x0218, 0xA), (0x0218, 0x8013), (1, 7)])
def test_other_messages_are_none(watch, message, detail):
    causes = heard(watch)
    watch.message(message, detail, 0)
    assert causes == []


def test_the_lid_counts_when_it_closes_and_not_how_it_stood_at_first(watch):
    causes = heard(watch)
    for guid, value in ((LID, 0), (LID, 1), (AWAY, 0), (LID, 0)):
        told = setting(guid, value)
        watch.message(0x0218, 0x8013, ctypes.addressof(told))
    assert causes == [LockCause.LID]


def test_a_message_is_read_where_windows_leaves_it_and_is_not_taken_away(watch):
    causes = heard(watch)
    message = wintypes.MSG(message=0x02B1, wParam=7)
    taken = watch._filter.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(message))
    assert taken == (False, 0)
    assert causes == [LockCause.SESSION]
    watch._filter.nativeEventFilter(b"xcb_generic_event_t", 0)
    assert causes == [LockCause.SESSION]
