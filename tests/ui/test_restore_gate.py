"""Putting a backup back: what it is and what becomes of what lies there is said first, and the keyboard does it all."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from operator_console.domain.backups import BackupView, Here
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol import messages as m
from operator_console.ui.gates.restore import RestoreGate

BACKUP = BackupView("a" * 16, "2026-11-22T01:26:00+00:00", "0.1.0", "standalone", "b" * 32, 100, 500, 7_300_000, False)


@pytest.fixture
def gate(qtbot, face):
    made = RestoreGate(face, "/somewhere/vault")
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    made.entered()
    made.wants = []
    made.wanted.connect(made.wants.append)
    return made


def found(here, entries_here=0):
    return m.BackupFound(BACKUP, here, entries_here)


def taken(gate, here, entries_here=0):
    gate.take("/files/見本.ocbackup")
    gate.answered(found(here, entries_here))
    return gate


def test_nothing_can_be_restored_before_a_file_has_been_looked_into(gate):
    assert not gate.restore.isEnabled() and not gate.about.isVisible()
    gate.take("/files/見本.ocbackup")
    assert gate.wants == [m.LookIntoBackup("/files/見本.ocbackup")]
    assert not gate.restore.isEnabled()
    assert gate.file_name.text() == "見本.ocbackup"


def test_into_an_empty_place_one_press_is_enough(gate):
    taken(gate, Here.NOTHING)
    assert "顧客 500 件、操作記録 100 件、7.3 MB" in gate.about.sentence
    assert "まだ保管庫がありません" in gate.here.sentence
    assert not gate.sure.isVisible() and gate.restore.isEnabled() and gate.restore.hasFocus()
    gate.restore.click()
    assert gate.wants[-1] == m.RestoreBackup("/files/見本.ocbackup", move=False)


@pytest.mark.parametrize(
    ("here", "entries", "words"),
    [
        (Here.SAME, 130, "30 件多く記録があります"),
        (Here.SAME, 100, "同じ保管庫があります"),
        (Here.OTHER, 0, "別の保管庫があります"),
        (Here.UNREADABLE, 0, "開けません"),
    ],
)
def test_what_lies_there_is_moved_only_when_that_was_confirmed(gate, here, entries, words):
    taken(gate, here, entries)
    assert words in gate.here.sentence and "名前を変えて残します" in gate.here.sentence
    assert not gate.restore.isEnabled() and gate.sure.hasFocus()
    gate.sure.click()
    gate.restore.click()
    assert gate.wants[-1] == m.RestoreBackup("/files/見本.ocbackup", move=True)


def test_another_file_is_confirmed_anew(gate):
    taken(gate, Here.SAME)
    gate.sure.click()
    taken(gate, Here.SAME)
    assert not gate.sure.isChecked() and not gate.restore.isEnabled()


def test_it_can_be_stopped_and_nothing_else_can_be_done_meanwhile(gate, qtbot):
    taken(gate, Here.NOTHING)
    gate.restore.click()
    assert gate.stop.isVisible()
    for other in (gate.choose, gate.back, gate.restore):
        assert not other.isEnabled()
    with qtbot.assertNotEmitted(gate.left):
        qtbot.keyClick(gate, Qt.Key.Key_Escape)
    gate._progressed(m.Progress("restoring", 3, 4))
    assert gate.bar.value() == 750
    with qtbot.waitSignal(gate.stop_wanted):
        gate.stop.click()
    gate.refused(Refusal(Code.CANCELLED))
    assert gate.said.sentence == "中止しました。何も変更していません。"
    assert gate.restore.isEnabled() and not gate.stop.isVisible()


def test_what_is_no_backup_is_said_and_another_can_be_chosen(gate):
    gate.take("/files/letter")
    gate.refused(Refusal(Code.BACKUP_FOREIGN))
    assert "バックアップのファイルではありません" in gate.said.sentence
    assert not gate.restore.isEnabled()
    assert gate.choose.hasFocus()


def test_the_end_says_where_what_was_there_is_now(gate, qtbot):
    taken(gate, Here.SAME)
    with qtbot.waitSignal(gate.passed) as passed:
        gate.answered(m.BackupRestored(BACKUP, Here.SAME, "vault.before-restore-20261122-102600"))
    assert "vault.before-restore-20261122-102600" in passed.args[0]
    with qtbot.waitSignal(gate.passed) as passed:
        gate.answered(m.BackupRestored(replace(BACKUP), Here.NOTHING, ""))
    assert "before-restore" not in passed.args[0]


def test_the_keys(gate, qtbot):
    qtbot.keyClick(gate, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    from PySide6.QtWidgets import QFileDialog

    (dialog,) = gate.findChildren(QFileDialog)
    dialog.reject()
    with qtbot.waitSignal(gate.left):
        qtbot.keyClick(gate, Qt.Key.Key_Escape)
