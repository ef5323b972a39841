"""Who saw a customer: what is asked, what is said about it, and a paper that is the owner's alone and hides nothing."""

import stat
from dataclasses import replace
from hashlib import sha256

import msgspec
import pytest
from desk_bench import REFERENCE, bench, refuse
from PySide6.QtCore import QDate, Qt

from operator_console.domain.ids import ClientId, FieldName, UserName
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.review import Gap, GapView, SeenRow, SeenView, Statement
from operator_console.domain.roles import Role
from operator_console.protocol import messages as m
from operator_console.ui.office_time import OfficeTime
from operator_console.ui.pages.seen_by import SPEC
from operator_console.ui.seen import paper

ROW = SeenRow(
    sequence=40,
    time="2026-11-20T03:00:00+00:00",
    seconds=12,
    staff="佐藤 三郎",
    number=1,
    role="operator",
    client=ClientId("aozora"),
    purpose="delivery",
    fields=(FieldName("address"),),
    approved=False,
)
SEEN = SeenView(REFERENCE, "2026-10-23T15:00:00+00:00", "2026-11-22T14:59:59+00:00", (ROW,), 0, 1, 3, 1)
SAID = Statement(
    customer=REFERENCE,
    since=SEEN.since,
    until=SEEN.until,
    exposures=0,
    opened=0,
    entries=100,
    head="ab" * 32,
    log_id="cd" * 16,
    code="100-AAAA",
    covered=100,
    gaps=(),
    made="2026-11-22T03:00:00+00:00",
    made_by=UserName("lead"),
    text="statement: operator-console/1\nshowings: 0\n",
    entry=101,
    key="11" * 32,
    signature="22" * 64,
)


@pytest.fixture
def desk(theme, qtbot, japanese):
    made = bench(theme, Role.AUDITOR)
    made.link.answers = {
        m.WhoSaw: lambda _: m.CustomerSeen(SEEN),
        m.ProveUnseen: lambda _: m.UnseenStatement(SAID),
        m.ExportReadings: lambda _: m.ReadingsExported(1_234),
    }
    page = made.enter(SPEC, qtbot, size=(1280, 740), active=True)
    return made, page


def asked(made, kind):
    return [request for request in made.link.asked if isinstance(request, kind)]


def test_a_number_is_asked_for_with_its_client_and_whole_days_of_the_office(desk, qtbot):
    made, page = desk
    assert page.question.customer.hasFocus()
    page.question.client.setCurrentIndex(1)
    page.question.since.setDate(QDate(2026, 11, 1))
    page.question.until.setDate(QDate(2026, 11, 2))
    page.question.names.setChecked(False)
    qtbot.keyClicks(page.question.customer, "C-1024")
    qtbot.keyClick(page.question.customer, Qt.Key.Key_Return)
    (request,) = asked(made, m.WhoSaw)
    assert (request.customer, request.client, request.names) == ("C-1024", "hinata", False)
    since, until = (OfficeTime(540).of(each) for each in (request.since, request.until))
    assert (since.day, since.hour, until.day, until.hour, until.minute) == (1, 0, 2, 23, 59)


def test_nothing_is_asked_without_a_customer(desk):
    made, page = desk
    page.show_seen.click()
    page.prove.click()
    assert made.link.asked == []
    assert page.question.number.note.sentence


def test_a_showing_is_told_in_words_and_staff_can_be_numbers(desk):
    made, page = desk
    page.question.customer.setText("C-1024")
    page.ask()
    made.link.settle()
    cells = [page.lines.index(0, column).data() for column in range(7)]
    assert cells[1:] == [
        "12 秒",
        "佐藤 三郎",
        "オペレーター",
        "あおぞら通販",
        "配送・お届け先の確認",
        dict(made.context.session.field_labels)["address"],
    ]
    assert "1 人に 1 回" in page.summary.sentence
    without = page.words.cells(replace(ROW, staff="", seconds=None, approved=True))
    assert without[1:3] == ("終了不明", "担当者 1")
    assert "本人確認なし" in without[6]


def test_another_customer_takes_away_what_stood_there(desk):
    made, page = desk
    page.question.customer.setText("C-1024")
    page.ask_statement()
    made.link.settle()
    assert page.save.isEnabled()
    page.question.customer.setText("C-1025")
    assert page.lines.rowCount() == 0
    assert not page.save.isEnabled()
    assert not page.verdict.isVisible()


def test_a_statement_is_certain_only_without_gaps_and_says_when_it_is_not_signed(desk):
    made, page = desk
    page.question.customer.setText("C-1024")
    page.ask_statement()
    made.link.settle()
    assert page.verdict.property("ink") == "good"
    assert "一度も表示されていません" in page.verdict.sentence
    assert "署名つき" in page.gaps.sentence
    gap = GapView(Gap.BEFORE_LOG, 0, 1, SEEN.since, SEEN.until, {})
    doubtful = replace(SAID, gaps=(gap,), signature="", key="")
    made.link.answers[m.ProveUnseen] = lambda _: m.UnseenStatement(doubtful)
    page.ask_statement()
    made.link.settle()
    assert page.verdict.property("ink") == "warning"
    assert made.context.wording.gap(gap) in page.gaps.sentence
    assert "署名はありません" in page.gaps.sentence


