"""Copying is a step of its own: allowed field by field, in the log first, marked, and gone again soon."""

import pytest
from call_fakes import VALUES
from call_keyboard import NEEDLES, Desk, K
from leak_walker import leaks
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QAccessible, QGuiApplication

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol import messages as m
from operator_console.ui.copying import OURS, CopiedValue


@pytest.fixture
def desk(qtbot, theme):
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    yield Desk(qtbot, theme)
    clipboard.clear()


def copied():
    return QGuiApplication.clipboard().text()


def timer(desk):
    return desk.page._copying._copied._timer


def test_the_shown_field_is_copied_by_one_key(desk):
    desk.met()
    desk.press(K.Key_4)
    desk.ctrl(K.Key_C)
    assert copied() == VALUES["address"]
    assert desk.link.kinds()[-1] == "CopyField"
    data = QGuiApplication.clipboard().mimeData()
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"
    assert timer(desk).interval() == 15_000
    assert desk.field("address")._copy_key.isVisible()
    timer(desk).setInterval(1)
    desk.qtbot.waitUntil(lambda: copied() == "")


def test_nothing_is_copied_before_the_entry_is_there(desk):
    desk.met()
    desk.press(K.Key_4)
    desk.link.pause()
    desk.ctrl(K.Key_C)
    assert copied() == ""
    desk.press(K.Key_Escape)
    desk.link.resume()
    desk.settle()
    assert copied() == "", "it has been masked meanwhile"
    desk.press(K.Key_4)
    desk.link.refuse_next[m.CopyField] = Refusal(Code.DISK_FULL)
    desk.ctrl(K.Key_C)
    assert copied() == ""
    assert "disk_full" in desk.said[-1]


def test_only_a_field_that_the_policy_names(desk):
    desk.met()
    desk.ctrl(K.Key_C)
    desk.press(K.Key_1)
    desk.ctrl(K.Key_C)
    assert desk.field("name").field.label in desk.said[-1]
    assert "CopyField" not in desk.link.kinds()
    assert not desk.field("name")._copy_key.isVisible()
    assert copied() == ""


def test_of_several_the_one_in_use(desk):
    desk.met()
    desk.press(K.Key_2, K.Key_4)
    desk.ctrl(K.Key_C)
    assert copied() == "", "which one is meant cannot be told"
    desk.field("phone").setFocus()
    desk.ctrl(K.Key_C)
    assert copied() == VALUES["phone"]


def test_a_lock_takes_it_away_and_a_page_that_goes_too(desk):
    desk.met()
    desk.press(K.Key_4)
    desk.ctrl(K.Key_C)
    desk.page.mask_now("lock")
    assert copied() == ""
    desk.press(K.Key_4)
    desk.ctrl(K.Key_C)
    assert copied() == VALUES["address"]
    desk.page.destroyed.emit()
    assert copied() == ""


def test_what_somebody_else_put_there_stays(qtbot, qapp):
    value = CopiedValue(qapp)
    value.put(bytearray("東京都", "utf-8"))
    other = QMimeData()
    other.setText("ほかのプログラムのもの")
    QGuiApplication.clipboard().setMimeData(other)
    value.clear()
    assert copied() == "ほかのプログラムのもの"
    QGuiApplication.clipboard().clear()
    plain = QMimeData()
    plain.setData(OURS, b"1")
    QGuiApplication.clipboard().setMimeData(plain)
    value.clear()
    assert QGuiApplication.clipboard().mimeData().hasFormat(OURS), "it had nothing there any more"
    QGuiApplication.clipboard().clear()
    value.deleteLater()


def test_a_screen_reader_is_told_only_where_the_entry_says_so(desk):
    desk.met()
    desk.press(K.Key_1)
    assert {where for where, _ in leaks(NEEDLES)} == {"RevealedValue()._buffer (attribute)"}
    desk.press(K.Key_Escape)
    desk.link.speaking = True
    desk.press(K.Key_1)
    told = QAccessible.queryAccessibleInterface(desk.field("name").value)
    assert told.text(QAccessible.Text.Name) == VALUES["name"]
    assert {needle for _, needle in leaks(NEEDLES)} == {VALUES["name"]}
    desk.press(K.Key_1)
    assert told.text(QAccessible.Text.Name) == ""
    assert leaks(NEEDLES) == []
