"""Flips bits in every file of a vault, puts older pages and older files back, and looks at what is shown then.

    python -m tests.faults.bit_flips --flips 100000 [--seed N] [--older] [--planted blind|trusting|unadded|uncounted]

Two vaults, one closed and one killed at work, with write-ahead logs; one file after the other gets its flip, and in it
every place is as likely. Older parts are single pages, some pages, a whole file, a database without its write-ahead
log, or that one cut short. Wanted: a refusal, a finding of the verification, or no difference at all in anything that
the vault shows: masks, values, memos, attempts, what is found by a number, accounts, policies, saved calls, the log.
Prints one JSON object; exits 1 where anything else was shown. ``--older`` does nothing but put older parts back. With a
planted fault it ends at the first change that shows it.
"""

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from operator_console.domain.fields import Kind
from operator_console.domain.ids import CustomerId, UserName
from operator_console.domain.matching import canonical
from operator_console.domain.refusals import Refusal
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.protocol import messages as m
from operator_console.storage import envelopes, row_seals, sealed_json
from operator_console.storage.log_store import LogStore
from operator_console.storage.reserve import NAME as RESERVE
from operator_console.storage.row_seals import RowSeals
from operator_console.storage.sqlcipher import PAGE_SIZE
from tests.faults import power_cut
from tests.faults.deeds import ADDRESS, MEMO, policy_text, verified, write_csv
from tests.faults.power_cut import log_check
from tests.faults.progress import Progress
from tests.faults.workshop import CLIENT, LEAD, NUMBER, OPERATOR, PASSWORD, Workshop, make_workshop

CUSTOMERS_FILES: Final = ("customers.db", "customers.db-wal")
FINE: Final = frozenset({"refused", "found", "the same"})
PLANTED: Final = ("blind", "trusting", "unadded", "uncounted")
MEMORY: Final = Path("/dev/shm")
NEW_CUSTOMERS: Final = 8
AT_REST: Final = 0.2
"""Seconds: what changed after the last entry is told to the log once the vault has nothing to do."""


@dataclass(frozen=True)
class Seen:
    """Everything that a vault shows."""

    entries: tuple[bytes, ...]
    rest: tuple[Any, ...]


@dataclass(frozen=True)
class Base:
    """A vault to be damaged: where it is, what it shows, and its files as they were some time before."""

    workshop: Workshop
    truth: Seen
    older: Path


def told(base: Base, name: str) -> str:
    """Return ``refused``, ``found``, ``the same``, or what was wrong."""
    try:
        with opened(base.workshop) as vault:
            findings = [] if vault.log.writable else ["broken"]
            seen, findings = seen_in(vault, base.workshop), findings + log_check(vault, base.workshop.first_key)
    except Refusal:
        return "refused"
    except Exception as error:  # noqa: BLE001 - damage is no bug of ours
        return f"{name}: {type(error).__name__} {error}"
    if seen == base.truth:
        return "found" if findings else "the same"
    if seen.rest != base.truth.rest:
        return f"{name}: other rows"
    return "found" if findings else f"{name}: another log and no finding"


def seen_in(vault: Any, workshop: Workshop) -> Seen:
    """Ask for all that there is, as people's requests do."""
    customers, memos = vault.customers, vault.memos
    ids = [CustomerId(row[0]) for row in customers._database.rows("SELECT id FROM customer ORDER BY id")]
    shown: list[Any] = [customers.count()]
    for each in ids:
        masks = customers.masks(each)
        shown.append((customers.ref(each), customers.sealed(each), sorted(masks.items())))
        shown.append([customers.value(each, name) for name in sorted(masks)])
        shown.append([(memo, memos.get(memo.id), memos.text(memo.id)) for memo in memos.of(each)])
        shown.append(customers.attempts(each, datetime.now(UTC).astimezone().date().isoformat()))
    numbers = [workshop.person[NUMBER], *(f"3{place:04d}" for place in range(NEW_CUSTOMERS + 1))]
    terms = [canonical(Kind.IDENTIFIER, number) for number in numbers]
    shown += [customers.find(CLIENT, {NUMBER: term}, 2, sealed=kind) for term in terms for kind in (None, False, True)]
    shown += [vault.accounts.list(), vault.policies.all(), vault.calls.load(OPERATOR)]
    return Seen(tuple(entry.record for entry in vault.log.stored(0, 1 << 30)), (repr(shown),))


@contextmanager
def opened(workshop: Workshop) -> Iterator[Any]:
    keeper = workshop.keeper()
    try:
        keeper.state()
        keeper.failures(OPERATOR)
        vault, _ = keeper.open(UserName(LEAD), Secret(PASSWORD))
        try:
            yield vault
        finally:
            vault.close()
    finally:
        keeper.close()


