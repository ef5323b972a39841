"""Who is on the line, and calling back to the number on file: keys alone, masked whenever it can be."""

import pytest
from call_fakes import VALUES
from call_keyboard import NEEDLES, Desk, K
from leak_walker import leaks
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol import messages as m
from operator_console.ui.call.keys import Point


@pytest.fixture
def desk(qtbot, theme):
    return Desk(qtbot, theme)


def test_a_whole_call_of_a_representative_with_call_back_and_memo_by_keys_alone(desk):
    desk.contract()
    desk.press(K.Key_F2)
    desk.at(Point.CHOICE)
    desk.press(K.Key_Down)
    assert "ご家族様" in desk.page.parts.choice.sentence.words
    desk.press(K.Key_Return)
    assert desk.link.asked[-1] == m.SetCaller(representative="family")
    assert [row.accessibleName().split("、")[0] for row in desk.page.parts.checklist.rows] == ["お名前", "ご住所"]
    desk.ask("name", "address")
    desk.at(Point.SHOW)
    desk.press(K.Key_1)
    desk.at(Point.CALL_BACK)
    assert leaks(NEEDLES) == []
    desk.press(K.Key_Return)
    desk.at(Point.CALLING)
    assert leaks(NEEDLES) == []
    desk.press(K.Key_1)
    desk.at(Point.SHOW)
    desk.press(K.Key_1, K.Key_2)
    assert desk.shown() == {"company", "contract"}
    desk.press(K.Key_F4)
    desk.type("代理の方に契約番号をご案内")
    desk.ctrl(K.Key_Return)
    assert desk.memo.is_empty()
    assert desk.link.memos[0][1] == "代理の方に契約番号をご案内"
    desk.press(K.Key_Escape, K.Key_F12)
    desk.at(Point.START)
    assert desk.link.showing == set()
    assert leaks([*NEEDLES, "契約番号をご案内"]) == []


# ---- who is on the line ----------------------------------------------------------------------------------------------


def test_a_representative_changes_the_check_and_the_page_says_what_was_dropped(desk):
    desk.contract()
    desk.ask("name")
    desk.press(K.Key_F2, K.Key_2)
    assert desk.said[-1] == desk.page.parts.checklist.notice.sentence
    assert "同居のご家族" in desk.page.banner.caller.text()
    assert desk.link.call.checklist.met == frozenset()
    assert desk.link.call.checklist.tried("name") == 1


def test_what_is_said_to_a_representative_comes_before_the_first_question(desk):
    desk.contract()
    desk.press(K.Key_F2, K.Key_2)
    checklist = desk.page.parts.checklist
    assert "ご家族様でいらっしゃいますね" in checklist.sentence.words
    assert checklist.current.say in checklist.sentence.words
    desk.ask("name")
    assert checklist.sentence.words == checklist.current.say


def test_fields_that_a_representative_may_not_be_told_say_why(desk):
    desk.contract()
    before = desk.states()["name"]
    desk.press(K.Key_F2, K.Key_2)
    desk.ask("name", "address")
    assert desk.states()["name"] != before
    assert desk.states()["name"] == desk.states()["phone"].replace("電話番号", "氏名")
    while QApplication.focusWidget() is not desk.field("name"):
        desk.press(K.Key_Down)
    desk.press(K.Key_Return)
    assert "同居のご家族" in desk.said[-1]
    assert "F2" in desk.said[-1]
    assert "RevealField" not in desk.link.kinds()


def test_what_is_shown_is_masked_when_somebody_else_takes_the_phone(desk):
    desk.contract_met()
    desk.press(K.Key_1, K.Key_F2)
    assert desk.shown() == set()
    assert desk.link.ends() == [("name", "caller")]
    desk.press(K.Key_Escape)
    desk.at(Point.SHOW)
    assert "SetCaller" not in desk.link.kinds()


def test_a_purpose_for_the_customer_alone_says_so(desk):
    desk.found()
    desk.press(K.Key_F2)
    desk.at(Point.CHECK)
    assert desk.said


