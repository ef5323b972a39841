"""Trying a rule of matching: a line and Enter, a pasted table, what differs from what was expected, and no trace."""

import pytest
from desk_bench import bench, refuse
from policy_bench import ANSWERS
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from operator_console.domain.fields import Kind
from operator_console.domain.refusals import Code
from operator_console.domain.roles import Role
from operator_console.protocol import messages as m
from operator_console.ui.policy import trying
from operator_console.ui.policy.trials import pasted
from operator_console.ui.policy.trying import Trying


@pytest.fixture
def desk(theme, qtbot):
    made = bench(theme, Role.ADMINISTRATOR)
    made.link.answers = dict(ANSWERS)
    part = Trying(made.context)
    qtbot.addWidget(part)
    part.resize(1000, 500)
    part.show()
    with qtbot.waitActive(part):
        part.activateWindow()
    return made, part


def choose(part, kind, expected=""):
    part.kind.setCurrentIndex(part.kind.findData(kind))
    part.expected.setCurrentIndex(part.expected.findData(expected))


def row(part, number):
    return [part.lines.index(number, column).data() for column in range(6)]


def test_enter_compares_and_the_next_answer_is_typed_at_once(desk, qtbot):
    made, part = desk
    choose(part, Kind.KANA)
    part.stored.setText("オオノ")
    part.answer.setText("オウノ")
    qtbot.keyClick(part.answer, Qt.Key.Key_Return)
    made.link.settle()
    assert part.answer.hasFocus()
    assert part.answer.text() == ""
    assert part.stored.text() == "オオノ"
    part.answer.setText("オノ")
    qtbot.keyClick(part.answer, Qt.Key.Key_Return)
    made.link.settle()
    assert row(part, 0)[3:] == ["○ 一致", "—", "聞いて同じ読み"]
    assert row(part, 1)[3:] == ["× 不一致", "—", "読みの音が違う"]


def test_a_name_is_compared_with_its_reading(desk):
    made, part = desk
    choose(part, Kind.NAME)
    assert part.reading_row.isVisible()
    part.stored.setText("山田 花子")
    part.reading.setText("ヤマダ ハナコ")
    part.answer.setText("やまだはなこ")
    part.add.click()
    made.link.settle()
    assert row(part, 0)[3] == "○ 一致"
    choose(part, Kind.PHONE)
    assert not part.reading_row.isVisible()


def test_what_differs_from_what_was_expected_is_said_and_counted(desk):
    made, part = desk
    choose(part, Kind.KANA, "match")
    part.stored.setText("サトウ")
    part.answer.setText("サイトウ")
    part.add.click()
    made.link.settle()
    assert "not as expected" in row(part, 0)[3]
    assert part.count.text() == "1 pairs, 1 not as expected"
    assert part.count.property("ink") == "danger"


def test_a_table_is_pasted_and_bad_lines_are_named(desk, qtbot):
    made, part = desk
    QGuiApplication.clipboard().setText(
        "kind\tstored\tanswer\texpected\n"
        "kana\tオノ\tオオノ\tmismatch\n"
        "氏名\t山田\t山田\t一致\n"
        "shoe\t24\t24\n"
        "phone\t09012345678\n"
    )
    part.table.setFocus()
    qtbot.keyClick(part.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    made.link.settle()
    assert [row(part, n)[3] for n in range(2)] == ["× 不一致", "○ 一致"]
    assert part.lines.rowCount() == 2
    assert "4、5" in made.said[-1][0]


def test_one_pair_is_asked_at_a_time(desk):
    made, part = desk
    QGuiApplication.clipboard().setText("kana\tオノ\tオノ\n" * 20)
    part.paste.click()
    part.add.click()
    assert len(made.link.asked) == 1
    made.link.settle()
    assert len(made.link.asked) == 21


def test_a_table_that_is_too_long_is_cut_and_it_is_said(desk, monkeypatch):
    made, part = desk
    monkeypatch.setattr(trying, "MOST", 3)
    QGuiApplication.clipboard().setText("kana\tオノ\tオノ\n" * 5)
    part.paste.click()
    made.link.settle()
    assert part.lines.rowCount() == 3
    assert made.said[-1][1] == "warning"


def test_delete_takes_a_pair_away_and_enter_puts_it_into_the_line(desk, qtbot):
    made, part = desk
    QGuiApplication.clipboard().setText("kana\tオノ\tオノ\nphone\t0312345678\t03-1234-5678\tmatch\n")
    part.paste.click()
    made.link.settle()
    qtbot.keyClick(part.table, Qt.Key.Key_Return)
    assert part.kind.currentData() == Kind.PHONE
    assert part.answer.text() == "03-1234-5678"
    assert part.expected.currentData() == "match"
    part.table.go_to(0)
    qtbot.keyClick(part.table, Qt.Key.Key_Delete)
    assert row(part, 0)[1] == "0312345678"
    assert part.lines.rowCount() == 1


def test_clear_all_leaves_nothing_behind_and_no_late_answer_comes_back(desk, qtbot):
    made, part = desk
    choose(part, Kind.KANA)
    part.stored.setText("オノ")
    part.answer.setText("オノ")
    part.add.click()
    waiting = made.link.one_waiting(m.TryMatching)
    qtbot.keyClick(part.answer, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    made.link.reply(waiting, m.MatchingTried(True, "kana-as-heard"))
    assert part.lines.rowCount() == 0
    assert part.stored.text() == ""
    assert part.count.text() == ""


def test_a_refusal_is_said_and_the_next_try_goes_out(desk):
    made, part = desk
    made.link.answers[m.TryMatching] = refuse(Code.NOT_YOUR_DUTY, duty="manage_policy")
    part.add.click()
    made.link.settle()
    assert made.said[-1][1] == "warning"
    part.add.click()
    assert len(made.link.asked) == 2


def test_a_pasted_line_keeps_what_stands_in_its_columns():
    kinds, results = {"kana": Kind.KANA}, {"match": "match"}
    trials, unread = pasted("kana\tア\tイ\tmatch\tウ\n\nkana\tア\tイ\tmaybe\nkana\tア\n", kinds, results)
    assert [(t.stored, t.answer, t.expected, t.reading) for t in trials] == [("ア", "イ", "match", "ウ")]
    assert unread == [3, 4]
