"""A lead finishes a day's review with the keyboard, and the operator who was asked answers before the first call."""

from operator_console.domain.review import CaseState
from operator_console.domain.roles import Role
from tests.journeys.person import ALT, CONTROL, Key
from tests.journeys.steps import newest_entry, open_call, sign_in

QUESTION, ANSWER = "承認を受けた理由を教えてください", "病院からの緊急のお問い合わせでした"
INCIDENT = "営業時間外に開いた理由が確認できない"


def review_page(person):
    person.turn_to("review")
    page = person.console.window.workbench.page
    person.wait(lambda: page.queue.lines.rowCount() > 0 and not page.work.running, "no queue")
    return page


def wait_for_case(person, page, before=None):
    """Wait until a case is shown that is not the one before."""
    person.wait(
        lambda: page._in_case() and page.case.detail is not None and page.case.detail is not before,
        lambda: f"no case:\n{person.screen()}",
    )
    person.wait(lambda: not page.work.running, "the case is still being read")
    return page.case.detail


def rows(page):
    return [page.queue.lines.thing(row) for row in range(page.queue.lines.rowCount())]


def test_a_day_is_worked_off_from_the_first_case_to_the_last(seat, misused):
    person = seat(misused.vault)
    sign_in(person, misused, Role.OPERATOR)
    open_call(person, misused)
    for _ in range(4):
        person.type("違井 名前子")
        person.press(Key.Key_Return)
        person.settle()
        person.press(Key.Key_Up)
    person.press(Key.Key_F12)
    person.sees("通話を終了しますか？")
    person.press(Key.Key_F12)
    person.sees("次のお電話をお待ちしています")
    person.console.conductor.sign_out()

    sign_in(person, misused, Role.LEAD)
    page = review_page(person)
    queue = rows(page)
    days = [case.day for case in queue]
    before_today = [day for day in days if day != days[-1]]
    assert days[0] == max(before_today), "the last working day's cases do not come first"
    assert before_today[days.count(days[0]) :] == sorted(before_today[days.count(days[0]) :])
    assert queue[-1].age_days == 0 < min(case.age_days for case in queue[: len(before_today)])
    own = next(case for case in queue if case.own)

    place = queue.index(own)
    for _ in range(place):
        person.press(Key.Key_Down)
    assert page.queue.table.current_row() == place
    person.press(Key.Key_Return)
    wait_for_case(person, page)
    person.sees("ご自身が関わった案件のため、判断できません。")
    assert not page.case.verdict.fine.isVisible()
    person.press(Key.Key_Escape)
    person.wait(lambda: not page._in_case(), "the queue is not back")

    person.press(Key.Key_N, with_=ALT)
    detail = wait_for_case(person, page)
    assert detail.case.day == days[0]
    person.sees("通話の経過" if detail.timeline else "この日の通話", "UTC+09:00")
    person.press(Key.Key_I, with_=ALT)
    person.sees("対応する人のために、何があったかを書いてください。")
    person.type(INCIDENT)
    person.press(Key.Key_I, with_=ALT)
    while page._in_case():
        before = page.case.detail
        person.wait(
            lambda before=before: not page._in_case() or page.case.detail is not before,
            lambda: f"no next case:\n{person.screen()}",
        )
        person.wait(lambda: not page.work.running, "it is still being read")
        if page._in_case():
            person.press(Key.Key_Return, with_=CONTROL)
    person.sees("すべて確認済み")
    assert page.queue.left() == 0
    assert {case.state for case in rows(page) if not case.own} == {CaseState.FINE, CaseState.INCIDENT}
    details = newest_entry(person, "確認の判断")
    assert "問題なし" in details
    assert own.id not in details


def test_who_is_asked_answers_at_the_next_sign_in_before_the_first_call(seat, misused):
    person = seat(misused.vault)
    sign_in(person, misused, Role.LEAD)
    page = review_page(person)
    name = misused.of(Role.OPERATOR)[0]
    place = next(at for at, case in enumerate(rows(page)) if case.user == name and not case.own)
    for _ in range(place):
        person.press(Key.Key_Down)
    person.press(Key.Key_Return)
    asked = wait_for_case(person, page).case
    person.press(Key.Key_C, with_=ALT)
    person.type(QUESTION)
    person.press(Key.Key_Q, with_=ALT)
    person.sees("質問しました。担当者が次にログインしたときに回答します。")
    person.console.conductor.sign_out()

    sign_in(person, misused, Role.OPERATOR)
    person.sees("業務について質問があります", QUESTION, "見本 三枝")
    person.press(Key.Key_Return, with_=CONTROL)
    person.sees("回答を入力してください。")
    assert "次のお電話をお待ちしています" not in person.screen()
    person.type(ANSWER)
    person.press(Key.Key_Return, with_=CONTROL)
    person.sees("次のお電話をお待ちしています")
    person.console.conductor.sign_out()

    sign_in(person, misused, Role.LEAD)
    page = review_page(person)
    place = next(at for at, case in enumerate(rows(page)) if case.id == asked.id)
    assert rows(page)[place].state is CaseState.ANSWERED
    for _ in range(place):
        person.press(Key.Key_Down)
    person.press(Key.Key_Return)
    wait_for_case(person, page)
    person.sees(QUESTION, ANSWER)
    person.press(Key.Key_Return, with_=CONTROL)
    person.sees("問題なしとしました。")
