"""A representative, a call-back, a memo and a lead's approval with the real vault, by the keyboard alone."""

from operator_console.domain.roles import Role
from tests.journeys.person import CONTROL, Key
from tests.journeys.steps import open_call, sign_in
from tests.ui.leak_walker import leaks

MEMO = "連絡先の変更を承り、書類の送付をご案内した"


def answer(person, site, *items) -> None:
    """Answer these questions rightly, wherever they stand in the list."""
    checklist = person.console.window.workbench.page.parts.checklist
    for item in items:
        person.settle()
        person.wait(lambda: checklist.current is not None, "no question")
        for _ in checklist.rows:
            if checklist.current.id == item:
                break
            person.press(Key.Key_Down)
        assert checklist.current.id == item
        person.type(site.caller[item])
        person.press(Key.Key_Return)
        person.settle()


def change_of_contact(person, site) -> None:
    """From the sign-in to the found record of somebody who wants to change how they are reached."""
    sign_in(person, site, Role.OPERATOR)
    person.sees("次のお電話をお待ちしています", "あおぞら通販")
    person.press(Key.Key_1, Key.Key_3)
    person.sees("お客様を特定する")
    person.type(site.caller["number"])
    person.press(Key.Key_Return)
    person.sees("本人確認", "まだ確認できていません")


def test_a_representative_then_the_customer_called_back_and_a_memo(seat, site) -> None:
    person = seat(site.vault)
    change_of_contact(person, site)
    person.press(Key.Key_F2)
    person.sees("お電話の相手はどなたですか", "法定代理人")
    person.press(Key.Key_2)
    person.sees("代理：法定代理人", "代理不可")
    answer(person, site, "name", "birth_date", "address")
    person.sees("確認できました")
    person.press(Key.Key_2)
    person.wait(lambda: person.revealed() == [site.caller["phone"]], "the phone is not shown")

    person.press(Key.Key_F2, Key.Key_1)
    person.sees("ご本人", "改めて確認してください")
    assert leaks(site.values()) == []
    answer(person, site, "name", "birth_date", "phone", "address")
    person.sees("確認できました", "要折り返し")

    person.press(Key.Key_F5)
    person.sees("折り返し確認")
    person.press(Key.Key_Return)
    person.sees("発信することができません")
    person.press(Key.Key_Return)
    person.sees("折り返し中")
    assert leaks(site.values()) == []
    person.press(Key.Key_1)
    person.sees("折り返しで確認できました")
    fields = person.console.window.workbench.page.parts.card.fields
    email = next(field.key for field in fields if field.field.name == "email")
    person.press(str(email))
    person.wait(lambda: person.revealed() == [site.caller["email"]], "the address is not shown after the call-back")

    person.press(Key.Key_F4)
    person.type(MEMO)
    person.press(Key.Key_Return, with_=CONTROL)
    person.sees("メモをお客様の記録に保存しました")
    assert leaks([MEMO]) == []
    person.press(Key.Key_Escape, Key.Key_F12)
    person.sees("次のお電話をお待ちしています")
    assert leaks(site.values()) == []
    person.console.conductor.sign_out()
    sign_in(person, site, Role.LEAD)
    person.turn_to("log")
    person.sees("通話の相手の変更", "折り返し開始", "折り返し終了", "メモの保存")


def test_a_lead_signs_for_fields_at_the_operator_s_console(seat, site) -> None:
    person = seat(site.vault)
    sign_in(person, site, Role.OPERATOR)
    open_call(person, site)
    lead, password = site.of(Role.LEAD)
    person.press(Key.Key_F11)
    person.sees("緊急開示", "後日、別の担当者が確認します")
    person.press(Key.Key_2, Key.Key_Return, Key.Key_1)
    person.type(lead)
    person.press(Key.Key_Return)
    person.type("not the password")
    person.press(Key.Key_Return)
    person.sees("リーダーの承認ができませんでした")
    assert leaks(["not the password"]) == []
    person.type(password)
    person.press(Key.Key_Return)
    person.sees(f"{lead}さんが承認しました", "承認済み")
    person.press(Key.Key_1)
    person.wait(lambda: person.revealed() == [site.caller["name"]], "the name is not shown")
    person.press(Key.Key_Escape)
    person.wait(lambda: person.revealed() == [], "the name is still shown")
    assert leaks([*site.values(), password]) == []