def test_who_calls_can_be_said_before_anybody_is_found_and_what_was_typed_stays(desk):
    desk.press(K.Key_1, K.Key_2)
    desk.press(K.Key_3, alt=True)
    desk.type("K-5509")
    desk.press(K.Key_F2, K.Key_2)
    desk.at(Point.FIND)
    assert desk.page.parts.finding.heard() == {"contract": "K-5509"}
    desk.press(K.Key_F7, K.Key_1)
    assert desk.link.call.purpose_id == "delivery"
    assert desk.page.parts.finding.heard() == {"contract": "K-5509"}
    assert desk.page.parts.finding.ways[2].inputs["contract"].hasFocus()


# ---- calling back ----------------------------------------------------------------------------------------------------


def test_a_call_back_masks_like_hold_and_enter_twice_records_nothing(desk):
    desk.contract_met()
    desk.press(K.Key_1, K.Key_F5)
    assert desk.link.ends() == [("name", "call_back")]
    desk.press(K.Key_Return, K.Key_Return, K.Key_Return)
    desk.at(Point.CALLING)
    assert "EndCallBack" not in desk.link.kinds()
    assert desk.page.parts.card.fields == []
    assert leaks(NEEDLES) == []
    for key in (K.Key_F2, K.Key_F3, K.Key_F4, K.Key_F5, K.Key_F7, K.Key_F8, K.Key_F9, K.Key_F11, K.Key_Escape):
        desk.press(key)
        desk.at(Point.CALLING)


def test_a_call_back_that_reaches_nobody_grants_nothing(desk):
    desk.contract_met()
    desk.press(K.Key_F5, K.Key_Return, K.Key_2)
    desk.at(Point.SHOW)
    assert desk.link.asked[-1] == m.EndCallBack(reached=False)
    assert "F5" in desk.said[-1]
    desk.press(K.Key_2)
    desk.at(Point.CALL_BACK)
    assert "RevealField" not in desk.link.kinds()
    desk.press(K.Key_Escape)
    desk.at(Point.SHOW)


def test_a_call_back_comes_after_the_check(desk):
    desk.contract()
    desk.press(K.Key_F5)
    desk.at(Point.CHECK)
    assert desk.said


def test_where_this_machine_cannot_dial_the_operator_can(desk):
    desk.contract_met()
    desk.link.refuse_next[m.BeginCallBack] = Refusal(Code.DIAL_UNAVAILABLE)
    desk.press(K.Key_F5, K.Key_Return)
    desk.at(Point.CALL_BACK)
    assert desk.page.parts.call_back.notice.sentence == "<dial_unavailable>"
    desk.press(K.Key_Return)
    assert desk.link.asked[-1] == m.BeginCallBack(by_hand=True)
    desk.at(Point.CALLING)


def test_goodbye_during_a_call_back_asks_first(desk):
    desk.contract_met()
    desk.press(K.Key_F5, K.Key_Return, K.Key_F12)
    desk.at(Point.QUESTION)
    desk.press(K.Key_Escape)
    desk.at(Point.CALLING)
    desk.press(K.Key_F12, K.Key_F12)
    desk.at(Point.START)


# ---- as whom ---------------------------------------------------------------------------------------------------------


def test_the_client_is_in_sight_in_every_state_of_the_call(desk):
    banner = desk.page.banner
    assert not banner.sign.isVisible()
    desk.contract_met()
    for key in (K.Key_F2, K.Key_Escape, K.Key_F5, K.Key_Return, K.Key_1, K.Key_F8, K.Key_F8, K.Key_F11, K.Key_Escape):
        desk.press(key)
        assert (banner.sign.isVisible(), banner.client.text()) == (True, "あおぞら通販")


def test_two_clients_have_two_signs(desk):
    banner = desk.page.banner
    desk.press(K.Key_1, K.Key_2)
    first = (banner.sign._initial, banner.sign.colour.name())
    desk.press(K.Key_F12)
    desk.press(K.Key_2, K.Key_1)
    second = (banner.sign._initial, banner.sign.colour.name())
    assert first[0] != second[0]
    assert first[1] != second[1]


def test_nothing_heard_is_left_when_the_lock_comes_during_a_step_aside(desk):
    desk.contract()
    QTest.keyClicks(desk.page.parts.checklist.box, "x")
    desk.page.parts.checklist.box.insert(VALUES["name"])
    desk.press(K.Key_F2)
    desk.page.mask_now("lock")
    assert leaks(NEEDLES) == []
