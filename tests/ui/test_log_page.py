"""The log page: what it asks for, what it shows in words, and that a million entries cost no more than a few pages."""

from dataclasses import replace
from datetime import datetime

import pytest
from desk_bench import CHOICES, REFERENCE, bench, entry, log_of, refuse
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDateTimeEdit

from operator_console.domain.actions import Action
from operator_console.domain.refusals import Code
from operator_console.domain.roles import Role
from operator_console.protocol import messages as m
from operator_console.ui.log.filters import CHOSEN, TODAY, WEEK, YESTERDAY, FilterBar
from operator_console.ui.models.log_entries import KEEP, PAGE
from operator_console.ui.office_time import OfficeTime
from operator_console.ui.pages.log import SPEC

OFFICE = OfficeTime(540)


@pytest.fixture
def desk(theme, qtbot):
    """A log page of a lead over a log of a million entries, in a window of 1280 × 800."""
    made = bench(theme, Role.LEAD)
    made.link.answers = {m.ReadLog: log_of(1_000_000), m.ReadLogChoices: lambda _: CHOICES}
    return made, made.enter(SPEC, qtbot)


def reads(made):
    return [request for request in made.link.asked if isinstance(request, m.ReadLog)]


def row_words(page, row):
    model = page.entries.model
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_newest_come_first_in_words(desk):
    made, page = desk
    time, user, action, outcome, customer, purpose, fields, _ = row_words(page, 0)
    newest = entry(1_000_000)
    assert time == OFFICE.shown(newest.time)
    assert user == newest.user
    assert action == made.context.wording.action(newest.action)
    assert outcome == made.context.wording.outcome(newest.outcome)
    assert customer == f"{REFERENCE[:8]}…"
    assert purpose == "配送・お届け先の確認"
    assert newest.fields == ("birth_date",)
    assert fields == "生年月日"


def test_scrolling_down_asks_for_what_is_older(desk):
    made, page = desk
    page.entries.table.scrollToBottom()
    made.link.settle()
    assert [request.before for request in reads(made)] == [0, 1_000_000 - PAGE + 1]
    assert page.entries.model.rowCount() == 2 * PAGE


def test_only_what_is_near_is_held(desk):
    made, page = desk
    model = page.entries.model
    for _ in range(3 * KEEP):
        model.fetchMore(model.index(-1, -1))
        made.link.settle()
    assert model.rowCount() == (3 * KEEP + 1) * PAGE
    assert model.held() <= KEEP * PAGE


def test_what_was_forgotten_comes_back_as_it_was(desk):
    made, page = desk
    model = page.entries.model
    before = row_words(page, 5)
    made.link.answers[m.ReadLog] = log_of(1_000_050)  # others go on working
    for _ in range(2 * KEEP):
        model.fetchMore(model.index(-1, -1))
        made.link.settle()
    assert row_words(page, 5)[0] == "…"
    made.link.settle()
    assert row_words(page, 5) == before


def test_a_late_page_of_other_filters_is_dropped(desk):
    made, page = desk
    page.entries.read()
    late = made.link.one_waiting(m.ReadLog)
    page.entries.filters.user.setCurrentIndex(1)
    page.entries.read()
    made.link.waiting.remove(late)
    late.on_reply(log_of(3)(m.ReadLog()))
    made.link.settle()
    assert {page.entries.model.entry(row).user for row in range(PAGE)} == {"sato"}


def test_filters_become_one_request_when_asked(desk, qtbot):
    made, page = desk
    filters = page.entries.filters
    filters.user.setCurrentIndex(filters.user.findData("sato"))
    filters.action.setCurrentIndex(filters.action.findData(Action.REVEAL))
    filters.client.setCurrentIndex(filters.client.findData("hinata"))
    filters.customer.setText(" C-0000001 ")
    assert len(reads(made)) == 1, "nothing is asked before the person asks"
    qtbot.keyClick(filters.customer, Qt.Key.Key_Return)
    assert len(reads(made)) == 2
    last = reads(made)[-1]
    assert (last.user, last.action, last.client, last.customer) == ("sato", "reveal", "hinata", "C-0000001")


