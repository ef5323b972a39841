"""The import page: look first, choose, import with a way to stop, save what was rejected; never a row's content."""

from pathlib import Path

import pytest
from desk_bench import POLICY, bench, refuse
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.views import RejectedRow
from operator_console.protocol import messages as m
from operator_console.ui.pages.import_customers import SPEC

PREVIEW = m.FilePreview(
    "cp932", 5_000, (*((spec.label, spec.name) for spec in POLICY.fields.values()), ("社内メモ", ""))
)
REJECTED = (
    RejectedRow(17, "生年月日", "impossible_date", {}),
    RejectedRow(777, "", "wrong_column_count", {"found": 11, "expected": 12}),
)


@pytest.fixture
def desk(theme, qtbot):
    """An import page before any file has been chosen."""
    made = bench(theme, Role.ADMINISTRATOR)
    made.link.answers = {m.PreviewImport: lambda _: PREVIEW}
    return made, made.enter(SPEC, qtbot)


@pytest.fixture
def looked(desk):
    """An import page that shows what is in a file."""
    made, page = desk
    page.setup.take("/files/list.csv")
    made.link.settle()
    return made, page


@pytest.fixture
def running(looked):
    """An import under way, with its request."""
    made, page = looked
    page.setup.start.click()
    return made, page, made.link.one_waiting(m.ImportFile)


def test_looking_shows_encoding_rows_and_where_columns_go(looked):
    _, page = looked
    setup = page.setup
    assert setup.encoding.currentData() == "cp932"
    assert "5,000" in setup.rows.sentence
    columns = [
        (setup.lines.index(row, 0).data(), setup.lines.index(row, 1).data()) for row in range(setup.lines.rowCount())
    ]
    assert ("電話番号2", "電話番号2") in columns
    assert columns[-1] == ("社内メモ", "— left out")


def test_a_byte_order_mark_is_still_utf8(desk):
    made, page = desk
    made.link.answers[m.PreviewImport] = lambda _: m.FilePreview("utf-8-sig", 1, PREVIEW.columns)
    page.setup.take("/files/list.csv")
    made.link.settle()
    assert page.setup.encoding.currentText() == "UTF-8"


def test_another_encoding_looks_again(looked):
    made, page = looked
    page.setup.encoding.setCurrentIndex(2)
    page.setup.encoding.activated.emit(2)
    assert made.link.one_waiting(m.PreviewImport).request == m.PreviewImport("/files/list.csv", "euc_jp")


def test_an_unreadable_file_says_so_and_cannot_be_imported(looked):
    made, page = looked
    made.link.answers[m.PreviewImport] = refuse(Code.FILE_NO_HEADER, missing="氏名")
    page.setup.take("/files/other.csv")
    made.link.settle()
    assert "氏名" in page.setup.wrong.sentence
    assert not page.setup.start.isVisible()
    assert page.setup.encoding.isVisible(), "a wrong guess of the encoding can be mended"


def test_an_answer_about_a_file_that_was_replaced_is_dropped(desk):
    made, page = desk
    page.setup.take("/files/first.csv")
    first = made.link.one_waiting(m.PreviewImport)
    made.link.waiting.remove(first)
    page.setup.take("/files/second.csv")
    first.on_reply(PREVIEW)
    assert not page.setup.start.isVisible()


def test_known_numbers_are_rejected_unless_updating_is_chosen(looked):
    _, page = looked
    expected = m.ImportFile("/files/list.csv", client="aozora", existing="reject", encoding="cp932")
    assert page.setup.request() == expected
    page.setup.update_known.click()
    page.setup.client.setCurrentIndex(1)
    assert (page.setup.request().existing, page.setup.request().client) == ("update", "hinata")


def test_the_choice_to_update_is_made_anew_for_every_file(looked):
    made, page = looked
    page.setup.update_known.click()
    page.setup.take("/files/next.csv")
    made.link.settle()
    assert page.setup.request().existing == "reject"


