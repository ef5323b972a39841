"""Prints what one entry of the log costs, beside one bare write and fsync of a page on the same disk in the same run.

    python benchmarks/bench_log_append.py [--folder DIR] [--entries N]

Both are measured in turn, in rounds of 200, so that a change in the disk's mood meets both. Target: 4 at the median.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.ids import FieldName
from operator_console.services.ports import Draft
from operator_console.storage.log_store import LogKeys, LogStore

ROUND = 200
PAGE = 8192
TARGET = 4.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="where to measure; the disk that the vault will be on")
    parser.add_argument("--entries", type=int, default=4000)
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=wanted.folder) as made:
        bare, append = measure(Path(made), wanted.entries)
    found = {
        "entries": len(append),
        "bare_us": round(median(bare) * 1e6),
        "append_us": round(median(append) * 1e6),
        "ratio": round(median(append) / median(bare), 2),
        "target": TARGET,
        "bare_p99_us": round(quantiles(bare, n=100)[98] * 1e6),
        "append_p99_us": round(quantiles(append, n=100)[98] * 1e6),
    }
    if wanted.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:>14}  {value}")


def measure(folder: Path, entries: int) -> tuple[list[float], list[float]]:
    """Return the seconds of each bare page and of each append."""
    store = LogStore.create(folder, LogKeys(os.urandom(32), os.urandom(32), os.urandom(16)), os.urandom(32))
    page = os.urandom(PAGE)
    descriptor = os.open(folder / "page", os.O_RDWR | os.O_CREAT, 0o600)
    draft = a_reveal()

    def bare() -> None:
        os.pwrite(descriptor, page, 0)
        os.fsync(descriptor)

    bares: list[float] = []
    appends: list[float] = []
    try:
        bare()
        store.append(draft)
        for _ in range(entries // ROUND):
            bares += timed(bare)
            appends += timed(lambda: store.append(draft))
    finally:
        os.close(descriptor)
        store.close()
    return bares, appends


def timed(work: Callable[[], object]) -> list[float]:
    """Return the seconds of each of one round."""
    found = []
    for _ in range(ROUND):
        begun = perf_counter()
        work()
        found.append(perf_counter() - begun)
    return found


def a_reveal() -> Draft:
    """An entry of the usual size."""
    return Draft(
        wall_us=1_700_000_000_000_000,
        monotonic_ns=1_000_000_000,
        boot_id="9d3e7c1a5b2f4e68a1c0d2e3f4a5b6c7",
        user="operator-1",
        role="operator",
        os_user="console",
        device="desk-1",
        session="a" * 32,
        action=Action.REVEAL,
        build="0.1.0",
        mode="standalone",
        outcome=Outcome.MET,
        call="b" * 32,
        customer="c" * 32,
        fields=(FieldName("phone"),),
        purpose="delivery",
        checklist="d" * 64,
        policy_version=1,
    )


if __name__ == "__main__":
    main()
