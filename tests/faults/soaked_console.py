"""A real console on a real vault that plays calls, locks and unlocks without a pause, and measures itself.

    python -m tests.faults.soaked_console VAULT CALLS LOCKS SAMPLES LEAD_EVERY PLANTED < the callers as JSON

Prints a line of JSON for each sample; ends after so many calls, or at SIGTERM. Of LEAD_EVERY locks one is followed by a
lead, who looks at every page; an odd number, for even ones are in a call. PLANTED: ``memory`` keeps 1 KB a call,
``descriptor`` an open file a lock, ``widget`` hides a part of what a lock should destroy; anything else is honest.
Qt's cache of pictures is bounded by its size, 10 MB; here it is small, so that it is full early.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, Final

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication, QPixmapCache
from PySide6.QtWidgets import QApplication

from operator_console.console_process import Console
from operator_console.domain.roles import Role
from operator_console.protocol import messages as m
from operator_console.ui.call.banner import Banner
from operator_console.ui.call.keys import Point
from operator_console.ui.gates.sign_in import SignInGate
from operator_console.ui.pages.call_desk import CallDesk
from operator_console.ui.widgets.button import Button
from operator_console.ui.window import Window
from tests.faults.soak_measures import measure
from tests.faults.soak_place import MEMO, MEMO_EVERY
from tests.journeys.conftest import Site
from tests.journeys.person import CONTROL, Key, Person

PICTURES_KIB: Final = 256
PATIENCE: Final = 120.0


class Soaked(Person):
    """Somebody who never pauses: what is waited for is looked at after each event.

    Nothing here reads the whole screen: whoever asks for widgets that Qt makes by itself gets an object of Python's for
    each, and those outlive a lock.
    """

    def __init__(self, console: Console, site: Site, callers: list[dict[str, str]]) -> None:
        super().__init__(console)
        self._site, self._callers = site, callers
        self.calls = self.locks = 0

    def wait(self, condition: Callable[[], bool], complaint: str | Callable[[], str]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, complaint if isinstance(complaint, str) else complaint()
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def desk(self) -> CallDesk:
        page: Any = self.console.window.workbench.page
        return page  # type: ignore[no-any-return]

    def at(self, point: Point) -> None:
        """Wait until the call has come to this point and the vault has answered everything."""
        self.wait(
            lambda: self.desk.point is point and not self.desk.talk.waiting,
            lambda: f"{self.desk.point} instead of {point}:\n{self.screen()}",
        )

    # ---- what is played

    def sign_in(self, role: Role) -> None:
        window = self.console.window
        self.wait(lambda: isinstance(window.gate, SignInGate), "nobody can sign in")
        self.fill(*self._site.of(role))
        self.wait(lambda: self.console.window.workbench is not None, self.screen)

    def take_call(self, *, memo: bool) -> None:
        """From picking up to goodbye."""
        self._show_address()
        self.press(Key.Key_4)
        self.wait(lambda: not self.revealed() and not self.desk.talk.waiting, "the address is still shown")
        if memo:
            self.press(Key.Key_F4)
            self.type(MEMO)
            self.press(Key.Key_Return, with_=CONTROL)
            self.wait(self.desk.drawer.memo.is_empty, self.screen)
            self.settle()
        self._end()

    def lock_in_a_call(self) -> None:
        """With a value shown; then back to that call, and to its end."""
        self._show_address()
        self._lock()
        self._unlock()
        self.press(Key.Key_Return)
        self.at(Point.SHOW)
        assert not self.revealed(), "shown after the lock"
        self._end()

    def lock_between_calls(self, *, lead: bool) -> None:
        """Without a call; a lead may come in between."""
        self.at(Point.START)
        self._lock()
        if lead:
            self.be_the_lead()
        self._unlock()
        self.at(Point.START)

    def be_the_lead(self) -> None:
        """Somebody else signs in, looks at every page of theirs, and goes."""
        locked = self.console.window.gate
        other = next(each for each in locked.findChildren(Button) if "別の人" in each.text())
        other.click()
        self.sign_in(Role.LEAD)
        for page in self.console.window.workbench.keys:
            self.turn_to(page)
            self.wait(lambda: not self.console.conductor.link._waiting, "the vault has not answered")
        self.console.conductor.sign_out()
        self.sign_in(Role.OPERATOR)
        self._lock()

    def _show_address(self) -> None:
        self.calls += 1
        caller = self._callers[self.calls % len(self._callers)]
        self.at(Point.START)
        self.press(Key.Key_1, Key.Key_1)
        self.at(Point.FIND)
        self.type(caller["number"])
        self.press(Key.Key_Return)
        self.at(Point.CHECK)
        self.type(caller["name"])
        self.press(Key.Key_Return)
        self.at(Point.CHECK)
        self.type(caller["birth_date"])
        self.press(Key.Key_Return)
        self.at(Point.SHOW)
        self.press(Key.Key_4)
        self.wait(lambda: self.revealed() == [caller["address"]], "the address is not shown")

    def _end(self) -> None:
        self.press(Key.Key_F12)
        self.at(Point.START)

    def _lock(self) -> None:
        self.locks += 1
        self.press(Key.Key_L, with_=CONTROL)
        self.wait(lambda: self.console.window.workbench is None, "not locked")

    def _unlock(self) -> None:
        self.fill(self._site.of(Role.OPERATOR)[1])
        self.wait(lambda: self.console.window.workbench is not None, self.screen)


def plant(what: str, console: Console) -> None:
    kept: list[Any] = []
    conductor, window = console.conductor, console.window
    if what == "memory":
        from operator_console.ui.call.conversation import Conversation

        ending = Conversation.end

        def end(self: Conversation) -> None:
            kept.append(os.urandom(1024))
            ending(self)

        Conversation.end = end  # type: ignore[method-assign]
    elif what == "descriptor":
        locking = conductor.lock

        def lock(*arguments: Any) -> None:
            os.open(os.devnull, os.O_RDONLY)
            locking(*arguments)

        window.lock_wanted.disconnect()
        window.lock_wanted.connect(lambda: lock(m.LockCause.HOTKEY))
    elif what == "widget":
        replacing = Window._replace

        def replace(self: Window, content: Any) -> None:
            for part in self.findChildren(Banner):
                part.setParent(self)
                part.hide()
            replacing(self, content)

        Window._replace = replace  # type: ignore[method-assign]


def sample(person: Soaked, begin: float) -> dict[str, float]:
    """Measure this process, once everything that is to be deleted is."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = {"calls": person.calls, "locks": person.locks, "seconds": time.monotonic() - begin, **measure()}
    found["windows"] = len(QGuiApplication.allWindows())
    found["wrappers"] = len(shiboken6.getAllValidWrappers())
    return found


