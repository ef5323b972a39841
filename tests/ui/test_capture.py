"""Every window is kept out of captures each time it is shown, but for the minutes that a lead allows."""

from dataclasses import replace

import pytest
from desk_bench import bench, refuse
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import delete

from operator_console.domain.refusals import Code
from operator_console.domain.roles import Role
from operator_console.protocol import messages as m
from operator_console.ui.capture import CaptureGuard
from operator_console.ui.settings import RoomChoice
from operator_console.ui.status.room import RoomCard
from operator_console.ui.status.sharing import SharingCard


class System:
    """A system with a shield: which windows are hidden from captures."""

    def __init__(self, *, takes=True):
        self.takes = takes
        self.hidden = {}
        self.asked = []

    def __call__(self, window, hidden):
        self.asked.append((window, hidden))
        if self.takes:
            self.hidden[window] = hidden
        return self.takes


@pytest.fixture
def system():
    return System()


@pytest.fixture
def guard(qapp, system):
    guard = CaptureGuard(qapp, system, able=True)
    yield guard
    qapp.removeEventFilter(guard)


def show(qtbot, widget):
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return int(widget.winId())


def test_a_window_is_shielded_each_time_it_is_shown(qtbot, system, guard):
    window = QWidget()
    number = show(qtbot, window)
    assert system.hidden[number]
    system.hidden.clear()
    window.hide()
    window.show()
    assert system.hidden[number]
    window.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
    again = show(qtbot, window)
    assert system.hidden[again]
    dialog = QDialog(window)
    assert system.hidden[show(qtbot, dialog)]
    assert guard.holds


def test_a_system_that_refuses_is_told_of(qtbot, qapp):
    system = System(takes=False)
    guard = CaptureGuard(qapp, system, able=True)
    window = QWidget()
    show(qtbot, window)
    assert system.asked
    assert not guard.holds
    delete(window)
    assert guard.holds, "a window that is gone cannot be captured"
    qapp.removeEventFilter(guard)


def test_where_there_is_no_shield_nothing_is_asked(qtbot, qapp):
    system = System()
    guard = CaptureGuard(qapp, system, able=False)
    show(qtbot, QWidget())
    guard.open(60)
    assert not system.asked
    assert not guard.holds
    guard.close("key")


def test_what_a_lead_allows_ends_by_itself(qtbot, system, guard):
    window = QWidget()
    number = show(qtbot, window)
    guard.open(60)
    assert not system.hidden[number]
    assert 0 < guard.left <= 60
    assert not guard.holds
    later = show(qtbot, QDialog(window))
    assert not system.hidden[later], "a dialog of those minutes can be seen too"
    guard._timer.setInterval(1)
    with qtbot.waitSignal(guard.ended) as caught:
        pass
    assert caught.args == ["timer"]
    assert system.hidden[number]
    assert system.hidden[later]
    assert guard.left == 0
    guard.close("key")


def sharing(qtbot, theme, capture):
    made = bench(theme, Role.OPERATOR)
    card = SharingCard(replace(made.context, capture=capture))
    qtbot.addWidget(card)
    card.resize(700, 320)
    with qtbot.waitActive(card):
        card.show()
        card.activateWindow()
    return made, card


def fill(card, minutes="5"):
    for row, words in ((card.minutes, minutes), (card.reason, "遠隔サポート"), (card.lead, "kimura")):
        row.field.setText(words)
    card.password.setText("kimura no aikotoba")
    card.password.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_a_lead_signs_at_this_console(qtbot, theme, system, guard):
    made, card = sharing(qtbot, theme, guard)
    number = int(card.winId())
    assert system.hidden[number]
    fill(card)
    asked = made.link.one_waiting(m.BeginSharing).request
    assert (asked.lead, asked.reason, asked.minutes) == ("kimura", "遠隔サポート", 5)
    assert card.password.text() == ""
    assert system.hidden[number], "nothing is lifted before the entry is there"
    made.link.answers = {m.BeginSharing: lambda _: m.SharingBegun(300)}
    made.link.settle()
    assert not system.hidden[number]
    assert not card.form.isVisible()
    with qtbot.waitSignal(guard.ended) as caught:
        card.end.click()
    assert caught.args == ["key"]
    assert system.hidden[number]
    assert card.form.isVisible()


def test_without_the_lead_nothing_is_lifted(qtbot, theme, system, guard):
    made, card = sharing(qtbot, theme, guard)
    made.link.answers = {m.BeginSharing: refuse(Code.APPROVAL_WRONG)}
    fill(card)
    made.link.settle()
    assert guard.left == 0
    assert made.said
    fill(card, minutes="い")
    card.reason.field.setText("")
    fill(card, minutes="")
    assert len(made.link.asked) == 1


@pytest.mark.parametrize("able", [None, False])
def test_the_truth_is_told_where_there_is_no_shield(qtbot, theme, qapp, able):
    capture = None if able is None else CaptureGuard(qapp, System(), able=False)
    _, card = sharing(qtbot, theme, capture)
    assert not card.form.isVisible()
    assert "cannot prevent" in card.words.sentence


def test_spoken_values_need_their_entry_first(qtbot, theme):
    made = bench(theme, Role.OPERATOR)
    card = RoomCard(made.context)
    qtbot.addWidget(card)
    try:
        card.spoken.click()
        assert not theme.room.spoken
        made.link.answers = {m.SetSpeaking: lambda _: m.Done()}
        made.link.settle()
        assert theme.room.spoken
        made.link.answers = {m.SetSpeaking: refuse(Code.DISK_FULL)}
        card.spoken.click()
        made.link.settle()
        assert theme.room.spoken
        assert card.spoken.isChecked()
        card.private.click()
        assert theme.room.private
        card.blank.click()
        assert theme.room.blank
    finally:
        theme.room.choice = RoomChoice()
        theme.room.changed.emit()


def test_who_takes_no_calls_hears_no_values(qtbot, theme):
    card = RoomCard(bench(theme, Role.LEAD).context)
    qtbot.addWidget(card)
    assert not card.spoken.isVisibleTo(card)
