"""A real console on a real vault that works itself into a state, says so, and stays there until it is killed."""

import os
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from operator_console.console_process import Console
from operator_console.domain.actions import LockCause
from operator_console.domain.roles import Role
from operator_console.protocol.client import VaultPlace, vault_command
from operator_console.protocol.messages import ImportFile, VerifyLog
from operator_console.ui.place import Place
from tests.journeys.conftest import Site
from tests.journeys.person import Key, Person
from tests.journeys.steps import open_call, reveal_address
from tests.ui.leak_walker import leaks

MEMO: Final = "折り返しのご希望あり"
IN_USE: Final = "別のコンソールで使用中"


def _to_call(person: Person, site: Site) -> None:
    """To the caller's card, from wherever the call was that a kill left open, or from none."""
    if "次のお電話" in person.screen():
        open_call(person, site)
    if "お客様を特定する" in person.screen():
        person.type(site.caller["number"])
        person.press(Key.Key_Return)
        person.sees("本人確認")
    if "保留" in person.screen() and "確認" not in person.screen():
        person.press(Key.Key_F8)


def _check(person: Person, site: Site) -> None:
    _to_call(person, site)
    for answer in ("name", "birth_date"):
        if "確認できました" not in person.screen():
            person.type(site.caller[answer])
            person.press(Key.Key_Return)
            person.settle()
    person.sees("確認できました")


def _shown(person: Person, site: Site) -> None:
    _check(person, site)
    reveal_address(person, site)


def _asked(person: Person, site: Site) -> None:
    _check(person, site)
    person.press(Key.Key_4)


def _memo(person: Person, site: Site) -> None:
    _shown(person, site)
    person.press(Key.Key_F4)
    person.type(MEMO)


def _hold(person: Person, site: Site) -> None:
    _shown(person, site)
    person.press(Key.Key_F8)
    person.sees("保留")


def _locked(person: Person, site: Site) -> None:
    _shown(person, site)
    person.console.conductor.lock(LockCause.HOTKEY)
    person.sees("ロック中")
    conductor = person.console.conductor
    person.wait(lambda: bool(conductor.link and conductor._welcome), "no vault behind the lock")


def _job(person: Person, site: Site) -> None:
    """Long work: an administrator's import, or a lead's verification."""
    told: list[object] = []
    file = site.vault.parent / "many.csv"
    request = ImportFile(str(file), existing="update") if "管理者" in person.screen() else VerifyLog()
    person.console.conductor.link.ask(request, told.append, on_refused=told.append, on_progress=told.append)
    person.wait(lambda: bool(told), "the work has not begun")


def _nothing(_: Person, __: Site) -> None:
    return


def resumed(person: Person, site: Site) -> list[str]:
    """Return what is wrong with the call as a new console finds it."""
    words = ("次のお電話", "前の通話に戻る")
    person.wait(lambda: any(word in person.screen() for word in words), person.screen)
    wrong = ["shown before it was resumed"] if person.revealed() else []
    if "前の通話に戻る" in person.screen():
        person.press(Key.Key_Return)
        person.wait(lambda: "前の通話に戻る" not in person.screen(), "the call is not resumed")
        person.settle()
    wrong += ["shown"] if person.revealed() else []
    return wrong + ["readable"] * any(value in person.screen() for value in site.values())


def _walked(_: Person, site: Site) -> None:
    """After the call was resumed: look everywhere for what was shown or typed before the kill."""
    found = sorted({place for place, _ in leaks(site.values())})
    assert not found, found


STATES: Final[dict[str, tuple[str, Callable[[Person, Site], None]]]] = {
    "sign-in": ("nobody", _nothing),
    "waiting": ("operator", _nothing),
    "found": ("operator", _to_call),
    "verified": ("operator", _check),
    "shown": ("operator", _shown),
    "asked": ("operator", _asked),
    "memo": ("operator", _memo),
    "hold": ("operator", _hold),
    "locked": ("operator", _locked),
    "verifying": ("lead", _job),
    "importing": ("administrator", _job),
    "resumed": ("operator", _walked),
    "second": ("operator", _nothing),
}
"""Whose state it is, and how one gets there from the sign-in or the call that was resumed."""


def _holding_on(place: VaultPlace) -> list[str]:
    """The planted fault: something between console and vault keeps the line open when the console is gone.

    For far longer than is looked; it has let go of standard error, on whose end whoever started all this may wait.
    """
    program = " ".join(f"'{word}'" for word in vault_command(place if isinstance(place, Path) else Path()))
    return ["/bin/sh", "-c", f"(cat; sleep 9) 2>/dev/null | {program}"]


@dataclass(frozen=True)
class Wanted:
    """Where the console is to be, who signs in (nobody: an empty name), and whether the planted fault is in it."""

    state: str
    user: str
    password: str
    planted: bool = False


def work(site: Site, wanted: Wanted, line: Connection) -> None:
    """Be a console until it is killed; call it in a process of its own, which has no ``QApplication`` yet.

    Sends ``signed in`` when its vault has a key. An operator's goes back to the call that there is, sends what is wrong
    with it, ``fine`` where nothing is, and goes on from there. Sends ``ready`` when the state is reached. In the state
    ``second`` it sends ``refused`` before that, and waits for a word.
    """
    app = QApplication([])
    console = Console(app, "ja")
    person = Person(console)
    console.show()
    console.conductor.open(Place(site.vault, _holding_on) if wanted.planted else Place(site.vault))
    console.window.activateWindow()
    try:
        _go(person, site, wanted, line)
        line.send("ready")
    except BaseException:  # noqa: BLE001 - told to whoever started this
        line.send(f"failed {traceback.format_exc()} {person.screen()}")
        os._exit(1)
    app.exec()


def _go(person: Person, site: Site, wanted: Wanted, line: Connection) -> None:
    if wanted.state == "second":
        person.sees(IN_USE, "もう一度開く")
        line.send("refused")
        line.recv()
        person.button("もう一度開く").click()
    person.sees("ログイン", "ユーザー名")
    if not wanted.user:
        return
    person.fill(wanted.user, wanted.password)
    person.wait(lambda: person.console.window.workbench is not None, person.screen)
    line.send("signed in")
    if wanted.user == site.of(Role.OPERATOR)[0] and wanted.state != "waiting":
        line.send(" ".join(resumed(person, site)) or "fine")
    STATES[wanted.state][1](person, site)
