"""The verification as a person follows it: progress, a way to stop, and a verdict that claims no more than that."""

import pytest
from desk_bench import CHOICES, bench, log_of
from PySide6.QtCore import Qt

from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.views import Finding, Severity
from operator_console.protocol import messages as m
from operator_console.ui.pages.log import SPEC


@pytest.fixture
def desk(theme, qtbot):
    """A log page on which the verification has been begun."""
    made = bench(theme, Role.AUDITOR)
    made.link.answers = {m.ReadLog: log_of(5_000), m.ReadLogChoices: lambda _: CHOICES}
    page = made.enter(SPEC, qtbot)
    page.verify.click()
    return made, page, made.link.one_waiting(m.VerifyLog)


def test_progress_is_a_bar_and_a_count(desk):
    _, page, asked = desk
    asked.on_progress(m.Progress("verifying", 1_200, 4_800))
    assert page.verification.bar.value() / page.verification.bar.maximum() == 0.25
    assert "1,200" in page.verification.count.text()
    assert page.may_leave()


def test_it_can_be_stopped_and_then_claims_nothing(desk):
    made, page, asked = desk
    page.verification.stop.click()
    assert made.link.cancelled == [asked.id]
    asked.on_refused(Refusal(Code.CANCELLED))
    assert page.verification.verdict.text() == "Not verified"
    assert not page.verification.trust.isVisible()
    assert not page.may_leave()


def test_a_whole_log_is_said_to_be_in_order_and_what_that_cannot_exclude(desk):
    _, page, asked = desk
    asked.on_reply(m.LogVerified(ok=True, entries=5_000, findings=()))
    shown = page.verification
    assert shown.verdict.text() == "The log is in order"
    assert "5,000" in shown.checked.sentence
    assert shown.trust.isVisible()
    assert "older state" in shown.limits.sentence
    assert shown.limits.isVisible()
    assert not shown.findings.isVisible()


def test_notes_do_not_make_a_log_suspect(desk):
    _, page, asked = desk
    asked.on_reply(
        m.LogVerified(ok=True, entries=5_000, findings=(Finding("clock_back", 9, {"seconds": 60}, Severity.NOTE),))
    )
    assert "whole" in page.verification.verdict.text()
    assert page.verification.findings.isVisible()


def test_trust_reaches_back_to_the_last_break_only(desk):
    _, page, asked = desk
    findings = (
        Finding("gap", 40, {"missing": 2}),
        Finding("chain_broken", 700, {}),
        Finding("showing_unclosed", 900, {"call": "c0ffee", "field": "name"}, Severity.NOTE),
    )
    asked.on_reply(m.LogVerified(ok=False, entries=5_000, findings=findings))
    assert "After entry 700 " in page.verification.trust.sentence


def test_an_end_that_does_not_fit_leaves_nothing_to_rely_on(desk):
    _, page, asked = desk
    findings = (Finding("chain_broken", 40, {}), Finding("end_missing", 4_990, {"missing": 11}))
    asked.on_reply(m.LogVerified(ok=False, entries=4_989, findings=findings))
    assert "no part of the log" in page.verification.trust.sentence


def test_each_finding_is_a_sentence_and_leads_to_its_entry(desk, qtbot):
    made, page, asked = desk
    finding = Finding("chain_broken", 700, {})
    asked.on_reply(m.LogVerified(ok=False, entries=5_000, findings=(finding,)))
    table = page.verification.findings
    assert table.model().index(0, 1).data() == made.context.wording.finding(finding)
    page.entries.filters.user.setCurrentIndex(1)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    made.link.settle()
    entries = page.entries
    assert entries.isVisible()
    assert not entries.filters.is_set()
    assert entries.model.entry(entries.table.current_row()).sequence == 700
    assert entries.model.entry(0).sequence > 700, "its newer neighbours are there too"


def test_a_second_verification_replaces_the_first(desk):
    made, page, asked = desk
    made.link.waiting.remove(asked)
    asked.on_reply(m.LogVerified(ok=False, entries=5_000, findings=(Finding("chain_broken", 7, {}),)))
    page.verification.again.click()
    made.link.one_waiting(m.VerifyLog).on_reply(m.LogVerified(ok=True, entries=5_000, findings=()))
    assert page.verification.lines.rowCount() == 0
    assert page.verification.verdict.text() == "The log is in order"


