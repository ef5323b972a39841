"""A lead signs at the operator's console: what is sent, what it opens, and that the password stays nowhere."""

import pytest
from call_fakes import LEAD, REASONS, VALUES
from call_keyboard import NEEDLES, Desk, K
from leak_walker import leaks
from PySide6.QtWidgets import QApplication

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol import messages as m
from operator_console.ui.call.keys import Point


@pytest.fixture
def desk(qtbot, theme):
    return Desk(qtbot, theme)


def sign(desk, password=LEAD[1]):
    """Type what the lead types, from the reason on."""
    desk.press(K.Key_1)
    desk.type(LEAD[0])
    desk.press(K.Key_Return)
    desk.type(password)
    desk.press(K.Key_Return)


def test_fields_are_shown_without_the_check_once_a_lead_has_signed(desk):
    desk.found()
    desk.press(K.Key_F11)
    desk.at(Point.APPROVAL)
    desk.press(K.Key_2, K.Key_5, K.Key_5, K.Key_4, K.Key_Return)
    sign(desk)
    asked = desk.link.asked[-1]
    assert (asked.lead, asked.reason) == (LEAD[0], REASONS[0])
    assert len(asked.fields) == 2
    desk.at(Point.CHECK)
    assert LEAD[0] in desk.said[-1]
    desk.press(K.Key_1)
    assert desk.shown() == {asked.fields[0]}
    assert leaks([LEAD[1]]) == []


def test_a_wrong_password_says_so_and_is_gone(desk):
    desk.found()
    desk.press(K.Key_F11, K.Key_1, K.Key_Return)
    sign(desk, "違う合言葉")
    desk.at(Point.APPROVAL)
    assert desk.page.parts.approval.notice.sentence == "<approval_wrong>"
    assert desk.page.parts.approval.password.hasFocus()
    assert leaks(["違う合言葉"]) == []
    desk.type(LEAD[1])
    desk.press(K.Key_Return)
    desk.at(Point.CHECK)


def test_a_held_lead_is_said_in_the_pane(desk):
    desk.found()
    desk.press(K.Key_F11, K.Key_1, K.Key_Return)
    desk.link.refuse_next[m.BreakGlass] = Refusal(Code.SIGN_IN_HELD, seconds=30)
    sign(desk)
    assert desk.page.parts.approval.notice.sentence == "<sign_in_held>"


def test_what_is_missing_is_asked_for_before_anything_is_sent(desk):
    desk.found()
    desk.press(K.Key_F11, K.Key_Return, K.Key_1)
    desk.type(LEAD[0])
    desk.press(K.Key_Return, K.Key_Return)
    pane = desk.page.parts.approval
    assert pane.fields.hasFocus()
    assert pane.notice.sentence
    desk.press(K.Key_1, K.Key_Return, K.Key_1, K.Key_Return, K.Key_Return)
    assert pane.password.hasFocus()
    assert "BreakGlass" not in desk.link.kinds()


@pytest.mark.parametrize("key", [K.Key_Escape, K.Key_F8, K.Key_F12], ids=["esc", "hold", "goodbye"])
def test_leaving_the_pane_wipes_who_signs_and_the_password(desk, key):
    desk.found()
    desk.press(K.Key_F11, K.Key_1, K.Key_Return, K.Key_1)
    desk.type("誰かの名前")
    desk.press(K.Key_Return)
    desk.type("途中の合言葉")
    desk.press(key)
    assert leaks(["誰かの名前", "途中の合言葉"]) == []
    assert "BreakGlass" not in desk.link.kinds()


def test_the_pane_says_that_it_is_always_reviewed(desk):
    desk.found()
    desk.press(K.Key_F11)
    assert "review" in desk.page.parts.approval._words.sentence


def test_the_day_s_limit_is_lifted_and_the_check_goes_on(desk):
    desk.link.day_over = True
    desk.press(K.Key_1, K.Key_1)
    desk.press(K.Key_2, alt=True)
    desk.say(VALUES["phone"])
    desk.at(Point.SPENT)
    assert "F11" in desk.page.parts.checklist.notice.sentence
    desk.press(K.Key_F11)
    desk.at(Point.CHOICE)
    desk.press(K.Key_1)
    desk.at(Point.APPROVAL)
    sign(desk)
    assert isinstance(desk.link.asked[-1], m.LiftLimit)
    desk.at(Point.CHECK)
    assert desk.page.parts.checklist.box.hasFocus()


def test_a_limit_that_was_met_in_this_call_can_be_lifted_too(desk):
    desk.found()
    desk.link.refuse_next[m.AnswerItem] = Refusal(Code.ATTEMPTS_DAY)
    desk.say(VALUES["name"])
    desk.at(Point.SPENT)
    desk.press(K.Key_F11, K.Key_1)
    sign(desk)
    desk.at(Point.CHECK)
    assert desk.page.parts.checklist.box.isEnabled()


def test_an_approval_masks_what_is_shown_while_it_is_typed(desk):
    desk.met()
    desk.press(K.Key_1, K.Key_F11)
    assert desk.shown() == set()
    assert leaks(NEEDLES) == []


# ---- a sealed customer -----------------------------------------------------------------------------------------------


def test_a_sealed_customer_is_found_with_a_lead_and_checked_as_anyone(desk):
    desk.press(K.Key_1, K.Key_1)
    desk.press(K.Key_2, alt=True)
    desk.type(VALUES["phone"])
    desk.press(K.Key_F11)
    desk.at(Point.APPROVAL)
    assert QApplication.focusWidget() is desk.page.parts.approval.reasons
    sign(desk)
    assert desk.link.asked[-1].by == {"phone": VALUES["phone"]}
    desk.at(Point.CHECK)
    assert leaks(NEEDLES) == []


def test_nobody_found_says_the_same_as_ever(desk):
    desk.press(K.Key_1, K.Key_1)
    desk.say("C-0000000")
    ever = desk.page.parts.finding.notice.sentence
    desk.press(K.Key_F11)
    sign(desk)
    desk.at(Point.FIND)
    assert desk.page.parts.finding.notice.sentence == ever


def test_a_search_with_a_lead_needs_what_the_caller_said(desk):
    desk.press(K.Key_1, K.Key_1, K.Key_F11)
    desk.at(Point.FIND)
    assert "F11" in desk.said[-1]
