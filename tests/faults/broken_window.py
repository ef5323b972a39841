"""Raises in every slot, timer, key, answer and event handler of the real window, one at a time, while a value is shown.

    python -m tests.faults.broken_window [--parts N] [--states N] [--only STATE] [--named TEXT] [--seconds N]
                                         [--seed N] [--always] [--planted]

The console is the real one on a real vault, in a verified call with the address shown; then at the start of a call,
with a lead's and an administrator's pages, the lock screen, the gates before and behind a sign-in, and with a dialog
open. A part that was called in one state is not tried in the next, but for the functions of a lock, which are tried
again under each dialog; from the second on, what has a part is brought into sight. Wanted each time where somebody has
signed in, counted from the exception: the value masked, the vault process gone and the lock screen painted in front of
nothing and behind nothing, or the notice of the last stand instead. Wanted in any case: a line in the fault log with a
type and a place, and no value in that log, on standard error or anywhere the leak walker looks. ``--always``: the part
fails whenever it is called, also while the console locks because of it. The functions that a lock calls always do that:
they fail in a lock after another fault, and are tried without ``--always`` alone. ``--only`` takes these states alone
(``a|b``), ``--named`` the parts whose place has one of these texts in it. Prints one JSON object; exits 1 where that
does not hold, where a part took the process with it, or where a state is not reached; with the planted fault that is so
for the gates behind a sign-in.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from operator_console import console_process
from operator_console.resource_files import resource
from tests.faults.broken_drives import is_there, turn
from tests.faults.broken_house import House
from tests.faults.broken_parts import LOCKING, Part, Registry
from tests.faults.broken_states import DIALOGS, SHOWN, STATES
from tests.faults.broken_trial import ALWAYS, PATIENCE, Trial
from tests.faults.kill_the_console import at_work_on
from tests.journeys.conftest import make_site

TRACED: Final = {**os.environ, "PYTHONFAULTHANDLER": "1"}
WRONG: Final = ("wrong", "values_reported", "missed", "crashed", "vaults_left")
TOLD: Final = 1500
"""Characters of why a state is not reached, at most."""
SOON: Final = ("masked_ms", "gone_ms", "locked_ms")
SOON_MS: Final = 100.0
"""From the exception until masked, without a vault and with the lock screen painted. The pages are destroyed later."""


def try_all(wanted: argparse.Namespace, done: set[str], root: Path) -> None:
    """Try the parts that are not ``done``; say so before and after each: a crash is gone on from."""
    registry = Registry()
    registry.install()
    house = _house(root, registry, planted=wanted.planted)
    until = time.monotonic() + wanted.seconds
    for state in wanted_states(wanted):
        try:
            _try_in(state, wanted, done, house, until)
        except Exception as fault:  # noqa: BLE001 - told, and the next state may be reached
            why = f"{type(fault).__name__}: {fault}"[:TOLD]
            print(json.dumps({"missed": state, "why": why}, ensure_ascii=False), flush=True)
        house.leave()


def wanted_states(wanted: argparse.Namespace) -> list[str]:
    only = wanted.only.split("|")
    return [state for state in list(STATES)[: wanted.states] if state in only or not wanted.only]


def _try_in(state: str, wanted: argparse.Namespace, done: set[str], house: House, until: float) -> None:
    for part in _parts(wanted, house, state):
        again = part.kind == LOCKING and state in DIALOGS
        if f"{state} {part.name}" in done or (part.name in done and not again) or time.monotonic() > until:
            continue
        print(json.dumps({"begun": f"{state} {part.name}"}), flush=True)
        most = ALWAYS if wanted.always or part.kind == LOCKING else 1
        trial = Trial(house, state, part, most, planted=wanted.planted)
        trial.run()
        done |= {f"{state} {part.name}", *([part.name] if trial.reached else [])}
        print(json.dumps({"tried": trial.told()}, ensure_ascii=False), flush=True)


def _house(root: Path, registry: Registry, *, planted: bool) -> House:
    """A console that finds nothing of this machine's desktop but a shield, on a vault that stands many checks a day."""
    text = resource("policies", "default.toml").read_text(encoding="utf-8")
    text = text.replace("attempts_per_customer_day = 10", "attempts_per_customer_day = 86400")
    os.environ |= {name: str(root / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    os.environ.pop("DISPLAY", None)
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/nowhere"
    console_process.can_shield, console_process.shield = lambda: True, lambda *_, **__: True
    return House(QApplication([]), make_site(root / "vault", text), root, registry, planted=planted)


def _parts(wanted: argparse.Namespace, house: House, state: str) -> list[Part]:
    """The parts there are in this state, or as many of them as are wanted, drawn by chance."""
    if state in (SHOWN, *DIALOGS) and not wanted.always and not wanted.planted:
        _note_lock(house, state)
    person = house.enter(state)
    parts = [part for part in house.registry.parts() if is_there(part, person.console.window)]
    parts = [part for part in parts if state in (SHOWN, *DIALOGS) or part.kind != LOCKING]
    parts = [part for part in parts if any(text in part.name for text in wanted.named.split("|"))]
    most = wanted.parts if state == SHOWN else max(1, wanted.parts // 4)
    return random.Random(wanted.seed).sample(parts, most) if len(parts) > wanted.parts else parts


def _note_lock(house: House, state: str) -> None:
    """Lock once, to learn what a lock is made of."""
    console = house.enter(state).console
    pages = console.window.workbench
    house.registry.note_lock(lambda: (console.conductor.fault(), turn(lambda: not isValid(pages), PATIENCE)))


def run(wanted: argparse.Namespace) -> dict[str, Any]:
    """Have all parts tried by one process after the other: one that crashes is found out, and the next goes on."""
    begin, done, tried, crashed, left = time.monotonic(), set[str](), [], [], 0
    told, missed = b"", dict[str, str]()
    while time.monotonic() - begin < wanted.seconds:
        with tempfile.TemporaryDirectory() as place, (Path(place) / "stderr").open("w+b") as said:
            command = [sys.executable, "-m", "tests.faults.broken_window", *sys.argv[1:], "--child", place]
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, env=TRACED)
            lines, _ = process.communicate("\n".join(done).encode())
            heard = [json.loads(line) for line in lines.splitlines()]
            tried += [each["tried"] for each in heard if "tried" in each]
            done |= {each["begun"] for each in heard if "begun" in each}
            done |= {part_name(each) for each in tried if each["reached"]}
            missed |= {each["missed"]: each["why"] for each in heard if "missed" in each}
            log = Path(place) / "console.log"
            told += (log.read_bytes() if log.exists() else b"") + (Path(place) / "stderr").read_bytes()
            if process.returncode == 2 or (process.returncode and "begun" not in (heard or [{}])[-1]):
                sys.stderr.buffer.write(told[-3000:])
                raise SystemExit(2)
            values = json.loads((Path(place) / "values.json").read_text(encoding="utf-8"))
            if process.returncode == 0:
                break
            crashed.append(f"{heard[-1]['begun']}: {process.returncode}")
            print(crashed[-1], trace_of(Path(place) / "stderr"), sep="\n", file=sys.stderr, flush=True)
            left += still_at_work(Path(place))
    seconds = time.monotonic() - begin
    result = figures(tried, told.decode(errors="replace"), values, seconds)
    return result | {"missed": missed, "crashed": crashed, "vaults_left": left}


def part_name(tried: dict[str, Any]) -> str:
    return Part(tried["kind"], tried["where"], lambda: None).name


def trace_of(said: Path) -> str:
    """Return where a process that crashed stood, as faulthandler wrote it."""
    return said.read_text(errors="replace").rpartition("Fatal Python error")[2][:1500]


def still_at_work(root: Path) -> int:
    """Return how many processes of a console that crashed are there half a second later."""
    deadline = time.monotonic() + 0.5
    while any(at_work_on(root)) and time.monotonic() < deadline:
        time.sleep(0.005)
    return len(list(at_work_on(root)))


def figures(tried: list[dict[str, Any]], told: str, values: list[str], seconds: float) -> dict[str, Any]:
    reached = [each for each in tried if each["reached"]]
    names = {part_name(each) for each in reached}
    slow = sorted(reached, key=_slowness, reverse=True)
    return {
        "parts": len({part_name(each) for each in tried}),
        "reached": len(names),
        "states": dict(Counter(each["state"] for each in reached)),
        "kinds": dict(Counter(each["kind"] for each in reached)),
        **{
            name: _spread([each.get(name, 0.0) for each in reached])
            for name in (*SOON, "locked_unwaited_ms", "emptied_ms")
        },
        "not_soon": sum(_slowness(each) > SOON_MS for each in reached),
        "not_soon_unwaited": sum(each.get("locked_unwaited_ms", 0.0) > SOON_MS for each in reached),
        "slowest": {f"{each['state']}: {part_name(each)}": _slow_times(each) for each in slow[:12]},
        "last_stands": sorted({part_name(each) for each in reached if each["last_stand"]}),
        "wrong": {f"{each['state']}: {part_name(each)}": each["wrong"] for each in reached if each["wrong"]},
        "values_reported": sum(value in told for value in values),
        "never_reached": sorted({part_name(each) for each in tried} - names),
        "load": round(os.getloadavg()[0], 1),
        "seconds": round(seconds, 1),
    }


def _slowness(tried: dict[str, Any]) -> float:
    return max(tried.get(name, 0.0) for name in SOON)


def _slow_times(tried: dict[str, Any]) -> dict[str, float]:
    return {name: round(tried[name], 1) for name in (*SOON, "locked_unwaited_ms") if name in tried}


def _spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(time for time in times if time)
    if not ordered:
        return {}
    pick = {"median": len(ordered) // 2, "p90": int(len(ordered) * 0.9), "longest": -1}
    return {name: round(ordered[at], 1) for name, at in pick.items()}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--parts", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=7200.0)
    parser.add_argument("--states", type=int, default=len(STATES))
    parser.add_argument("--only", default="")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--named", default="")
    parser.add_argument("--always", action="store_true")
    parser.add_argument("--planted", action="store_true")
    parser.add_argument("--child", default="")
    wanted = parser.parse_args()
    if not wanted.child:
        result = run(wanted)
        print(json.dumps(result, ensure_ascii=False))
        return 1 if any(result[name] for name in WRONG) else 0
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
