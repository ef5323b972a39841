"""The call page with keys alone: what is on the screen, what the vault is asked, and what never appears anywhere."""

import pytest
from call_fakes import VALUES, FakeLink, FakeWording, session
from leak_walker import leaks
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from operator_console.domain.ids import CallId
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.views import UnfinishedCall
from operator_console.protocol import messages as m
from operator_console.ui.call.keys import Point
from operator_console.ui.page import PageContext
from operator_console.ui.pages.call_desk import SPEC, CallDesk

K = Qt.Key
NEEDLES = [value for value in VALUES.values() if value]


class Clock:
    """Time that stands still until it is told to go on."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


class Desk:
    """The page with hands on its keyboard."""

    def __init__(self, qtbot, theme, unfinished=None):
        self.qtbot, self.link, self.said, self.clock = qtbot, FakeLink(), [], Clock()
        context = PageContext(
            self.link, session(unfinished), FakeWording(), theme, lambda words, tone: self.said.append(words)
        )
        self.page = CallDesk(context, self.clock)
        qtbot.addWidget(self.page)
        self.page.resize(1080, 740)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.page.entered()

    def press(self, *keys, alt=False):
        for key in keys:
            QTest.keyClick(
                QApplication.focusWidget(),
                key,
                Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier,
            )
            self.settle()

    def say(self, text):
        """What an input method commits, then Enter."""
        box = QApplication.focusWidget()
        assert box.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
        box.insert(text)
        self.press(K.Key_Return)

    def settle(self):
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: self.link.idle)

    def at(self, point):
        assert self.page.point is point, (
            self.link.asked,
            self.page.finding.notice.sentence,
            QApplication.focusWidget(),
        )

    def found(self):
        self.press(K.Key_1, K.Key_1)
        self.at(Point.FIND)
        self.press(K.Key_2, alt=True)
        self.say(VALUES["phone"])
        self.at(Point.CHECK)
        return self

    def met(self):
        self.found()
        self.say(VALUES["name"])
        self.say(VALUES["birth_date"])
        self.at(Point.SHOW)
        return self

    def shown(self):
        return {field.field.name for field in self.page.card.fields if field.shown}

    def field(self, name):
        return next(field for field in self.page.card.fields if field.field.name == name)


@pytest.fixture
def desk(qtbot, theme):
    return Desk(qtbot, theme)


def test_the_page_belongs_to_those_who_take_calls(desk):
    assert SPEC.duty == "take_calls"
    assert SPEC.title()


def test_a_whole_call_with_keys_alone(desk):
    desk.at(Point.START)
    desk.press(K.Key_1)
    assert "あおぞら通販お客様窓口" in desk.page.start.greeting.words
    desk.press(K.Key_Down, K.Key_Return)
    desk.at(Point.FIND)
    assert desk.link.asked[-1] == m.OpenCall(client="aozora", purpose="contract")
    desk.press(K.Key_Down)
    desk.say(VALUES["phone"])
    desk.at(Point.CHECK)
    assert leaks(NEEDLES) == []
    for item in ("name", "birth_date", "contract"):
        while desk.page.checklist.current.id != item:
            desk.press(K.Key_Down)
        assert desk.page.checklist.current.say == desk.page.checklist.sentence.words
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
    assert desk.page.start.clients.hasFocus()
    assert not desk.page.call_is_open()
    assert leaks(NEEDLES) == []


# ---- picking up ------------------------------------------------------------------------------------------------------


def test_a_call_that_a_lock_interrupted_is_offered_first(qtbot, theme):
    desk = Desk(qtbot, theme, UnfinishedCall(CallId("9" * 32), "あおぞら通販", "配送", check_valid=True))
    assert desk.page.start.go_back.hasFocus()
    desk.press(K.Key_Return)
    assert desk.link.asked == [m.ResumeCall(call=CallId("9" * 32))]
    desk.at(Point.SHOW)
    assert desk.shown() == set()


def test_the_offer_is_gone_after_the_call(qtbot, theme):
    desk = Desk(qtbot, theme, UnfinishedCall(CallId("9" * 32), "あおぞら通販", "配送", check_valid=False))
    desk.press(K.Key_Return, K.Key_F12)
    desk.at(Point.START)
    assert not desk.page.start.offer.isVisible()
    assert desk.page.start.clients.hasFocus()


def test_type_ahead_finds_a_client(desk):
    desk.page.start.clients.keyboardSearch("ひなた")
    desk.press(K.Key_Return, K.Key_2)
    assert desk.link.asked[-1] == m.OpenCall(client="hinata", purpose="contact_change")


# ---- finding ---------------------------------------------------------------------------------------------------------


def test_nothing_found_keeps_the_text_to_be_corrected_until_another_way_is_tried(desk):
    desk.press(K.Key_1, K.Key_1)
    desk.say("C-0000000")
    assert desk.page.finding.notice.sentence
    first, second = (next(iter(way.inputs.values())) for way in desk.page.finding.ways[:2])
    assert first.hasFocus()
    assert first.selectedText() == "C-0000000"
    desk.press(K.Key_Down)
    QTest.keyClicks(QApplication.focusWidget(), "0")
    assert (first.text(), second.text()) == ("", "0")


def test_a_reading_alone_asks_for_one_thing_more(desk):
    desk.press(K.Key_1, K.Key_1)
    desk.press(K.Key_4, alt=True)
    desk.say(VALUES["kana"])
    assert desk.page.finding.notice.sentence
    assert QApplication.focusWidget() is desk.page.finding.ways[3].inputs["birth_date"]
    desk.say(VALUES["birth_date"])
    desk.at(Point.CHECK)
    assert desk.link.asked[-1].by == {"kana": VALUES["kana"], "birth_date": VALUES["birth_date"]}


def test_too_many_asks_for_one_thing_more_and_sends_both(desk):
    desk.press(K.Key_1, K.Key_1)
    desk.link.refuse_next[m.FindCustomer] = Refusal(Code.FIND_TOO_MANY)
    desk.say(VALUES["number"])
    assert desk.page.finding.notice.sentence
    desk.say(VALUES["phone"])
    assert desk.link.asked[-1].by.keys() == {"number", "phone"}
    desk.at(Point.CHECK)


def test_what_was_typed_to_find_somebody_is_gone_once_they_are_found(desk):
    desk.found()
    assert leaks(NEEDLES) == []
    desk.press(K.Key_F9)
    desk.at(Point.FIND)
    assert not desk.page.finding.holds_text()
    QTest.keyClick(QApplication.focusWidget(), K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert leaks(NEEDLES) == []


# ---- the check -------------------------------------------------------------------------------------------------------


def test_the_answer_is_wiped_while_it_is_still_being_compared(desk):
    desk.found()
    desk.link.pause()
    box = desk.page.checklist.box
    box.insert(VALUES["name"])
    QTest.keyClick(box, K.Key_Return)
    assert box.text() == ""
    box.undo()
    assert leaks(NEEDLES) == []
    desk.link.resume()


def test_the_result_is_the_same_for_a_right_and_a_wrong_answer(desk):
    desk.found()
    desk.say("別の名前")
    wrong = (desk.page.checklist.notice.sentence, desk.page.checklist.rows[0].accessibleName())
    desk.press(K.Key_Up)
    desk.say(VALUES["name"])
    right = (desk.page.checklist.notice.sentence, desk.page.checklist.rows[0].accessibleName())
    assert wrong[0] == right[0]
    assert wrong[1].replace("2", "1") == right[1]


def test_an_empty_answer_skips_the_question_without_an_attempt(desk):
    desk.found()
    before = desk.page.checklist.current.id
    desk.press(K.Key_Return)
    assert desk.page.checklist.current.id != before
    assert "AnswerItem" not in desk.link.kinds()


def test_an_answer_typed_during_the_comparison_is_not_lost(desk):
    desk.found()
    desk.link.pause()
    box = desk.page.checklist.box
    box.insert("一つ目")
    QTest.keyClick(box, K.Key_Return)
    box.insert("二つ目")
    QTest.keyClick(box, K.Key_Return)
    assert desk.link.kinds().count("AnswerItem") == 1
    assert box.text() == "二つ目"
    desk.link.resume()


def test_when_the_attempts_run_out_the_page_says_what_to_do(desk):
    desk.found()
    while not desk.page.checklist.is_spent():
        desk.say("違う答え")
    desk.at(Point.SPENT)
    assert not desk.page.checklist.box.isEnabled()
    assert "F12" in desk.page.checklist.notice.sentence or desk.page.checklist.notice.sentence
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
    assert desk.page.checklist.box.hasFocus()
    desk.page.checklist._pick(0)
    desk.say("別の名前")
    desk.at(Point.CHECK)
    assert desk.shown() == set()
    assert desk.link.showing == set()


# ---- showing ---------------------------------------------------------------------------------------------------------


def test_a_shown_value_is_nowhere_but_in_the_painted_buffer(desk):
    desk.met()
    desk.press(K.Key_1, K.Key_2, K.Key_3, K.Key_4)
    assert desk.shown() == {"name", "phone", "postal_code", "address"}
    places = {where for where, _ in leaks(NEEDLES)}
    assert places == {"RevealedValue()._buffer (attribute)"}
    desk.press(K.Key_Escape)
    assert leaks(NEEDLES) == []
    assert desk.shown() == set()


def test_the_value_is_on_the_screen_and_then_it_is_not(desk):
    desk.met()
    field = desk.field("name")
    masked = field.grab().toImage()
    desk.press(K.Key_1)
    assert field.value.isVisible()
    assert field.grab().toImage() != masked
    desk.press(K.Key_1)
    assert field.grab().toImage() == masked
    assert desk.link.ends() == [("name", "key")]


def test_the_buffer_is_overwritten(desk):
    desk.met()
    desk.press(K.Key_1)
    buffer = desk.field("name").value._buffer
    assert buffer.decode() == VALUES["name"]
    desk.page.mask_now("lock")
    assert set(buffer) == {0}
    assert desk.link.ends() == [("name", "lock")]


def test_each_field_runs_out_by_its_own_clock(desk):
    desk.met()
    desk.press(K.Key_1)
    desk.clock.now += 20
    desk.press(K.Key_2)
    desk.clock.now += 10.1
    desk.qtbot.waitUntil(lambda: desk.shown() == {"phone"})
    desk.clock.now += 20
    desk.qtbot.waitUntil(lambda: desk.shown() == set())
    assert desk.link.ends() == [("name", "timer"), ("phone", "timer")]


def test_a_field_outside_the_purpose_says_why(desk):
    desk.met()
    while QApplication.focusWidget() is not desk.field("birth_date"):
        desk.press(K.Key_Down)
    desk.press(K.Key_Return)
    assert "F7" in desk.said[-1]
    assert "RevealField" not in desk.link.kinds()


def test_a_row_shows_its_field_by_enter(desk):
    desk.met()
    desk.press(K.Key_Return)
    assert desk.shown() == {"name"}


def test_nothing_can_be_shown_before_the_check_is_met(desk):
    desk.found()
    desk.press(K.Key_1, alt=True)
    desk.press(K.Key_F6, K.Key_1)
    assert "RevealField" not in desk.link.kinds()
    assert desk.said


def test_digits_are_typed_where_something_is_being_typed(desk):
    desk.met()
    desk.press(K.Key_F6, K.Key_1)
    assert desk.page.checklist.box.text() == "1"
    assert desk.shown() == set()
    desk.press(K.Key_1, alt=True)
    assert desk.shown() == {"name"}


@pytest.mark.parametrize(
    ("leave", "cause"),
    [
        (lambda desk: desk.press(K.Key_F8), "hold"),
        (lambda desk: desk.page.hide(), "leave"),
        (lambda desk: desk.page.mask_now("lock"), "lock"),
        (lambda desk: desk.press(K.Key_F7), "leave"),
    ],
    ids=["hold", "hidden", "lock", "aside"],
)
def test_a_value_that_arrives_too_late_is_never_shown(desk, leave, cause):
    desk.met()
    desk.link.pause()
    QTest.keyClick(QApplication.focusWidget(), K.Key_1)
    leave(desk)
    desk.link.resume()
    desk.settle()
    assert desk.shown() == set()
    assert ("name", cause) in desk.link.ends()
    assert leaks(NEEDLES) == []


def test_another_window_in_front_masks(desk, qtbot):
    from PySide6.QtWidgets import QWidget

    desk.met()
    desk.press(K.Key_1)
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    assert desk.shown() == set()
    assert desk.link.ends() == [("name", "leave")]


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
    assert desk.page.card.fields == []


def test_another_purpose_in_the_same_call(desk):
    desk.met()
    desk.press(K.Key_1, K.Key_F7)
    desk.at(Point.PURPOSE)
    assert desk.shown() == set()
    desk.press(K.Key_3)
    assert desk.link.asked[-1] == m.ChangePurpose(purpose="contact_change")
    desk.at(Point.CHECK)
    assert desk.page.checklist.box.hasFocus()


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


def test_nothing_typed_survives_the_lock(desk):
    desk.found()
    desk.page.checklist.box.insert(VALUES["name"])
    assert leaks(NEEDLES)
    desk.page.mask_now("lock")
    assert leaks(NEEDLES) == []


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


def test_nothing_of_a_value_can_be_copied(desk):
    desk.met()
    desk.press(K.Key_1)
    QGuiApplication.clipboard().setText("前からあるもの")
    for key in (K.Key_C, K.Key_X, K.Key_A, K.Key_C):
        QTest.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
    desk.press(K.Key_F6)
    box = desk.page.checklist.box
    box.insert("聞いた答え")
    for key in (K.Key_A, K.Key_C, K.Key_X, K.Key_K, K.Key_U):
        QTest.keyClick(box, key, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "前からあるもの"
    QGuiApplication.clipboard().clear()


def test_the_page_fits_a_small_window_at_150_percent(desk):
    smallest = []
    for step in (lambda: None, desk.met, lambda: desk.press(K.Key_F8), lambda: desk.press(K.Key_F12)):
        desk.page.resize(853, 440)
        step()
        smallest.append(desk.page.minimumSizeHint())
    assert max(size.width() for size in smallest) <= 853
    assert max(size.height() for size in smallest) <= 440


def test_the_hints_name_the_keys_of_the_moment(desk):
    def keys():
        return {hint.key for hint in desk.page.hints.hints}

    assert "F12" not in keys()
    desk.met()
    assert {"1–9", "Alt+1–9", "Esc", "F6", "F7", "F8", "F9", "F12"} <= keys()
    assert keys() <= {hint.key for hint in desk.page.keys()}  # noqa: SIM118 - a page is no dict
