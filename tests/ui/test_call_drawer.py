"""The drawer beside the call: words to read aloud, and a memo that is gone with the call unless it is saved."""

import pytest
from call_fakes import SAVED, VALUES
from call_keyboard import NEEDLES, Desk, K
from leak_walker import leaks
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol import messages as m
from operator_console.ui.call.keys import Point, Side

MEMO = "配達の時間帯を午後に変更したいとのこと"


@pytest.fixture
def desk(qtbot, theme):
    return Desk(qtbot, theme)


# ---- phrases and questions -------------------------------------------------------------------------------------------


def test_a_phrase_is_one_key_and_a_number_away(desk):
    desk.found()
    desk.press(K.Key_F3)
    assert desk.page.drawer.isVisible()
    desk.press(K.Key_2)
    assert "厳重に管理" in desk.page.drawer.talk.sentence.words
    desk.press(K.Key_Escape)
    assert not desk.page.drawer.isVisible()
    assert desk.page.parts.checklist.box.hasFocus()


def test_the_words_of_another_client_are_not_offered(desk):
    desk.found()
    desk.press(K.Key_F3)
    titles = [desk.page.drawer.talk.list.item(row).text() for row in range(desk.page.drawer.talk.list.count())]
    assert titles == ["録音のご案内", "お預かりした情報"]


def test_a_question_for_the_person_in_charge_goes_into_the_memo(desk):
    desk.found()
    desk.press(K.Key_F3, K.Key_Right, K.Key_1)
    assert not desk.page.drawer.talk.notice.sentence
    desk.ctrl(K.Key_Return)
    assert desk.memo.is_empty()
    desk.press(K.Key_2)
    assert desk.page.drawer.talk.notice.sentence
    desk.ctrl(K.Key_Return)
    assert desk.page.drawer.side is Side.MEMO
    assert "登録された情報をすべて教えてください。" in desk.memo.edit.toPlainText()
    assert desk.memo.edit.hasFocus()


@pytest.mark.parametrize("key", [K.Key_F8, K.Key_F11, K.Key_F7], ids=["hold", "approval", "purpose"])
def test_the_drawer_waits_while_something_else_stands_in_front(desk, key):
    desk.found()
    desk.press(K.Key_F3, key)
    assert not desk.page.drawer.isVisible()
    desk.press(K.Key_F8 if key == K.Key_F8 else K.Key_Escape)
    assert desk.page.drawer.isVisible()


def test_beside_the_drawer_the_side_that_is_worked_on_keeps_its_room(desk):
    desk.met()
    desk.press(K.Key_1, K.Key_F3)
    assert desk.shown() == {"name"}
    assert not desk.page.parts.checklist.isVisible()
    desk.press(K.Key_F6, K.Key_F6)
    assert desk.page.parts.checklist.isVisible()
    assert desk.shown() == set()
    desk.press(K.Key_F3, K.Key_Escape)
    assert desk.page.parts.card.isVisible()


# ---- the memo --------------------------------------------------------------------------------------------------------


def test_a_memo_is_kept_over_hold_and_out_of_sight_meanwhile(desk):
    desk.found()
    desk.press(K.Key_F4)
    desk.type(MEMO)
    desk.press(K.Key_F8)
    assert not desk.memo.edit.isVisible()
    desk.press(K.Key_F8)
    assert desk.memo.edit.isVisible()
    assert desk.memo.edit.toPlainText() == MEMO


def test_the_memo_is_in_its_editor_and_nowhere_else(desk):
    desk.found()
    desk.press(K.Key_F4)
    desk.type(MEMO)
    desk.qtbot.waitUntil(lambda: "CheckMemo" in desk.link.kinds())
    places = {where for where, _ in leaks([MEMO])}
    assert "MemoEdit().toPlainText" in places
    at_editor = ("MemoEdit()", "QTextDocument()", "QObject()[html]")  # the editor, its document, its control
    read_aloud = ("accessible Value", "accessible characters")  # the editor once more, by the path to it
    assert [where for where in places if not (where.startswith(at_editor) or where.endswith(read_aloud))] == []


@pytest.mark.parametrize("cause", ["lock", "end"])
def test_the_memo_is_gone_with_the_call_and_at_the_lock(desk, cause):
    desk.found()
    desk.press(K.Key_F4)
    desk.type(MEMO)
    desk.page.mask_now(cause)
    desk.memo.edit.undo()
    assert leaks([MEMO]) == []