def test_the_client_is_sent_with_a_customer_only(desk):
    _, page = desk
    page.entries.filters.client.setCurrentIndex(1)
    assert page.entries.filters.request().client == ""


@pytest.mark.parametrize(
    ("period", "since", "until"),
    [
        (TODAY, "2026-03-01", "2026-03-01T23:59:59.999"),
        (YESTERDAY, "2026-02-28", "2026-02-28T23:59:59.999"),
        (WEEK, "2026-02-23", "2026-03-01T23:59:59.999"),
    ],
)
def test_a_period_is_whole_days_of_the_office_sent_as_utc(theme, qtbot, period, since, until):
    filters = FilterBar((), str, OFFICE, lambda: datetime.fromisoformat("2026-03-01T15:30"))
    qtbot.addWidget(filters)
    filters.period.setCurrentIndex(period)
    assert (filters.request().since, filters.request().until) == tuple(
        OFFICE.utc(datetime.fromisoformat(at)) for at in (since, until)
    )
    assert not filters.since.isEnabled()


def test_a_chosen_period_can_be_typed(theme, qtbot):
    filters = FilterBar((), str, OFFICE, lambda: datetime.fromisoformat("2026-03-01T15:30"))
    qtbot.addWidget(filters)
    filters.period.setCurrentIndex(CHOSEN)
    filters.since.setSelectedSection(QDateTimeEdit.Section.YearSection)
    qtbot.keyClicks(filters.since, "2025")
    assert filters.request().since == OFFICE.utc(datetime.fromisoformat("2025-03-01"))


def test_clearing_shows_everything_again(desk):
    made, page = desk
    page.entries.filters.user.setCurrentIndex(1)
    page.entries.filters.period.setCurrentIndex(TODAY)
    page.entries.filters.clear.click()
    assert reads(made)[-1] == m.ReadLog(limit=PAGE)


def test_nothing_found_says_what_to_do(desk):
    made, page = desk
    made.link.answers[m.ReadLog] = log_of(0)
    page.entries.filters.user.setCurrentIndex(1)
    page.entries.read()
    made.link.settle()
    assert not page.entries.table.isVisible()
    assert page.entries.empty.isVisible()
    assert "Clear the filters" in page.entries.empty.sentence


def test_enter_opens_the_details_and_escape_goes_back(desk, qtbot):
    _, page = desk
    with qtbot.waitActive(page):
        page.activateWindow()
    table, details = page.entries.table, page.entries.details
    table.go_to(5)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert details.text.hasFocus()
    words = details.text.toPlainText()
    chosen = page.entries.model.entry(5)
    assert str(chosen.sequence) in words
    assert chosen.call in words
    assert REFERENCE in words
    qtbot.keyClick(details, Qt.Key.Key_Escape)
    assert table.hasFocus()


def test_facts_name_the_client_and_the_fields_as_people_do(desk):
    _, page = desk
    details = page.entries.details
    opened = next(entry(number) for number in range(7) if entry(number).action is Action.CALL_OPENED)
    details.show_entry(opened)
    assert "あおぞら通販" in details.text.toPlainText()
    answered = next(entry(number) for number in range(7) if entry(number).action is Action.ANSWER)
    details.show_entry(answered)
    assert "生年月日" in details.text.toPlainText()
    details.show_entry(replace(opened, facts=(("action", "reveal"), ("when", entry(3).time))))
    assert "項目の表示" in details.text.toPlainText()
    assert OFFICE.shown(entry(3).time) in details.text.toPlainText()


def test_what_people_typed_is_not_taken_for_markup(desk):
    _, page = desk
    page.entries.details.show_entry(replace(entry(1), user="<b>x</b>", reason="<i>y</i>"))
    assert "<b>x</b>" in page.entries.details.text.toPlainText()
    assert "<i>y</i>" in page.entries.details.text.toPlainText()


