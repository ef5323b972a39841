"""The call page with keys alone, from picking up to goodbye: what is on the screen and what the vault is asked."""

import pytest
from call_fakes import VALUES
from call_keyboard import NEEDLES, Desk, K
from leak_walker import leaks
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from operator_console.domain.ids import CallId
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.views import UnfinishedCall
from operator_console.protocol import messages as m
from operator_console.ui.call.keys import Point
from operator_console.ui.pages.call_desk import SPEC
from operator_console.ui.widgets.heard_input import HeardInput


@pytest.fixture
def desk(qtbot, theme):
    return Desk(qtbot, theme)


def test_the_page_belongs_to_those_who_take_calls(desk):
    assert SPEC.duty == "take_calls"
    assert SPEC.title()


def test_a_whole_call_with_keys_alone(desk):
    desk.at(Point.START)
    desk.press(K.Key_1)
    assert "あおぞら通販お客様窓口" in desk.page.parts.start.greeting.words
    desk.press(K.Key_Down, K.Key_Return)
    desk.at(Point.FIND)
    assert desk.link.asked[-1] == m.OpenCall(client="aozora", purpose="contract")
    desk.press(K.Key_Down)
    desk.say(VALUES["phone"])
    desk.at(Point.CHECK)
    assert leaks(NEEDLES) == []
    for item in ("name", "birth_date", "contract"):
        while desk.page.parts.checklist.current.id != item:
            desk.press(K.Key_Down)
        assert desk.page.parts.checklist.current.say == desk.page.parts.checklist.sentence.words
        desk.say(VALUES[item])
    desk.at(Point.SHOW)
    desk.press(K.Key_1, K.Key_3)
    assert desk.shown() == {"name", "contract"}
    desk.press(K.Key_F8)
    desk.at(Point.HOLD)
    assert desk.shown() == set()
    desk.press(K.Key_F8)
    desk.at(Point.SHOW)
    desk.press(K.Key_4)
    assert desk.shown() == {"note"}
    desk.press(K.Key_F12)
    desk.at(Point.START)
    assert desk.link.ends() == [("name", "hold"), ("contract", "hold"), ("note", "end")]
    assert desk.page.parts.start.clients.hasFocus()
    assert not desk.page.call_is_open()
    assert leaks(NEEDLES) == []


# ---- picking up ------------------------------------------------------------------------------------------------------


def test_a_call_that_a_lock_interrupted_is_offered_first(qtbot, theme):
    desk = Desk(qtbot, theme, UnfinishedCall(CallId("9" * 32), "あおぞら通販", "配送", check_valid=True))
    assert desk.page.parts.start.go_back.hasFocus()
    desk.press(K.Key_Return)
    assert desk.link.asked == [m.ResumeCall(call=CallId("9" * 32))]
    desk.at(Point.SHOW)
    assert desk.shown() == set()


def test_the_offer_is_gone_after_the_call(qtbot, theme):
    desk = Desk(qtbot, theme, UnfinishedCall(CallId("9" * 32), "あおぞら通販", "配送", check_valid=False))
    desk.press(K.Key_Return, K.Key_F12)
    desk.at(Point.START)
    assert not desk.page.parts.start.offer.isVisible()
    assert desk.page.parts.start.clients.hasFocus()


def test_type_ahead_finds_a_client(desk):
    desk.page.parts.start.clients.keyboardSearch("ひなた")
    desk.press(K.Key_Return, K.Key_2)
    assert desk.link.asked[-1] == m.OpenCall(client="hinata", purpose="contact_change")


# ---- finding ---------------------------------------------------------------------------------------------------------


def test_nothing_found_keeps_the_text_to_be_corrected_until_another_way_is_tried(desk):
    desk.press(K.Key_1, K.Key_1)
    desk.say("C-0000000")
    assert desk.page.parts.finding.notice.sentence
    first, second = (next(iter(way.inputs.values())) for way in desk.page.parts.finding.ways[:2])
    assert first.hasFocus()
    assert first.text() == "C-0000000"
    desk.press(K.Key_Down)
    QTest.keyClicks(QApplication.focusWidget(), "0")
    assert (first.text(), second.text()) == ("", "0")


def test_a_text_that_found_nobody_is_replaced_by_typing_and_corrected_by_other_keys(desk):
    desk.press(K.Key_1, K.Key_1)
    desk.say("C-731604")
    QTest.keyClick(QApplication.focusWidget(), K.Key_End)
    QTest.keyClicks(QApplication.focusWidget(), "9")
    assert QApplication.focusWidget().text() == "C-7316049"
    desk.press(K.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "C-7316042")
    desk.press(K.Key_Return)
    desk.at(Point.CHECK)


