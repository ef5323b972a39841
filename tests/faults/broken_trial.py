"""One part that raises while the console works, and what came of it: what was masked, locked and told, and when."""

import time
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from operator_console.ui.gates.locked import LockedGate
from operator_console.ui.widgets.revealed_value import RevealedValue
from tests.faults import broken_parts
from tests.faults.broken_drives import bring_into_sight, drive_handler, turn
from tests.faults.broken_house import House
from tests.faults.broken_parts import LOCKING, Part, Probe, broken, function_of
from tests.faults.broken_states import DIALOGS, SHOWN, SIGNED_IN
from tests.faults.broken_watch import NEVER, Moment, Screen, Values, Watch
from tests.journeys.person import Person
from tests.ui.leak_walker import leaks

ALWAYS: Final = 1 << 30
PATIENCE: Final = 3.0
CALLED_SECONDS: Final = 0.15
"""Within this time after it is driven a part is called, or is not called in this state."""
ANSWERED_SECONDS: Final = 0.5
"""The same where the vault is asked first, or a lock goes on."""
AFTERWARDS: Final = 0.1
"""Seconds in which a part that goes on failing may do harm behind the lock screen."""


class Trial:
    """``most``: how often the part fails. ``planted``: its exceptions end in a bare except."""

    def __init__(self, house: House, state: str, part: Part, most: int, *, planted: bool) -> None:
        self.house, self.state, self.part = house, state, part
        self.most, self.planted = most, planted
        self.wrong: list[str] = []
        self.reached = self.last_stand = False
        self.times: dict[str, float] = {}

    def run(self) -> None:
        """Let the part fail and see what is wrong afterwards."""
        person = self.house.enter(self.state)
        self.part = self.house.registry.living(self.part)
        if self.part.kind == "handler" and self.state not in (SHOWN, *DIALOGS):  # another page would mask the value
            bring_into_sight(self.part, person.console.window)
        function = function_of(self.part.reach())
        if function is None:
            return
        link, window = person.console.conductor.link, person.console.window
        values = Values(window.findChildren(RevealedValue))
        watch = Watch(values, link.process_id if link is not None else 0)
        pages = (window.workbench or window.gate) if self.state in SIGNED_IN else None
        screen, before = Screen(window, person.console.last_stand.notice, pages), self._lines()
        watch.start()
        with broken(function, self.house.site.caller["address"], self.most, swallowed=self.planted):
            self._drive(person, screen)
            self._settle(person, watch, screen)
        watch.close()
        count, first = broken_parts.hits()
        self.reached = count > 0
        if self.reached:
            self._judge(person, watch, screen, first, before)

    def told(self) -> dict[str, Any]:
        """What came of it, for the process that counts."""
        here = {"state": self.state, "kind": self.part.kind, "where": self.part.where, "reached": self.reached}
        return here | self.times | {"last_stand": self.last_stand, "wrong": self.wrong}

    def _drive(self, person: Person, screen: Screen) -> None:
        """Have the part called. A timer of no time comes when Qt has done what was asked of it."""
        probe, driven = Probe(), list[float]()

        def drive() -> None:
            QTimer.singleShot(0, lambda: driven.append(time.monotonic()))
            if self.part.kind == LOCKING:
                broken_parts.fail()
            elif self.part.kind == "handler":
                drive_handler(self.part, person.console.window)
            else:
                probe.call(self.part, person.console.conductor.link)

        QTimer.singleShot(0, drive)
        turn(lambda: bool(broken_parts.hits()[0]) or self._in_vain(driven, screen), PATIENCE)

    def _in_vain(self, driven: list[float], screen: Screen) -> bool:
        soon = self.part.kind in ("handler", "slot", "key") or bool(screen.emptied.at)
        return bool(driven) and time.monotonic() - driven[0] > (CALLED_SECONDS if soon else ANSWERED_SECONDS)

    def _settle(self, person: Person, watch: Watch, screen: Screen) -> None:
        if not broken_parts.hits()[0]:
            return
        if self.state in SIGNED_IN:
            turn(lambda: self._is_over(person, watch, screen), PATIENCE)
        begun = time.monotonic()
        if self.most > 1 or self.state not in SIGNED_IN:
            turn(lambda: time.monotonic() - begun > AFTERWARDS, PATIENCE)

    def _is_over(self, person: Person, watch: Watch, screen: Screen) -> bool:
        return all(moment.at for moment in (watch.masked, watch.gone, screen.emptied, self._seen(person, screen)))

    def _seen(self, person: Person, screen: Screen) -> Moment:
        """When what is to be there afterwards was painted."""
        return screen.stood if person.console.last_stand.made else screen.locked

    def _judge(self, person: Person, watch: Watch, screen: Screen, first: Moment, before: int) -> None:
        self.last_stand = person.console.last_stand.made
        if self.state in SIGNED_IN:
            painted = [moment for moment in (screen.locked, screen.stood) if moment.at]
            seen = min(painted, default=NEVER)
            moments = {"gone": watch.gone, "locked": seen, "emptied": screen.emptied}
            moments |= {"masked": watch.masked} if self.state == SHOWN else {}
            self.times = {f"{name}_ms": (moment.at - first.at) * 1000 for name, moment in moments.items() if moment.at}
            if seen.at:
                self.times["locked_unwaited_ms"] = (seen.at - first.at - seen.waited + first.waited) * 1000
            wrong = {
                "not masked": not watch.masked.at,
                "vault still there": not watch.gone.at,
                "no lock screen": not (self._seen(person, screen).at and is_locked(person)),
                "pages still there": not screen.emptied.at,
                "still shown": not self.last_stand and bool(person.revealed()),
                "something in front": not self.last_stand and bool(in_front(person)),
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


def in_front(person: Person) -> list[QWidget]:
    """What can be seen besides the window."""
    return [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not person.console.window]


def is_locked(person: Person) -> bool:
    """Whether the lock screen is in front, or nothing is left but the notice of the last stand."""
    stand, window = person.console.last_stand, person.console.window
    if not stand.made:
        return isinstance(window.gate, LockedGate)
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [stand.notice]
