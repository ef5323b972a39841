"""From the key press to the end of the vault process, in a call with a field revealed and while an import is running.

    uv run python benchmarks/bench_lock.py [--rounds 10]

Drives the real window and the real vault process. Prints one JSON object in milliseconds; nothing passes or fails here.
"""

import argparse
import csv
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtWidgets import QApplication

from operator_console.console_process import Console
from operator_console.demo.people import customers
from operator_console.domain.policy_file import read_policy
from operator_console.domain.roles import Role
from operator_console.protocol.messages import ImportFile, Progress
from operator_console.resource_files import resource
from tests.journeys.conftest import Site, is_running, make_site
from tests.journeys.person import CONTROL, Key, Person
from tests.journeys.steps import reveal_address, sign_in, verified_call

ROWS = 20_000


def lock(person: Person) -> float:
    """Press Ctrl+L; return the milliseconds until the vault process is gone."""
    vault = person.console.conductor.link.process_id
    begin = time.perf_counter()
    person.press(Key.Key_L, with_=CONTROL)
    while is_running(vault):
        QApplication.processEvents()
    return (time.perf_counter() - begin) * 1000


def in_a_call(app: QApplication, site: Site) -> float:
    console = Console(app, "ja")
    console.open(site.vault)
    console.window.activateWindow()
    person = Person(console)
    try:
        verified_call(person, site)
        reveal_address(person, site)
        return lock(person)
    finally:
        console.close()
        console.window.close()


def in_an_import(app: QApplication, site: Site, file: Path) -> float:
    console = Console(app, "ja")
    console.open(site.vault)
    console.window.activateWindow()
    person = Person(console)
    steps: list[Progress] = []
    try:
        sign_in(person, site, Role.ADMINISTRATOR)
        person.sees("管理者")
        request = ImportFile(path=str(file), existing="update")
        console.conductor.link.ask(request, lambda _: None, on_progress=steps.append)
        person.wait(lambda: any(step.stage == "importing" for step in steps), "the import has not begun")
        return lock(person)
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
    rounds = parser.parse_args().rounds
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
            "in_a_call": figures([in_a_call(app, fresh(site, root / f"call{n}")) for n in range(rounds)]),
            "in_an_import": figures([in_an_import(app, fresh(site, root / f"job{n}"), file) for n in range(rounds)]),
        }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
