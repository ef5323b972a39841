"""One real console on a copy of a vault, brought back into its state after every fault."""

import json
import shutil
from contextlib import suppress
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QApplication

from operator_console.console_process import Console
from operator_console.domain.actions import LockCause
from operator_console.ui.faults import FaultHooks, FaultLog
from operator_console.ui.gates.locked import LockedGate
from operator_console.ui.gates.sign_in import SignInGate
from operator_console.ui.gates.starting import StartingGate
from tests.faults.broken_parts import Registry
from tests.faults.broken_states import (
    BEHIND,
    DIALOGS,
    GATES,
    PREPARED,
    PRIVATE,
    SHOWN,
    SIGNED_IN,
    STARTED,
    STATES,
    is_open,
    open_dialogs,
)
from tests.journeys import person as somebody
from tests.journeys.conftest import Site
from tests.journeys.person import Key, Person
from tests.journeys.steps import open_call, reveal_address, sign_in


class House:
    """``log`` is the file into which the console reports its faults. ``planted``: no vault is prepared for a gate."""

    def __init__(self, app: QApplication, site: Site, root: Path, registry: Registry, *, planted: bool = False) -> None:
        somebody.LOOK_MS = 5  # nobody is as patient who has hundreds of locks to wait for
        self._app, self._first, self._root = app, site, root
        (root / "values.json").write_text(json.dumps(site.values()), encoding="utf-8")
        self._planted = planted
        self.site = site
        self.registry = registry
        self.log = root / "console.log"
        self.state = ""
        self.began = 0
        self.person: Person | None = None

    def enter(self, state: str) -> Person:
        """Return the console in this state; a new one where the last one cannot be brought back to it.

        Raises what kept a new one from it.
        """
        person = self.person
        if person is not None and self.state == state and not person.console.last_stand.made:
            with suppress(AssertionError):
                self._come_back(person)
                return person
        self.leave()
        self.person, self.state = self._begin(state), state
        if role := STATES[state]:
            sign_in(self.person, self.site, role)
        self._ready(self.person)
        return self.person

    def leave(self) -> None:
        """End the console and destroy its window, if there is one."""
        if self.person is None:
            return
        console, self.person = self.person.console, None
        console.close()
        for window in (console.window, console.last_stand.notice):
            if shiboken6.isValid(window):
                window.hide()
                shiboken6.delete(window)

    def _begin(self, state: str) -> Person:
        self.began += 1
        place = self._root / str(self.began)
        if state != "set-up":
            shutil.copytree(self._vault_for(state), place)
        self.site = Site(place, self._first.caller)
        console = Console(self._app, "ja")
        FaultHooks(FaultLog(self.log), console.conductor.fault, console.last_stand.make).install()
        console.open(place)
        console.window.activateWindow()
        return Person(console)

    def _vault_for(self, state: str) -> Path:
        """The vault that a console of this state is opened on a copy of."""
        if state not in PREPARED or self._planted:
            return self._first.vault
        place = self._root / f"for {state}"
        if not place.exists():
            shutil.copytree(self._first.vault, place)
            PREPARED[state](Site(place, self._first.caller))
        return place

    def _come_back(self, person: Person) -> None:
        """Unlock, and go back to the call that was open."""
        if self.state in SIGNED_IN and not self._is_in(person):
            assert not open_dialogs(), "a dialog is in front of the lock screen"
            person.console.window.activateWindow()
            person.sees("ロック中")
            role = STATES[self.state]
            assert role is not None
            person.fill(self.site.of(role)[1])
        self._ready(person)

    def _is_in(self, person: Person) -> bool:
        """Whether somebody has signed in: there are pages, or the gate that comes before them."""
        window = person.console.window
        return window.workbench is not None or isinstance(window.gate, tuple(BEHIND.values()))

    def _ready(self, person: Person) -> None:
        person.console._theme.room.choose(private=self.state in PRIVATE)
        if self.state == SHOWN:
            self._show_value(person)
        elif self.state == "locked":
            if not isinstance(person.console.window.gate, LockedGate):
                person.wait(lambda: person.console.window.workbench is not None, "nobody is back")
                person.console.conductor.lock(LockCause.HOTKEY)
            person.wait(lambda: person.console.conductor._welcome is not None, "no vault behind the lock")
        elif self.state in BEHIND:
            person.wait(lambda: self._is_in(person), lambda: f"nobody has signed in:\n{person.screen()}")
            front = person.console.window.gate or person.console.window.workbench
            assert isinstance(front, BEHIND[self.state]), f"{type(front).__name__} is in front of it"
        elif self.state in DIALOGS:
            self._open_dialog(person)
        elif self.state in SIGNED_IN:
            self._open_pages(person)
        else:
            self._open_gate(person)

    def _open_gate(self, person: Person) -> None:
        gate, conductor = person.console.window.gate, person.console.conductor
        if isinstance(gate, StartingGate):
            person.wait(lambda: conductor._welcome is not None, "no vault behind the gate")
            gate = person.console.window.gate
        if isinstance(gate, SignInGate) and self.state != "sign-in":
            (gate.recovery_wanted if self.state == "recovery" else gate.restore_wanted).emit()
        person.sees(GATES[self.state])

    def _open_pages(self, person: Person) -> None:
        """Open every page of a lead or an administrator, and wait until all that was asked has been answered."""
        window, conductor = person.console.window, person.console.conductor
        person.wait(lambda: window.workbench is not None, "nobody is back")
        for page in window.workbench.keys if self.state != STARTED else ():
            window.workbench.open(page)
            QApplication.processEvents()
        person.wait(lambda: not conductor.link._waiting, "the vault has not answered")

    def _open_dialog(self, person: Person) -> None:
        """Open it over what is to be behind it, which is masked then."""
        over = DIALOGS[self.state]
        person.wait(lambda: person.console.window.workbench is not None, "nobody is back")
        if is_open(over) and not person.revealed():
            return
        for each in open_dialogs():
            each.reject()
        person.wait(lambda: not open_dialogs(), "a dialog does not go")
        if over.behind == SHOWN:
            self._show_value(person)
        over.open(person)
        person.wait(lambda: is_open(over), lambda: f"{over.name!r} does not come up over:\n{person.screen()}")
        person.wait(lambda: not person.revealed(), "a value can be read behind it")

    def _show_value(self, person: Person) -> None:
        person.wait(lambda: person.console.window.workbench is not None, "nobody is back")
        if person.revealed():
            return
        words = ("次のお電話", "前の通話に戻る", "確認できました")
        person.wait(lambda: any(word in person.screen() for word in words), person.screen)
        if "前の通話に戻る" in person.screen():
            person.press(Key.Key_Return)
            person.wait(lambda: "確認" in person.screen(), "the call is not resumed")
            person.settle()
        elif "確認できました" not in person.screen():
            open_call(person, self.site)
        if "確認できました" not in person.screen():
            person.type(self.site.caller["name"])
            person.press(Key.Key_Return)
            person.sees("生年月日をお願いいたします")
            person.type(self.site.caller["birth_date"])
            person.press(Key.Key_Return)
            person.sees("確認できました")
        if not person.revealed():
            reveal_address(person, self.site)
