"""Takes the log's files away from under an open vault, in every way, and asks for the next reveal.

    python -m tests.faults.files_taken_away [--rounds N] [--planted trusting]

For log.db, its write-ahead log and the key file: deleted, moved away, replaced by a copy, by an older one, by an empty
one, by a folder, cut short, filled with zeros, read-only; with one reveal before it or none. Prints one JSON object;
exits 1 when the next reveal was not refused, or what had been shown before it is not in the log that was put back.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from operator_console.domain.actions import Action
from operator_console.protocol import messages as m
from operator_console.storage.in_place import InPlace
from tests.faults.deeds import ADDRESS
from tests.faults.workshop import Workshop, errors, make_workshop, verified_call

FILES: Final = ("log.db", "log.db-wal", "log.key")


def deleted(path: Path, _: Path) -> None:
    path.unlink()


def moved_away(path: Path, _: Path) -> None:
    path.rename(path.with_name("moved"))


def replaced_by_a_copy(path: Path, _: Path) -> None:
    new = path.with_name("new")
    shutil.copy2(path, new)
    new.replace(path)


def replaced_by_an_older_one(path: Path, older: Path) -> None:
    new = path.with_name("new")
    shutil.copy2(older / path.name, new)
    new.replace(path)


def replaced_by_an_empty_one(path: Path, _: Path) -> None:
    path.unlink()
    path.touch(mode=0o600)


def replaced_by_a_folder(path: Path, _: Path) -> None:
    path.unlink()
    path.mkdir()


def read_only(path: Path, _: Path) -> None:
    path.chmod(0o400)


def cut_short(path: Path, _: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(0)


def zeros(path: Path, _: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))


WAYS: Final[tuple[Callable[[Path, Path], None], ...]] = (
    deleted,
    moved_away,
    replaced_by_a_copy,
    replaced_by_an_older_one,
    replaced_by_an_empty_one,
    replaced_by_a_folder,
    read_only,
)
IN_THE_FILE: Final[tuple[Callable[[Path, Path], None], ...]] = (cut_short, zeros)
"""What lies in a database's pages is kept in memory and found when it is read; the key file is looked at each time."""


def one(workshop: Workshop, older: Path, name: str, way: Callable[[Path, Path], None], before: int) -> dict[str, Any]:
    """Return what the reveal was told, how long it took, and what is wrong with the log that is put back."""
    kept = workshop.folder.with_name("kept")
    vault = workshop.start()
    call = verified_call(vault, workshop)
    shown = sum(isinstance(vault.tell(m.RevealField(ADDRESS)), m.Revealed) for _ in range(before))
    path = workshop.folder / name
    shutil.copytree(workshop.folder, kept)
    way(path, older)
    begin = time.monotonic()
    reply = vault.tell(m.RevealField(ADDRESS))
    took = time.monotonic() - begin
    vault.kill_after(0)
    shutil.rmtree(workshop.folder)
    kept.rename(workshop.folder)
    written = Counter(e.call for e in workshop.entries() if e.action is Action.REVEAL)
    return {
        "told": reply.code if isinstance(reply, m.Refused) else type(reply).__name__,
        "took": took,
        "lost": shown - written[call],
        "log": errors(workshop.verdict()),
    }


def run(rounds: int, planted: str) -> dict[str, Any]:
    if planted == "trusting":
        InPlace.require = lambda _: None  # type: ignore[method-assign]
    told: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as root:
        workshop = make_workshop(Path(root))
        older = Path(root) / "older"
        opened = workshop.start()
        verified_call(opened, workshop)
        shutil.copytree(workshop.folder, older)
        opened.kill_after(0)
        cases = [(name, way) for name in FILES for way in WAYS] + [("log.key", way) for way in IN_THE_FILE]
        for turn in range(rounds):
            for name, way in cases:
                found = one(workshop, older, name, way, turn % 2)
                told[found["told"]] += 1
                slowest = max(slowest, found["took"])
                if found["told"] not in {"log_broken", "vault_read_only"} or found["lost"] or found["log"]:
                    wrong[f"{name} {way.__name__}: {found['told']} {found['lost']} {found['log']}"] += 1
    return {
        "cases": told.total(),
        "told": dict(told),
        "wrong": wrong.total(),
        "found": dict(wrong),
        "slowest": round(slowest, 3),
    }


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--planted", choices=["trusting"], default="")
    arguments = parser.parse_args()
    result = run(arguments.rounds, arguments.planted)
    print(json.dumps(result))
    return 1 if result["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
