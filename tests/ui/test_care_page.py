"""A lead seals, opens and destroys by number and reason, is asked once more, and never sees a customer."""

import pytest
from desk_bench import bench, refuse
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from operator_console.domain.ids import ClientId, MemoId
from operator_console.domain.refusals import Code
from operator_console.domain.roles import Role
from operator_console.protocol import messages as m
from operator_console.ui.pages.customers_care import SPEC


@pytest.fixture
def desk(theme, qtbot):
    made = bench(theme, Role.LEAD)
    return made, made.enter(SPEC, qtbot, active=True)


def question(card):
    return card.findChild(QDialog, "question")


def fill(card, number="C-1024", reason="ご家族からの相談"):
    card.client.setCurrentIndex(1)
    card.number.setText(number)
    card.reason.setText(reason)


def test_a_customer_is_sealed_by_number_and_reason_after_a_question(desk, qtbot):
    made, page = desk
    assert page.sealing.number.hasFocus()
    fill(page.sealing)
    qtbot.keyClick(page.sealing.reason, Qt.Key.Key_Return)
    assert not made.link.asked
    question(page.sealing).accept()
    asked = made.link.one_waiting(m.SealCustomer)
    assert asked.request == m.SealCustomer(ClientId("hinata"), "C-1024", True, "ご家族からの相談")
    made.link.reply(asked, m.Done())
    assert made.said[-1] == ("The customer is sealed.", "good")
    assert not page.may_leave()


def test_a_sealed_customer_is_opened_again(desk):
    made, page = desk
    page.sealing.unseal.setChecked(True)
    fill(page.sealing)
    page.sealing.send.click()
    question(page.sealing).accept()
    asked = made.link.one_waiting(m.SealCustomer)
    assert asked.request.sealed is False
    made.link.reply(asked, m.Done())
    assert page.sealing.seal.isChecked(), "the next one is sealed again unless somebody says otherwise"
    assert made.said[-1][0] == "The customer can be found again."


def test_cancelling_the_question_does_nothing_and_keeps_what_was_typed(desk, qtbot):
    made, page = desk
    fill(page.sealing)
    page.sealing.send.click()
    qtbot.keyClick(question(page.sealing), Qt.Key.Key_Escape)
    assert not made.link.asked
    assert page.sealing.number.text() == "C-1024"
    assert page.may_leave()


@pytest.mark.parametrize("missing", ["number", "reason"])
def test_what_is_missing_is_said_where_it_is_missing(desk, missing):
    made, page = desk
    fill(page.sealing, **{missing: "  "})
    page.sealing.send.click()
    row = getattr(page.sealing, f"{missing}_row")
    assert row.note.sentence == "Please fill this in."
    assert row.field.hasFocus()
    assert question(page.sealing) is None
    assert not made.link.asked


@pytest.mark.parametrize(
    ("code", "row"), [(Code.FIND_NOTHING, "number_row"), (Code.REASON_EMPTY, "reason_row"), (Code.DISK_FULL, "")]
)
def test_a_refusal_is_said_and_nothing_typed_is_lost(desk, code, row):
    made, page = desk
    made.link.answers[m.SealCustomer] = refuse(code)
    fill(page.sealing)
    page.sealing.send.click()
    question(page.sealing).accept()
    made.link.settle()
    assert page.sealing.number.text() == "C-1024"
    if row:
        assert getattr(page.sealing, row).note.property("ink") == "danger"
    else:
        assert made.said[-1][1] == "warning"


def test_a_memo_is_destroyed_by_its_number_after_a_question(desk, qtbot):
    made, page = desk
    card = page.disposing
    qtbot.keyClicks(card.memo, "x12")
    assert card.memo.text() == "12", "only figures"
    card.reason.setText("誤って記入")
    qtbot.keyClick(card.reason, Qt.Key.Key_Return)
    assert not made.link.asked
    question(card).accept()
    asked = made.link.one_waiting(m.DisposeMemo)
    assert asked.request == m.DisposeMemo(MemoId(12), "誤って記入")
    made.link.reply(asked, m.MemoDisposed())
    assert made.said[-1][1] == "good"
    assert not page.may_leave()


def test_a_memo_that_is_not_there_is_said_at_its_number(desk):
    made, page = desk
    made.link.answers[m.DisposeMemo] = refuse(Code.MEMO_UNKNOWN)
    page.disposing.memo.setText("９９")
    page.disposing.reason.setText("誤って記入")
    page.disposing.send.click()
    question(page.disposing).accept()
    made.link.settle()
    assert made.link.asked[-1].memo == 99
    assert page.disposing.memo_row.note.property("ink") == "danger"
    assert page.may_leave()


def test_coming_back_does_not_move_the_focus_from_work_that_has_begun(desk):
    _, page = desk
    page.disposing.memo.setText("1")
    page.disposing.reason.setFocus()
    page.entered()
    assert page.disposing.reason.hasFocus()
