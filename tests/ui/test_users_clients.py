"""The client companies of an operator: seen in the list, granted with the keyboard, and none is said for what it is."""

import pytest
from desk_bench import bench, refuse
from PySide6.QtCore import Qt

from operator_console.domain.ids import ClientId, UserName
from operator_console.domain.refusals import Code
from operator_console.domain.roles import Role
from operator_console.domain.views import UserView
from operator_console.protocol import messages as m
from operator_console.ui.pages.users import SPEC

AOZORA, HINATA = ClientId("aozora"), ClientId("hinata")
ADMIN, BOTH, NOBODY, OLD = range(4)
USERS = m.Users(
    (
        UserView(UserName("kanri"), "管理 花子", Role.ADMINISTRATOR, True, False),
        UserView(UserName("sato"), "佐藤 健", Role.OPERATOR, True, False, (AOZORA, HINATA)),
        UserView(UserName("tanaka"), "田中 実", Role.OPERATOR, True, False),
        UserView(UserName("mori"), "森 純", Role.OPERATOR, True, False, (ClientId("gone"),)),
    )
)


@pytest.fixture
def desk(theme, qtbot):
    made = bench(theme, Role.ADMINISTRATOR)
    made.link.answers = {m.ListUsers: lambda _: USERS}
    return made, made.enter(SPEC, qtbot, active=True)


def grant(page, qtbot, row):
    page.table.go_to(row)
    qtbot.keyClick(page.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)


def test_the_list_shows_what_is_granted_by_name(desk):
    _, page = desk
    shown = [page.lines.index(row, 3).data() for row in range(4)]
    assert shown == ["—", "あおぞら通販、ひなた電力", "None", "gone"]


def test_clients_are_granted_with_keys_alone(desk, qtbot):
    made, page = desk
    grant(page, qtbot, NOBODY)
    assert page.grant.isVisible()
    boxes = page.grant.choice.boxes
    assert boxes[AOZORA].hasFocus()
    qtbot.keyClick(boxes[AOZORA], Qt.Key.Key_Down)
    assert boxes[HINATA].hasFocus()
    qtbot.keyClick(boxes[HINATA], Qt.Key.Key_Space)
    qtbot.keyClick(boxes[HINATA], Qt.Key.Key_Return)
    asked = made.link.one_waiting(m.SetClients)
    assert asked.request == m.SetClients(UserName("tanaka"), (HINATA,))
    made.link.reply(asked, USERS)
    assert page.table.isVisible()
    assert made.said[-1][1] == "good"


def test_what_none_means_is_said(desk, qtbot):
    _, page = desk
    grant(page, qtbot, BOTH)
    note = page.grant.choice.note
    assert note.property("ink") == "muted"
    page.grant.choice.none.click()
    assert note.sentence.startswith("None: ")
    assert note.property("ink") == "warning"
    page.grant.choice.every.click()
    assert page.grant.choice.ticked() == (AOZORA, HINATA)


def test_only_an_operator_has_clients(desk, qtbot):
    _, page = desk
    page.table.go_to(ADMIN)
    assert not page.clients.isEnabled()
    grant(page, qtbot, ADMIN)
    assert page.table.isVisible()
    page.table.go_to(BOTH)
    assert page.clients.isEnabled()


def test_a_changed_choice_is_not_left_silently_and_escape_drops_it(desk, qtbot):
    made, page = desk
    grant(page, qtbot, OLD)
    assert not page.may_leave(), "a company that the policy no longer has is no change"
    page.grant.choice.every.click()
    assert page.may_leave()
    qtbot.keyClick(page.grant.choice.boxes[AOZORA], Qt.Key.Key_Escape)
    assert page.table.isVisible()
    assert not page.may_leave()
    assert not [one for one in made.link.asked if isinstance(one, m.SetClients)]


def test_a_refusal_stands_in_the_card_and_the_choice_stays(desk, qtbot):
    made, page = desk
    made.link.answers[m.SetClients] = refuse(Code.CLIENT_UNKNOWN)
    grant(page, qtbot, NOBODY)
    page.grant.choice.every.click()
    page.grant.send.click()
    made.link.settle()
    assert "委託元" in page.grant.wrong.sentence
    assert page.grant.choice.ticked() == (AOZORA, HINATA)


@pytest.mark.parametrize(("role", "sent"), [(Role.OPERATOR, (HINATA,)), (Role.LEAD, ())])
def test_a_new_operator_is_made_with_their_clients(desk, qtbot, role, sent):
    made, page = desk
    page.add.click()
    form = page.form
    form.user.setText("ito")
    form.display.setText("伊藤")
    form.password.setText("correct horse 7")
    form.clients.boxes[HINATA].setChecked(True)
    form.role.setCurrentIndex(form.role.findData(role))
    assert form.clients_row.isVisible() is (role is Role.OPERATOR)
    form.send.click()
    assert made.link.one_waiting(m.AddUser).request.clients == sent


def test_the_next_new_account_begins_without_clients(desk):
    _, page = desk
    page.add.click()
    page.form.clients.every.click()
    page.form.leave.click()
    page.add.click()
    assert page.form.clients.ticked() == ()