def test_from_an_entry_to_everything_about_its_customer(desk):
    made, page = desk
    page.entries.details.same_customer.click()
    assert reads(made)[-1].customer == REFERENCE
    made.link.settle()
    page.entries.details.same_user.click()
    assert (reads(made)[-1].user, reads(made)[-1].customer) == (entry(1_000_000).user, "")


def test_a_refusal_is_said(desk):
    made, page = desk
    made.link.answers[m.ReadLog] = refuse(Code.FIND_BAD_VALUE, field="number", reason="bad_identifier")
    page.entries.read()
    made.link.settle()
    assert [tone for _, tone in made.said] == ["warning"]
    assert "顧客番号" in made.said[0][0]


def test_in_a_small_window_the_details_take_the_place_of_the_table(desk, qtbot):
    _, page = desk
    page.resize(640, 480)
    entries = page.entries
    assert not entries.details.isVisible()
    assert not entries.filters.isVisible()
    entries.table.opened.emit(0)
    assert entries.details.isVisible()
    assert not entries.table.isVisible()
    entries.details.left.emit()
    assert entries.table.isVisible()
    page.filter.click()
    assert entries.filters.isVisible()


def test_tab_goes_through_the_filters_as_they_are_read(desk, qtbot):
    _, page = desk
    with qtbot.waitActive(page):
        page.activateWindow()
    filters = page.entries.filters
    filters.period.setCurrentIndex(CHOSEN)
    filters.user.setFocus()
    seen = [filters.user]
    for _ in range(30):  # Tab stops at every part of a time
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        if page.focusWidget() is page.entries.table:
            break
        if page.focusWidget() is not seen[-1]:
            seen.append(page.focusWidget())
    expected = ("user", "action", "period", "since", "until", "client", "customer", "apply", "clear")
    assert seen == [getattr(filters, name) for name in expected]
    assert page.focusWidget() is page.entries.table


@pytest.fixture
def slow(desk):
    """The first filter over this log takes long: two steps are told."""
    made, page = desk
    del made.link.answers[m.ReadLog]
    page.entries.filters.user.setCurrentIndex(1)
    page.entries.read()
    waiting = made.link.one_waiting(m.ReadLog)
    waiting.on_progress(m.Progress("looking_through", 340_000, 1_000_000))
    return made, page, waiting


def test_a_filter_that_takes_long_tells_how_far_it_is(slow):
    made, page, waiting = slow
    assert "340,000" in page.entries.shown.text()
    assert "1,000,000" in page.entries.shown.text()
    made.link.reply(waiting, log_of(1_000_000)(waiting.request))
    assert "340,000" not in page.entries.shown.text()
    page.entries.read()
    assert made.link.cancelled == []


def test_another_question_stops_the_one_that_takes_long(slow):
    made, page, waiting = slow
    page.entries.filters.reset()
    page.entries.read()
    assert made.link.cancelled == [waiting.id]
    made.link.reply(waiting, refuse(Code.CANCELLED))
    assert made.said == []


def test_a_verification_stops_a_filter_that_takes_long(slow):
    made, page, waiting = slow
    page.verify.click()
    assert made.link.cancelled == [waiting.id]


def test_choices_are_asked_for_until_all_are_known(desk):
    made, page = desk
    found = iter([(100, 300), (200, 300), (300, 300)])
    asked = len(made.link.asked)
    made.link.answers[m.ReadLogChoices] = lambda _: replace_choices(*next(found))
    page.entries.offer_choices()
    made.link.settle()
    assert [type(request) for request in made.link.asked[asked:]] == [m.ReadLogChoices] * 3


def test_choices_are_not_asked_for_where_nobody_looks(desk):
    made, page = desk
    asked = len(made.link.asked)
    made.link.answers[m.ReadLogChoices] = lambda _: replace_choices(100, 300)
    page.entries.hide()
    page.entries.offer_choices()
    made.link.settle()
    assert len(made.link.asked) == asked + 1


def replace_choices(known, last):
    return m.LogChoices(CHOICES.users, CHOICES.actions, known, last)
