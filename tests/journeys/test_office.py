"""An administrator and a lead at the real thing: a policy changed, a rule tried, a customer sealed, all in the log."""

from PySide6.QtWidgets import QDialog

from operator_console.domain.roles import Role
from operator_console.ui.policy.version import place_of_version
from tests.journeys.person import ALT, CONTROL, Key
from tests.journeys.steps import sign_in


def test_a_policy_is_changed_and_a_rule_tried_with_keys_alone(seat, site):
    person = seat(site.vault)
    sign_in(person, site, Role.ADMINISTRATOR)
    person.sees("ユーザー名", "委託元")
    person.turn_to("policy")
    person.sees("あおぞら通販", "時間と回数の制限")
    person.press(Key.Key_E, with_=ALT)
    page = person.console.window.workbench.page
    person.wait(page.editing.text.hasFocus, "the text has no focus")
    before = place_of_version(page.editing.text.toPlainText())[2]
    person.press(Key.Key_End, with_=CONTROL)
    person.press(Key.Key_Return)
    person.type("[purposes.more]")
    person.sees("未保存・問題 1 件")
    person.press(Key.Key_Z, with_=CONTROL)
    person.press(Key.Key_Z, with_=CONTROL)
    person.wait(lambda: not page.may_leave(), "undo has not taken it back")
    page.editing.text.replace(site_text(page).replace("password_length = 10", "password_length = 12", 1))
    person.sees(f"第 {before + 1} 版")
    person.press(Key.Key_S, with_=CONTROL)
    person.sees("新しい版として保存しますか", f"{before} → {before + 1}", "password_length")
    person.press(Key.Key_P, with_=ALT)
    person.sees(f"第 {before + 1} 版を有効にしました")
    assert not page.may_leave()
    person.press(Key.Key_T, with_=ALT)
    person.wait(page.trying.stored.hasFocus, "the value on file has no focus")
    person.type("髙橋 花子")
    page.trying.answer.setFocus()
    person.type("高橋花子")
    person.press(Key.Key_Return)
    person.wait(lambda: page.trying.lines.index(0, 5).data() == "表記が違っても同じ氏名", "no rule is said")
    person.turn_to("status")
    person.sees(f"第 {before + 1} 版")


def site_text(page):
    """The policy in force, as the page has it."""
    return page.editing._in_force


def test_a_lead_seals_a_customer_without_seeing_them(seat, site):
    person = seat(site.vault)
    sign_in(person, site, Role.LEAD)
    person.turn_to("care")
    person.sees("秘匿対象の指定と解除")
    person.type(site.caller["number"])
    person.press(Key.Key_Tab)
    person.type("警察からの連絡")
    person.press(Key.Key_Return)
    person.sees("秘匿対象にしますか")
    person.wait(lambda: isinstance(person.focus().window(), QDialog), "the question has no focus")
    person.press(Key.Key_S, with_=ALT)
    person.sees("秘匿対象にしました")
    for value in site.values("number"):
        assert value not in person.screen()
    person.turn_to("log")
    person.wait(lambda: person.console.window.workbench.page.entries.model.rowCount() > 0, "the log is empty")
    model = person.console.window.workbench.page.entries.model
    person.wait(lambda: "秘匿対象に指定" in [model.index(row, 2).data() for row in range(model.rowCount())], "no entry")
