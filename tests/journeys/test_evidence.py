"""What leaves the machine as evidence, with the keyboard: readings of a customer, checkpoints, the log itself."""

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from operator_console.audit.offline_verifier import main as verify_offline
from operator_console.domain.roles import Role
from tests.journeys.person import ALT, CONTROL, Key
from tests.journeys.steps import newest_entry, reveal_address, save_as, sign_in, verified_call
from tests.ui.leak_walker import leaks

UNSEEN = "D-000002"
"""Nobody has opened this one in the demo."""
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONCE = "0123456789abcdef" * 4


def customers_page(person, number):
    person.turn_to("seen")
    page = person.console.window.workbench.page
    person.wait(page.question.customer.hasFocus, "the customer has no focus")
    person.type(number)
    person.press(Key.Key_Return)
    person.wait(lambda: page.seen is not None, lambda: f"nothing was read:\n{person.screen()}")
    return page


def test_who_saw_a_customer_leaves_as_paper_and_as_an_entry(seat, site, tmp_path):
    person = seat(site.vault)
    verified_call(person, site)
    reveal_address(person, site)
    person.press(Key.Key_4)
    person.press(Key.Key_F12)
    person.sees("通話を終了しました")
    person.console.conductor.sign_out()

    sign_in(person, site, Role.AUDITOR)
    page = customers_page(person, site.caller["number"])
    person.sees("表示されました", "見本 一子", "住所", "配送・お届け先の確認")
    assert "UTC+09:00" in page.lines.headerData(0, Qt.Orientation.Horizontal)
    person.press(Key.Key_N, with_=ALT)
    person.sees("このお客様の項目が", "署名つき")
    person.wait(lambda: not page.work.running, "it is still being read")
    assert page.statement.exposures
    paper = tmp_path / "who.pdf"
    person.press(Key.Key_S, with_=CONTROL)
    save_as(person, paper)
    person.sees("who.pdf に保存しました")
    assert paper.read_bytes().startswith(b"%PDF-")
    reference, statement = page.seen.customer, page.statement.entry
    details = newest_entry(person, "閲覧記録の PDF 保存")
    assert reference in details
    assert str(statement) in details
    assert leaks(site.values("number")) == []


def test_it_is_stated_that_nothing_of_a_customer_was_shown(seat, misused):
    person = seat(misused.vault)
    sign_in(person, misused, Role.LEAD)
    customers_page(person, UNSEEN)
    person.sees("この期間に表示された項目はありません。")
    person.press(Key.Key_N, with_=ALT)
    person.sees("このお客様の項目が表示された記録はありません。ただし、次の点は確かではありません。")
    person.sees("後から変えられていないとは言い切れません")


def test_records_are_taken_away_three_ways_and_come_back_to_a_verification(seat, site, tmp_path):
    person = seat(site.vault)
    sign_in(person, site, Role.AUDITOR)
    person.turn_to("evidence")
    page = person.console.window.workbench.page
    person.sees("まだ一度も届けていません")
    codes = []
    for key in (Key.Key_C, Key.Key_P, Key.Key_F):
        person.wait(page.take.isEnabled, "no record can be taken")
        person.press(Key.Key_T, with_=ALT)
        person.wait(lambda: page.delivery.isVisible() and page.delivery.said.hasFocus(), "no record was taken")
        codes.append(page.delivery.code.text())
        person.press(key, with_=ALT)
        if key is Key.Key_F:
            save_as(person, tmp_path / "record.txt")
        person.wait(lambda: not page.delivery.isVisible(), lambda: f"it was not delivered:\n{person.screen()}")
        person.sees("最後に届けた控え")
    assert len(set(codes)) == 3
    assert (tmp_path / "record.txt").read_text(encoding="utf-8").startswith(codes[2])

    person.press(Key.Key_Q, with_=ALT)
    person.type(NONCE)
    person.press(Key.Key_E, with_=ALT)
    bundle = tmp_path / "log.jsonl"
    save_as(person, bundle)
    person.sees("操作記録を書き出しました。", "SHA-256")
    header = json.loads(bundle.read_bytes().splitlines()[0])
    assert header["challenge"]["nonce"] == NONCE
    pins = [each for code in codes for each in ("--pin", code)]
    assert verify_offline([str(bundle), *pins]) == 0

    person.turn_to("log")
    person.sees("記録の書き出し")
    person.press(Key.Key_V, with_=ALT)
    person.sees("記録に異常はありません", "以前の状態に丸ごと戻された場合を見分けられません", "控えはまだありません")
    person.press(Key.Key_L, with_=ALT)
    person.type(codes[0][:-1])
    person.press(Key.Key_Return)
    person.press(Key.Key_K, with_=ALT)
    person.sees("控えのコードとして読み取れません")
    person.type(codes[0][-1])
    person.press(Key.Key_Return)
    person.press(Key.Key_K, with_=ALT)
    person.sees("手元の控えにより")


def test_figures_and_the_notice_are_told_to_whoever_cannot_see_them(seat, misused):
    person = seat(misused.vault)
    sign_in(person, misused, Role.LEAD)
    person.turn_to("figures")
    page = person.console.window.workbench.page
    person.sees("項目の表示", "見本 一子", "UTC+09:00")
    assert page.views.tabBar().hasFocus()
    for view, picture in (
        (page.operators, page.operators.team),
        (page.week, page.week.map),
        (page.days, page.days.picture),
    ):
        person.wait(view.isVisible, "the view is not shown")
        assert said(picture)
        person.press(Key.Key_Tab)
        person.wait(view.table.hasFocus, lambda: f"the table has no focus but {QApplication.focusWidget()}")
        assert said(view.table)
        assert any(text.strip("0.,% 倍—") for text in cells(view.lines))
        person.press(Key.Key_Tab, with_=SHIFT)
        person.wait(page.views.tabBar().hasFocus, "the tabs have no focus")
        person.press(Key.Key_Right)
    person.console.conductor.sign_out()

    sign_in(person, misused, Role.OPERATOR)
    person.turn_to("status")
    person.sees("モニタリング告知", "見本 三枝")
    notice = person.console.window.workbench.page.notice
    assert "見本 三枝" in said(notice._shown[-1])
    assert "<" not in said(notice._shown[-1])


def said(widget) -> str:
    """What a screen reader says of it."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def cells(lines) -> list[str]:
    """Every number of a table."""
    return [
        lines.index(row, column).data() for row in range(lines.rowCount()) for column in range(1, lines.columnCount())
    ]
