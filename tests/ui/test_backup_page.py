"""The backup page: how old the last one is, a new one with a way to stop, and what was written."""

from datetime import UTC, datetime, timedelta

import pytest
from desk_bench import bench
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from operator_console.domain.backups import BackupView, LastBackup
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import DUTIES, Duty, Role
from operator_console.protocol import messages as m
from operator_console.ui.pages.backups import SPEC
from operator_console.ui.pages.catalogue import PAGES

MADE = BackupView("a" * 16, "2026-11-22T01:26:00+00:00", "0.1.0", "standalone", "b" * 32, 1234, 500, 7_300_000, False)


def last(days):
    return LastBackup((datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds"), "kanri", 7_300_000, 42)


@pytest.fixture
def desk(theme, japanese, qtbot):
    made = bench(theme, Role.ADMINISTRATOR)
    made.last = None
    made.link.answers = {m.ReadBackups: lambda _: m.BackupState(made.last)}
    return made, made.enter(SPEC, qtbot)


def test_it_is_the_administrators_page():
    assert SPEC in PAGES
    assert [role for role in Role if SPEC.duty in DUTIES[role]] == [Role.ADMINISTRATOR]
    assert SPEC.duty is Duty.BACK_UP


def test_without_a_backup_it_says_what_that_means(desk):
    _, page = desk
    assert page.state.text() == "バックアップなし"
    assert page.state.property("badge") == "danger"
    assert "別のディスクに" in page.last.sentence


@pytest.mark.parametrize(
    ("days", "tone", "words"), [(0, "good", "24 時間以内"), (6, "good", "6 日前"), (7, "warning", "7 日前")]
)
def test_an_old_one_is_pointed_out(desk, qtbot, days, tone, words):
    made, page = desk
    made.last = last(days)
    qtbot.keyClick(page, Qt.Key.Key_F5)
    made.link.settle()
    assert (page.state.property("badge"), page.state.text()) == (tone, words)
    assert "kanri" in page.last.sentence and "42 件" in page.last.sentence


def test_a_backup_is_saved_and_told(desk):
    made, page = desk
    page.save_to("/files/見本.ocbackup")
    one = made.link.one_waiting(m.MakeBackup)
    assert one.request == m.MakeBackup("/files/見本.ocbackup")
    assert not page.start.isEnabled() and page.may_leave()
    one.on_progress(m.Progress("writing", 1, 4))
    assert page.work.bar.value() == 250 and "書き込んでいます" in page.work.count.text()
    made.last = last(0)
    made.link.waiting.remove(one)
    made.link.reply(one, m.BackupMade(MADE))
    made.link.settle()
    assert "見本.ocbackup：顧客 500 件、操作記録 1,234 件、7.3 MB" in page.outcome.sentence
    assert made.said == [("バックアップを保存しました。", "good")]
    assert page.state.property("badge") == "good"
    assert page.start.isEnabled() and not page.may_leave()


def test_it_can_be_stopped(desk):
    made, page = desk
    page.save_to("/files/x")
    one = made.link.one_waiting(m.MakeBackup)
    one.on_progress(m.Progress("checking", 0, 2))
    page.work.stop.click()
    assert made.link.cancelled == [one.id]
    made.link.reply(one, Refusal(Code.CANCELLED))
    assert page.start.isEnabled() and not page.work.isVisible()
    assert made.said == [("中止しました。何も変わっていません。", "info")]


def test_what_goes_wrong_is_said_with_a_way_on(desk):
    made, page = desk
    page.save_to("/files/x")
    made.link.reply(made.link.one_waiting(m.MakeBackup), Refusal(Code.FILE_EXISTS, path="/files/x"))
    assert "別の名前を" in made.said[0][0]
    assert page.start.isEnabled()


def test_the_keys_open_a_chooser_that_suggests_a_name(desk, qtbot):
    _, page = desk
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert dialog.selectedFiles()[0].endswith(".ocbackup") and "保管庫_" in dialog.selectedFiles()[0]
    dialog.reject()
