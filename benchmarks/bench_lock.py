"""From the key press to the end of the vault process, in a call with a field revealed and while an import is running.

    uv run python benchmarks/bench_lock.py [--rounds 10] [--guarded]

Drives the real window and the real vault process; with ``--guarded`` that of a service behind a socket. Prints one JSON
object in milliseconds; nothing passes or fails here.
"""

import argparse
import contextlib
import csv
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtWidgets import QApplication

from operator_console.console_process import Console
from operator_console.demo.people import customers
from operator_console.domain.policy_file import read_policy
from operator_console.domain.roles import Role
from operator_console.protocol.guarded import GuardedPlace
from operator_console.protocol.messages import ImportFile, Progress
from operator_console.resource_files import resource
from tests.journeys.conftest import Door, Site, is_running, make_site
from tests.journeys.person import CONTROL, Key, Person
from tests.journeys.steps import reveal_address, sign_in, verified_call
from tests.protocol.socket_unit import SocketUnit, own_account, sound_folder

ROWS = 20_000


@contextlib.contextmanager
def doors(*, guarded: bool) -> Iterator[Door]:
    """The way to a vault, straight or through a service of its own."""
    folder = sound_folder() if guarded else None
    if folder is None:
        yield Door()
        return
    units: list[SocketUnit] = []
    place = GuardedPlace(folder / "vault.sock", own_account())

    def start(*command: str) -> SocketUnit:
        units.append(SocketUnit(place.socket, command))
        units[-1].start()
        return units[-1]

    try:
        yield Door(start, place)
    finally:
        for unit in units:
            unit.close()
        shutil.rmtree(folder)


def lock(person: Person, door: Door) -> float:
    """Press Ctrl+L; return the milliseconds until the vault process is gone."""
    vault = door.vault_process(person.console)
    begin = time.perf_counter()
    person.press(Key.Key_L, with_=CONTROL)
    while is_running(vault):
        QApplication.processEvents()
    return (time.perf_counter() - begin) * 1000


def in_a_call(app: QApplication, site: Site, door: Door) -> float:
    console = Console(app, "ja")
    console.open(door.to(site.vault))
    console.window.activateWindow()
    person = Person(console)
    try:
        verified_call(person, site)
        reveal_address(person, site)
        return lock(person, door)
    finally:
        console.close()
        console.window.close()


def in_an_import(app: QApplication, site: Site, file: Path, door: Door) -> float:
    console = Console(app, "ja")
    console.open(door.to(site.vault))
    console.window.activateWindow()
    person = Person(console)
    steps: list[Progress] = []
    try:
        sign_in(person, site, Role.ADMINISTRATOR)
        person.sees("管理者")
        request = ImportFile(path=str(file), existing="update")
        console.conductor.link.ask(request, lambda _: None, on_progress=steps.append)
        person.wait(lambda: any(step.stage == "importing" for step in steps), "the import has not begun")
        return lock(person, door)
    finally:
        console.close()
        console.window.close()


def fresh(site: Site, folder: Path) -> Site:
    """Copy the vault: a lock leaves a call behind that the next round would be offered."""
    shutil.copytree(site.vault, folder)
    return Site(folder, site.caller)


def write_file(path: Path, policy_text: str) -> Path:
    policy = read_policy(policy_text)
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow([field.label for field in policy.fields.values()])
        for person in customers(ROWS, 5, policy):
            writer.writerow([person.get(name, "") for name in policy.fields])
    return path


def figures(samples: list[float]) -> dict[str, float]:
    ordered = sorted(samples)
    return {"median_ms": ordered[len(ordered) // 2], "longest_ms": ordered[-1]}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--guarded", action="store_true")
    wanted = parser.parse_args()
    rounds = wanted.rounds

    def taken(once: Callable[[Site, Door], float], site: Site, name: str) -> dict[str, float]:
        samples = []
        for number in range(rounds):
            with doors(guarded=wanted.guarded) as door:
                samples.append(once(fresh(site, root / f"{name}{number}"), door))
        return figures(samples)

    policy_text = resource("policies", "default.toml").read_text(encoding="utf-8")
    policy_text = policy_text.replace("attempts_per_customer_day = 10", "attempts_per_customer_day = 86400")
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ[variable] = str(root / variable)
        app = QApplication([])
        site = make_site(root / "vault", policy_text)
        file = write_file(root / "many.csv", policy_text)
        result = {
            "rounds": rounds,
            "in_a_call": taken(lambda copy, door: in_a_call(app, copy, door), site, "call"),
            "in_an_import": taken(lambda copy, door: in_an_import(app, copy, file, door), site, "job"),
        }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
