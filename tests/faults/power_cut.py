"""Cuts the power at every moment of a day and holds what the disk may then hold against what people had been told.

    python -m tests.faults.power_cut --states 12000 [--seed N] [--planted normal|off|key-first]

Every change of the vault's folder is written down while people sign in, take calls, are shown values, import and
change users and the policy, and while the vault is killed. From the trace come the states that a cut may leave
(see crash_states); each is opened with the real storage. Prints one JSON object; exits 1 when in any of them a value
had been shown without its entry, the chain is broken, a row that was told as stored is not there, or it does not open.
"""

import argparse
import json
import random
import shutil
import sys
import time
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from operator_console.audit import chain
from operator_console.audit.record import decode, encode
from operator_console.audit.verifier import Verifier
from operator_console.domain.actions import Action
from operator_console.domain.ids import UserName
from operator_console.domain.secret import Secret
from operator_console.protocol import messages as m
from operator_console.services.ports import OpenVault
from operator_console.storage import log_store, sqlcipher
from operator_console.storage.log_key_file import KeyState
from operator_console.storage.log_records import entry_of
from tests.faults import crash_states
from tests.faults.deeds import ADDRESS, Deed, deeds, verified
from tests.faults.disk import Disk, Op, Record, the_disk, under_the_shim
from tests.faults.workshop import LEAD, OPERATOR, PASSWORD, ForkedVault, Workshop, errors, make_workshop

TABLES = ("customer", "field", "term", "attempt", "policy", "memo")
"""What has to be there once it was told; saved_call is written lightly, account and outside follow the slots' file."""
PLANTED = ("normal", "off", "key-first")


@dataclass(frozen=True)
class Facts:
    """What is found in a vault."""

    entries: tuple[bytes, ...]
    rows: frozenset[Any]
    accounts: frozenset[Any]


@dataclass(frozen=True)
class Mark:
    """By this place in the trace people had been told this much."""

    place: int
    shown: Counter[str]


class Day:
    """Everybody's requests, one after the other, with a mark behind every answer."""

    def __init__(self, workshop: Workshop, disk: Disk) -> None:
        self._workshop = workshop
        self._disk = disk
        self._shown: Counter[str] = Counter()
        self._call = ""
        self.refused: Counter[str] = Counter()
        self.marks = [Mark(disk.reached(), Counter())]

    def play(self, rounds: int, files: Path) -> None:
        known = deeds(self._workshop, files)
        for turn in range(rounds):
            for user in dict.fromkeys(deed.user for deed in known):
                self._shift(user, [deed for deed in known if deed.user == user], turn)
            self._killed_shift()

    def _shift(self, user: str, work: list[Deed], turn: int) -> None:
        vault = self._workshop.start()
        self._told(vault, m.SignIn(user, "a wrong password"))
        self._told(vault, m.SignIn(user, PASSWORD))
        for deed in work:
            for request in (*deed.before(turn), deed.request(turn), *deed.after(turn)):
                self._told(vault, request)
        vault.lock()

    def _killed_shift(self) -> None:
        """Nobody says goodbye: what the next one opens is what a killed vault leaves."""
        vault = self._workshop.start()
        for request in (m.SignIn(OPERATOR, PASSWORD), *verified(self._workshop), m.RevealField(ADDRESS)):
            self._told(vault, request)
        vault.kill_after(0)

    def _told(self, vault: ForkedVault, request: m.Request[Any]) -> None:
        reply = vault.tell(request)
        if isinstance(reply, m.CallState):
            self._call = reply.call.id
        if reply is None or isinstance(reply, m.Refused):
            self.refused[f"{type(request).__name__}: {reply.code if reply else 'ended'}"] += 1
        if isinstance(reply, m.Revealed):
            self._shown[self._call] += 1
        self.marks.append(Mark(self._disk.reached(), self._shown.copy()))


class Judge:
    """Knows what may be found after a cut at any place, and looks."""

    def __init__(self, workshop: Workshop, marks: list[Mark], scratch: Path) -> None:
        self._workshop = workshop
        self._marks = marks
        self._scratch = scratch
        self._places: list[int] = []
        self._facts: list[Facts] = []

    def learn(self, place: int, state: dict[str, bytes]) -> None:
        """By this place this much was stored."""
        self._places.append(place)
        with self._opened(state) as vault:
            self._facts.append(facts_of(vault))

    def faults(self, place: int, state: dict[str, bytes]) -> list[str]:
        """Return what is wrong with a state that a cut at ``place`` left."""
        mark = self._marks[bisect_right([each.place for each in self._marks], place) - 1]
        first = max(0, bisect_right(self._places, mark.place) - 1)
        last = bisect_left(self._places, place)
        may = self._facts[first : last + 1]
        try:
            with self._opened(state) as vault:
                return [*self._compared(facts_of(vault), may, mark), *self._log(vault)]
        except Exception as error:  # noqa: BLE001 - whatever it is, a cut must not lead to it
            return [f"{type(error).__name__}: {error} {getattr(error, 'params', '')}"]

    def _compared(self, found: Facts, may: list[Facts], mark: Mark) -> Iterator[str]:
        least = may[0].entries
        if found.entries[: len(least)] != least:
            yield "lost entries"
        if not any(found.rows == each.rows for each in may):
            yield "lost rows"
        if not found.accounts <= frozenset().union(*(each.accounts for each in may)):
            yield "lost accounts"
        written = Counter(e.call for e in map(decode, found.entries) if e.action is Action.REVEAL)
        if mark.shown - written:
            yield "shown without entry"

    def _log(self, vault: Any) -> Iterator[str]:
        if not vault.log.writable:
            yield "log broken"
        check = log_check(vault, self._workshop.first_key)
        yield from check

    @contextmanager
    def _opened(self, state: dict[str, bytes]) -> Iterator[OpenVault]:
        folder = self._scratch / "state"
        shutil.rmtree(folder, ignore_errors=True)
        crash_states.write_state(state, folder)
        keeper = self._workshop.moved(folder).keeper()
        try:
            if len(keeper.failures(OPERATOR)) >= 10:
                raise AssertionError("the count of failed sign-ins was lost")
            vault, _ = keeper.open(UserName(LEAD), Secret(PASSWORD))
            try:
                yield vault
            finally:
                vault.close()
        finally:
            keeper.close()


