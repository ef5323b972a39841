"""An operator's call from sign-in to goodbye with the keyboard alone, and the lead who finds it in the log."""

from operator_console.domain.roles import Role
from tests.journeys.person import ALT, Key
from tests.journeys.steps import open_call, reveal_address, sign_in, verified_call
from tests.ui.leak_walker import leaks


def test_from_sign_in_to_goodbye_and_into_the_log(seat, site) -> None:
    person = seat(site.vault)
    verified_call(person, site)
    assert person.revealed() == []
    assert leaks(site.values()) == []

    reveal_address(person, site)
    assert leaks(site.values("address")) == []
    assert {where for where, _ in leaks(site.values())} == {"RevealedValue()._buffer (attribute)"}
    person.press(Key.Key_4)
    person.wait(lambda: person.revealed() == [], "the address is still shown")
    assert leaks(site.values()) == []

    person.press(Key.Key_F12)
    person.sees("通話を終了しました", "次のお電話をお待ちしています")
    assert leaks(site.values()) == []
    person.console.conductor.sign_out()

    sign_in(person, site, Role.LEAD)
    person.turn_to("log")
    person.sees("項目の表示", "表示の終了", "配送・お届け先の確認", "住所")
    assert leaks(site.values()) == []
    person.press(Key.Key_V, with_=ALT)
    person.sees("記録の検証", "件")


def test_wrong_answers_name_no_item_and_reveal_nothing(seat, site) -> None:
    person = seat(site.vault)
    sign_in(person, site, Role.OPERATOR)
    open_call(person, site)
    assert leaks(site.values()) == []
    person.type("違井 名前子")
    person.press(Key.Key_Return)
    person.sees("生年月日をお願いいたします", "まだ確認できていません")
    person.type("1900-01-01")
    person.press(Key.Key_Return)
    person.sees("まだ確認できていません")
    for key in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4):
        person.press(key, with_=ALT)
    assert person.revealed() == []
    assert leaks(site.values()) == []


def test_a_field_masks_itself_when_its_time_is_up(seat, copies, tmp_path, policy_text) -> None:
    quick = policy_text.replace("[purposes.delivery]\n", "[purposes.delivery]\nreveal_seconds = 5\n")
    site = copies(tmp_path / "vault", quick)
    person = seat(site.vault)
    verified_call(person, site)
    reveal_address(person, site)
    person.wait(lambda: person.revealed() == [], "the address is still shown after its time")
    assert leaks(site.values()) == []


def test_hold_masks_at_once(seat, site) -> None:
    person = seat(site.vault)
    verified_call(person, site)
    reveal_address(person, site)
    person.press(Key.Key_F8)
    assert person.revealed() == []
    person.sees("保留")
    person.settle()
    assert leaks(site.values()) == []
    person.press(Key.Key_F8)
    person.sees("確認できました")
    assert person.revealed() == []
