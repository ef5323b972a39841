"""The check of the workplace: a key for each answer, what to do where it is no, and no call before that."""

from dataclasses import replace

import pytest
from call_fakes import session
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.room import RoomQuestion, RoomRules
from operator_console.protocol import messages as m
from operator_console.ui.gates.room_check import RoomGate

QUESTIONS = (
    RoomQuestion("door", "ドア", "ドアは閉まっていますか。", "ドアを閉めてください。"),
    RoomQuestion("headset", "ヘッドセット", "ヘッドセットを使っていますか。", "ヘッドセットをつないでください。"),
)


class Sitting:
    """Somebody who answers the gate, by keys alone."""

    def __init__(self, qtbot, face, *, stop):
        rules = RoomRules(stop=stop, questions=QUESTIONS)
        self.gate = RoomGate(face, replace(session(), room=rules, room_due=True))
        self.wanted, self.passed = [], []
        self.gate.wanted.connect(self.wanted.append)
        self.gate.passed.connect(self.passed.append)
        qtbot.addWidget(self.gate)
        self.gate.resize(1000, 700)
        with qtbot.waitActive(self.gate):
            self.gate.show()
            self.gate.activateWindow()
        self.gate.entered()

    def press(self, *keys):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key)


@pytest.fixture
def home(qtbot, face):
    return Sitting(qtbot, face, stop=True)


@pytest.fixture
def office(qtbot, face):
    return Sitting(qtbot, face, stop=False)


K = Qt.Key


def test_every_question_is_asked_once(home):
    assert home.gate.question.sentence == QUESTIONS[0].ask
    home.press(K.Key_1)
    assert home.gate.question.sentence == QUESTIONS[1].ask
    assert not home.wanted
    home.press(K.Key_Return)
    assert home.wanted == [m.AnswerRoom(answers={"door": True, "headset": True})]
    home.gate.answered(m.RoomAnswered(due=False))
    (passed,) = home.passed
    assert not passed.room_due


def test_a_no_says_what_to_do_and_asks_again(home):
    home.press(K.Key_1, K.Key_2)
    assert home.wanted == [m.AnswerRoom(answers={"door": True, "headset": False})]
    home.gate.answered(m.RoomAnswered(due=True))
    assert QUESTIONS[1].advice in home.gate.advice.sentence
    assert QUESTIONS[0].advice not in home.gate.advice.sentence
    assert not home.gate.go_on.isVisible(), "the policy stops calls"
    home.press(K.Key_Return)
    assert home.gate.question.sentence == QUESTIONS[0].ask
    home.press(K.Key_1, K.Key_1)
    assert home.wanted[-1] == m.AnswerRoom(answers={"door": True, "headset": True})
    assert not home.passed


def test_where_the_policy_does_not_stop_one_may_go_on(office):
    office.press(K.Key_2, K.Key_1)
    office.gate.answered(m.RoomAnswered(due=False))
    assert QUESTIONS[0].advice in office.gate.advice.sentence
    assert not office.passed
    office.press(K.Key_Tab, K.Key_Return)
    (passed,) = office.passed
    assert not passed.room_due


def test_a_refusal_is_said_and_asked_again(home):
    home.press(K.Key_1, K.Key_1)
    home.gate.refused(Refusal(Code.DISK_FULL))
    assert home.gate.said.isVisible()
    assert home.gate.question.sentence == QUESTIONS[0].ask
    home.press(K.Key_1)
    assert home.gate.question.sentence == QUESTIONS[1].ask
