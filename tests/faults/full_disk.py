"""Fills a small real disk under an open vault: nothing is shown any more, the call goes on, and room brings it back.

    python -m tests.faults.full_disk [--rounds N] [--megabytes N] [--planted spent]

Mounts a file system in memory of its own (root only). With no byte left but what the vault has set aside: every reveal
and every import is refused, and calls are opened, checked, noted and ended, and people sign in again, for as many
rounds as asked. Prints one JSON object; exits 1 where that does not hold, or it does not go on within five seconds.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from operator_console.domain.actions import Action
from operator_console.domain.refusals import Code
from operator_console.protocol import messages as m
from operator_console.storage import reserve
from tests.faults.deeds import ADDRESS, MEMO, verified, write_csv
from tests.faults.workshop import CLIENT, OPERATOR, PASSWORD, ForkedVault, Workshop, errors, make_workshop

SECONDS: Final = 5.0


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place], check=True)
        try:
            yield Path(place)
        finally:
            subprocess.run(["umount", "-l", place], check=True)


def fill(place: Path) -> Path:
    """Write until nothing more fits; return the file that takes all of it."""
    filler = place / "filler"
    with filler.open("ab", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while file.write(bytes(size)):
                    pass
    return filler


class Shift:
    """An operator at work, and what they are told."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self.wrong: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self.shown = 0

    def tell(self, vault: ForkedVault, request: m.Request[Any], wanted: str) -> None:
        reply = vault.tell(request)
        told = "ended" if reply is None else reply.code if isinstance(reply, m.Refused) else "answered"
        self.shown += isinstance(reply, m.Revealed)
        self.told[f"{type(request).__name__}: {told}"] += 1
        if told != wanted:
            self.wrong[f"{type(request).__name__}: {told}, not {wanted}"] += 1

    def call(self, vault: ForkedVault, wanted: str) -> None:
        """One call: all of it goes on but, perhaps, its reveal."""
        for request in verified(self._workshop):
            self.tell(vault, request, "answered")
        self.tell(vault, m.RevealField(ADDRESS), wanted)
        for request in (m.SaveMemo(MEMO), m.EndCall()):
            self.tell(vault, request, "answered")

    def signed_in(self, user: str = OPERATOR) -> ForkedVault:
        vault = self._workshop.start()
        self.tell(vault, m.SignIn(user, PASSWORD), "answered")
        return vault


def run(rounds: int, megabytes: int, planted: str) -> dict[str, Any]:
    if planted == "spent":
        reserve._set_aside = lambda path: path.touch()  # the planted fault: nothing is set aside
    with small_disk(megabytes) as place, tempfile.TemporaryDirectory() as elsewhere:
        workshop = make_workshop(place)
        shift = Shift(workshop)
        vault = shift.signed_in()
        shift.call(vault, "answered")
        filler = fill(place)
        for _ in range(rounds):
            shift.call(vault, Code.DISK_FULL)
        vault.kill_after(0)
        vault = shift.signed_in()
        shift.call(vault, Code.DISK_FULL)
        vault.kill_after(0)
        vault = shift.signed_in("admin")
        new = m.ImportFile(str(write_csv(Path(elsewhere) / "new.csv", 40, 5)), CLIENT)
        shift.tell(vault, new, Code.DISK_FULL)
        os.truncate(filler, 0)
        begin = time.monotonic()
        shift.tell(vault, new, "answered")
        vault.kill_after(0)
        vault = shift.signed_in()
        shift.call(vault, "answered")
        took = time.monotonic() - begin
        vault.kill_after(0)
        written = sum(e.action is Action.REVEAL for e in workshop.entries())
        verdict = workshop.verdict()
    return {
        "rounds": rounds,
        "megabytes": megabytes,
        "told": dict(shift.told),
        "wrong": shift.wrong.total() + (took > SECONDS) + (written < shift.shown),
        "found": dict(shift.wrong.most_common(8)),
        "shown": shift.shown,
        "reveal_entries": written,
        "log_errors": errors(verdict),
        "went_on_after": round(took, 2),
    }


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--megabytes", type=int, default=40)
    parser.add_argument("--planted", choices=["spent"], default="")
    arguments = parser.parse_args()
    result = run(arguments.rounds, arguments.megabytes, arguments.planted)
    print(json.dumps(result))
    return 1 if result["wrong"] or result["log_errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
