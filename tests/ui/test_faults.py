"""A bug of ours is reported by type and place, and nothing of what was being worked on goes anywhere."""

import ctypes
import stat
import sys
import threading

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from operator_console.ui.faults import (
    MANY,
    SAME_COMPLAINTS,
    SAME_FAULTS,
    STORM_SECONDS,
    FaultHooks,
    FaultLog,
    place_of,
)

SECRET = "山田 太郎"


@pytest.fixture
def log(tmp_path):
    return tmp_path / "logs" / "console.log"


def caught(hooks):
    try:
        raise ValueError(SECRET)
    except ValueError:
        hooks.uncaught(*sys.exc_info())


def test_type_and_place_are_written_and_the_value_is_not(log):
    faults = []
    caught(FaultHooks(FaultLog(log), lambda: faults.append(True), pytest.fail))
    written = log.read_text(encoding="utf-8")
    assert faults == [True]
    assert "ValueError test_faults.py:" in written
    assert SECRET not in written
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_fault_while_locking_is_written_too_and_leaves_the_last_stand(log, capsys):
    def locks_badly():
        caught(hooks)
        raise RuntimeError(SECRET)

    stands = []
    hooks = FaultHooks(FaultLog(log), locks_badly, lambda: stands.append(True))
    caught(hooks)
    assert [line.split()[1] for line in log.read_text(encoding="utf-8").splitlines()] == [
        "ValueError",
        "ValueError",
        "RuntimeError",
    ]
    assert stands == [True]
    assert SECRET not in "".join(capsys.readouterr())


def test_faults_without_end_leave_the_last_stand(log):
    locks, stands, now = [], [], [0.0]
    hooks = FaultHooks(FaultLog(log), lambda: locks.append(True), lambda: stands.append(True), lambda: now[0])
    for _ in range(3 * MANY):
        now[0] += 1.1 * STORM_SECONDS / MANY
        caught(hooks)
    assert (len(locks), stands) == (3 * MANY, [])
    for _ in range(2 * MANY):
        caught(hooks)
    assert all(stands)
    assert len(locks) < 4 * MANY


def test_a_fault_that_comes_with_every_event_is_not_written_each_time(log):
    now = [0.0]
    hooks = FaultHooks(FaultLog(log), lambda: None, lambda: None, lambda: now[0])
    for _ in range(2 * MANY):
        caught(hooks)
    assert len(log.read_text("utf-8").splitlines()) == SAME_FAULTS
    now[0] += 2 * STORM_SECONDS
    caught(hooks)
    assert len(log.read_text("utf-8").splitlines()) == SAME_FAULTS + 1


def test_no_exception_is_kept_for_a_debugger(log):
    sys.last_type, sys.last_value, sys.last_traceback = ValueError, ValueError(SECRET), None
    caught(FaultHooks(FaultLog(log), lambda: None, pytest.fail))
    assert not any(hasattr(sys, name) for name in ("last_exc", "last_type", "last_value", "last_traceback"))


def test_what_qt_says_is_kept_out(log):
    FaultHooks(FaultLog(log), pytest.fail, pytest.fail).message(QtMsgType.QtWarningMsg, QMessageLogContext(), SECRET)
    written = log.read_text(encoding="utf-8")
    assert "QtWarningMsg" in written
    assert SECRET not in written


def test_a_log_that_cannot_be_written_is_no_second_fault(tmp_path):
    (tmp_path / "file").write_text("")
    FaultLog(tmp_path / "file" / "console.log").write("ValueError", "here:1")


def test_a_log_does_not_grow_without_end(log, monkeypatch):
    monkeypatch.setattr("operator_console.ui.faults.LONGEST", 100)
    for number in range(50):
        FaultLog(log).write("ValueError", f"here:{number}")
    assert log.stat().st_size < 200
    assert "here:49" in log.read_text(encoding="utf-8")


def test_places_name_no_folder_of_the_machine():
    from operator_console.domain.passwords import user_name

    try:
        user_name(None)
    except TypeError as error:
        assert place_of(error.__traceback__).startswith("operator_console/domain/passwords.py:")
    assert place_of(None) == "unknown"


def test_what_no_slot_raised_is_caught_too_and_put_nowhere_else(log, monkeypatch, capsys):
    for owner, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    before = qInstallMessageHandler(None)
    faults = []
    FaultHooks(FaultLog(log), lambda: faults.append(True), pytest.fail).install()
    try:
        fails = ctypes.CFUNCTYPE(None)(lambda: int(SECRET))  # as a callback of the operating system's
        fails()
        thread = threading.Thread(target=lambda: int(SECRET))
        thread.start()
        thread.join()
    finally:
        qInstallMessageHandler(before)
    assert faults == [True], "a thread draws nothing and locks nothing"
    assert log.read_text(encoding="utf-8").count("ValueError test_faults.py:") == 2
    assert SECRET not in log.read_text(encoding="utf-8") + "".join(capsys.readouterr())


def test_the_same_complaint_of_qt_does_not_fill_the_log(log):
    hooks = FaultHooks(FaultLog(log), pytest.fail, pytest.fail)
    for category in ("one", "other"):
        for _ in range(100):
            hooks.message(QtMsgType.QtWarningMsg, QMessageLogContext("", 1, "f", category), "words")
    assert len(log.read_text("utf-8").splitlines()) == 2 * SAME_COMPLAINTS
