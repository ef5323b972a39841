"""What people do again and again: sign in, get to a verified call."""

from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

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


def save_as(person: Person, path: Path) -> None:
    """Give the file dialog that has come up a name, and go back to the window when it has gone."""
    person.wait(lambda: isinstance(QApplication.activeWindow(), QFileDialog), "no file dialog")
    person.wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit), "the name of the file has no focus")
    dialog, field = QApplication.activeWindow(), QApplication.focusWidget()
    field.setCompleter(None)
    field.selectAll()
    person.type(str(path))
    person.press(Key.Key_Return)
    person.wait(lambda: not shiboken6.isValid(dialog) or not dialog.isVisible(), "the file dialog is still there")
    person.console.window.activateWindow()


def newest_entry(person: Person, action: str) -> str:
    """Turn to the log and return the details of its newest entry with this action, in words."""
    person.turn_to("log")
    entries = person.console.window.workbench.page.entries

    def place() -> int:
        actions = [entries.model.index(row, 2).data() for row in range(min(entries.model.rowCount(), 100))]
        return actions.index(action) if action in actions else -1

    person.wait(lambda: place() >= 0, lambda: f"no {action!r} in the log:\n{person.screen()}")
    entries.table.setFocus()
    entries.table.go_to(place())
    return str(entries.details.text.toPlainText())
