"""One part that raises while the console works, and what came of it: what was masked, locked and told, and when."""

import threading
import time
from contextlib import suppress
from typing import Any, Final

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from operator_console.ui.gates.locked import LockedGate
from operator_console.ui.widgets.revealed_value import RevealedValue
from tests.faults import broken_parts
from tests.faults.broken_drives import drive_handler, turn
from tests.faults.broken_house import SIGNED_IN, House
from tests.faults.broken_parts import LOCKING, Part, Probe, broken, function_of
from tests.journeys.conftest import is_running
from tests.journeys.person import Person
from tests.ui.leak_walker import leaks

ALWAYS: Final = 1 << 30
PATIENCE: Final = 3.0
CALLED_SECONDS: Final = 0.5
"""Within this time a part is called, or is not called in this state."""
AFTERWARDS: Final = 0.1
"""Seconds in which a part that goes on failing may do harm behind the lock screen."""


class Watch(threading.Thread):
    """Looks every millisecond whether the value is masked and the vault process gone, whatever the window does."""

    def __init__(self, values: list[RevealedValue], vault: int) -> None:
        super().__init__(daemon=True)
        self._values, self._vault = values, vault
        self.masked = self.gone = 0.0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.001) and not (self.masked and self.gone):
            if not self.masked and not any(value._buffer for value in self._values):
                self.masked = time.perf_counter()
            with suppress(ProcessLookupError):  # it ends while its state is read: the next look tells
                if not self.gone and not is_running(self._vault):
                    self.gone = time.perf_counter()


class Trial:
    """``most``: how often the part fails. ``planted``: its exceptions end in a bare except."""

    def __init__(self, house: House, state: str, part: Part, most: int, *, planted: bool) -> None:
        self.house, self.state, self.part = house, state, part
        self.most, self.planted = most, planted
        self.wrong: list[str] = []
        self.reached = self.last_stand = False
        self.masked_ms = self.gone_ms = self.locked_ms = 0.0
        self._locked = 0.0

    def run(self) -> None:
        """Let the part fail and see what is wrong afterwards."""
        person = self.house.enter(self.state)
        self.part = self.house.registry.living(self.part)
        function = function_of(self.part.reach())
        if function is None:
            return
        link = person.console.conductor.link
        vault = link.process_id if link is not None else 0
        watch, before = Watch(person.console.window.findChildren(RevealedValue), vault), self._lines()
        pages = person.console.window.workbench
        watch.start()
        with broken(function, self.house.site.caller["address"], self.most, swallowed=self.planted):
            self._drive(person)
            self._settle(person, watch, pages)
        watch.over.set()
        watch.join()
        count, first = broken_parts.hits()
        self.reached = count > 0
        if self.reached:
            self._judge(person, watch, first, before)

    def told(self) -> dict[str, Any]:
        """What came of it, for the process that counts."""
        here = {"state": self.state, "kind": self.part.kind, "where": self.part.where, "reached": self.reached}
        times = {"masked_ms": self.masked_ms, "gone_ms": self.gone_ms, "locked_ms": self.locked_ms}
        return here | times | {"last_stand": self.last_stand, "wrong": self.wrong}

    def _drive(self, person: Person) -> None:
        probe = Probe()
        if self.part.kind == LOCKING:
            QTimer.singleShot(0, broken_parts.fail)
        elif self.part.kind == "handler":
            QTimer.singleShot(0, lambda: drive_handler(self.part, person.console.window))
        else:
            probe.call(self.part, person.console.conductor.link)
        turn(lambda: bool(broken_parts.hits()[0]), CALLED_SECONDS)

    def _settle(self, person: Person, watch: Watch, pages: object) -> None:
        if not broken_parts.hits()[0]:
            return
        if self.state in SIGNED_IN:
            turn(lambda: self._over(person, watch, pages), PATIENCE)
        begun = time.monotonic()
        turn(lambda: time.monotonic() - begun > AFTERWARDS, PATIENCE)

    def _over(self, person: Person, watch: Watch, pages: object) -> bool:
        if not self._locked and is_locked(person) and not shiboken6.isValid(pages):
            self._locked = time.perf_counter()
        return bool(watch.masked and watch.gone and self._locked)

    def _judge(self, person: Person, watch: Watch, first: float, before: int) -> None:
        self.last_stand = person.console.last_stand.made
        if self.state in SIGNED_IN:
            self.masked_ms = (watch.masked - first) * 1000 if watch.masked else 0.0
            self.gone_ms = (watch.gone - first) * 1000 if watch.gone else 0.0
            self.locked_ms = (self._locked - first) * 1000 if self._locked else 0.0
            wrong = {
                "not masked": not watch.masked,
                "vault still there": not watch.gone,
                "no lock screen": not is_locked(person),
                "pages still there": not self._locked,
                "still shown": not self.last_stand and bool(person.revealed()),
            }
            self.wrong += [name for name, is_so in wrong.items() if is_so]
        elif not self.last_stand and person.console.window.workbench is not None:
            self.wrong.append("unlocked")
        reports = self.part.where.startswith("ui/faults.py")  # what is broken is the report itself
        if self._lines() == before and not reports:
            self.wrong.append("not reported")
        self.wrong += sorted({f"leak: {place}" for place, _ in leaks(self.house.site.values())})[:3]

    def _lines(self) -> int:
        return self.house.log.read_bytes().count(b"\n") if self.house.log.exists() else 0


def is_locked(person: Person) -> bool:
    """Whether the lock screen is in front, or nothing is left but the notice of the last stand."""
    stand, window = person.console.last_stand, person.console.window
    if not stand.made:
        return isinstance(window.gate, LockedGate)
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [stand.notice]
