"""Prints how fast a log is verified, beside one bare hashlib.sha256 of each stored record in the same run.

    python benchmarks/bench_log_verify.py [--entries N] [--folder DIR]

Three rates, entries a second: the verifier on records in memory, the same with every seal checked, and the whole way
from the encrypted database. Then a page of 200 by each filter, once the index is there, and the first question, which
makes it. The share is the rate beside that of the bare hashes.
"""

import argparse
import json
import os
import resource
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from bench_log_append import a_reveal

from operator_console.audit.verifier import Stored, Verifier
from operator_console.domain.actions import Action
from operator_console.services.ports import LogEnd, LogFilter
from operator_console.storage.log_store import LogKeys, LogStore

BATCH = 1000
FIRST_KEY = bytes(32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=wanted.folder) as made:
        store = LogStore.create(Path(made), LogKeys(os.urandom(32), os.urandom(32), os.urandom(16)), FIRST_KEY)
        try:
            found = measure(store, wanted.entries)
        finally:
            store.close()
    if wanted.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:>24}  {value}")


def measure(store: LogStore, entries: int) -> dict[str, float]:
    """Return every figure by its name."""
    fill(store, entries)
    rows = store.stored(0, min(entries, 50_000))
    batches = [rows[low : low + BATCH] for low in range(0, len(rows), BATCH)]
    end = LogEnd(len(rows), sha256(rows[-1].record).digest())
    bare = len(rows) / best(lambda: [sha256(record).digest() for _, record, _ in rows])
    figures: dict[str, float] = {"entries": entries, "record_bytes": len(rows[-1].record), "bare_sha256": round(bare)}
    for name, key in (("verified", None), ("verified_with_seals", FIRST_KEY)):
        rate = len(rows) / best(lambda key=key: verified(store.log_id, batches, end, key))
        figures |= {name: round(rate), f"{name}_share": round(rate / bare, 2)}
    rate = entries / best(lambda: from_disk(store), times=1)
    figures |= {"from_disk": round(rate), "from_disk_share": round(rate / bare, 2)}
    figures["first_question_s"] = round(best(store.choices, times=1), 2)
    for name, which in FILTERS.items():
        figures[f"page_{name}_ms"] = round(best(lambda which=which: store.page(which, 0, 200)) * 1000, 1)
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return figures


FILTERS = {
    "all": LogFilter(),
    "user": LogFilter(user="operator-3"),
    "rare_action": LogFilter(action=Action.LOCK.value),
    "user_and_action": LogFilter(user="operator-3", action=Action.LOCK.value),
    "customer": LogFilter(customer=f"{77:032x}"),
    "first_hour": LogFilter(user="operator-3", until_us=1_700_000_000_000_000 + 3_600_000_000),
}


def fill(store: LogStore, entries: int) -> None:
    """Durability is let go meanwhile; it is not what is measured here."""
    store._connection.execute("PRAGMA synchronous = OFF")
    usual, kinds = a_reveal(), (Action.REVEAL, Action.REVEAL_ENDED)
    for number in range(entries):
        store.append(
            replace(
                usual,
                wall_us=usual.wall_us + number * 1_000_000,
                action=Action.LOCK if number % 997 == 0 else kinds[number % 2],
                user=f"operator-{number // 2 % 40}",
                customer=f"{number // 2 % 5000:032x}",
                call=f"{number // 4:032x}",
            )
        )


def verified(log_id: bytes, batches: Sequence[Sequence[Stored]], end: LogEnd, first_key: bytes | None) -> None:
    check = Verifier(log_id, first_key)
    for batch in batches:
        check.feed(batch)
    assert check.finish(end).ok


def from_disk(store: LogStore) -> None:
    check = Verifier(store.log_id)
    while batch := store.stored(check.last, BATCH):
        check.feed(batch)
    assert check.finish(store.end()).ok


def best(work: Callable[[], object], times: int = 3) -> float:
    """Return the seconds of the fastest of a few runs."""
    found = []
    for _ in range(times):
        begun = perf_counter()
        work()
        found.append(perf_counter() - begun)
    return min(found)


if __name__ == "__main__":
    main()
