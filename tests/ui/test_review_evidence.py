"""The record of the log: how old the delivered one is, three ways to take one away, and exports that can be stopped."""

from dataclasses import replace

import pytest
from desk_bench import bench, refuse
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from operator_console.domain.evidence import EvidenceView, ExportForm, Way
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.protocol import messages as m
from operator_console.ui.evidence.qr import QUIET, QrPicture
from operator_console.ui.pages.evidence import SPEC

VIEW = EvidenceView(
    entries=1_500,
    made_entries=1_480,
    made="2026-11-22T02:00:00+00:00",
    delivered_entries=1_280,
    delivered="2026-11-21T02:00:00+00:00",
    way="code",
    since_entries=220,
    since_reveals=31,
    since_seconds=90_000,
    limit_hours=24,
    limit_reveals=0,
    overdue=False,
    pin="0-7K2M",
    auditors=(),
    writable=True,
)
CODE = "1500-7K2M-Q9XA-0FTR-W3HD-5P"
TAKEN = m.CheckpointTaken(1_500, "2026-11-22T03:00:00+00:00", CODE, CODE, ("1" * 21,) * 21)


@pytest.fixture
def desk(theme, qtbot, japanese):
    """Return what opens the page for somebody of a role, with this state of the evidence."""

    def of(role=Role.OPERATOR, view=VIEW):
        made = bench(theme, role)
        delivered = replace(view, delivered_entries=1_500, overdue=False)
        made.link.answers = {
            m.ReadEvidence: lambda _: m.EvidenceState(view),
            m.TakeCheckpoint: lambda _: TAKEN,
            m.Deliver: lambda _: m.EvidenceState(delivered),
        }
        page = made.enter(SPEC, qtbot, size=(1280, 740), active=True)
        return made, page

    return of


def test_age_and_reach_of_the_delivered_record_are_told(desk):
    _, page = desk()
    assert "1,280" in page.last.sentence
    assert "コード" in page.last.sentence
    for words in ("1 日 1 時間", "220", "31"):
        assert words in page.since.sentence
    assert "24 時間" in page.limit.sentence
    assert page.take.hasFocus()


@pytest.mark.parametrize(
    ("changes", "tone"),
    [
        ({"overdue": True}, "danger"),
        ({"writable": False}, "danger"),
        ({"delivered": "", "delivered_entries": 0, "way": ""}, "warning"),
        ({}, "info"),
        ({"since_reveals": 0}, "good"),
    ],
)
def test_the_state_is_a_word_and_a_tone(desk, changes, tone):
    _, page = desk(view=replace(VIEW, **changes))
    assert page.state.property("badge") == tone
    assert page.state.text()


@pytest.mark.parametrize(("button", "way"), [("said", Way.CODE), ("photographed", Way.QR)])
def test_an_operator_delivers_a_record_with_the_keyboard(desk, qtbot, button, way):
    made, page = desk()
    qtbot.keyClick(page.take, Qt.Key.Key_Return)
    made.link.settle()
    assert page.delivery.code.text() == CODE
    assert page.delivery.said.hasFocus()
    qtbot.keyClick(getattr(page.delivery, button), Qt.Key.Key_Return)
    made.link.settle()
    assert m.Deliver(1_500, way) in made.link.asked
    assert not page.delivery.isVisible()
    assert "1,500" in page.last.sentence


def test_a_file_is_written_by_the_vault(desk):
    made, page = desk()
    page.take.click()
    made.link.settle()
    page.save_to("/anywhere/record.txt")
    assert made.link.asked[-1] == m.Deliver(1_500, Way.FILE, "/anywhere/record.txt")


def test_a_delivery_that_fails_can_be_tried_again(desk):
    made, page = desk()
    made.link.answers[m.Deliver] = refuse(Code.FILE_EXISTS, path="record.txt")
    page.take.click()
    made.link.settle()
    page.save_to("record.txt")
    made.link.settle()
    assert made.said[-1][1] == "warning"
    assert page.delivery.isVisible()


def test_a_broken_log_makes_no_record(desk):
    _, page = desk(Role.AUDITOR, replace(VIEW, writable=False))
    assert not page.take.isEnabled()


def test_only_who_reads_the_log_exports_it(desk):
    _, page = desk(Role.OPERATOR)
    assert not page.export.isVisible()
    _, page = desk(Role.AUDITOR)
    assert page.export.isVisible()


def test_an_export_shows_how_far_it_is_and_can_be_stopped(desk):
    made, page = desk(Role.AUDITOR)
    page.export.form.setCurrentIndex(page.export.form.findData(ExportForm.XLSX))
    page.export.save_to("/anywhere/log.xlsx")
    asked = made.link.one_waiting(m.ExportLog)
    assert asked.request == m.ExportLog("/anywhere/log.xlsx", ExportForm.XLSX)
    assert page.may_leave()
    asked.on_progress(m.Progress("entries", 500, 1_500))
    assert "500 / 1,500" in page.export.work.count.text()
    page.export.work.stop.click()
    assert made.link.cancelled == [asked.id]
    asked.on_refused(refuse(Code.CANCELLED)(None))
    assert not page.may_leave()
    assert page.export.start.isEnabled()
    assert not page.export.outcome.isVisible()