def log_check(vault: Any, first_key: bytes) -> list[str]:
    check = Verifier(vault.log.log_id, first_key)
    while batch := vault.log.stored(check.last, 1000):
        check.feed(batch)
    return errors(check.finish(vault.log.end()))


def facts_of(vault: Any) -> Facts:
    database = vault.customers._database
    rows = frozenset((table, row) for table in TABLES for row in database.rows(f"SELECT * FROM {table}"))
    accounts = frozenset(database.rows("SELECT user, role, active, clients FROM account"))
    return Facts(tuple(entry.record for entry in vault.log.stored(0, 1 << 30)), rows, accounts)


def plant(fault: str) -> None:
    """Weaken the storage as somebody might who wants it to be fast."""
    if fault in {"normal", "off"}:
        pragmas = [each for each in sqlcipher._PRAGMAS if not each.startswith("synchronous")]
        sqlcipher._PRAGMAS = (*pragmas, f"synchronous = {fault}")  # type: ignore[misc, assignment]
    if fault == "key-first":
        log_store.LogStore._add = key_first  # type: ignore[method-assign]


def key_first(self: log_store.LogStore, key_file: Any, draft: Any) -> KeyState:
    """The key is stepped on before the entry is there."""
    state = key_file.state
    sequence = state.entries + 1
    record = encode(entry_of(draft, self.log_id, sequence, state.head))
    written = KeyState(sequence, chain.head(record), chain.next_key(state.key))
    key_file.write(written)
    sealed = (sequence, record, chain.mac(state.key, record))
    self._connection.execute("INSERT INTO entries VALUES (?, ?, ?)", sealed)
    return written


def run(states: int, rounds: int, seed: int, planted: str = "") -> dict[str, Any]:
    disk, begin = the_disk(), time.monotonic()
    chance = random.Random(seed)
    outside = disk.folder.parent
    workshop = make_workshop(disk.folder)
    (outside / "files").mkdir()
    model = crash_states.Disk(disk.folder)
    plant(planted)
    with disk.traced():
        day = Day(workshop, disk)
        day.play(rounds, outside / "files")
    trace = disk.records()
    judge = Judge(workshop, as_said(day.marks, trace), outside)
    cuts = list(chosen_cuts(len(trace), states, chance))
    found: Counter[str] = Counter()
    looked = 0
    seen: set[int] = set()
    judge.learn(0, model.cut("all", chance))
    waiting: list[tuple[int, dict[str, bytes]]] = []
    for number, (place, record) in enumerate(trace):
        model.take(record)
        waiting += [(place, model.cut(mode, chance)) for mode in cuts[number]]
        if record.op is Op.SYNC and record.path.endswith("-wal"):
            judge.learn(place, model.cut("all", chance))
            looked += looked_at(judge, waiting, found, seen)
            waiting = []
    looked += looked_at(judge, waiting, found, seen)
    return {
        "states": looked,
        "seed": seed,
        "changes": len(trace),
        "answers": len(day.marks) - 1,
        "refused": dict(day.refused),
        "values_shown": day.marks[-1].shown.total(),
        "entries": len(judge._facts[-1].entries),
        "wrong": found.total(),
        "found": dict(found.most_common(8)),
        "seconds": round(time.monotonic() - begin, 1),
    }


def as_said(marks: list[Mark], trace: list[tuple[int, Record]]) -> list[Mark]:
    """Put every mark where the vault was about to write the answer, not where the answer had been read."""
    said = [place for place, record in trace if record.op is Op.SAID]
    places = [bisect_right(said, mark.place) for mark in marks]
    return [replace(mark, place=said[at - 1] if at else 0) for mark, at in zip(marks, places, strict=True)]


def chosen_cuts(places: int, states: int, chance: random.Random) -> Iterator[list[str]]:
    """Spread the states over the places: how the disk may be left at each, the orderly ones first."""
    each, more = divmod(states, places)
    lucky = set(chance.sample(range(places), more))
    for place in range(places):
        count = each + (place in lucky)
        yield chance.sample(crash_states.MODES, k=min(count, 6)) + chance.choices(
            crash_states.MODES[2:], k=max(0, count - 6)
        )


def looked_at(judge: Judge, waiting: list[tuple[int, dict[str, bytes]]], found: Counter[str], seen: set[int]) -> int:
    looked = 0
    for place, state in waiting:
        known = hash((place, tuple(sorted(state.items()))))
        if known in seen:
            continue
        seen.add(known)
        looked += 1
        found.update(judge.faults(place, state))
    return looked


def main() -> int:
    under_the_shim("tests.faults.power_cut")
    parser = argparse.ArgumentParser()
    parser.add_argument("--states", type=int, default=12_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--planted", choices=PLANTED, default="")
    arguments = parser.parse_args()
    result = run(arguments.states, arguments.rounds, arguments.seed, arguments.planted)
    print(json.dumps(result))
    return 1 if result["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
