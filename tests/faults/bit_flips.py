"""Flips bits in every file of a vault, puts older pages and older files back, and looks at what is shown then.

    python -m tests.faults.bit_flips --flips 100000 [--seed N] [--planted blind|trusting]

Two vaults, one closed and one killed at work, with write-ahead logs; every file is as likely as any other, and in it
every place. Wanted: a refusal, a finding of the verification, or no difference at all. What is not promised
(SECURITY.md) is counted apart: customers' rows as they were some time before, when their database or its write-ahead
log was put back or cut, and only as they were. Prints one JSON object; exits 1 where anything else was shown.
"""

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from operator_console.domain.ids import CustomerId, FieldName, UserName
from operator_console.domain.refusals import Refusal
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.protocol import messages as m
from operator_console.storage import envelopes, sealed_json
from operator_console.storage.log_store import LogStore
from operator_console.storage.reserve import NAME as RESERVE
from operator_console.storage.sqlcipher import PAGE_SIZE
from tests.faults import power_cut
from tests.faults.deeds import ADDRESS, MEMO, policy_text, verified, write_csv
from tests.faults.power_cut import Facts, facts_of, log_check
from tests.faults.workshop import CLIENT, LEAD, OPERATOR, PASSWORD, Workshop, make_workshop

MAY_BE_OLDER: Final = ("customers.db", "customers.db-wal")
PLANTED: Final = ("blind", "trusting")
MEMORY: Final = Path("/dev/shm")


@dataclass(frozen=True)
class Seen:
    """Everything that a vault shows: rows, values, accounts, the log."""

    facts: Facts
    values: tuple[tuple[str, str], ...]
    policy: str


@dataclass(frozen=True)
class Base:
    """A vault to be damaged: where it is, what it shows, and its files as they were some time before."""

    workshop: Workshop
    truth: Seen
    older: Path


class Look:
    """Opens a damaged vault and tells what became of the damage."""

    def __init__(self, past: list[Seen]) -> None:
        self._rows = [each.facts.rows for each in past]
        self._values = {value for each in past for value in each.values}

    def told(self, base: Base, name: str, *, older: bool) -> str:
        """Return ``refused``, ``found``, ``the same``, ``older``, or what was wrong."""
        try:
            with opened(base.workshop) as vault:
                findings = [] if vault.log.writable else ["broken"]
                seen, findings = seen_in(vault), findings + log_check(vault, base.workshop.first_key)
        except Refusal:
            return "refused"
        except Exception as error:  # noqa: BLE001 - damage is no bug of ours
            return f"{name}: {type(error).__name__} {error}"
        if seen == base.truth:
            return "found" if findings else "the same"
        return self._different(base, name, seen, findings, older=older)

    def _different(self, base: Base, name: str, seen: Seen, findings: list[str], *, older: bool) -> str:
        if seen.facts.entries != base.truth.facts.entries and not findings:
            return f"{name}: another log and no finding"
        if (seen.facts.rows, seen.values, seen.policy) == (base.truth.facts.rows, base.truth.values, base.truth.policy):
            return "found" if findings else "older" if older and name in MAY_BE_OLDER else f"{name}: other accounts"
        if name not in MAY_BE_OLDER:
            return f"{name}: other rows"
        if not self._values.issuperset(seen.values):
            return f"{name}: a value that never was"
        return "older" if older or seen.facts.rows in self._rows else f"{name}: rows that never were"


def seen_in(vault: Any) -> Seen:
    facts = facts_of(vault)
    ids = sorted(row[1][0] for row in facts.rows if row[0] == "customer")
    names = sorted({row[1][1] for row in facts.rows if row[0] == "field"})
    first = CustomerId(ids[0])
    values = tuple((name, vault.customers.value(first, FieldName(name))) for name in names)
    memos = tuple(("memo", vault.memos.text(row[1][0])) for row in sorted(facts.rows, key=repr) if row[0] == "memo")
    return Seen(facts, (*values, *memos), vault.policies.current())


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
    return replace(base, workshop=moved(base.workshop, folder))


def moved(workshop: Workshop, folder: Path) -> Workshop:
    return replace(workshop, folder=folder / "vault", secrets=folder / "secrets")


