"""The calls to macOS are as CoreFoundation, CoreGraphics and IOKit document them; recorded, not run there."""

import ctypes

import pytest

from operator_console.desktop import mac_watch
from operator_console.desktop.mac_watch import MacWatch
from operator_console.desktop.triggers import ACTIVE, Trigger
from operator_console.domain.actions import LockCause

WILL_SLEEP, CAN_SLEEP, IS_ON = 0xE0000280, 0xE0000270, 0xE0000300
ROOT_PORT, SESSION, TRUE, FALSE = 77, 5, 11, 12


class Library:
    """A framework: remembers every call; what it answers comes from ``answers``, else nothing."""

    def __init__(self, answers):
        self.calls = []
        self._answers = answers

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)

        def call(*arguments):
            self.calls.append((name, arguments))
            answer = self._answers.get(name)
            return answer(*arguments) if callable(answer) else answer

        setattr(self, name, call)
        return call

    def called(self, name):
        return [arguments for called, arguments in self.calls if called == name]


class Mac:
    """A machine whose session and lid the test sets."""

    def __init__(self):
        self.in_front, self.lid, self.logged_in, self.root = True, False, True, ROOT_PORT
        texts = {}
        self.core = Library(
            {
                "CFNotificationCenterGetDistributedCenter": 3,
                "CFStringCreateWithCString": lambda _, text, __: texts.setdefault(text, 100 + len(texts)),
                "CFDictionaryGetValue": lambda *_: TRUE if self.in_front else FALSE,
                "CFBooleanGetValue": lambda value: value.value == TRUE,
            }
        )
        self.graphics = Library({"CGSessionCopyCurrentDictionary": lambda: SESSION if self.logged_in else None})
        self.kit = Library(
            {
                "IORegisterForSystemPower": lambda *_: self.root,
                "IORegistryEntryCreateCFProperty": lambda *_: {True: TRUE, False: FALSE, None: None}[self.lid],
            }
        )


@pytest.fixture
def mac(monkeypatch):
    class Modes:
        @staticmethod
        def in_dll(library, name):
            assert name == "kCFRunLoopCommonModes"
            return 9

    made = Mac()
    monkeypatch.setattr(mac_watch, "COMMON_MODES", Modes)
    return made


@pytest.fixture
def watch(qapp, mac):
    made = MacWatch(mac.core, mac.graphics, mac.kit)
    made.start(0)
    return made


def heard(watch):
    causes = []
    watch.fired.connect(causes.append)
    return causes


def test_it_asks_for_the_notice_of_the_locked_screen(watch, mac):
    [(center, observer, callback, _name, thing, how)] = mac.core.called("CFNotificationCenterAddObserver")
    assert (center.value, observer, thing, how) == (3, None, None, 4)
    assert ("CFStringCreateWithCString", (None, b"com.apple.screenIsLocked", 0x08000100)) in mac.core.calls
    causes = heard(watch)
    callback(None, None, None, None, None)
    assert causes == [LockCause.SESSION]


def test_a_sleep_locks_before_it_is_allowed(watch, mac):
    [(_, __, callback, ___)] = mac.kit.called("IORegisterForSystemPower")
    allowed = []
    watch.fired.connect(lambda cause: allowed.append((cause, len(mac.kit.called("IOAllowPowerChange")))))
    callback(None, 0, WILL_SLEEP, 42)
    assert allowed == [(LockCause.SLEEP, 0)]
    [(root, argument)] = mac.kit.called("IOAllowPowerChange")
    assert (root, argument.value) == (ROOT_PORT, 42)


def test_a_question_whether_it_may_sleep_is_answered_and_locks_nothing(watch, mac):
    causes = heard(watch)
    watch._told(None, 0, CAN_SLEEP, 42)
    assert causes == []
    assert len(mac.kit.called("IOAllowPowerChange")) == 1
    watch._told(None, 0, IS_ON, 42)
    assert causes == [LockCause.SLEEP]
    assert len(mac.kit.called("IOAllowPowerChange")) == 1


def test_another_user_and_a_closed_lid_lock_once(watch, mac):
    causes = heard(watch)
    mac.in_front = False
    watch.look()
    watch.look()
    mac.lid = True
    watch.look()
    watch.look()
    assert causes == [LockCause.USER_SWITCHED, LockCause.LID]


def test_what_is_copied_is_given_back(watch, mac):
    mac.core.calls.clear()
    watch.look()
    assert [argument.value for (argument,) in mac.core.called("CFRelease")] == [SESSION, FALSE]
    assert mac.core.called("CFStringCreateWithCString") == [], "a text is made once"


def test_what_does_not_work_is_said(watch, mac, qapp):
    assert watch.reasons() == dict.fromkeys(Trigger, ACTIVE)
    mac.lid, mac.logged_in, mac.root = None, False, 0
    other = MacWatch(mac.core, mac.graphics, mac.kit)
    other.start(0)
    assert other.reasons() == {
        Trigger.SESSION_LOCK: "no_session",
        Trigger.USER_SWITCH: "no_session",
        Trigger.SLEEP: "not_registered",
        Trigger.LID: "no_lid",
    }


def test_pointers_are_not_cut_to_32_bits(watch, mac):
    for library, name in (
        (mac.core, "CFRunLoopGetMain"),
        (mac.graphics, "CGSessionCopyCurrentDictionary"),
        (mac.kit, "IORegistryEntryCreateCFProperty"),
    ):
        assert getattr(library, name).restype is ctypes.c_void_p
