"""Showing a value: for some seconds, in one painted place, and nowhere else however the call goes on."""

import pytest
from call_fakes import VALUES
from call_keyboard import NEEDLES, Desk, K
from leak_walker import leaks
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


@pytest.fixture
def desk(qtbot, theme):
    return Desk(qtbot, theme)


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
    assert desk.page.parts.checklist.box.text() == "1"
    assert desk.shown() == set()
    desk.press(K.Key_1, alt=True)
    assert desk.shown() == {"name"}


@pytest.mark.parametrize(
    ("leave", "cause"),
    [
        (lambda desk: desk.press(K.Key_F8), "hold"),
        (lambda desk: desk.page.hide(), "leave"),
        (lambda desk: desk.page.mask_now("lock"), "lock"),
        (lambda desk: desk.press(K.Key_F7), "purpose"),
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
    desk.met()
    desk.press(K.Key_1)
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    assert desk.shown() == set()
    assert desk.link.ends() == [("name", "leave")]


def test_nothing_typed_survives_the_lock(desk):
    desk.found()
    desk.page.parts.checklist.box.insert(VALUES["name"])
    assert leaks(NEEDLES)
    desk.page.mask_now("lock")
    assert leaks(NEEDLES) == []


def test_nothing_that_was_heard_can_be_selected(desk):
    desk.found()
    box = desk.page.parts.checklist.box
    box.insert("聞いた答え")
    QTest.keyClick(box, K.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert not box.hasSelectedText()
    QTest.mouseDClick(box, Qt.MouseButton.LeftButton)
    assert not box.hasSelectedText()
    QTest.keyClick(box, K.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert box.text() == ""


def test_nothing_of_a_value_can_be_copied(desk):
    desk.met()
    desk.press(K.Key_1)
    QGuiApplication.clipboard().setText("前からあるもの")
    for key in (K.Key_C, K.Key_X, K.Key_A, K.Key_C):
        QTest.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
    desk.press(K.Key_F6)
    box = desk.page.parts.checklist.box
    box.insert("聞いた答え")
    for key in (K.Key_A, K.Key_C, K.Key_X, K.Key_K, K.Key_U):
        QTest.keyClick(box, key, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "前からあるもの"
    QGuiApplication.clipboard().clear()
