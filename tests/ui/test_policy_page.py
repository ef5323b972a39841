"""The policy page: read aloud, written with a check as one types, saved after a question, and never lost."""

from dataclasses import replace

import pytest
from desk_bench import bench, refuse
from policy_bench import ANSWERS, TEXT, VERSION
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel

from operator_console.domain.policy_file import read_policy
from operator_console.domain.policy_problems import PolicyProblem
from operator_console.domain.refusals import Code
from operator_console.domain.roles import Role
from operator_console.protocol import messages as m
from operator_console.ui.asking import ask
from operator_console.ui.pages.policy import SPEC
from operator_console.ui.policy import files
from operator_console.ui.policy.changes import Changes
from operator_console.ui.policy.version import place_of_version
from operator_console.ui.policy.words import PolicyWords
from operator_console.wording import Wording

WORSE = TEXT.replace('kind = "phone"', 'kind = "fone"', 1)
WORSE_LINE = next(n for n, words in enumerate(WORSE.splitlines(), 1) if "fone" in words)
BETTER = TEXT.replace("[limits]\n", "[limits]\npassword_length = 14\n", 1)


@pytest.fixture
def renewed():
    return []


@pytest.fixture
def desk(theme, qtbot, renewed):
    """A policy page that has read the policy in force and shows its text."""
    made = bench(theme, Role.ADMINISTRATOR)
    made.context = replace(made.context, renewed=renewed.append)
    made.link.answers = dict(ANSWERS)
    page = made.enter(SPEC, qtbot, active=True)
    page.bring(page.editing)
    return made, page


def asked(made, kind):
    return [request for request in made.link.asked if isinstance(request, kind)]


def until_checked(made, qtbot, text):
    """Wait for the check that follows typing, and answer it."""
    qtbot.waitUntil(lambda: any(request.text == text for request in asked(made, m.CheckPolicy)))
    made.link.settle()


def write(made, page, qtbot, text):
    page.editing.text.replace(text)
    until_checked(made, qtbot, text)


# ---- reading ---------------------------------------------------------------------------------------------------------


def test_the_overview_says_every_client_purpose_and_limit(desk):
    _, page = desk
    policy = read_policy(TEXT)
    shown = " ".join(label.text() for label in page.overview.findChildren(QLabel))
    for each in (*policy.clients.values(),):
        assert each.name in shown
    for purpose in policy.purposes.values():
        assert purpose.label in shown
    assert f"{policy.limits.attempts_per_customer_day} times" in shown


def test_a_purpose_is_told_with_what_it_asks_and_reveals(theme):
    policy = read_policy(TEXT)
    purpose = next(each for each in policy.purposes.values() if each.others)
    words = PolicyWords(Wording("ja"))
    told = words.asked(policy, purpose.check)
    assert all(policy.items[item].label in told for item in purpose.items)
    assert f"{purpose.at_least} of" in told
    assert policy.fields[purpose.reveals[0]].label in words.fields(policy, purpose.reveals)


# ---- writing ---------------------------------------------------------------------------------------------------------


def test_nothing_is_checked_or_lost_while_nothing_is_written(desk):
    made, page = desk
    assert page.editing.text.toPlainText() == TEXT
    assert not page.may_leave()
    assert not asked(made, m.CheckPolicy)


def test_typing_is_checked_by_itself_once_it_pauses(desk, qtbot):
    made, page = desk
    page.editing.text.go_to(1)
    qtbot.keyClicks(page.editing.text, "###")
    until_checked(made, qtbot, "###" + TEXT)
    assert len(asked(made, m.CheckPolicy)) == 1, "not a check for each letter"
    assert page.may_leave()


def test_a_problem_is_listed_with_line_and_sentence_and_enter_jumps_there(desk, qtbot):
    made, page = desk
    write(made, page, qtbot, WORSE)
    cells = [page.editing.lines.index(0, column).data() for column in range(3)]
    assert cells[0] == str(WORSE_LINE)
    assert cells[1].endswith(".kind")
    assert cells[2] == made.context.wording.fact_value("problem", PolicyProblem.UNKNOWN_NAME)
    page.editing.problems.setFocus()
    qtbot.keyClick(page.editing.problems, Qt.Key.Key_Return)
    assert page.editing.text.line() == WORSE_LINE
    assert page.editing.text.hasFocus()