def test_a_statement_does_not_reach_beyond_now(desk):
    made, page = desk
    page.question.customer.setText("C-1024")
    page.question.until.setDate(QDate(2099, 1, 1))
    page.ask_statement()
    (request,) = asked(made, m.ProveUnseen)
    assert request.until < "2099"
    assert page.question.who_saw().until > "2098"


def test_the_paper_has_everything_and_is_its_owners_alone(desk, tmp_path):
    made, page = desk
    page.question.customer.setText("C-1024")
    page.ask_statement()
    made.link.settle()
    body = page._sheet.body(page.seen, page.statement)
    for words in (REFERENCE, "佐藤 三郎", "12 秒", SAID.text.splitlines()[0], SAID.key, SAID.signature):
        assert words in body
    target = tmp_path / "閲覧記録.pdf"
    page.save_to(str(target))
    (request,) = asked(made, m.ExportReadings)
    assert not target.exists(), "written before the log has it"
    made.link.settle()
    assert target.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert request.sha256 == sha256(target.read_bytes()).hexdigest()
    assert (request.customer, request.rows, request.names, request.statement) == (REFERENCE, 1, True, SAID.entry)
    assert "1,234" in made.said[-1][0]
    assert made.said[-1][1] == "good"


@pytest.mark.parametrize("code", [Code.LOG_BROKEN, Code.DISK_FULL])
def test_no_paper_is_written_that_the_log_could_not_take_down(desk, tmp_path, code):
    made, page = desk
    made.link.answers[m.ExportReadings] = refuse(code)
    page.question.customer.setText("C-1024")
    page.ask()
    made.link.settle()
    page.save_to(str(tmp_path / "who.pdf"))
    made.link.settle()
    assert list(tmp_path.iterdir()) == []
    assert made.said[-1][1] == "warning"
    assert page.save.isEnabled()


def test_a_paper_that_could_not_be_written_is_an_entry_too(desk, tmp_path):
    made, page = desk
    page.question.customer.setText("C-1024")
    page.ask()
    made.link.settle()
    page.save_to(str(tmp_path / "absent" / "who.pdf"))
    made.link.settle()
    first, second = asked(made, m.ExportReadings)
    assert second == msgspec.structs.replace(first, failed=True)
    assert made.said[-1][1] == "warning"


def test_older_showings_are_read_on_and_all_of_them_are_on_the_paper(desk, qtbot, tmp_path):
    made, page = desk
    rows = tuple(replace(ROW, sequence=number) for number in (40, 30, 20))

    def answer(request):
        older = [row for row in rows if not request.before or row.sequence < request.before]
        return m.CustomerSeen(replace(SEEN, rows=(older[0],), left_out=len(older) - 1, showings=3))

    made.link.answers[m.WhoSaw] = answer
    page.question.customer.setText("C-1024")
    page.ask()
    made.link.settle()
    assert "2" in page.older.text()
    assert "3 回" in page.summary.sentence
    assert "一覧に出していません" in page.summary.sentence
    qtbot.keyClick(page.older, Qt.Key.Key_Return)
    made.link.settle()
    assert page.lines.rowCount() == 2
    page.question.names.setChecked(False)
    page.save_to(str(tmp_path / "who.pdf"))
    made.link.settle()
    (request,) = asked(made, m.ExportReadings)
    assert (request.rows, request.names) == (3, True)
    assert [each.names for each in asked(made, m.WhoSaw)] == [True] * 3
    assert not page.older.isVisible()


def test_the_paper_never_replaces_a_file(desk, tmp_path):
    made, page = desk
    page.question.customer.setText("C-1024")
    page.ask()
    made.link.settle()
    target = tmp_path / "kept.pdf"
    target.write_bytes(b"kept")
    page.save_to(str(target))
    assert asked(made, m.ExportReadings) == []
    assert target.read_bytes() == b"kept"
    assert made.said[-1][1] == "warning"
    with pytest.raises(Refusal) as refusal:
        paper.write_new(tmp_path / "absent" / "x.pdf", b"")
    assert refusal.value.code is Code.FILE_UNWRITABLE


def test_a_long_signature_stays_on_the_sheet_line_by_line(theme):
    text = "showings: 0\nby: lead\nsignature: " + "ab" * 600
    document = paper.document("閲覧記録", paper.verbatim(text))
    document.setTextWidth(600)
    assert document.size().width() <= 600
    assert "showings: 0\nby: lead" in document.toPlainText().replace("\u2028", "\n")


def test_what_people_are_called_is_no_markup_on_paper():
    assert "<b>" not in paper.table(("時刻",), [("<b>佐藤</b>",)])


def test_a_refusal_is_said(desk):
    made, page = desk
    made.link.answers[m.WhoSaw] = refuse(Code.FIND_NOTHING)
    page.question.customer.setText("C-9")
    page.ask()
    made.link.settle()
    assert made.said[-1][1] == "warning"
    assert not page.save.isEnabled()