def test_goodbye_asks_before_a_memo_is_lost(desk):
    desk.found()
    desk.press(K.Key_F4)
    desk.type(MEMO)
    desk.press(K.Key_F12)
    desk.at(Point.QUESTION)
    assert "Ctrl+Enter" in desk.page.parts.question._words.sentence
    desk.press(K.Key_Escape)
    assert desk.memo.edit.toPlainText() == MEMO
    desk.press(K.Key_F12, K.Key_F12)
    desk.at(Point.START)
    assert leaks([MEMO]) == []


def test_an_unsaved_memo_is_named_in_the_banner(desk):
    desk.found()
    assert not desk.page.banner.memo.isVisible()
    desk.press(K.Key_F4)
    desk.type(MEMO)
    desk.press(K.Key_Escape)
    assert desk.page.banner.memo.isVisible()


def test_a_saved_memo_leaves_the_editor_and_stands_in_the_history_masked(desk):
    desk.found()
    desk.press(K.Key_F4)
    desk.type(MEMO)
    desk.ctrl(K.Key_Return)
    assert desk.memo.is_empty()
    assert not desk.page.banner.memo.isVisible()
    assert len(desk.memo.history.rows) == 2
    assert leaks([MEMO, SAVED]) == []


def test_a_card_number_is_never_sent_to_be_saved_and_its_place_is_said(desk):
    desk.found()
    desk.press(K.Key_F4)
    desk.type("一行目\n𠮷田様 4242424242424242 です")
    desk.ctrl(K.Key_Return)
    desk.ctrl(K.Key_Return)
    assert "SaveMemo" not in desk.link.kinds()
    assert "<card_number>" in desk.memo.notice.sentence
    assert "2" in desk.memo.notice.sentence
    (mark,) = desk.memo.edit.extraSelections()
    assert mark.cursor.selectedText() == "4242424242424242"


def test_a_phone_is_pointed_out_and_saved_at_the_second_asking(desk):
    desk.found()
    desk.press(K.Key_F4)
    desk.type("折り返しは 09012345678 へ")
    desk.qtbot.waitUntil(lambda: "<phone>" in desk.memo.notice.sentence)
    desk.ctrl(K.Key_Return)
    assert "SaveMemo" not in desk.link.kinds()
    desk.ctrl(K.Key_Return)
    assert desk.link.kinds()[-1] == "SaveMemo"
    assert desk.memo.is_empty()


def test_a_memo_that_is_refused_stays_to_be_mended(desk):
    desk.found()
    desk.press(K.Key_F4)
    desk.type(MEMO)
    desk.link.refuse_next[m.SaveMemo] = Refusal(Code.MEMO_TOO_LONG, limit=10)
    desk.ctrl(K.Key_Return)
    assert desk.memo.edit.toPlainText() == MEMO
    assert not desk.memo.edit.isReadOnly()
    assert desk.memo.notice.sentence == "<memo_too_long>"


def test_a_memo_needs_a_customer_to_be_saved_with(desk):
    desk.press(K.Key_1, K.Key_1, K.Key_F4)
    desk.type(MEMO)
    desk.ctrl(K.Key_Return)
    assert desk.memo.notice.sentence
    assert "SaveMemo" not in desk.link.kinds()


def test_nothing_of_a_memo_can_be_copied_dragged_or_brought_back(desk):
    desk.found()
    desk.press(K.Key_F4)
    desk.type(MEMO)
    QGuiApplication.clipboard().setText("前からあるもの")
    for key in (K.Key_A, K.Key_C, K.Key_X, K.Key_Z, K.Key_K):
        desk.ctrl(key)
    assert QGuiApplication.clipboard().text() == "前からあるもの"
    assert not desk.memo.edit.document().isUndoAvailable()
    assert not desk.memo.edit.createMimeDataFromSelection().hasText()
    QGuiApplication.clipboard().clear()


def test_what_is_pasted_comes_as_plain_text(desk):
    desk.found()
    desk.press(K.Key_F4)
    data = QMimeData()
    data.setHtml("<b>太字</b>")
    data.setText("太字")
    desk.memo.edit.insertFromMimeData(data)
    assert desk.memo.edit.textCursor().charFormat().fontWeight() < QFont.Weight.Bold
    assert desk.memo.edit.toPlainText() == "太字"


# ---- the history -----------------------------------------------------------------------------------------------------


