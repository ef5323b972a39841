"""Whatever locks masks, ends the vault and leaves nothing of what was shown."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from operator_console.domain.actions import LockCause
from operator_console.ui.faults import FaultHooks, FaultLog
from operator_console.ui.gates.first_password import FirstPasswordGate
from operator_console.ui.gates.locked import LockedGate
from tests.ui.stage import SECRET, DeskPage, destroyed, everything_said


@pytest.mark.parametrize("scenario", ["", "stuck"])
def test_ctrl_l_masks_ends_the_vault_and_leaves_nothing(qtbot, stage, scenario, note):
    on = stage(scenario)
    page = on.work(qtbot)
    process = on.conductor.link.process_id
    old = on.conductor.link
    masked = page.masked
    with qtbot.waitSignal(old.over), destroyed(qtbot, page):
        qtbot.keyClick(on.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert masked == ["lock"]
    assert isinstance(on.window.gate, LockedGate)
    assert SECRET not in everything_said()
    assert '{"lock": "hotkey"}' in note.read_text(encoding="utf-8")


@pytest.mark.parametrize("minutes", [540, -480])
def test_the_locked_screen_tells_the_offices_time(qtbot, stage, minutes):
    on = stage()
    on.work(qtbot)
    on.conductor._session = replace(on.conductor._session, utc_offset_minutes=minutes)
    on.conductor.lock(LockCause.HOTKEY)
    since = on.window.gate.since
    assert since.utcoffset() == timedelta(minutes=minutes)
    assert abs(since - datetime.now(UTC)) < timedelta(minutes=1)
    assert f"{since:%H:%M} から" in everything_said()


def test_unlocking_starts_a_new_process_and_new_pages(qtbot, stage):
    on = stage()
    on.work(qtbot)
    made = DeskPage.made
    before = on.conductor.link.process_id
    on.conductor.lock(LockCause.HOTKEY)
    on.unlock(qtbot)
    assert on.conductor.link.process_id not in (0, before)
    assert DeskPage.made == made + 1


def test_a_password_typed_before_the_new_vault_is_up_waits_for_it(qtbot, stage):
    on = stage("stuck")
    on.work(qtbot)
    on.conductor.lock(LockCause.HOTKEY)
    on.unlock(qtbot)


def test_nobody_there_counts_down_and_locks(qtbot, stage):
    on = stage()
    on.work(qtbot)
    on.now[0] = 280.0
    on.idle.look()
    assert "あと 20 秒" in on.window.idle_banner.words.sentence
    on.now[0] = 300.0
    on.idle.look()
    assert isinstance(on.window.gate, LockedGate)
    assert "操作がなかった" in on.window.gate.why.sentence
    assert on.window.idle_banner.words.sentence == ""


def test_a_new_policy_changes_the_time_without_a_key_press(qtbot, stage):
    on = stage()
    on.work(qtbot)
    session = on.window.workbench.page.context.session
    on.window.workbench.renew(replace(session, idle_seconds=60))
    on.now[0] = 59.0
    on.idle.look()
    assert on.window.workbench is not None
    on.now[0] = 60.0
    on.idle.look()
    assert isinstance(on.window.gate, LockedGate)


def test_a_call_has_more_time(qtbot, stage):
    on = stage()
    on.work(qtbot).open_call = True
    on.now[0] = 600.0
    on.idle.look()
    assert on.window.workbench is not None
    on.now[0] = 900.0
    on.idle.look()
    assert on.window.gate.call_left


def test_a_fault_in_a_slot_locks_without_a_traceback(qtbot, stage, tmp_path, note):
    on = stage()
    page = on.work(qtbot)
    hooks = FaultHooks(FaultLog(tmp_path / "console.log"), on.conductor.fault, pytest.fail)
    with destroyed(qtbot, page):
        hooks.uncaught(ValueError, ValueError(SECRET), None)
    assert "不具合" in on.window.gate.why.sentence
    assert SECRET not in everything_said()
    qtbot.waitUntil(lambda: note.exists() and '{"lock": "fault"}' in note.read_text(encoding="utf-8"))


def test_a_question_goes_with_the_pages(qtbot, stage):
    on = stage()
    on.work(qtbot).loss = "通話が続いています。"
    on.window.workbench.sign_out()
    question = on.window.findChild(QWidget, "question")
    with destroyed(qtbot, question):
        on.conductor.lock(LockCause.HOTKEY)


def test_the_lock_also_covers_the_first_password(qtbot, stage):
    on = stage("first")
    on.sign_in(qtbot)
    qtbot.waitUntil(lambda: isinstance(on.window.gate, FirstPasswordGate))
    on.conductor.lock(LockCause.HOTKEY)
    assert isinstance(on.window.gate, LockedGate)
