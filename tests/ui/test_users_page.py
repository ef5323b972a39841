"""The users page: accounts made, reset and disabled; what is wrong stands where it is wrong; a password shows once."""

import pytest
from desk_bench import bench, refuse
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from operator_console.domain.ids import ClientId, UserName
from operator_console.domain.refusals import Code
from operator_console.domain.roles import Role
from operator_console.domain.views import UserView
from operator_console.protocol import messages as m
from operator_console.ui.pages.users import SPEC
from operator_console.ui.users.first_password import first_password

USERS = m.Users(
    (
        UserView(UserName("kanri"), "管理 花子", Role.ADMINISTRATOR, active=True, must_change_password=False),
        UserView(UserName("sato"), "佐藤 健", Role.OPERATOR, True, True, (ClientId("aozora"),)),
        UserView(UserName("moto"), "元 社員", Role.OPERATOR, active=False, must_change_password=False),
    )
)


@pytest.fixture
def desk(theme, qtbot):
    """A users page that has read its list and stands on the first row."""
    made = bench(theme, Role.ADMINISTRATOR)
    made.link.answers = {m.ListUsers: lambda _: USERS}
    return made, made.enter(SPEC, qtbot)


def words(page):
    """Everything that stands on the page."""
    labels = [label.text() for label in page.findChildren(QLabel)]
    return " ".join(labels + [edit.text() for edit in page.findChildren(QLineEdit)])


def fill(page, qtbot, user="tanaka", password="correct horse 7"):
    page.add.click()
    qtbot.keyClicks(page.form.user, user)
    qtbot.keyClicks(page.form.display, "Tanaka")
    page.form.role.setCurrentIndex(page.form.role.findData(Role.AUDITOR))
    qtbot.keyClicks(page.form.password, password)


def test_the_list_names_role_and_state(desk):
    made, page = desk
    shown = [[page.lines.index(row, column).data() for column in range(5)] for row in range(3)]
    role = made.context.wording.role(Role.OPERATOR)
    assert shown[1] == ["sato", "佐藤 健", role, "あおぞら通販", "Has a first password to change"]
    assert shown[2][4] == "Disabled"


def test_a_user_is_added_with_what_was_typed(desk, qtbot):
    made, page = desk
    fill(page, qtbot)
    qtbot.keyClick(page.form.password, Qt.Key.Key_Return)
    asked = made.link.one_waiting(m.AddUser)
    assert asked.request == m.AddUser("tanaka", "Tanaka", Role.AUDITOR, "correct horse 7")
    asked.on_reply(USERS)
    assert page.table.isVisible()
    assert made.said[-1][1] == "good"
    assert "correct horse 7" not in words(page), "what was typed by hand is not shown again"


def test_an_empty_field_is_asked_for_before_the_vault_is(desk, qtbot):
    made, page = desk
    fill(page, qtbot, user="")
    page.form.send.click()
    assert page.form.user_row.note.sentence == "Please fill this in."
    assert not [one for one in made.link.asked if isinstance(one, m.AddUser)]


@pytest.mark.parametrize(
    ("code", "row"),
    [(Code.USER_EXISTS, "user_row"), (Code.USER_NAME_BAD, "user_row"), (Code.PASSWORD_WEAK, "password_row")],
)
def test_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(desk, qtbot, code, row):
    made, page = desk
    made.link.answers[m.AddUser] = refuse(code, user="tanaka", minimum=10)
    fill(page, qtbot)
    page.form.send.click()
    made.link.settle()
    assert getattr(page.form, row).note.property("ink") == "danger"
    assert page.form.isVisible()
    assert page.form.user.text() == "tanaka"
    assert page.form.password.text()


def test_a_generated_password_is_shown_once(desk, qtbot):
    made, page = desk
    fill(page, qtbot, password="x")
    page.form.generate.click()
    page.form.send.click()
    asked = made.link.one_waiting(m.AddUser)
    asked.on_reply(USERS)
    password = asked.request.password
    assert page.shown.isVisible()
    assert page.shown.password.text() == password
    assert page.may_leave()
    page.shown.done.click()
    assert password not in words(page)
    assert not page.may_leave()


@pytest.mark.parametrize("put_away", ["mask", "escape"])
def test_a_shown_password_is_gone_after_masking_or_escape(desk, qtbot, put_away):
    made, page = desk
    page.add.click()
    page.form.user.setText("tanaka")
    page.form.display.setText("Tanaka")
    page.form.generate.click()
    page.form.send.click()
    asked = made.link.one_waiting(m.AddUser)
    asked.on_reply(USERS)
    if put_away == "mask":
        page.mask_now("hotkey")
    else:
        with qtbot.waitActive(page):
            page.activateWindow()
        qtbot.keyClick(page.shown.done, Qt.Key.Key_Escape)
    assert asked.request.password not in words(page)
    assert page.table.isVisible()


def test_a_generated_password_never_reaches_the_clipboard(desk):
    _, page = desk
    QApplication.clipboard().setText("before")
    page.shown.show_password("Tanaka", first_password(10))
    assert page.shown.password.textInteractionFlags() == Qt.TextInteractionFlag.NoTextInteraction
    assert QApplication.clipboard().text() == "before"


@pytest.mark.parametrize("minimum", [8, 10, 16, 40])
def test_first_passwords_are_long_enough_and_not_alike(minimum):
    made = {first_password(minimum) for _ in range(50)}
    assert len(made) == 50
    assert all(len(password) >= max(16, minimum) for password in made)
    assert not set("".join(made)) & set("il1o0")


def test_enter_on_a_row_resets_that_account(desk, qtbot):
    made, page = desk
    page.table.go_to(2)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert not page.form.user_row.isVisible()
    assert "enables it again" in page.form.note.sentence
    qtbot.keyClicks(page.form.password, "correct horse 7")
    page.form.send.click()
    assert made.link.one_waiting(m.ResetPassword).request == m.ResetPassword(UserName("moto"), "correct horse 7")


def test_disabling_asks_first_and_the_safe_answer_has_the_focus(desk, qtbot):
    made, page = desk
    with qtbot.waitActive(page):
        page.activateWindow()
    page.table.go_to(1)
    page.disable.click()
    assert page.question.leave.hasFocus()
    assert not [one for one in made.link.asked if isinstance(one, m.DisableUser)]
    page.question.agree.click()
    assert made.link.one_waiting(m.DisableUser).request == m.DisableUser(UserName("sato"))


def test_the_last_administrator_stays_and_it_is_said_why(desk):
    made, page = desk
    made.link.answers[m.DisableUser] = refuse(Code.LAST_ADMINISTRATOR)
    page.table.go_to(0)
    page.disable.click()
    page.question.agree.click()
    made.link.settle()
    assert page.question.isVisible()
    assert "管理者" in page.question.wrong.sentence


def test_a_disabled_account_cannot_be_disabled_again(desk):
    _, page = desk
    page.table.go_to(2)
    assert not page.disable.isEnabled()
    page.table.go_to(1)
    assert page.disable.isEnabled()


def test_half_typed_forms_are_not_left_silently(desk, qtbot):
    _, page = desk
    page.add.click()
    assert not page.may_leave()
    qtbot.keyClicks(page.form.user, "t")
    assert page.may_leave()
    page.form.leave.click()
    assert not page.may_leave()
