"""The review desk: the queue has an end, every case says why it is there, and a decision leads on to the next."""

from dataclasses import replace

import pytest
from desk_bench import REFERENCE, bench, refuse
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.ids import CallId, FieldName, UserName
from operator_console.domain.refusals import Code
from operator_console.domain.review import (
    CallLine,
    CaseDetail,
    CaseId,
    CaseKind,
    CaseState,
    CaseView,
    Decision,
    Group,
    ReviewFinding,
    ReviewRule,
    Said,
    TimelineRow,
)
from operator_console.domain.roles import Role
from operator_console.protocol import messages as m
from operator_console.ui.pages.review import SPEC

NEAR = ReviewFinding(ReviewRule.NEAR_MISSES, Group.STANDS_OUT, {"count": 5, "limit": 4})
NAME = ReviewFinding(ReviewRule.OWN_NAME, Group.MUST, {"reveals": 3})


def case(number, kind=CaseKind.CALL, **changes):
    """A case of the third operator that has been waiting for two days."""
    whole = CaseView(
        id=CaseId(f"{kind}:{number}"),
        kind=kind,
        state=CaseState.OPEN,
        day="2026-11-20",
        age_days=2,
        user=UserName("sato"),
        display="佐藤 三郎",
        customer=REFERENCE,
        calls=(CallId(str(number)),),
        findings=(NEAR,),
        begins="2026-11-20T03:00:00+00:00",
        ends="2026-11-20T03:04:00+00:00",
        purpose="delivery",
    )
    return replace(whole, **changes)


ROWS = tuple(
    TimelineRow(
        sequence=number,
        time=f"2026-11-20T03:00:0{number}+00:00",
        user=UserName("sato"),
        action=action,
        outcome=Outcome.DONE,
        call="1",
        customer=REFERENCE,
        purpose="delivery",
        fields=(FieldName("address"),) if action is Action.REVEAL else (),
        reason="",
        facts=(),
        seconds=12 if action is Action.REVEAL else None,
    )
    for number, action in enumerate((Action.CALL_OPENED, Action.REVEAL, Action.CALL_ENDED), 1)
)
CALL = CallLine(CallId("7"), "2026-11-20T03:00:00+00:00", UserName("sato"), "delivery", True, 1, 4, 2, 3, 0, 60)


class Vault:
    """Answers with a queue that remembers what was decided."""

    def __init__(self, *cases: CaseView) -> None:
        self.cases = {each.id: each for each in cases}
        self.others: tuple[CaseView, ...] = ()
        self.reviewers: tuple[str, ...] = ("監査 太郎",)

    page = 500

    def queue(self, request):
        whole = tuple(self.cases.values())
        place = list(self.cases).index(request.after) + 1 if request.after else 0
        listed = whole[place : place + self.page]
        return m.ReviewCases(listed, len(whole) - place - len(listed), 400, "", "2026-11-22")

    def detail(self, found):
        is_call = found.kind is CaseKind.CALL
        return m.ReviewedCase(
            CaseDetail(found, ROWS if is_call else (), (CALL,), (), self.others, self.reviewers),
        )

    def case(self, request):
        return self.detail(self.cases.get(request.case) or case(request.case.partition(":")[2], findings=()))

    def decide(self, request):
        state = {Decision.FINE: CaseState.FINE, Decision.ASK: CaseState.ASKED, Decision.ESCALATE: CaseState.INCIDENT}
        self.cases[request.case] = replace(self.cases[request.case], state=state[request.decision])
        return self.detail(self.cases[request.case])


@pytest.fixture
def desk(theme, qtbot, japanese):
    """Return what opens the page of a lead over these cases."""

    def over(*cases):
        made, vault = bench(theme, Role.LEAD), Vault(*cases)
        made.link.answers = {m.ReviewQueue: vault.queue, m.ReviewCase: vault.case, m.DecideCase: vault.decide}
        page = made.enter(SPEC, qtbot, size=(1280, 740), active=True)
        return made, page, vault

    return over


def decisions(made):
    return [asked for asked in made.link.asked if isinstance(asked, m.DecideCase)]


def test_the_queue_counts_what_waits_for_this_reviewer(desk):
    _, page, _ = desk(case(1), case(2, own=True), case(3, state=CaseState.ASKED), case(4, state=CaseState.ANSWERED))
    assert page.queue.counter.text() == "残り 2 件"
    assert "400" in page.queue.counted.text()
    assert page.queue.lines.index(1, 0).data() == "自分の案件"
    assert page.queue.table.hasFocus()


def test_a_case_says_in_a_sentence_with_numbers_why_it_is_there(desk):
    made, page, _ = desk(case(1, findings=(NAME, NEAR)))
    shown = page.queue.lines.index(0, 4).data()
    assert made.context.wording.review_finding(NAME) in shown
    assert "ほか 1 件" in shown
    assert made.context.wording.review_finding(NEAR) in page.queue.reasons.sentence
    assert page.queue.lines.index(0, 2).data() == "2 日"


