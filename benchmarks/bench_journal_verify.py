"""Prints how fast a log is verified beside ``journalctl --verify`` on a journal of as many entries, in the same run.

    python benchmarks/bench_journal_verify.py [--entries N] [--rounds N] [--folder DIR]

The journal has the same fields and values, written by ``systemd-journal-remote`` from the journal's export format. It
is not sealed: journalctl looks at its structure and its hash tables, and has no keyed hashes to make besides. Ours are
the entries, which is as much and the hash chain, and the whole of ``verify-log``, the signature of every checkpoint
included. All are taken in turn, and the median of the rounds is told; the ratio of processor time is that of one core.
Target: 5 times the rate. Needs Debian's ``systemd-journal-remote``.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from bench_log_append import a_reveal
from bench_log_verify import FIRST_KEY, drafts, fill, in_its_own_process, processor_seconds

from operator_console.services.ports import Draft
from operator_console.storage.log_store import LogKeys, LogStore

REMOTE = "/usr/lib/systemd/systemd-journal-remote"
BOOT = "0123456789abcdef" * 2
TEXTS = ("boot_id", "user", "role", "os_user", "device", "session", "call", "action", "outcome", "customer")
MORE_TEXTS = ("purpose", "reason", "checklist", "build", "mode")
TARGET = 5.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    journalctl = shutil.which("journalctl")
    if journalctl is None or not Path(REMOTE).exists():
        print("Nothing to compare with here: journalctl or systemd-journal-remote is not installed.")
        return
    with tempfile.TemporaryDirectory(dir=wanted.folder) as made:
        found = measure(Path(made), journalctl, wanted.entries, wanted.rounds)
    if wanted.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:>26}  {value}")


def measure(folder: Path, journalctl: str, entries: int, rounds: int) -> dict[str, float]:
    """Return every figure by its name."""
    store = LogStore.create(folder, LogKeys(os.urandom(32), os.urandom(32), os.urandom(16)), FIRST_KEY)
    took: dict[str, list[tuple[float, float]]] = {"journalctl_verify": [], "entries": [], "verify_log": []}
    try:
        fill(store, entries)
        journal = a_journal(folder, entries)
        for _ in range(rounds):
            took["journalctl_verify"].append(verified_by(journalctl, journal))
            for name, more in (("entries", ["--unsigned"]), ("verify_log", [])):
                ours = in_its_own_process(folder, store._keys, more)
                took[name].append((ours["seconds"], ours["processor_seconds"]))
    finally:
        store.close()
    files = list(journal.parent.glob(journal.name))
    seconds, processor = ({name: median(pair[i] for pair in took[name]) for name in took} for i in (0, 1))
    return {
        "entries": entries,
        "journal_entries": sum(map(entries_in, files)),
        "journal_files": len(files),
        "journal_mb": sum(file.stat().st_size for file in files) >> 20,
        "journalctl_rate": round(entries / seconds["journalctl_verify"]),
        "entries_rate": round(entries / seconds["entries"]),
        "verify_log_rate": round(entries / seconds["verify_log"]),
        "entries_ratio": round(seconds["journalctl_verify"] / seconds["entries"], 1),
        "verify_log_ratio": round(seconds["journalctl_verify"] / seconds["verify_log"], 1),
        "entries_processor_ratio": round(processor["journalctl_verify"] / processor["entries"], 1),
        "verify_log_processor_ratio": round(processor["journalctl_verify"] / processor["verify_log"], 1),
        "target": TARGET,
    }


def verified_by(journalctl: str, journal: Path) -> tuple[float, float]:
    """Return the seconds and the processor's seconds of journalctl."""
    begun, used = perf_counter(), processor_seconds()
    subprocess.run([journalctl, "--verify", f"--file={journal}"], check=True, capture_output=True)
    return perf_counter() - begun, processor_seconds() - used


def a_journal(folder: Path, entries: int) -> Path:
    """Have a journal of these entries written; return the pattern of its files, for it goes on in another when full."""
    made = folder / "journal"
    made.mkdir()
    command = [REMOTE, "--split-mode=none", f"--output={made / 'entries.journal'}", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as remote:
        assert remote.stdin is not None
        for lines in exported(entries):
            remote.stdin.write(lines)
    if remote.returncode:
        raise SystemExit(f"systemd-journal-remote ended with {remote.returncode}")
    return made / "*.journal"


def exported(entries: int) -> Iterator[bytes]:
    """The entries in the journal's export format (https://systemd.io/JOURNAL_EXPORT_FORMATS/), a thousand at once."""
    lines: list[str] = []
    for number, draft in enumerate(drafts(a_reveal(), entries)):
        lines.append(f"__REALTIME_TIMESTAMP={draft.wall_us}\n__MONOTONIC_TIMESTAMP={draft.monotonic_ns // 1000}\n")
        lines.append(f"_BOOT_ID={BOOT}\n{''.join(fields(draft))}\n")
        if number % 1000 == 999 or number + 1 == entries:
            yield "".join(lines).encode()
            lines = []


def fields(draft: Draft) -> Iterator[str]:
    """What an entry says, a line for each."""
    for name in (*TEXTS, *MORE_TEXTS):
        yield f"OC_{name.upper()}={getattr(draft, name)}\n"
    for field in draft.fields:
        yield f"OC_FIELD={field}\n"
    for name, value in draft.facts:
        yield f"OC_FACT_{name.upper()}={value}\n"


def entries_in(file: Path) -> int:
    """The number of entries in the header of a journal's file (systemd's journal-def.h: 64 bits at byte 152)."""
    with file.open("rb") as opened:
        opened.seek(152)
        return int.from_bytes(opened.read(8), "little")


if __name__ == "__main__":
    sys.exit(main())