def copy_of(base: Base, folder: Path) -> Base:
    """Return the same vault in a folder of its own, to be damaged."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base.workshop.folder.parent, folder, ignore=shutil.ignore_patterns("*-shm", RESERVE))
    return replace(base, workshop=base.workshop.moved(folder))


def make_bases(root: Path) -> list[Base]:
    """Work for a while, keep the files as they were half way, and leave one vault closed and one killed."""
    workshop = make_workshop(root / "closed")
    older = root / "older"
    steps: list[tuple[str, list[m.Request[Any]]]] = [
        (OPERATOR, [*verified(workshop), m.RevealField(ADDRESS), m.SaveMemo(MEMO), m.EndCall()]),
        ("admin", [m.ImportFile(str(write_csv(root / "new.csv", NEW_CUSTOMERS, 3)), CLIENT, "update")]),
        ("admin", [m.SavePolicy(policy_text(2)), m.AddUser("another", "", Role.OPERATOR, PASSWORD, (CLIENT,))]),
        (OPERATOR, [*verified(workshop), m.RevealField(ADDRESS), m.SaveMemo(MEMO), m.EndCall()]),
    ]
    for number, (user, requests) in enumerate(steps):
        vault = workshop.start()
        for request in (m.SignIn(user, PASSWORD), *requests):
            vault.tell(request)
        vault.kill_after(AT_REST)
        if number == 1:
            shutil.copytree(workshop.folder.parent, older, ignore=shutil.ignore_patterns(RESERVE))
    killed = workshop.moved(root / "killed")
    (workshop.folder / RESERVE).unlink()
    shutil.copytree(workshop.folder.parent, killed.folder.parent)
    with opened(workshop):
        pass
    return [Base(each, looked_at(each, root), older) for each in (workshop, killed)]


def looked_at(workshop: Workshop, root: Path) -> Seen:
    """Look at a copy, so that the vault stays as it is."""
    copy = copy_of(Base(workshop, None, root), root / "copy")  # type: ignore[arg-type]
    with opened(copy.workshop) as vault:
        return seen_in(vault, workshop)


def files_of(base: Base) -> list[Path]:
    folder = base.workshop.folder.parent
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)


def flip(path: Path, chance: random.Random) -> None:
    at = chance.randrange(path.stat().st_size)
    with path.open("r+b") as file:
        file.seek(at)
        old = file.read(1)[0]
        file.seek(at)
        file.write(bytes([old ^ (1 << chance.randrange(8))]))


def put_back(path: Path, base: Base, chance: random.Random) -> bool:
    """Put an older page or the whole older file in its place; return whether there was one that differs."""
    older = base.older / path.relative_to(base.workshop.folder.parent)
    before = path.read_bytes()
    wal = path.with_name(f"{path.name}-wal")
    if path.name.endswith("-wal") and chance.random() < 0.5:
        os.truncate(path, chance.randrange(len(before)))
    elif wal.is_file() and chance.random() < 0.1:
        wal.unlink()
        return True
    elif not older.is_file():
        return False
    elif path.suffix != ".db" or chance.random() < 0.2:
        shutil.copy2(older, path)
    else:
        put_pages(path, older.read_bytes(), chance)
    return path.read_bytes() != before


def put_pages(path: Path, older: bytes, chance: random.Random) -> None:
    """Put one older page back, or some of them."""
    count = len(older) // PAGE_SIZE
    with path.open("r+b") as file:
        for page in chance.sample(range(count), chance.choice((1, 1, 2, chance.randint(1, count)))):
            file.seek(page * PAGE_SIZE)
            file.write(older[page * PAGE_SIZE : (page + 1) * PAGE_SIZE])


def plant(fault: str) -> None:
    if fault == "blind":
        power_cut.log_check.__globals__["errors"] = lambda _: []
        LogStore._settle = lambda *_: None  # type: ignore[method-assign]
    if fault == "unadded":
        RowSeals.require_whole = lambda *_: None  # type: ignore[method-assign]
        row_seals._added = lambda *_: b""
    if fault == "uncounted":
        LogStore.customers_told = lambda *_: 0  # type: ignore[method-assign]
    if fault == "trusting":
        sealed_json.code_fits = lambda *_: True
        for room in ("header", "slots", "log_anchor"):
            sys.modules[f"operator_console.storage.{room}"].code_fits = lambda *_: True  # type: ignore[attr-defined]
        envelopes.Envelope.open = lambda *_: "another value"  # type: ignore[method-assign]


def run(flips: int, seed: int, planted: str, *, older_only: bool = False) -> dict[str, Any]:
    chance, begin = random.Random(seed), time.monotonic()
    became: Counter[str] = Counter()
    flipped: Counter[int] = Counter()
    tried: Counter[str] = Counter()
    older_parts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as place:
        root = Path(place)
        bases = make_bases(root)
        plant(planted)
        progress = Progress()
        for number in range(flips):
            base = copy_of(bases[number % 2], root / "copy")
            back = older_only or number % 10 < 2
            files = [each for each in files_of(base) if not back or each.name in CUSTOMERS_FILES or number % 3]
            if back:
                path = chance.choice(files)
                if not put_back(path, base, chance):
                    continue
            else:
                path = files[flipped[number % 2] % len(files)]
                flipped[number % 2] += 1
                flip(path, chance)
            tried[f"{path.name if path.parent.name == 'vault' else 'device secret'}{' older' if back else ''}"] += 1
            result = told(base, path.name)
            became[result] += 1
            progress.tell(became.total(), became)
            if back and path.name in CUSTOMERS_FILES:
                older_parts[result] += 1
            if planted and result not in FINE:
                break
    return {
        "changes": became.total(),
        "seed": seed,
        "tried": dict(sorted(tried.items())),
        "told": {name: number for name, number in became.items() if name in FINE},
        "older customers": dict(older_parts),
        "wrong": sum(number for name, number in became.items() if name not in FINE),
        "found": dict(Counter({n: c for n, c in became.items() if n not in FINE}).most_common(12)),
        "seconds": round(time.monotonic() - begin, 1),
    }


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--flips", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--older", action="store_true")
    parser.add_argument("--planted", choices=PLANTED, default="")
    arguments = parser.parse_args()
    result = run(arguments.flips, arguments.seed, arguments.planted, older_only=arguments.older)
    print(json.dumps(result))
    return 1 if result["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