def make_bases(root: Path) -> tuple[list[Base], list[Seen]]:
    """Work for a while and keep what was shown after every step; then leave one vault closed and one killed."""
    workshop = make_workshop(root / "closed")
    past: list[Seen] = []
    older = root / "older"
    steps: list[tuple[str, list[m.Request[Any]]]] = [
        (OPERATOR, [*verified(workshop), m.RevealField(ADDRESS), m.SaveMemo(MEMO), m.EndCall()]),
        ("admin", [m.ImportFile(str(write_csv(root / "new.csv", 8, 3)), CLIENT, "update")]),
        ("admin", [m.SavePolicy(policy_text(2)), m.AddUser("another", "", Role.OPERATOR, PASSWORD, (CLIENT,))]),
        (OPERATOR, [*verified(workshop), m.RevealField(ADDRESS), m.SaveMemo(MEMO), m.EndCall()]),
    ]
    for number, (user, requests) in enumerate(steps):
        vault = workshop.start()
        for request in (m.SignIn(user, PASSWORD), *requests):
            past.append(looked_at(workshop, root))
            vault.tell(request)
        vault.kill_after(0)
        if number == 1:
            shutil.copytree(workshop.folder.parent, older, ignore=shutil.ignore_patterns(RESERVE))
    past.append(looked_at(workshop, root))
    killed = moved(workshop, root / "killed")
    (workshop.folder / RESERVE).unlink()
    shutil.copytree(workshop.folder.parent, killed.folder.parent)
    with opened(workshop):
        pass
    return [Base(each, looked_at(each, root), older) for each in (workshop, killed)], past


def looked_at(workshop: Workshop, root: Path) -> Seen:
    """Look at a copy, so that the vault stays as it is."""
    copy = copy_of(Base(workshop, None, root), root / "copy")  # type: ignore[arg-type]
    with opened(copy.workshop) as vault:
        return seen_in(vault)


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
    if not older.is_file() or older.read_bytes() == path.read_bytes():
        return False
    if path.suffix != ".db" or chance.random() < 0.2:
        shutil.copy2(older, path)
        return True
    page = chance.randrange(older.stat().st_size // PAGE_SIZE) * PAGE_SIZE
    with path.open("r+b") as file:
        file.seek(page)
        file.write(older.read_bytes()[page : page + PAGE_SIZE])
    return True


def plant(fault: str) -> None:
    if fault == "blind":
        power_cut.log_check.__globals__["errors"] = lambda _: []
        LogStore._settle = lambda *_: None  # type: ignore[method-assign]
    if fault == "trusting":
        sealed_json.code_fits = lambda *_: True
        for room in ("header", "slots", "log_anchor"):
            sys.modules[f"operator_console.storage.{room}"].code_fits = lambda *_: True  # type: ignore[attr-defined]
        envelopes.Envelope.open = lambda *_: "another value"  # type: ignore[method-assign]


def run(flips: int, seed: int, planted: str) -> dict[str, Any]:
    chance, begin = random.Random(seed), time.monotonic()
    told: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as place:
        root = Path(place)
        bases, past = make_bases(root)
        look = Look(past)
        plant(planted)
        for number in range(flips):
            base = copy_of(bases[number % 2], root / "copy")
            path = chance.choice(files_of(base))
            back = number % 10 == 0
            if back and not put_back(path, base, chance):
                continue
            if not back:
                flip(path, chance)
            tried[f"{path.name if path.parent.name == 'vault' else 'device secret'}{' older' if back else ''}"] += 1
            told[look.told(base, path.name, older=back)] += 1
    fine = {"refused", "found", "the same", "older"}
    return {
        "changes": told.total(),
        "seed": seed,
        "tried": dict(sorted(tried.items())),
        "told": {name: number for name, number in told.items() if name in fine},
        "wrong": sum(number for name, number in told.items() if name not in fine),
        "found": dict(Counter({n: c for n, c in told.items() if n not in fine}).most_common(12)),
        "seconds": round(time.monotonic() - begin, 1),
    }


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--flips", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--planted", choices=PLANTED, default="")
    arguments = parser.parse_args()
    result = run(arguments.flips, arguments.seed, arguments.planted)
    print(json.dumps(result))
    return 1 if result["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
