"""The states that a console is broken in: who has signed in, what is in front, and what has to be done for that."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final, NamedTuple

from PySide6.QtWidgets import QApplication, QDialog

from operator_console.domain.ids import ClientId, FieldName, PurposeId
from operator_console.domain.refusals import Refusal
from operator_console.domain.review import Decision
from operator_console.domain.roles import Role
from operator_console.protocol import messages as m
from operator_console.protocol.client import VaultClient, vault_command
from operator_console.ui.gates.first_password import FirstPasswordGate
from operator_console.ui.gates.gate import Gate
from operator_console.ui.gates.room_check import RoomGate
from operator_console.ui.gates.self_review import SelfReviewGate
from tests.journeys.conftest import Site
from tests.journeys.person import ALT, Key, Person

SHOWN: Final = "value shown"
STARTED: Final = "call begun"
STATES: Final = {
    SHOWN: Role.OPERATOR,
    STARTED: Role.OPERATOR,
    "lead": Role.LEAD,
    "administrator": Role.ADMINISTRATOR,
    "locked": Role.LEAD,
    "sign-in": None,
    "recovery": None,
    "restore": None,
    "set-up": None,
    "first password": Role.OPERATOR,
    "room check": Role.OPERATOR,
    "self-review": Role.OPERATOR,
    "question": Role.OPERATOR,
    "key help": Role.OPERATOR,
    "file dialog": Role.LEAD,
}
"""Who has signed in. What a lead's and an administrator's pages show is read."""
SIGNED_IN: Final = tuple(state for state, role in STATES.items() if role and state != "locked")
PRIVATE: Final = (STARTED, "lead")
"""Where privacy mode is on."""
GATES: Final = {"sign-in": "ログイン", "recovery": "復旧", "restore": "バックアップ", "set-up": "保管庫"}
"""What can be read there."""
BEHIND: Final[dict[str, type[Gate]]] = {
    "first password": FirstPasswordGate,
    "room check": RoomGate,
    "self-review": SelfReviewGate,
}
"""The gates to which a sign-in leads, before there are pages."""
ROOM: Final = """
[room_questions.door]
label = "ドア"
ask = "ドアは閉まっていますか。"
advice = "ドアを閉めてください。"

[room_questions.screen]
label = "画面"
ask = "画面はほかの人から見えませんか。"
advice = "画面の向きを変えてください。"
"""
QUESTION: Final = "確認の前に表示しようとしたのはなぜですか"
TRIES: Final = 4
"""Refused reveals of one call that make it a case for the review."""


# ---- what a vault needs for a gate


@contextmanager
def _signed_in(site: Site, role: Role) -> Iterator[VaultClient]:
    with VaultClient(vault_command(site.vault)) as client:
        client.ask(m.SignIn(*site.of(role)))
        yield client


def _new_password(site: Site) -> None:
    with _signed_in(site, Role.ADMINISTRATOR) as client:
        client.ask(m.ResetPassword(*site.of(Role.OPERATOR)))


def _questions_about_the_room(site: Site) -> None:
    with _signed_in(site, Role.ADMINISTRATOR) as client:
        now = client.ask(m.ReadPolicy())
        text = now.text.replace(f"version = {now.version}", f"version = {now.version + 1}", 1)
        client.ask(m.SavePolicy(text + ROOM))


def _question_about_work(site: Site) -> None:
    """An operator asks for a value before the check is met, again and again; a lead asks why."""
    with _signed_in(site, Role.OPERATOR) as client:
        client.ask(m.OpenCall(ClientId("aozora"), PurposeId("delivery")))
        client.ask(m.FindCustomer({FieldName("number"): site.caller["number"]}))
        for _ in range(TRIES):
            with suppress(Refusal):
                client.ask(m.RevealField(FieldName("address")))
        client.ask(m.EndCall())
    with _signed_in(site, Role.LEAD) as client:
        cases = client.ask(m.ReviewQueue()).cases
        case = next(case for case in cases if case.user == site.of(Role.OPERATOR)[0] and not case.own)
        client.ask(m.DecideCase(case.id, Decision.ASK, QUESTION))


PREPARED: Final[dict[str, Callable[[Site], None]]] = {
    "first password": _new_password,
    "room check": _questions_about_the_room,
    "self-review": _question_about_work,
}
"""What is done with a vault before a console is opened on it."""


# ---- what a person opens over their pages


class Over(NamedTuple):
    """A dialog: the state that is behind it, what it is called, and how it is opened. It masks what is shown there."""

    behind: str
    name: str
    open: Callable[[Person], object]


def _ask_for_a_file(person: Person) -> None:
    person.turn_to("evidence")
    person.press(Key.Key_E, with_=ALT)


DIALOGS: Final = {
    "question": Over(SHOWN, "question", lambda person: person.console.window.close()),
    "key help": Over(SHOWN, "keys", lambda person: person.press(Key.Key_F1)),
    "file dialog": Over("lead", "QFileDialog", _ask_for_a_file),
}


def open_dialogs() -> list[QDialog]:
    """The dialogs in sight."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def is_open(over: Over) -> bool:
    """Whether this dialog and no other is in sight."""
    return [over.name in (each.objectName(), each.metaObject().className()) for each in open_dialogs()] == [True]