def test_a_saved_memo_is_shown_like_a_field_and_masked_by_itself(desk):
    desk.contract_met()
    desk.press(K.Key_F4, K.Key_Tab, K.Key_1)
    row = desk.memo.history.rows[0]
    assert row.shown
    assert {where for where, _ in leaks([SAVED])} == {"RevealedValue()._buffer (attribute)"}
    desk.clock.now += 31
    desk.qtbot.waitUntil(lambda: not row.shown)
    assert desk.link.ends() == [("history", "timer")]
    assert leaks([SAVED]) == []


def test_one_memo_at_a_time(desk):
    desk.contract_met()
    desk.press(K.Key_F4)
    desk.type(MEMO)
    desk.ctrl(K.Key_Return)
    desk.press(K.Key_Tab, K.Key_1, K.Key_2)
    assert [row.shown for row in desk.memo.history.rows] == [False, True]
    assert desk.link.kinds()[-3:] == ["RevealMemo", "EndShowing", "RevealMemo"]
    assert desk.link.ends() == [("history", "next")]


@pytest.mark.parametrize(
    ("leave", "cause"),
    [
        (lambda desk: desk.press(K.Key_F8), "hold"),
        (lambda desk: desk.press(K.Key_F7), "purpose"),
        (lambda desk: desk.press(K.Key_Escape), "key"),
        (lambda desk: desk.press(K.Key_F3), "leave"),
        (lambda desk: desk.page.mask_now("lock"), "lock"),
    ],
    ids=["hold", "purpose", "esc", "phrases", "lock"],
)
def test_a_shown_memo_is_masked_whatever_comes(desk, leave, cause):
    desk.contract_met()
    desk.press(K.Key_F4, K.Key_Tab, K.Key_1)
    leave(desk)
    assert leaks([SAVED]) == []
    assert ("history", cause) in desk.link.ends()


def test_a_memo_that_arrives_too_late_is_never_shown(desk):
    desk.contract_met()
    desk.press(K.Key_F4, K.Key_Tab)
    desk.link.pause()
    QTest.keyClick(QApplication.focusWidget(), K.Key_1)
    desk.press(K.Key_F8)
    desk.link.resume()
    desk.settle()
    assert leaks([SAVED]) == []
    assert ("history", "hold") in desk.link.ends()


def test_history_waits_for_the_check_and_for_its_purpose(desk):
    desk.contract()
    desk.press(K.Key_F4, K.Key_Tab, K.Key_1)
    assert "RevealMemo" not in desk.link.kinds()
    assert desk.said
    desk.press(K.Key_Escape, K.Key_F12)
    desk.met()
    desk.press(K.Key_F4, K.Key_Tab, K.Key_1)
    assert "RevealMemo" not in desk.link.kinds()


def test_only_a_memo_of_this_call_is_disposed_of_and_only_with_a_reason(desk):
    desk.contract_met()
    desk.press(K.Key_F4)
    desk.type(MEMO)
    desk.ctrl(K.Key_Return)
    desk.press(K.Key_Tab, K.Key_Down, K.Key_Delete)
    desk.at(Point.SHOW)
    desk.press(K.Key_Up, K.Key_Delete)
    desk.at(Point.CHOICE)
    desk.press(K.Key_Escape)
    assert "DisposeMemo" not in desk.link.kinds()
    desk.press(K.Key_F4, K.Key_Tab, K.Key_Delete, K.Key_2)
    assert isinstance(desk.link.asked[-1], m.DisposeMemo)
    assert [text for _, text, _ in desk.link.memos] == [SAVED]
    assert len(desk.memo.history.rows) == 1


def test_the_drawer_has_its_own_hints_and_all_are_in_the_help(desk):
    desk.found()
    base = {hint.key for hint in desk.page.hints.hints}
    desk.press(K.Key_F4)
    keys = {hint.key for hint in desk.page.hints.hints}
    assert "Ctrl+Enter" in keys - base
    assert {"F2", "F3", "F4", "F5", "F11"} <= {hint.key for hint in desk.page.keys()}  # noqa: SIM118 - a page is no dict
    desk.press(K.Key_F6)
    assert {hint.key for hint in desk.page.hints.hints} == base


def test_digits_are_typed_into_a_memo(desk):
    desk.met()
    desk.press(K.Key_F4, K.Key_1, K.Key_2)
    assert desk.memo.edit.toPlainText() == "12"
    assert desk.shown() == set()
    QTest.keyClick(desk.memo.edit, K.Key_1, Qt.KeyboardModifier.AltModifier)
    desk.settle()
    assert desk.shown() == {"name"}
    assert leaks(NEEDLES) != []
    assert VALUES["name"] not in desk.memo.edit.toPlainText()