def test_an_export_ends_with_its_record_and_its_digest(desk):
    made, page = desk(Role.LEAD)
    made.link.answers[m.ExportLog] = lambda _: m.LogExported(1_501, 90_000, "ab" * 32, CODE)
    page.export.save_to("/anywhere/log.jsonl")
    made.link.settle()
    for words in ("log.jsonl", "1,501", CODE, "abababababababab"):
        assert words in page.export.outcome.sentence


def test_every_module_of_the_picture_is_dark_on_light_with_its_quiet_zone(theme, qtbot):
    picture = QrPicture()
    qtbot.addWidget(picture)
    rows = tuple("".join("1" if (x + y) % 3 == 0 else "0" for x in range(21)) for y in range(21))
    picture.show_code(rows, "QR")
    image = picture.grab().toImage()
    side = picture.width() // (21 + 2 * QUIET)
    edge = (picture.width() - side * (21 + 2 * QUIET)) // 2
    for y in range(-QUIET, 21 + QUIET):
        for x in range(-QUIET, 21 + QUIET):
            dark = 0 <= x < 21 and 0 <= y < 21 and rows[y][x] == "1"
            at = [edge + (n + QUIET) * side + side // 2 for n in (x, y)]
            assert (image.pixelColor(*at).lightness() < 128) == dark


def test_the_auditors_question_goes_into_a_bundle_and_into_nothing_else(desk, qtbot):
    made, page = desk(Role.AUDITOR)
    qtbot.keyClicks(page.export.nonce, "AB12 cd-34")
    page.export.save_to("/anywhere/log.jsonl")
    assert made.link.one_waiting(m.ExportLog).request == m.ExportLog("/anywhere/log.jsonl", nonce="ab12cd34")
    page.export.form.setCurrentIndex(page.export.form.findData(ExportForm.CSV))
    assert not page.export.nonce_row.isVisible()
    page.export.save_to("/anywhere/log.csv")
    assert m.ExportLog("/anywhere/log.csv", ExportForm.CSV) in made.link.asked


@pytest.mark.parametrize("text", ["abc", "xy", "ab" * 65])
def test_a_question_that_can_be_none_is_said_at_its_field(desk, qtbot, text):
    _, page = desk(Role.AUDITOR)
    qtbot.keyClicks(page.export.nonce, text)
    qtbot.keyClick(page.export.nonce, Qt.Key.Key_Return)
    assert "64" in page.export.nonce_row.note.sentence
    assert page.export.nonce.hasFocus()
    assert page.findChildren(QFileDialog) == []


KEY = "-".join(["ABCD"] * 14)


def test_only_an_administrator_adds_an_auditors_key(desk, qtbot):
    _, page = desk(Role.AUDITOR)
    assert not page.auditors.isVisible()
    made, page = desk(Role.ADMINISTRATOR)
    assert "まだ" in page.auditors.known.sentence
    made.link.answers[m.AddAuditorKey] = lambda _: m.EvidenceState(replace(VIEW, auditors=(KEY,)))
    qtbot.keyClicks(page.auditors.key, KEY)
    qtbot.keyClick(page.auditors.key, Qt.Key.Key_Return)
    assert page.auditors.recovery.hasFocus()
    qtbot.keyClicks(page.auditors.recovery, "RRRR-RRRR")
    qtbot.keyClick(page.auditors.recovery, Qt.Key.Key_Return)
    assert page.auditors.recovery.text() == ""
    made.link.settle()
    assert m.AddAuditorKey(KEY, "RRRR-RRRR") in made.link.asked
    assert page.auditors.known.sentence == KEY
    assert made.said[-1][1] == "good"


@pytest.mark.parametrize(("code", "row"), [(Code.AUDITOR_KEY_WRONG, "key_row"), (Code.RECOVERY_WRONG, "recovery_row")])
def test_what_is_wrong_with_a_key_is_said_where_it_was_typed(desk, qtbot, code, row):
    made, page = desk(Role.ADMINISTRATOR)
    made.link.answers[m.AddAuditorKey] = refuse(code)
    page.auditors.add.click()
    assert made.link.asked == [m.ReadEvidence()]
    assert page.auditors.key_row.note.sentence
    assert page.auditors.recovery_row.note.sentence
    qtbot.keyClicks(page.auditors.key, "A")
    qtbot.keyClicks(page.auditors.recovery, "B")
    page.auditors.add.click()
    made.link.settle()
    wrong = getattr(page.auditors, row)
    assert wrong.note.sentence == made.context.wording.refusal(Refusal(code))
    assert wrong.field.hasFocus()
    assert page.auditors.key.text() == "A"


def test_of_a_broken_log_only_a_bundle_is_offered_and_that_nothing_tells_of_it(theme, qtbot, japanese):
    made = bench(theme, Role.AUDITOR)
    made.context = replace(made.context, session=replace(made.context.session, evidence_only=True))
    made.link.answers = {
        m.ReadEvidence: lambda _: m.EvidenceState(replace(VIEW, writable=False)),
        m.ExportLog: lambda _: m.LogExported(1_500, 90_000, "ab" * 32, ""),
    }
    page = SPEC.make(made.context)
    qtbot.addWidget(page)
    page.show()
    page.entered()
    assert [page.export.form.itemData(row) for row in range(page.export.form.count())] == [ExportForm.BUNDLE]
    assert not page.export.nonce_row.isVisible()
    page.export.save_to("/anywhere/broken.jsonl")
    made.link.settle()
    assert made.link.asked[-1] == m.ExportLog("/anywhere/broken.jsonl")
    assert "壊れた記録" in page.export.outcome.sentence