def test_what_stays_open_is_told_of_a_log_in_order(desk):
    _, page, asked = desk
    limit = Finding("never_delivered", 5_000, {"entries": 5_000}, Severity.LIMIT)
    asked.on_reply(m.LogVerified(ok=True, entries=5_000, findings=(limit,)))
    assert page.verification.verdict.text() == "The log is in order"
    assert page.verification.findings.isVisible()


KEPT = "1280-7K2M-Q9XA-0FTR-W3HD-5P"


@pytest.fixture
def verified(desk):
    """The same page once a first verification has found nothing."""
    made, page, asked = desk
    made.link.waiting.remove(asked)
    asked.on_reply(m.LogVerified(ok=True, entries=5_000, findings=()))
    return made, page


def test_a_kept_code_is_typed_and_compared_with_the_keyboard(verified, qtbot):
    made, page = verified
    kept = page.verification.kept
    qtbot.keyClicks(kept.field, KEPT)
    qtbot.keyClick(kept.field, Qt.Key.Key_Return)
    assert kept.field.text() == ""
    assert kept.list.sentence == KEPT
    qtbot.keyClick(kept.verify, Qt.Key.Key_Return)
    asked = made.link.one_waiting(m.VerifyLog)
    assert asked.request == m.VerifyLog((KEPT,))
    assert not kept.isVisible()
    asked.on_reply(m.LogVerified(ok=True, entries=5_000, findings=(), good_until=1_280))
    assert "1,280" in page.verification.limits.sentence


def test_a_saved_record_is_opened_and_a_file_that_is_none_is_named(verified, tmp_path):
    _, page = verified
    kept = page.verification.kept
    saved, other, absent = tmp_path / "saved.txt", tmp_path / "other.txt", tmp_path / "absent.txt"
    saved.write_text(f"{KEPT} {'A' * 252}\n", encoding="utf-8")
    other.write_text("x" * 5_000, encoding="utf-8")
    kept.read_files([str(saved)])
    assert kept.texts() == (saved.read_text(encoding="utf-8").strip(),)
    assert kept.verify.hasFocus()
    for path in (other, absent):
        kept.read_files([str(path)])
        assert path.name in kept.row.note.sentence
    assert len(kept.texts()) == 1


def test_nothing_kept_is_said_and_not_verified(verified):
    made, page = verified
    page.verification.kept.verify.click()
    assert page.verification.kept.row.note.sentence
    assert [one for one in made.link.waiting if isinstance(one.request, m.VerifyLog)] == []


def test_a_code_that_cannot_be_read_comes_back_into_the_field(verified, qtbot):
    made, page = verified
    kept = page.verification.kept
    for text in (KEPT, "1280-WRONG"):
        qtbot.keyClicks(kept.field, text)
        qtbot.keyClick(kept.field, Qt.Key.Key_Return)
    kept.verify.click()
    made.link.one_waiting(m.VerifyLog).on_refused(Refusal(Code.KEPT_CODE_WRONG, kept="1280-WRONG"))
    assert kept.field.text() == "1280-WRONG"
    assert kept.field.hasFocus()
    assert kept.texts() == (KEPT,)
    assert not page.verification.limits.isVisible()


def test_the_key_of_the_kept_record_brings_it_into_sight(verified, qtbot):
    _, page = verified
    page.resize(860, 400)
    kept, view = page.verification.kept, page.verification.viewport()
    qtbot.waitUntil(lambda: page.verification.verticalScrollBar().maximum() > 0)
    page.verification.verticalScrollBar().setValue(0)
    kept.field.clearFocus()
    kept.field.setFocus()

    def in_sight():
        top = kept.field.mapTo(view, kept.field.rect().topLeft()).y()
        return 0 <= top <= view.height() - kept.field.height()

    qtbot.waitUntil(in_sight)


def test_a_finding_that_does_not_fit_into_its_line_is_told_below(desk):
    _, page, asked = desk
    long = Finding("open_since_delivered", 9, {"entries": 3, "since": "2026-11-22T01:26:00+00:00"}, Severity.LIMIT)
    asked.on_reply(m.LogVerified(ok=True, entries=5_000, findings=(Finding("clock_back", 9, {"seconds": 60}), long)))
    assert page.verification.finding.sentence == ""
    page.verification.findings.go_to(1)
    assert page.verification.finding.sentence == page.verification.lines.index(1, 1).data()
