"""What was asked of an operator stands before everything else, one question after the other, until it is answered."""

from dataclasses import replace

import pytest
from desk_bench import session
from PySide6.QtCore import Qt

from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.review import AskedView, CaseId, ReviewRule
from operator_console.domain.roles import Role
from operator_console.protocol import messages as m
from operator_console.ui.gates.self_review import SelfReviewGate

FIRST = AskedView(
    case=CaseId("call:c0ffee"),
    day="2026-11-20",
    time="2026-11-21T00:30:00+00:00",
    purpose="delivery",
    question="回答が 5 回合わなかったのはなぜですか。",
    asked_by="見本 三枝",
    rules=(ReviewRule.NEAR_MISSES,),
)
SECOND = replace(FIRST, case=CaseId("operator:2026-11-19:sato"), question="表示が多かった理由を教えてください。")


@pytest.fixture
def gate(face, qtbot):
    shown = SelfReviewGate(face, replace(session(Role.OPERATOR), asked=(FIRST, SECOND)))
    qtbot.addWidget(shown)
    shown.resize(1000, 760)
    shown.show()
    with qtbot.waitActive(shown):
        shown.activateWindow()
    shown.entered()
    wanted, passed = [], []
    shown.wanted.connect(wanted.append)
    shown.passed.connect(passed.append)
    return shown, wanted, passed


def test_every_question_is_answered_with_the_keyboard_before_work_begins(gate, qtbot):
    shown, wanted, passed = gate
    assert shown.question.sentence == FIRST.question
    assert "配送・お届け先の確認" in shown.about.sentence
    assert "見本 三枝" in shown.about.sentence
    assert "2 件" in shown.left.text()
    shown.answer.setPlainText("お声が遠かったためです。")
    qtbot.keyClick(shown.answer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [m.AnswerReview(FIRST.case, "お声が遠かったためです。")]
    assert not passed
    shown.answered(m.ReviewAnswered((SECOND,)))
    assert shown.question.sentence == SECOND.question
    assert shown.answer.words() == ""
    assert shown.answer.hasFocus()
    shown.answer.setPlainText("問い合わせが続いた日でした。")
    shown.button.click()
    shown.answered(m.ReviewAnswered(()))
    assert passed == [session(Role.OPERATOR)]


def test_an_empty_answer_is_not_sent(gate):
    shown, wanted, _ = gate
    shown.answer.setPlainText("  \n ")
    shown.button.click()
    assert wanted == []
    assert shown.row.note.sentence


def test_an_answer_is_sent_once_and_kept_when_it_is_refused(gate, qtbot):
    shown, wanted, passed = gate
    shown.answer.setPlainText("090-1234-5678 の方です")
    shown.button.click()
    qtbot.keyClick(shown.answer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(wanted) == 1
    shown.refused(Refusal(Code.COMMENT_FORBIDDEN, memo_kind="phone"))
    assert "操作記録" in shown.row.note.sentence
    assert shown.answer.words()
    shown.button.click()
    assert len(wanted) == 2
    assert not passed