def test_f8_goes_round_the_problems(desk, qtbot):
    made, page = desk
    worse = WORSE.replace("version", "versio", 1)
    write(made, page, qtbot, worse)
    lines = {int(page.editing.lines.index(row, 0).data()) for row in range(page.editing.lines.rowCount())}
    assert len(lines) > 1
    visited = set()
    for _ in range(len(lines)):
        qtbot.keyClick(page.editing.text, Qt.Key.Key_F8)
        visited.add(page.editing.text.line())
    assert visited == lines


def test_an_answer_about_an_older_text_is_not_shown(desk, qtbot):
    made, page = desk
    answers = made.link.answers.pop(m.CheckPolicy)
    page.editing.text.replace(WORSE)
    page.editing.check.now()
    old = made.link.one_waiting(m.CheckPolicy)
    page.editing.text.replace(BETTER)
    made.link.reply(old, answers(old.request))
    assert page.editing.lines.rowCount() == 0


def test_undo_brings_back_what_a_loaded_text_replaced(desk, qtbot, tmp_path):
    _, page = desk
    other = tmp_path / "other.toml"
    other.write_bytes(b'name = "x"\r\nversion = 7\r\n')
    page.editing.take(other)
    assert page.editing.text.toPlainText() == 'name = "x"\nversion = 7\n'
    page.editing.text.undo()
    assert page.editing.text.toPlainText() == TEXT
    assert not page.may_leave()


def test_loading_over_unsaved_text_asks_first(desk, qtbot):
    made, page = desk
    write(made, page, qtbot, BETTER)
    name, path = next((name, path) for name, path in files.examples() if path.stem == "default")
    assert name
    page.editing.take(path)
    assert page.editing.text.toPlainText() == BETTER
    page.editing.findChild(QDialog, "question").accept()
    assert page.editing.text.toPlainText() == files.read(path)


@pytest.mark.qt_log_ignore("This plugin does not support")  # a menu on the offscreen platform
def test_every_shipped_policy_is_offered(desk):
    _, page = desk
    page.editing.offer()
    words = [action.text() for action in page.editing.menu.actions()]
    page.editing.menu.close()
    assert len(files.examples()) >= 4
    for name, _ in files.examples():
        assert any(name in each for each in words)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a = 1\n" * 100_000, None])
def test_a_file_that_is_no_policy_is_said_and_the_text_stays(desk, tmp_path, content):
    made, page = desk
    path = tmp_path / "picture.toml"
    if content is not None:
        path.write_bytes(content)
    page.editing.take(path)
    assert made.said[-1][1] == "warning"
    assert page.editing.text.toPlainText() == TEXT


def test_the_text_is_written_to_a_file_as_it_stands(desk, qtbot, tmp_path):
    made, page = desk
    write(made, page, qtbot, WORSE)
    page.editing.write_to(tmp_path / "draft.toml")
    assert (tmp_path / "draft.toml").read_bytes().decode("utf-8") == WORSE
    assert page.may_leave(), "a file is not the policy in force"
    page.editing.write_to(tmp_path / "nowhere" / "draft.toml")
    assert made.said[-1][1] == "warning"


# ---- a new version ---------------------------------------------------------------------------------------------------