def moments(calls: int, locks: int, samples: int) -> int:
    """Return after how many calls to measure; in a long run always after a lock of the same kind."""
    every, pair = max(1, calls // samples), 2 * max(1, calls // locks)
    return every if every < pair else every // pair * pair


def main() -> None:
    vault, calls, locks, samples, lead_every, planted = sys.argv[1:]
    over: list[int] = []
    signal.signal(signal.SIGTERM, lambda *_: over.append(1))
    callers = json.loads(sys.stdin.readline())
    app = QApplication([])
    QPixmapCache.setCacheLimit(PICTURES_KIB)
    console = Console(app, "ja")
    person = Soaked(console, Site(Path(vault), callers[0]), callers)
    plant(planted, console)
    pulse = QTimer(interval=200)  # nothing is waited for in vain: whoever waits looks again
    pulse.start()
    console.open(Path(vault))
    console.window.activateWindow()
    begin = time.monotonic()
    person.sign_in(Role.OPERATOR)
    lead_turns = int(lead_every)
    between, every = max(1, int(calls) // int(locks)), moments(*map(int, (calls, locks, samples)))
    if int(locks) >= lead_turns:
        person.lock_between_calls(lead=True)
    for turn in count(1):
        for _ in range(between - (turn % 2 == 0)):  # every other lock has a call of its own
            person.take_call(memo=person.calls % MEMO_EVERY == 0)
            if every < between and person.calls % every == 0:
                print(json.dumps(sample(person, begin)), flush=True)
        if turn % 2:
            person.lock_between_calls(lead=turn % lead_turns == 0)
        else:
            person.lock_in_a_call()
        if every >= between and person.calls % every == 0:
            print(json.dumps(sample(person, begin)), flush=True)
        if over or person.calls >= int(calls):
            break
    console.close()


if __name__ == "__main__":
    main()