def test_a_reading_alone_asks_for_one_thing_more(desk):
    desk.press(K.Key_1, K.Key_1)
    desk.press(K.Key_4, alt=True)
    desk.say(VALUES["kana"])
    assert desk.page.parts.finding.notice.sentence
    assert QApplication.focusWidget() is desk.page.parts.finding.ways[3].inputs["birth_date"]
    desk.say(VALUES["birth_date"])
    desk.at(Point.CHECK)
    assert desk.link.asked[-1].by == {"kana": VALUES["kana"], "birth_date": VALUES["birth_date"]}


def test_too_many_asks_for_one_thing_more_and_sends_both(desk):
    desk.press(K.Key_1, K.Key_1)
    desk.link.refuse_next[m.FindCustomer] = Refusal(Code.FIND_TOO_MANY)
    desk.say(VALUES["number"])
    assert desk.page.parts.finding.notice.sentence
    desk.say(VALUES["phone"])
    assert desk.link.asked[-1].by.keys() == {"number", "phone"}
    desk.at(Point.CHECK)


def test_what_was_typed_to_find_somebody_is_gone_once_they_are_found(desk):
    desk.found()
    assert leaks(NEEDLES) == []
    desk.press(K.Key_F9)
    desk.at(Point.FIND)
    assert not desk.page.parts.finding.heard()
    QTest.keyClick(QApplication.focusWidget(), K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert leaks(NEEDLES) == []


# ---- the check -------------------------------------------------------------------------------------------------------


def test_the_answer_is_wiped_while_it_is_still_being_compared(desk):
    desk.found()
    desk.link.pause()
    box = desk.page.parts.checklist.box
    box.insert(VALUES["name"])
    QTest.keyClick(box, K.Key_Return)
    assert box.text() == ""
    box.undo()
    assert leaks(NEEDLES) == []
    desk.link.resume()


def test_the_result_is_the_same_for_a_right_and_a_wrong_answer(desk):
    desk.found()
    desk.say("別の名前")
    wrong = (desk.page.parts.checklist.notice.sentence, desk.page.parts.checklist.rows[0].accessibleName())
    desk.press(K.Key_Up)
    desk.say(VALUES["name"])
    right = (desk.page.parts.checklist.notice.sentence, desk.page.parts.checklist.rows[0].accessibleName())
    assert wrong[0] == right[0]
    assert wrong[1].replace("2", "1") == right[1]


def test_an_empty_answer_skips_the_question_without_an_attempt(desk):
    desk.found()
    before = desk.page.parts.checklist.current.id
    desk.press(K.Key_Return)
    assert desk.page.parts.checklist.current.id != before
    assert "AnswerItem" not in desk.link.kinds()


def test_an_answer_typed_during_the_comparison_is_not_lost(desk):
    desk.found()
    desk.link.pause()
    box = desk.page.parts.checklist.box
    box.insert("一つ目")
    QTest.keyClick(box, K.Key_Return)
    box.insert("二つ目")
    QTest.keyClick(box, K.Key_Return)
    assert desk.link.kinds().count("AnswerItem") == 1
    assert box.text() == "二つ目"
    desk.link.resume()


def test_when_the_attempts_run_out_the_page_says_what_to_do(desk):
    desk.found()
    while not desk.page.parts.checklist.is_spent():
        desk.say("違う答え")
    desk.at(Point.SPENT)
    assert not desk.page.parts.checklist.box.isEnabled()
    assert "F12" in desk.page.parts.checklist.notice.sentence or desk.page.parts.checklist.notice.sentence
    desk.press(K.Key_F12)
    desk.at(Point.START)


def test_the_day_s_limit_ends_the_check_at_once(desk):
    desk.found()
    desk.link.refuse_next[m.AnswerItem] = Refusal(Code.ATTEMPTS_DAY)
    desk.say(VALUES["name"])
    desk.at(Point.SPENT)
    desk.press(K.Key_F9)
    desk.at(Point.FIND)


def test_a_later_wrong_answer_masks_what_is_shown(desk):
    desk.met()
    desk.press(K.Key_1, K.Key_F6)
    assert desk.page.parts.checklist.box.hasFocus()
    desk.page.parts.checklist._pick(0)
    desk.say("別の名前")
    desk.at(Point.CHECK)
    assert desk.shown() == set()
    assert desk.link.showing == set()


# ---- hold, another customer, another purpose, goodbye ----------------------------------------------------------------


def test_hold_masks_before_the_vault_has_answered(desk):
    desk.met()
    desk.press(K.Key_1)
    desk.link.pause()
    QTest.keyClick(QApplication.focusWidget(), K.Key_F8)
    desk.at(Point.HOLD)
    assert desk.shown() == set()
    assert desk.link.kinds()[-2:] == ["EndShowing", "HoldCall"]
    desk.link.resume()


def test_the_keys_of_hold_and_goodbye_may_be_pressed_twice(desk):
    desk.met()
    desk.link.pause()
    for key in (K.Key_F8, K.Key_F8, K.Key_F12, K.Key_F12, K.Key_F12):
        QTest.keyClick(QApplication.focusWidget(), key)
    assert desk.link.kinds()[-2:] == ["HoldCall", "EndCall"]
    desk.link.resume()
    desk.at(Point.START)
    assert desk.said == [desk.page.tr("The call has ended.")]


def test_a_caller_can_be_held_before_anybody_is_found(desk):
    desk.press(K.Key_1, K.Key_1, K.Key_F8)
    desk.at(Point.HOLD)
    desk.press(K.Key_Return)
    desk.at(Point.FIND)
    assert isinstance(QApplication.focusWidget(), HeardInput)


def test_the_key_of_goodbye_does_not_answer_another_question(desk):
    desk.found()
    desk.say("違う答え")
    desk.press(K.Key_F9)
    desk.at(Point.QUESTION)
    desk.press(K.Key_F12)
    desk.at(Point.QUESTION)
    assert "EndCall" not in desk.link.kinds()
    desk.press(K.Key_F12)
    desk.at(Point.START)


def test_a_hold_that_is_refused_leaves_the_call_as_it_was(desk):
    desk.met()
    desk.link.refuse_next[m.HoldCall] = Refusal(Code.INTERNAL)
    desk.press(K.Key_F8)
    desk.at(Point.SHOW)
    assert desk.said[-1] == "<internal>"


def test_the_wrong_customer_is_put_back_after_a_second_look(desk):
    desk.met()
    desk.press(K.Key_F9)
    desk.at(Point.QUESTION)
    desk.press(K.Key_Escape)
    desk.at(Point.SHOW)
    desk.press(K.Key_F9, K.Key_Tab, K.Key_Return)
    desk.at(Point.FIND)
    assert desk.page.parts.card.fields == []


def test_another_purpose_in_the_same_call(desk):
    desk.met()
    desk.press(K.Key_1, K.Key_F7)
    desk.at(Point.PURPOSE)
    assert desk.shown() == set()
    desk.press(K.Key_3)
    assert desk.link.asked[-1] == m.ChangePurpose(purpose="contact_change")
    desk.at(Point.CHECK)
    assert desk.page.parts.checklist.box.hasFocus()


def test_goodbye_asks_only_when_something_is_lost(desk):
    desk.found()
    desk.press(K.Key_F12)
    desk.at(Point.START)
    desk.found()
    desk.say(VALUES["name"])
    desk.press(K.Key_F12)
    desk.at(Point.QUESTION)
    desk.press(K.Key_F12)
    desk.at(Point.START)


def test_leaving_says_that_a_caller_is_on_the_line(desk):
    assert desk.page.may_leave() == ""
    desk.found()
    assert desk.page.may_leave()
    assert desk.page.call_is_open()


def test_a_call_that_the_vault_does_not_know_is_over(desk):
    desk.met()
    desk.link.refuse_next[m.RevealField] = Refusal(Code.CALL_ABSENT)
    desk.press(K.Key_1)
    desk.at(Point.START)


def test_the_page_fits_a_small_window_at_150_percent(desk):
    """853 x 533 px, of which the window's own bars take about 180 when there is a message."""
    smallest = []
    held, memo, question = (lambda key=key: desk.press(key) for key in (K.Key_F8, K.Key_F4, K.Key_F12))
    for step in (lambda: None, desk.met, memo, held, question):
        desk.page.resize(853, 350)
        step()
        desk.settle()
        smallest.append(desk.page.minimumSizeHint())
    assert max(size.width() for size in smallest) <= 853
    assert max(size.height() for size in smallest) <= 350


def test_the_hints_name_the_keys_of_the_moment(desk):
    def keys():
        return {hint.key for hint in desk.page.hints.hints}

    assert "F12" not in keys()
    desk.met()
    assert {"1–9", "Alt+1–9", "Esc", "F6", "F7", "F8", "F9", "F12"} <= keys()
    assert keys() <= {hint.key for hint in desk.page.keys()}  # noqa: SIM118 - a page is no dict
