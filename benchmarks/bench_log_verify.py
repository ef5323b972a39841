"""Prints how fast a log is verified, beside one bare hashlib.sha256 of each stored record in the same run.

    python benchmarks/bench_log_verify.py [--entries N] [--folder DIR]

Three rates, entries a second: the verifier on records in memory, the same with every seal checked, and the whole way
from the encrypted database, the signature of every checkpoint included, in a process of its own whose memory is told.
Then a page of 200 by each filter, once the index is there, and the first question, which makes it. The share is the
rate beside that of the bare hashes.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from bench_log_append import a_reveal
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from operator_console.audit.chain import GENESIS, head, mac, next_key, next_signer
from operator_console.audit.checkpoints import encode as encode_checkpoint
from operator_console.audit.checkpoints import public_of, sign
from operator_console.audit.comparison import Seen, follow, own_findings
from operator_console.audit.record import encode
from operator_console.audit.verifier import Stored, Verifier
from operator_console.domain.actions import Action
from operator_console.services.ports import LogEnd, LogFilter
from operator_console.storage.log_key_file import KeyState
from operator_console.storage.log_store import LogKeys, LogStore, _entry_of

BATCH = 1000
FIRST_KEY = bytes(32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--whole", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.whole:
        whole(wanted.whole)
        return
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
    folder, keys = store._path.parent, store._keys
    rows = store.stored(0, min(entries, 50_000))
    batches = [rows[low : low + BATCH] for low in range(0, len(rows), BATCH)]
    end = LogEnd(len(rows), sha256(rows[-1].record).digest())
    bare = len(rows) / best(lambda: [sha256(record).digest() for _, record, _ in rows])
    figures: dict[str, float] = {"entries": entries, "record_bytes": len(rows[-1].record), "bare_sha256": round(bare)}
    for name, key in (("verified", None), ("verified_with_seals", FIRST_KEY)):
        rate = len(rows) / best(lambda key=key: verified(store.log_id, batches, end, key))
        figures |= {name: round(rate), f"{name}_share": round(rate / bare, 2)}
    whole = in_its_own_process(folder, keys)
    bare = len(rows) / best(lambda: [sha256(record).digest() for _, record, _ in rows])
    figures |= {"bare_sha256_again": round(bare), "from_disk": round(entries / whole["seconds"])}
    figures |= {"from_disk_share": round(entries / whole["seconds"] / bare, 2), "from_disk_peak_mb": whole["peak_mb"]}
    figures["first_question_s"] = round(best(store.choices, times=1), 2)
    for name, which in FILTERS.items():
        figures[f"page_{name}_ms"] = round(best(lambda which=which: store.page(which, 0, 200)) * 1000, 1)
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
    """Write entries and checkpoints as the store would, all at once; durability is not what is measured here."""
    usual = a_reveal()
    kinds = (Action.CALL_OPENED, Action.SEARCH, Action.ANSWER, Action.REVEAL, Action.REVEAL_ENDED, Action.CALL_ENDED)
    key, here, signer = FIRST_KEY, GENESIS, bytes(32)
    rows, signed = [], []
    store._connection.execute("BEGIN")
    store._connection.execute("DELETE FROM signer")
    store._connection.execute("INSERT INTO signer VALUES (?)", (public_of(signer),))
    for number in range(entries):
        draft = replace(
            usual,
            wall_us=usual.wall_us + number * 1_000_000,
            monotonic_ns=usual.monotonic_ns + number * 1_000_000_000,
            action=Action.LOCK if number % 997 == 0 else kinds[number % 6],
            user=f"operator-{number // 2 % 40}",
            customer=f"{number // 2 % 5000:032x}",
            call=f"{number // 6:032x}",
        )
        record = encode(_entry_of(draft, store.log_id, number + 1, here))
        rows.append((number + 1, record, mac(key, record)))
        key, here = next_key(key), head(record)
        if (number + 1) % 64 == 0 or number + 1 == entries:
            following = next_signer(signer)
            private = Ed25519PrivateKey.from_private_bytes(signer)
            made = sign(private, store.log_id, number + 1, here, public_of(following))
            signed.append((number + 1, draft.wall_us, encode_checkpoint(made)))
            signer = following
        if len(rows) == 10_000 or number + 1 == entries:
            store._connection.executemany("INSERT INTO entries VALUES (?, ?, ?)", rows)
            rows = []
    store._connection.executemany("INSERT INTO checkpoints (entries, made_us, content) VALUES (?, ?, ?)", signed)
    store._connection.execute("COMMIT")
    store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    store._key_file.advance(KeyState(entries, here, key))
    store.checkpoints._key_file.advance(KeyState(entries, here, signer))


def in_its_own_process(folder: Path, keys: LogKeys) -> dict[str, float]:
    """Open the log in a new process and verify all of it; return seconds of the verification and peak memory."""
    given = {name: getattr(keys, name).hex() for name in ("database_key", "state_key", "log_id")}
    command = [sys.executable, __file__, "--whole", str(folder)]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def whole(folder: Path) -> None:
    """What the process of its own does: the way of ``services.verify_log``."""
    keys = LogKeys(**{name: bytes.fromhex(text) for name, text in json.loads(sys.stdin.read()).items()})
    store = LogStore.open(folder, keys)
    begun = perf_counter()
    kept = list(store.checkpoints.stored())
    with ThreadPoolExecutor(1) as beside, store.reading() as reader:
        following = beside.submit(follow, [e.content for e in kept], store.checkpoints.first_public, store.log_id)
        check = Verifier(store.log_id, watched=[each.entries for each in kept])
        while batch := reader.stored(check.last):
            check.feed(batch)
        assert check.finish(store.end()).ok
        seen = Seen(store.log_id, check.last, check.heads, check.times)
        assert own_findings(seen, following.result(), store.checkpoints.reach()) == []
    seconds = perf_counter() - begun
    print(json.dumps({"seconds": seconds, "peak_mb": peak_mb()}))
    store.close()


def verified(log_id: bytes, batches: Sequence[Sequence[Stored]], end: LogEnd, first_key: bytes | None) -> None:
    check = Verifier(log_id, first_key)
    for batch in batches:
        check.feed(batch)
    assert check.finish(end).ok


def peak_mb() -> int:
    """Return this process's own peak; what getrusage says holds that of whoever started it (proc(5), VmHWM)."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return int(next(line for line in status.read_text().splitlines() if line.startswith("VmHWM")).split()[1]) // 1024


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
