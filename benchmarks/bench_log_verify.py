"""Prints how fast a log is verified, beside one bare hashlib.sha256 of each stored record in the same run.

    python benchmarks/bench_log_verify.py [--entries N] [--rounds N] [--folder DIR]

Rates are entries a second, a share is the rate beside that of the bare hashes. First the verifier on records in memory,
and the same with every seal checked. Then, in a process of its own whose memory is told, from the encrypted database:
the entries, and the whole of what the program does, which is the same and the signature of every checkpoint. Bare
hashes of as many records are taken before and after each of them, so that a busy machine meets both, and the median of
the rounds is told; the shares of processor time are those that one core would reach. Target: 0.3. Last a page of 200 by
each filter, once the index is there, and the first question, which makes it.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from bench_log_append import a_reveal
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from operator_console.audit.chain import GENESIS, head, mac, next_key, next_signer
from operator_console.audit.checkpoints import encode as encode_checkpoint
from operator_console.audit.checkpoints import public_of, sign
from operator_console.audit.comparison import Seen, own_findings
from operator_console.audit.record import encode
from operator_console.audit.verifier import Stored, Verifier
from operator_console.domain.actions import Action
from operator_console.services.follow_checkpoints import Following
from operator_console.services.ports import Draft, LogEnd, LogFilter
from operator_console.storage.log_key_file import KeyState
from operator_console.storage.log_records import entry_of
from operator_console.storage.log_store import LogKeys, LogStore

BATCH = 1000
FIRST_KEY = bytes(32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--whole", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--unsigned", action="store_true", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.whole:
        whole(wanted.whole, signatures=not wanted.unsigned)
        return
    with tempfile.TemporaryDirectory(dir=wanted.folder) as made:
        store = LogStore.create(Path(made), LogKeys(os.urandom(32), os.urandom(32), os.urandom(16)), FIRST_KEY)
        try:
            found = measure(store, wanted.entries, wanted.rounds)
        finally:
            store.close()
    if wanted.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:>24}  {value}")


def measure(store: LogStore, entries: int, rounds: int) -> dict[str, float]:
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
    figures |= from_disk(store, entries, [record for _, record, _ in rows], rounds)
    figures["first_question_s"] = round(best(store.choices, times=1), 2)
    for name, which in FILTERS.items():
        figures[f"page_{name}_ms"] = round(best(lambda which=which: store.page(which, 0, 200)) * 1000, 1)
    return figures


def from_disk(store: LogStore, entries: int, records: Sequence[bytes], rounds: int) -> dict[str, float]:
    """Take bare hashes and verifications in turn; return the median of the rounds."""
    found: dict[str, list[float]] = {}
    peak = 0.0
    before = bare_hashes(records, entries)
    for _ in range(rounds):
        for name, more in (("entries_from_disk", ["--unsigned"]), ("whole_from_disk", [])):
            took = in_its_own_process(store._path.parent, store._keys, more)
            after = bare_hashes(records, entries)
            seconds, processor = ((one + other) / 2 for one, other in zip(before, after, strict=True))
            found.setdefault("bare_in_turn", []).append(entries / seconds)
            found.setdefault(name, []).append(entries / took["seconds"])
            found.setdefault(f"{name}_share", []).append(seconds / took["seconds"])
            found.setdefault(f"{name}_processor_share", []).append(processor / took["processor_seconds"])
            peak, before = max(peak, took["peak_mb"]), after
    told = {name: median(each) for name, each in found.items()}
    return {name: round(value, 2) if value < 10 else round(value) for name, value in told.items()} | {"peak_mb": peak}


def bare_hashes(records: Sequence[bytes], entries: int) -> tuple[float, float]:
    """Return the seconds and the processor's seconds of one hash for each of so many records, a part of them again."""
    begun, used = perf_counter(), process_time()
    for low in range(0, entries, len(records)):
        [sha256(record).digest() for record in records[: entries - low]]
    return perf_counter() - begun, process_time() - used


FILTERS = {
    "all": LogFilter(),
    "user": LogFilter(user="operator-3"),
    "rare_action": LogFilter(action=Action.LOCK.value),
    "user_and_action": LogFilter(user="operator-3", action=Action.LOCK.value),
    "customer": LogFilter(customer=f"{77:032x}"),
    "first_hour": LogFilter(user="operator-3", until_us=1_700_000_000_000_000 + 3_600_000_000),
}


def drafts(usual: Draft, entries: int) -> Iterator[Draft]:
    """Whole calls of forty operators, an entry a second, and now and then a lock."""
    kinds = (Action.CALL_OPENED, Action.SEARCH, Action.ANSWER, Action.REVEAL, Action.REVEAL_ENDED, Action.CALL_ENDED)
    for number in range(entries):
        yield usual._replace(
            wall_us=usual.wall_us + number * 1_000_000,
            monotonic_ns=usual.monotonic_ns + number * 1_000_000_000,
            action=Action.LOCK if number % 997 == 0 else kinds[number % 6],
            user=f"operator-{number // 2 % 40}",
            customer=f"{number // 2 % 5000:032x}",
            call=f"{number // 6:032x}",
        )


def fill(store: LogStore, entries: int) -> None:
    """Write entries and checkpoints as the store would, all at once; durability is not what is measured here."""
    key, here, signer = FIRST_KEY, GENESIS, bytes(32)
    rows, signed = [], []
    store._connection.execute("BEGIN")
    store._connection.execute("DELETE FROM signer")
    store._connection.execute("INSERT INTO signer VALUES (?)", (public_of(signer),))
    for number, draft in enumerate(drafts(a_reveal(), entries)):
        record = encode(entry_of(draft, store.log_id, number + 1, here))
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


def in_its_own_process(folder: Path, keys: LogKeys, more: Sequence[str] = ()) -> dict[str, float]:
    """Open the log in a new process and verify all of it; return seconds of the verification and peak memory."""
    given = {name: getattr(keys, name).hex() for name in ("database_key", "state_key", "log_id")}
    command = [sys.executable, __file__, "--whole", str(folder), *more]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def whole(folder: Path, *, signatures: bool) -> None:
    """What the process of its own does: the way of ``services.verify_log``."""
    keys = LogKeys(**{name: bytes.fromhex(text) for name, text in json.loads(sys.stdin.read()).items()})
    store = LogStore.open(folder, keys)
    begun, used = perf_counter(), processor_seconds()
    kept = list(store.checkpoints.stored())
    told = [each.content for each in kept], store.checkpoints.first_public, store.log_id
    with Following(*told) if signatures else nullcontext() as following, store.reading() as reader:
        check = Verifier(store.log_id, watched=[each.entries for each in kept])
        for numbers, records in reader.runs():
            check.read(numbers, records)
        assert check.finish(store.end()).ok
        seen = Seen(store.log_id, check.last, check.heads, check.times)
        assert not following or own_findings(seen, following.result(), store.checkpoints.reach()) == []
    seconds, processor = perf_counter() - begun, processor_seconds() - used
    print(json.dumps({"seconds": seconds, "processor_seconds": processor, "peak_mb": peak_mb()}))
    store.close()


def processor_seconds() -> float:
    """Of this process and of those that it started and that have ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


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