def test_a_reader_of_long_work_sees_how_far_it_is_and_can_stop_it(desk):
    made, page, _ = desk(case(1))
    page.queue.read()
    asked = made.link.one_waiting(m.ReviewQueue)
    assert not page.queue.work.isVisible()
    asked.on_progress(m.Progress("reviewing", 250, 1000))
    assert page.queue.work.isVisible()
    assert "250 / 1,000" in page.queue.work.count.text()
    page.queue.work.stop.click()
    assert made.link.cancelled == [asked.id]
    asked.on_refused(refuse(Code.CANCELLED)(None))
    assert not page.queue.work.isVisible()
    assert [words for words, _ in made.said] == ["中止しました。何も変わっていません。"]
    assert page.queue.counter.text() == "残り 1 件"


def test_a_days_queue_is_finished_with_the_keyboard(desk, qtbot):
    made, page, _ = desk(case(1), case(2, own=True), case(3))
    qtbot.keyClick(page.queue.table, Qt.Key.Key_Return)
    made.link.settle()
    assert page.case.events.hasFocus()
    qtbot.keyClick(page.case.events, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made.link.settle()
    assert decisions(made) == [m.DecideCase(CaseId("call:1"), Decision.FINE, "")]
    assert page.case.detail.case.id == "call:3"
    assert page.left.text() == "残り 1 件"
    qtbot.keyClick(page.case.events, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made.link.settle()
    assert page.views.currentWidget() is page.queue
    assert page.queue.counter.text() == "すべて確認済み"


def test_the_call_is_told_entry_by_entry_with_how_long_a_value_was_shown(desk):
    made, page, _ = desk(case(1))
    page.queue.begin.click()
    made.link.settle()
    reveal = [page.case.timeline.index(1, column).data() for column in range(6)]
    assert made.context.wording.action(Action.REVEAL) in reveal
    assert "12 秒" in reveal
    assert dict(made.context.session.field_labels)["address"] in reveal


def test_what_does_not_fit_into_a_line_of_the_timeline_is_read_below_it(desk, qtbot):
    made, page, _ = desk(case(1))
    rows = (ROWS[0], replace(ROWS[1], reason="長い理由" * 20, facts=(("lead", "mihon3"),)))
    detail = CaseDetail(case(1), rows, (CALL,), (), ())
    made.link.answers[m.ReviewCase] = lambda _: m.ReviewedCase(detail)
    page.queue.begin.click()
    made.link.settle()
    assert "長い理由" not in page.case.entry.sentence
    qtbot.keyClick(page.case.events, Qt.Key.Key_Down)
    assert "長い理由" * 20 in page.case.entry.sentence
    assert "mihon3" in page.case.entry.sentence
    assert page.case.events.accessibleDescription() == page.case.entry.sentence


@pytest.mark.parametrize(("button", "decision"), [("question", Decision.ASK), ("incident", Decision.ESCALATE)])
def test_a_question_and_a_report_need_words(desk, button, decision):
    made, page, _ = desk(case(1), case(2))
    page.queue.begin.click()
    made.link.settle()
    getattr(page.case.verdict, button).click()
    assert decisions(made) == []
    assert page.case.verdict.comment.hasFocus()
    assert page.case.verdict.row.note.sentence
    page.case.verdict.comment.setPlainText("  折り返しの理由を教えてください。 ")
    assert page.may_leave()
    getattr(page.case.verdict, button).click()
    made.link.settle()
    assert decisions(made) == [m.DecideCase(CaseId("call:1"), decision, "折り返しの理由を教えてください。")]
    assert page.case.detail.case.id == "call:2"
    assert not page.may_leave()


def test_a_comment_is_not_lost_by_going_back(desk, qtbot):
    made, page, _ = desk(case(1))
    page.queue.begin.click()
    made.link.settle()
    page.case.verdict.comment.setPlainText("確認中です。")
    qtbot.keyClick(page.case.events, Qt.Key.Key_Escape)
    assert page.views.currentWidget() is page.case
    page.findChild(QDialog, "question").accept()
    assert page.views.currentWidget() is page.queue
    assert not page.may_leave()


def test_reading_stops_when_the_page_is_left_but_a_decision_is_seen_through(desk):
    made, page, _ = desk(case(1), case(2))
    page.queue.read()
    first = made.link.one_waiting(m.ReviewQueue)
    page.mask_now("leave")
    assert made.link.cancelled == [first.id]
    page.queue.opened.emit("call:1")
    made.link.settle()
    page.case.verdict.fine.click()
    page.mask_now("leave")
    page.case.verdict.fine.click()
    assert len(made.link.cancelled) == 2, "the queue once more, because a case was opened"
    assert len(decisions(made)) == 1


def test_nothing_is_said_of_work_that_stops_because_the_page_is_left(desk):
    made, page, _ = desk(case(1))
    page.queue.read()
    asked = made.link.one_waiting(m.ReviewQueue)
    page.mask_now("leave")
    asked.on_refused(refuse(Code.CANCELLED)(None))
    assert made.said == []


def test_what_comes_of_work_that_was_replaced_is_dropped(desk):
    made, page, _ = desk(case(1))
    page.queue.read()
    late = made.link.one_waiting(m.ReviewQueue)
    made.link.waiting.remove(late)
    page.queue.read()
    late.on_reply(m.ReviewCases((), 0, 0, "", "2026-11-22"))
    assert page.work.running
    late.on_refused(refuse(Code.CANCELLED)(None))
    assert made.said == []
    made.link.settle()
    assert page.queue.counter.text() == "残り 1 件"


def test_a_comment_that_the_log_must_not_hold_can_be_mended(desk):
    made, page, _ = desk(case(1))
    made.link.answers[m.DecideCase] = refuse(Code.COMMENT_FORBIDDEN, memo_kind="phone")
    page.queue.begin.click()
    made.link.settle()
    page.case.verdict.comment.setPlainText("090")
    page.case.verdict.fine.click()
    made.link.settle()
    assert page.case.verdict.comment.words() == "090"
    assert "操作記録" in page.case.verdict.row.note.sentence
    assert page.case.verdict.fine.isEnabled()


def test_nobody_decides_their_own_and_is_told_who_can(desk):
    made, page, vault = desk(case(1, own=True))
    page.queue.opened.emit("call:1")
    made.link.settle()
    assert not page.case.verdict.fine.isVisible()
    assert "監査 太郎" in page.case.verdict.barred.sentence
    vault.reviewers = ()
    page.queue.opened.emit("call:1")
    made.link.settle()
    assert "ほかに確認できる人もいません" in page.case.verdict.barred.sentence


def test_from_a_day_into_one_of_its_calls_and_back(desk, qtbot):
    made, page, vault = desk(case("2026-11-20:sato", CaseKind.OPERATOR))
    vault.others = (case(9),)
    page.queue.begin.click()
    made.link.settle()
    assert page.case.day.hasFocus()
    qtbot.keyClick(page.case.day, Qt.Key.Key_Return)
    made.link.settle()
    assert page.case.detail.case.id == "call:7"
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    made.link.settle()
    assert page.case.detail.case.kind is CaseKind.OPERATOR
    page.case.more.opened.emit(0)
    made.link.settle()
    assert page.case.detail.case.id == "call:9"
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    made.link.settle()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.queue.table.hasFocus()


def test_what_was_asked_and_answered_stands_beside_the_case(desk):
    made, page, _ = desk(case(1, state=CaseState.ANSWERED))
    said = (
        Said("2026-11-20T05:00:00+00:00", UserName("lead"), "見本 三枝", Decision.ASK, "なぜ 5 回ですか。"),
        Said("2026-11-21T00:10:00+00:00", UserName("sato"), "佐藤 三郎", None, "聞き取りにくかったためです。"),
    )
    detail = CaseDetail(case(1, state=CaseState.ANSWERED), ROWS, (CALL,), said, ())
    made.link.answers[m.ReviewCase] = lambda _: m.ReviewedCase(detail)
    page.queue.begin.click()
    made.link.settle()
    words = page.case.verdict.said.sentence
    assert "担当者に質問" in words
    assert words.index("なぜ 5 回ですか。") < words.index("聞き取りにくかったためです。")


def test_the_decision_comes_below_where_there_is_no_room_beside(desk, qtbot):
    made, page, _ = desk(case(1))
    page.queue.begin.click()
    made.link.settle()
    verdict, events = page.case.verdict, page.case.events
    assert verdict.mapTo(page, verdict.rect().topLeft()).x() > events.mapTo(page, events.rect().topRight()).x()
    page.resize(760, 440)
    qtbot.waitUntil(lambda: verdict.mapTo(page, verdict.rect().topLeft()).x() < 60)


def test_a_long_queue_says_that_there_is_more_and_reads_on(desk, qtbot, monkeypatch):
    monkeypatch.setattr(Vault, "page", 2)
    made, page, _ = desk(*(case(str(number)) for number in range(5)))
    assert page.queue.lines.rowCount() == 2
    assert "ほかに未表示あり" in page.queue.counter.text()
    assert page.queue.more.isVisible()
    for rows in (4, 5):
        qtbot.keyClick(page.queue.more, Qt.Key.Key_Return)
        made.link.settle()
        assert page.queue.lines.rowCount() == rows
        assert page.queue.table.hasFocus()
    assert page.queue.left() == 5
    assert not page.queue.more.isVisible()
    assert "未表示" not in page.queue.counter.text()


@pytest.mark.parametrize("code", [Code.LOG_BROKEN, Code.CANCELLED])
def test_a_queue_that_was_not_read_is_not_called_reviewed(theme, qtbot, japanese, code):
    made = bench(theme, Role.AUDITOR)
    made.link.answers = {m.ReviewQueue: refuse(code)}
    page = SPEC.make(made.context)
    qtbot.addWidget(page)
    page.show()
    page.entered()
    made.link.settle()
    assert page.queue.counter.text() == "未読み込み"
    assert "F5" in page.queue.empty.sentence
    assert page.queue.counted.sentence == ""
    assert not page.queue.begin.isEnabled()
