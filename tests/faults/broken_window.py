"""Raises in every slot, timer, key, answer and event handler of the real window, one at a time, while a value is shown.

    python -m tests.faults.broken_window [--parts N] [--states N] [--seconds N] [--seed N] [--always] [--planted]

The console is the real one on a real vault, in a verified call with the address shown; then a lead's and an
administrator's pages, and the lock screen. Wanted each time, counted from the exception: the value masked and the vault
process gone, the lock screen in front, a line in the fault log with a type and a place; and no value in that log, on
standard error or anywhere the leak walker looks. ``--always``: the part fails whenever it is called, also while the
console locks because of it. Prints one JSON object; exits 1 where that does not hold.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from operator_console.domain.roles import Role
from operator_console.resource_files import resource
from operator_console.ui.faults import FaultHooks, FaultLog
from operator_console.ui.gates.locked import LockedGate
from operator_console.ui.widgets.revealed_value import RevealedValue
from tests.faults import broken_parts
from tests.faults.broken_drives import drive_handler, is_there, turn
from tests.faults.broken_parts import Part, Probe, Registry, broken, function_of
from tests.faults.kill_the_console import at_work_on
from tests.journeys.conftest import Site, is_running, make_site
from tests.journeys.person import Key, Person
from tests.journeys.steps import open_call, reveal_address, sign_in
from tests.ui.leak_walker import leaks

ALWAYS: Final = 1 << 30
PATIENCE: Final = 3.0
AFTERWARDS: Final = 0.1
"""Seconds in which a part that goes on failing may do harm behind the lock screen."""
STATES: Final = ("value shown", "lead", "administrator", "locked")


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


class House:
    """One console on a copy of the vault, brought back into its state after every fault."""

    def __init__(self, app: QApplication, site: Site, root: Path, registry: Registry) -> None:
        self._app, self._first, self._root = app, site, root
        (root / "values.json").write_text(json.dumps(site.values()), encoding="utf-8")
        self.registry = registry
        self.log = root / "console.log"
        self.state = ""
        self.began = 0
        self.person: Person | None = None

    def enter(self, state: str) -> Person:
        """Return the console in this state; a new one where the last one cannot be brought back to it."""
        if self.person is not None and self.state == state:
            with suppress(AssertionError):
                self._come_back(self.person)
                return self.person
        self.leave()
        self.person, self.state = self._begin(), state
        role = {"value shown": Role.OPERATOR, "administrator": Role.ADMINISTRATOR}.get(state, Role.LEAD)
        self._role = role
        sign_in(self.person, self.site, role)
        self._ready(self.person)
        return self.person

    def leave(self) -> None:
        if self.person is not None:
            self.person.console.close()
            self.person.console.window.hide()
            shiboken6.delete(self.person.console.window)
            self.person = None

    def _begin(self) -> Person:
        from operator_console.console_process import Console

        self.began += 1
        place = self._root / str(self.began)
        shutil.copytree(self._first.vault, place)
        self.site = Site(place, self._first.caller)
        console = Console(self._app, "ja")
        FaultHooks(FaultLog(self.log), console.conductor.fault).install()
        console.open(place)
        console.window.activateWindow()
        return Person(console)

    def _come_back(self, person: Person) -> None:
        """Unlock, and go back to the call that was open."""
        if person.console.window.workbench is None:
            person.console.window.activateWindow()
            person.sees("ロック中")
            person.fill(self.site.of(self._role)[1])
        self._ready(person)

    def _ready(self, person: Person) -> None:
        window = person.console.window
        person.wait(lambda: window.workbench is not None, "nobody is back")
        if self.state == "value shown":
            self._show_value(person)
        elif self.state == "locked":
            person.console.conductor.lock("hotkey")
            person.wait(lambda: person.console.conductor._welcome is not None, "no vault behind the lock")
        else:
            for page in window.workbench.keys:
                window.workbench.open(page)
                QApplication.processEvents()

    def _show_value(self, person: Person) -> None:
        if person.revealed():
            return
        words = ("次のお電話", "前の通話に戻る", "確認できました")
        person.wait(lambda: any(word in person.screen() for word in words), person.screen)
        if "確認できました" in person.screen():
            pass
        elif "前の通話に戻る" in person.screen():
            person.press(Key.Key_Return)
            person.wait(lambda: "確認" in person.screen(), "the call is not resumed")
            person.settle()
        else:
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


class Trial:
    """One part that raises, and what came of it."""

    def __init__(self, house: House, state: str, part: Part, most: int, *, planted: bool) -> None:
        self.house, self.state, self.part = house, state, part
        self.most, self.planted = most, planted
        self.wrong: list[str] = []
        self.reached = False
        self.masked_ms = self.gone_ms = 0.0

    def run(self) -> None:
        person = self.house.enter(self.state)
        self.part = self.house.registry.living(self.part)
        function = function_of(self.part.reach())
        if function is None:
            return
        link = person.console.conductor.link
        vault = link.process_id if link is not None else 0
        values = person.console.window.findChildren(RevealedValue)
        watch, before = Watch(values, vault), self._lines()
        watch.start()
        with broken(function, self.house.site.caller["address"], self.most, swallowed=self.planted):
            self._drive(person, Probe())
            self._settle(person, watch)
        watch.over.set()
        watch.join()
        count, first = broken_parts.hits()
        self.reached = count > 0
        if self.reached:
            self._judge(person, watch, first, before)

    def told(self) -> dict[str, Any]:
        """What came of it, for the process that counts."""
        here = {"state": self.state, "kind": self.part.kind, "where": self.part.where, "reached": self.reached}
        return here | {"masked_ms": self.masked_ms, "gone_ms": self.gone_ms, "wrong": self.wrong}

    def _drive(self, person: Person, probe: Probe) -> None:
        if self.part.kind != "handler":
            probe.call(self.part, person.console.conductor.link)
        else:
            QTimer.singleShot(0, lambda: drive_handler(self.part, person.console.window))
        turn(lambda: bool(broken_parts.hits()[0]), 1.0)

    def _settle(self, person: Person, watch: Watch) -> None:
        if broken_parts.hits()[0]:
            turn(lambda: self._over(person, watch), PATIENCE)
            begun = time.monotonic()
            turn(lambda: time.monotonic() - begun > AFTERWARDS, PATIENCE)

    def _over(self, person: Person, watch: Watch) -> bool:
        if self.state == "locked":
            return True
        return bool(watch.masked and watch.gone) and isinstance(person.console.window.gate, LockedGate)

    def _judge(self, person: Person, watch: Watch, first: float, before: int) -> None:
        if self.state != "locked":
            self.masked_ms = (watch.masked - first) * 1000 if watch.masked else 0.0
            self.gone_ms = (watch.gone - first) * 1000 if watch.gone else 0.0
            wrong = {
                "not masked": not watch.masked,
                "vault still there": not watch.gone,
                "no lock screen": not isinstance(person.console.window.gate, LockedGate),
                "still shown": bool(person.revealed()),
            }
            self.wrong += [name for name, is_so in wrong.items() if is_so]
        elif person.console.window.workbench is not None:
            self.wrong.append("unlocked")
        if self._lines() == before:
            self.wrong.append("not reported")
        self.wrong += sorted({f"leak: {place}" for place, _ in leaks(self.house.site.values())})[:3]

    def _lines(self) -> int:
        return self.house.log.read_bytes().count(b"\n") if self.house.log.exists() else 0


def try_all(wanted: argparse.Namespace, done: set[str], root: Path) -> None:
    """Try the parts that are not ``done``; say so before and after each: a crash is gone on from."""
    registry = Registry()
    registry.install()
    text = resource("policies", "default.toml").read_text(encoding="utf-8")
    text = text.replace("attempts_per_customer_day = 10", "attempts_per_customer_day = 86400")
    os.environ |= {name: str(root / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    os.environ.pop("DISPLAY", None)
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/nowhere"
    until = time.monotonic() + wanted.seconds
    house = House(QApplication([]), make_site(root / "vault", text), root, registry)
    for state in STATES[: wanted.states]:
        chance = random.Random(wanted.seed)
        window = house.enter(state).console.window
        parts = [part for part in registry.parts() if is_there(part, window)]
        if len(parts) > wanted.parts:
            parts = chance.sample(parts, wanted.parts if state == STATES[0] else max(1, wanted.parts // 4))
        for part in parts:
            if part.where in done or f"{state} {part.where}" in done or time.monotonic() > until:
                continue
            print(json.dumps({"begun": f"{state} {part.where}"}), flush=True)
            trial = Trial(house, state, part, ALWAYS if wanted.always else 1, planted=wanted.planted)
            trial.run()
            done.add(part.where if trial.reached else f"{state} {part.where}")
            print(json.dumps({"tried": trial.told()}, ensure_ascii=False), flush=True)
        house.leave()


def run(wanted: argparse.Namespace) -> dict[str, Any]:
    """Have all parts tried by one process after the other: one that crashes is found out, and the next goes on."""
    begin, done, tried, crashed, left = time.monotonic(), set[str](), [], [], 0
    told = b""
    while time.monotonic() - begin < wanted.seconds:
        with tempfile.TemporaryDirectory() as place, (Path(place) / "stderr").open("w+b") as said:
            command = [sys.executable, "-m", "tests.faults.broken_window", *sys.argv[1:], "--child", place]
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said)
            lines, _ = process.communicate("\n".join(done).encode())
            heard = [json.loads(line) for line in lines.splitlines()]
            tried += [each["tried"] for each in heard if "tried" in each]
            done |= {each["begun"] for each in heard if "begun" in each}
            done |= {each["where"] for each in tried if each["reached"]}
            log = Path(place) / "console.log"
            told += (log.read_bytes() if log.exists() else b"") + (Path(place) / "stderr").read_bytes()
            if process.returncode > 0 or (process.returncode and "begun" not in heard[-1]):
                sys.stderr.buffer.write(told[-3000:])
                raise SystemExit(2)
            values = json.loads((Path(place) / "values.json").read_text(encoding="utf-8"))
            if process.returncode == 0:
                break
            crashed.append(heard[-1]["begun"])
            left += still_at_work(Path(place))
    seconds = time.monotonic() - begin
    return figures(tried, told.decode(errors="replace"), values, seconds) | {"crashed": crashed, "vaults_left": left}


def still_at_work(root: Path) -> int:
    """Return how many processes of a console that crashed are there half a second later."""
    deadline = time.monotonic() + 0.5
    while any(at_work_on(root)) and time.monotonic() < deadline:
        time.sleep(0.005)
    return len(list(at_work_on(root)))


def figures(tried: list[dict[str, Any]], told: str, values: list[str], seconds: float) -> dict[str, Any]:
    reached = [each for each in tried if each["reached"]]
    shown = sorted(each["masked_ms"] for each in reached if each["state"] == STATES[0] and each["masked_ms"])
    gone = sorted(each["gone_ms"] for each in reached if each["gone_ms"])
    never = {each["where"] for each in tried} - {each["where"] for each in reached}
    return {
        "parts": len({each["where"] for each in tried}),
        "reached": len({each["where"] for each in reached}),
        "states": dict(Counter(each["state"] for each in reached)),
        "kinds": dict(Counter(each["kind"] for each in reached)),
        "masked_ms": _spread(shown),
        "gone_ms": _spread(gone),
        "over_100_ms": sum(each > 100 for each in gone),
        "wrong": {f"{each['state']}: {each['where']}": each["wrong"] for each in reached if each["wrong"]},
        "values_reported": sum(value in told for value in values),
        "never_reached": sorted(never),
        "seconds": round(seconds, 1),
    }


def _spread(ordered: list[float]) -> dict[str, float]:
    if not ordered:
        return {}
    pick = {"median": len(ordered) // 2, "p99": int(len(ordered) * 0.99), "longest": -1}
    return {name: round(ordered[at], 1) for name, at in pick.items()}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--parts", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=7200.0)
    parser.add_argument("--states", type=int, default=len(STATES))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--always", action="store_true")
    parser.add_argument("--planted", action="store_true")
    parser.add_argument("--child", default="")
    wanted = parser.parse_args()
    if not wanted.child:
        result = run(wanted)
        print(json.dumps(result, ensure_ascii=False))
        return 1 if result["wrong"] or result["values_reported"] or result["vaults_left"] else 0
    done = set(sys.stdin.read().split("\n"))
    root = Path(wanted.child)
    try:
        try_all(wanted, done, root)
    except BaseException:  # noqa: BLE001 - the console's own hook would keep quiet about it
        traceback.print_exc()
        os._exit(2)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
