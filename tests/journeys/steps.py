"""What people do again and again: sign in, get to a verified call."""

from operator_console.domain.roles import Role
from tests.journeys.conftest import Site
from tests.journeys.person import Key, Person


def sign_in(person: Person, site: Site, role: Role) -> None:
    person.sees("ログイン", "ユーザー名")
    person.fill(*site.of(role))


def open_call(person: Person, site: Site) -> None:
    """From the page that waits for a call to the caller's masked card."""
    person.sees("次のお電話をお待ちしています", "あおぞら通販")
    person.press(Key.Key_1, Key.Key_1)
    person.sees("お客様を特定する")
    person.type(site.caller["number"])
    person.press(Key.Key_Return)
    person.sees("本人確認", "まだ確認できていません")


def verified_call(person: Person, site: Site) -> None:
    """From the sign-in to a check that is met."""
    sign_in(person, site, Role.OPERATOR)
    open_call(person, site)
    person.type(site.caller["name"])
    person.press(Key.Key_Return)
    person.sees("生年月日をお願いいたします")
    person.type(site.caller["birth_date"])
    person.press(Key.Key_Return)
    person.sees("確認できました")


def reveal_address(person: Person, site: Site) -> None:
    person.press(Key.Key_4)
    person.wait(lambda: person.revealed() == [site.caller["address"]], "the address is not shown")