def test_saving_raises_the_version_and_asks_with_what_changes(desk, qtbot):
    made, page = desk
    write(made, page, qtbot, BETTER)
    assert page.editing.lines.rowCount() == 0, "a version that is raised when saved is no problem"
    qtbot.keyClick(page.editing.text, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    made.link.settle()
    assert page.question.isVisible()
    assert page.question.leave.hasFocus()
    assert f"{VERSION} → {VERSION + 1}" in page.question.changes.sentence
    assert "password_length: 10 → 14" in page.question.changes.sentence
    assert not asked(made, m.SavePolicy)


def test_agreeing_puts_it_in_force_and_renews_the_session(desk, qtbot, renewed):
    made, page = desk
    write(made, page, qtbot, BETTER)
    page.editing.save.click()
    made.link.settle()
    page.question.agree.click()
    made.link.settle()
    assert read_policy(asked(made, m.SavePolicy)[0].text).version == VERSION + 1
    assert [session.policy_version for session in renewed] == [VERSION + 1]
    assert not page.may_leave()
    assert made.said[-1][1] == "good"
    assert "14 characters" in " ".join(label.text() for label in page.overview.findChildren(QLabel))


def test_a_text_with_problems_is_not_offered_for_saving(desk, qtbot):
    made, page = desk
    write(made, page, qtbot, WORSE)
    page.editing.save.click()
    made.link.settle()
    assert page.editing.isVisible()
    assert page.editing.problems.hasFocus()
    assert page.editing.text.toPlainText() == WORSE


def test_a_refusal_loses_no_letter_and_stands_at_the_line(desk, qtbot):
    made, page = desk
    made.link.answers[m.SavePolicy] = refuse(Code.POLICY_INVALID, line=5, where="", problem="kind_changed")
    write(made, page, qtbot, BETTER)
    page.editing.save.click()
    made.link.settle()
    page.question.agree.click()
    made.link.settle()
    assert read_policy(page.editing.text.toPlainText()).limits.password_length == 14
    assert page.editing.text.line() == 5
    assert page.may_leave()
    assert made.said[-1][1] == "warning"


def test_escape_goes_back_to_the_text(desk, qtbot):
    made, page = desk
    write(made, page, qtbot, BETTER)
    page.editing.save.click()
    made.link.settle()
    qtbot.keyClick(page.question.leave, Qt.Key.Key_Escape)
    assert page.editing.text.hasFocus()
    assert not asked(made, m.SavePolicy)


def test_coming_back_to_the_page_keeps_unsaved_text(desk, qtbot):
    made, page = desk
    write(made, page, qtbot, BETTER)
    page.entered()
    made.link.settle()
    assert page.editing.text.toPlainText() == BETTER


def test_the_safe_answer_has_the_focus_in_a_question(desk, qtbot):
    _, page = desk
    done = []
    dialog = ask(page, "?", "Yes", lambda: done.append(True))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not done


# ---- the pieces ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ('name = "a"\nversion = 12  # 版\n\n[limits]\n', 12),
        ("version=3\n", 3),
        ('name = "version = 4"\nversion = 5\n', 5),
        ("[limits]\nversion = 9\n", None),
        ("version = 1_000\n", None),
        ("", None),
    ],
)
def test_the_version_is_found_only_where_it_stands_plainly_at_the_top(text, number):
    place = place_of_version(text)
    assert (place[2] if place else None) == number
    if place:
        assert text[place[0] : place[1]] == str(number)


def test_the_version_is_raised_at_its_place_behind_wide_letters(desk):
    _, page = desk
    text = "# 𠮷野家\nversion = 1\n"
    page.editing.text.replace(text)
    start, end, _ = place_of_version(text)
    page.editing.text.overwrite(start, end, "2")
    assert page.editing.text.toPlainText() == "# 𠮷野家\nversion = 2\n"


def test_changes_name_what_came_and_what_went():
    old = read_policy(TEXT)
    purposes = dict(old.purposes)
    gone = purposes.pop(next(iter(purposes)))
    came = replace(gone, id="new", label="新しい用件")
    new = replace(old, version=old.version + 1, purposes=purposes | {"new": came}, name="別名", find_by=())
    told = Changes().between(old, new)
    assert "Purpose added: 新しい用件" in told
    assert f"Purpose removed: {gone.label}" in told
    assert any("別名" in each for each in told)
    assert "Finding a customer: changed" in told
    assert len(Changes().between(old, old)) == 1


def test_numbers_and_problem_lines_are_painted(desk):
    _, page = desk
    edit = page.editing.text
    before = edit.numbers.grab().toImage()
    edit.mark_wrong((3,))
    assert edit.numbers.grab().toImage() != before
    assert edit.numbers.geometry().right() < edit.viewport().geometry().left()
