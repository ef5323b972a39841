"""How fast a file is imported, and how long anything else waits for one step of it.

    python benchmarks/bench_import.py [--rows 5000] [--folder DIR]

Prints one JSON object. A reveal that comes in during an import waits for one step: that is the figure to watch.
Nothing here passes or fails.
"""

import argparse
import csv
import json
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from operator_console.demo.people import customers
from operator_console.domain.ids import FieldName
from operator_console.domain.policy import Policy
from operator_console.domain.policy_file import read_policy
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.resource_files import resource
from operator_console.services.desk import Desk
from operator_console.services.files import FilesByPath
from operator_console.services.import_customers import BATCH, import_file
from operator_console.services.journal import Journal
from operator_console.services.set_up import Person, confirm, prepare
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.keys import Argon2Cost
from operator_console.storage.machine import SystemClock, system_secret_places, this_place

POLICY = resource("policies", "default.toml").read_text(encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--folder", type=Path, help="where to measure; the disk that the vault will be on")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=wanted.folder) as made:
        print(json.dumps(measure(Path(made), wanted.rows)))


def measure(folder: Path, rows: int) -> dict[str, float]:
    policy = read_policy(POLICY)
    path = folder / "customers.csv"
    write_rows(path, rows, policy)
    keeper = VaultKeeper(folder / "vault", system_secret_places(), SystemClock(), Argon2Cost(64, 1, 1))
    desk = sit_down(keeper, policy)
    steps: list[tuple[str, float]] = []
    work = import_file(desk, FilesByPath(), path, client="", existing="reject", encoding="")
    began = perf_counter()
    try:
        while True:
            begin = perf_counter()
            stage, _, _ = next(work)
            steps.append((stage, (perf_counter() - begin) * 1000))
    except StopIteration as end:
        imported = end.value.imported
    seconds = perf_counter() - began
    desk.vault.close()
    keeper.close()
    return {"imported": imported, "seconds": seconds, "rows_a_second": imported / seconds, **figures(steps)}


def figures(steps: list[tuple[str, float]]) -> dict[str, float]:
    batches = sorted(duration for stage, duration in steps if stage == "importing")
    reading = [duration for stage, duration in steps if stage != "importing"]
    return {
        "batch_rows": BATCH,
        "batch_median_ms": median(batches),
        "batch_p99_ms": batches[int(len(batches) * 0.99)],
        "batch_longest_ms": batches[-1],
        "reading_longest_ms": max(reading),
    }


def write_rows(path: Path, rows: int, policy: Policy) -> None:
    names = list(policy.fields)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([policy.fields[name].label for name in names])
        for person in customers(rows, 1, policy):
            writer.writerow([person.get(FieldName(name), "") for name in names])


def sit_down(keeper: VaultKeeper, policy: Policy) -> Desk:
    clock, place = SystemClock(), this_place("standalone")
    person = Person("admin", "", Role.ADMINISTRATOR, Secret("mihon-kanri-5"), must_change=False)
    prepared = prepare(keeper, [person], POLICY, device_secret="file", demo=True)
    vault = confirm(prepared, prepared.recovery_code.reveal(), clock, place)
    journal = Journal(vault.log, clock, place, "benchmark", person.user, person.role, policy.version)
    return Desk(vault, policy, vault.accounts.list()[0], clock, journal)


if __name__ == "__main__":
    main()
