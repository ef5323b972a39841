"""The OS user of an account: seen in the list, tied and untied with the keyboard; a bad name is said at the field."""

import pytest
from desk_bench import bench, refuse
from PySide6.QtCore import Qt

from operator_console.domain.ids import UserName
from operator_console.domain.refusals import Code
from operator_console.domain.roles import Role
from operator_console.domain.views import UserView
from operator_console.protocol import messages as m
from operator_console.ui.pages.users import SPEC

ADMIN, TIED, FREE = range(3)
USERS = m.Users(
    (
        UserView(UserName("kanri"), "管理 花子", Role.ADMINISTRATOR, True, False),
        UserView(UserName("sato"), "佐藤 健", Role.OPERATOR, True, False, os_user="ken"),
        UserView(UserName("tanaka"), "田中 実", Role.OPERATOR, True, False),
    )
)


@pytest.fixture
def desk(theme, qtbot):
    made = bench(theme, Role.ADMINISTRATOR)
    made.link.answers = {m.ListUsers: lambda _: USERS}
    return made, made.enter(SPEC, qtbot, active=True)


def tie(page, qtbot, row):
    page.table.go_to(row)
    qtbot.keyClick(page.table, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)


def test_the_list_shows_the_ties(desk):
    _, page = desk
    assert [page.lines.index(row, 5).data() for row in range(3)] == ["—", "ken", "—"]


def test_a_tie_is_made_with_keys_alone(desk, qtbot):
    made, page = desk
    tie(page, qtbot, FREE)
    assert page.tie.name.hasFocus()
    qtbot.keyClicks(page.tie.name, " minoru ")
    assert page.may_leave()
    qtbot.keyClick(page.tie.name, Qt.Key.Key_Return)
    asked = made.link.one_waiting(m.SetOsUser)
    assert asked.request == m.SetOsUser(UserName("tanaka"), "minoru")
    made.link.reply(asked, USERS)
    assert page.table.isVisible()
    assert made.said[-1][1] == "good"


def test_an_empty_name_unties_and_esc_keeps_what_was(desk, qtbot):
    made, page = desk
    tie(page, qtbot, TIED)
    assert page.tie.name.text() == "ken"
    qtbot.keyClick(page.tie.name, Qt.Key.Key_Escape)
    assert page.table.isVisible()
    assert not page.may_leave()
    tie(page, qtbot, TIED)
    qtbot.keyClick(page.tie.name, Qt.Key.Key_Delete)
    qtbot.keyClick(page.tie.name, Qt.Key.Key_Return)
    assert made.link.one_waiting(m.SetOsUser).request == m.SetOsUser(UserName("sato"), "")


def test_a_bad_name_is_said_at_the_field_with_the_next_step(desk, qtbot):
    made, page = desk
    tie(page, qtbot, FREE)
    qtbot.keyClicks(page.tie.name, "two words")
    made.link.answers[m.SetOsUser] = refuse(Code.OS_USER_BAD)
    page.tie.send.click()
    made.link.settle()
    assert page.tie.isVisible()
    assert page.tie.name.hasFocus()
    assert "64" in page.tie.row.note.sentence
