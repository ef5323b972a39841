"""A new policy reaches every page of the window, and the navigation fits a window at 150 %."""

from dataclasses import replace

import pytest
from desk_bench import bench
from policy_bench import ANSWERS, TEXT, VERSION

from operator_console.domain.roles import Role
from operator_console.domain.views import ClientView
from operator_console.protocol import messages as m
from operator_console.ui.pages.catalogue import PAGES
from operator_console.ui.workbench import Workbench

BETTER = TEXT.replace("[limits]\n", "[limits]\npassword_length = 14\n", 1)
NEW = ClientView("minato", "みなと水道", "お電話ありがとうございます。", ())


@pytest.fixture
def made(theme, japanese, qtbot):
    made = bench(theme, Role.ADMINISTRATOR)
    made.link.answers = dict(ANSWERS) | {m.ListUsers: lambda _: m.Users(()), m.Diagnose: lambda _: m.Diagnosis(())}
    made.workbench = Workbench(made.context, PAGES)
    qtbot.addWidget(made.workbench)
    made.workbench.resize(1280, 700)
    made.workbench.show()
    made.link.settle()
    return made


def test_a_saved_policy_makes_the_other_pages_anew(made, qtbot):
    workbench = made.workbench
    renewed = []
    workbench.renewed.connect(renewed.append)
    session = replace(made.context.session, policy_version=VERSION + 1, clients=(NEW,))
    made.link.answers[m.SavePolicy] = lambda _: m.PolicySaved(session)
    workbench.open("users")
    before = workbench.page
    workbench.open("policy")
    policy = workbench.page
    made.link.settle()
    policy.bring(policy.editing)
    policy.editing.text.replace(BETTER)
    policy.editing.save.click()
    made.link.settle()
    policy.question.agree.click()
    made.link.settle()
    assert renewed == [session]
    assert workbench.page is policy
    assert policy.context.session is session
    workbench.open("users")
    assert workbench.page is not before
    assert [box.text() for box in workbench.page.form.clients.boxes.values()] == ["みなと水道"]


def test_a_page_that_would_lose_something_stays_as_it_is(made):
    workbench = made.workbench
    workbench.open("users")
    page = workbench.page
    page.add.click()
    page.form.user.setText("ito")
    workbench.open("policy")
    workbench.renew(replace(made.context.session, clients=(NEW,)))
    workbench.open("users")
    assert workbench.page is page
    assert page.form.user.text() == "ito"


@pytest.mark.parametrize("key", ["users", "import", "policy", "status"])
def test_every_page_of_an_administrator_fits_a_window_at_150_percent(made, key):
    workbench = made.workbench
    workbench.open(key)
    made.link.settle()
    assert workbench.page.minimumSizeHint().width() <= 853
    workbench.resize(853, 450)
    assert workbench.width() == 853


def test_without_room_the_page_in_front_keeps_its_name_and_all_keep_it_for_the_reader(made):
    workbench = made.workbench
    workbench.open("policy")
    buttons = workbench._buttons
    assert all(button.text() for button in buttons.values())
    workbench.resize(853, 450)
    assert [key for key, button in buttons.items() if button.text()] == ["policy"]
    assert all(button.accessibleName() for button in buttons.values())
    workbench.open("users")
    assert [key for key, button in buttons.items() if button.text()] == ["users"]
    workbench.resize(1280, 700)
    assert all(button.text() for button in buttons.values())