def test_progress_counts_rows(running):
    _, page, asked = running
    asked.on_progress(m.Progress("reading", 900_000, 900_000))
    assert page.bar.maximum() == 0, "bytes read are not rows imported"
    asked.on_progress(m.Progress("importing", 2_400, 5_000))
    assert (page.bar.value(), page.bar.maximum()) == (2_400, 5_000)
    assert "2,400" in page.count.text()
    assert page.may_leave()


def test_stopping_says_what_stays(running):
    made, page, asked = running
    page.stop.click()
    assert made.link.cancelled == [asked.id]
    asked.on_reply(m.Imported(2_400, (), cancelled=True))
    assert "2,400" in page.outcome.title.text()
    assert "Stopped" in page.outcome.title.text()


def test_rejected_rows_have_line_column_and_reason(running):
    made, page, asked = running
    asked.on_reply(m.Imported(4_998, REJECTED, cancelled=False))
    rows = [[page.outcome.lines.index(row, column).data() for column in range(3)] for row in range(2)]
    assert rows[0] == ["17", "生年月日", made.context.wording.problem("impossible_date")]
    assert rows[1][2] == made.context.wording.problem("wrong_column_count", {"found": 11, "expected": 12})
    assert page.may_leave()


def test_a_whole_import_has_nothing_to_save(running):
    _, page, asked = running
    asked.on_reply(m.Imported(5_000, (), cancelled=False))
    assert not page.outcome.save.isVisible()
    assert not page.outcome.rejected.isVisible()
    assert not page.may_leave()


def test_a_free_name_beside_the_source_is_suggested(running, tmp_path):
    _, page, _ = running
    page.outcome.tell(m.Imported(4_998, REJECTED, cancelled=False), str(tmp_path / "list.csv"))
    assert page.outcome.suggestion() == tmp_path / "list_to_mend.csv"
    (tmp_path / "list_to_mend.csv").touch()
    assert page.outcome.suggestion() == tmp_path / "list_to_mend_2.csv"


def test_saving_is_the_vaults_work_and_ends_the_warning(running):
    made, page, asked = running
    asked.on_reply(m.Imported(4_998, REJECTED, cancelled=False))
    page.outcome.save_to("/files/mend.csv")
    saving = made.link.one_waiting(m.SaveRejects)
    assert saving.request == m.SaveRejects("/files/mend.csv")
    saving.on_reply(m.Done())
    assert not page.may_leave()
    assert made.said[-1][1] == "good"


def test_a_name_that_is_taken_is_said_and_the_rows_are_still_unsaved(running):
    made, page, asked = running
    asked.on_reply(m.Imported(4_998, REJECTED, cancelled=False))
    made.link.answers[m.SaveRejects] = refuse(Code.FILE_EXISTS, path="/files/mend.csv")
    page.outcome.save_to("/files/mend.csv")
    made.link.settle()
    assert made.said[-1][1] == "warning"
    assert page.may_leave()


def test_a_refused_import_goes_back_to_its_choices(running):
    made, page, asked = running
    asked.on_refused(Refusal(Code.DISK_FULL))
    assert page.setup.start.isVisible()
    assert not page.may_leave()
    assert made.said[-1][1] == "warning"


def drop(page, urls):
    data = QMimeData()
    data.setUrls(urls)
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), action, data, button, keys)
    enter.ignore()
    page.dragEnterEvent(enter)
    if enter.isAccepted():
        page.dropEvent(QDropEvent(QPointF(50, 50), action, data, button, keys))
    return enter.isAccepted()


def test_one_dropped_file_is_looked_at(desk, tmp_path):
    made, page = desk
    dropped = tmp_path / "dropped.csv"
    assert drop(page, [QUrl.fromLocalFile(str(dropped))])
    assert Path(made.link.one_waiting(m.PreviewImport).request.path) == dropped


def test_several_files_or_a_web_address_are_not_taken(desk, tmp_path):
    _, page = desk
    assert not drop(page, [QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.csv", "b.csv")])
    assert not drop(page, [QUrl("https://example.jp/list.csv")])


def test_nothing_is_dropped_into_a_running_import(running, tmp_path):
    _, page, _ = running
    assert not drop(page, [QUrl.fromLocalFile(str(tmp_path / "a.csv"))])
