"""Kills the vault before, in the midst of and after every change of its files, and the console at random moments.

    python -m tests.faults.kill_at_every_write --kills 10000 [--seed N] [--planted shown|late|key-first|orphan]

Three kills of four hit the vault at its n-th write, sync, rename … within a use case, for every n in turn; the fourth
is of the console, after which the vault has two seconds to end. After each the vault is opened as a lead would: what
had been told has to be there. Prints one JSON object, and how far it has come on standard error; exits 1 when a value
was shown without its entry, the log is not whole, something that was told as stored is gone, or a vault outlived its
console.
"""

import argparse
import ctypes
import json
import os
import random
import select
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, cycle
from pathlib import Path
from typing import Any, Final

from operator_console.audit.record import decode
from operator_console.domain.actions import Action
from operator_console.domain.ids import UserName
from operator_console.domain.secret import Secret
from operator_console.protocol import messages as m
from operator_console.storage import database
from tests.faults.deeds import ADDRESS, MEMO, Deed, deeds, verified
from tests.faults.disk import Disk, Fault, Kind, the_disk, under_the_shim
from tests.faults.kill_around_reveals import show_before_the_entry
from tests.faults.power_cut import log_check, plant
from tests.faults.progress import Progress
from tests.faults.workshop import LEAD, OPERATOR, PASSWORD, ForkedVault, Workshop, make_workshop

MOMENTS: Final = (Fault.KILL_BEFORE, Fault.KILL_TORN, Fault.KILL_AFTER)
PLANTED: Final = ("shown", "late", "key-first", "orphan")
SECONDS: Final = 2.0
LIFE: Final = 250
"""Kills of one vault: with its log grows what a kill costs."""
LONGEST: Final = 0.02
"""Seconds within which a console is killed after it has begun to work."""
SUBREAPER: Final = 36
"""PR_SET_CHILD_SUBREAPER: a vault whose console died becomes a child of the harness."""


@dataclass
class Told:
    """What people have been told, and must find again."""

    shown: Counter[str] = field(default_factory=Counter)
    users: set[str] = field(default_factory=set)
    policy: int = 1
    customers: int = 1
    memos: int = 0
    entries: int = 0
    call: str = ""

    def hear(self, request: m.Request[Any], reply: m.Reply | None) -> None:
        match reply:
            case m.CallState():
                self.call = reply.call.id
                self.memos += isinstance(request, m.SaveMemo)
            case m.Revealed():
                self.shown[self.call] += 1
            case m.Imported():
                self.customers += reply.imported
            case m.PolicySaved():
                self.policy += 1
            case m.Users():
                self.users |= {user.user for user in reply.users}


class Killings:
    """A vault that is killed again and again, and now and then another one, before its log has grown long."""

    def __init__(self, disk: Disk, planted: str) -> None:
        self._disk = disk
        self._planted = planted
        self._turn = 0
        self.kills: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.places_seen: set[tuple[str, Fault, int]] = set()
        self.slowest = 0.0
        self.revealed = 0
        self.entries = 0
        self.vaults = 0
        self.begin_anew()

    def begin_anew(self) -> None:
        """Make a vault, and work on that one from now on."""
        self.vaults += 1
        self.workshop = make_workshop(self._disk.folder / str(self.vaults))
        self.told = Told()
        self._over = False

    def finish(self) -> None:
        """Look at the whole of this vault, and take it away."""
        self._over = True
        self.look("the end")
        self.entries += self.told.entries
        shutil.rmtree(self.workshop.folder.parent)

    def start(self) -> ForkedVault:
        return self.workshop.start(show_before_the_entry) if self._planted == "shown" else self.workshop.start()

    def places(self, deed: Deed) -> Iterator[bool]:
        """Kill at one place of the use case after the other; ends where it has no more of them."""
        for at in count(1):
            for moment in MOMENTS:
                there = self._kill(deed, moment, at)
                yield there
                if not there:
                    return

    def _kill(self, deed: Deed, moment: Fault, at: int) -> bool:
        """Return whether there was such a place."""
        self._turn += 1
        vault = self.start()
        for request in (m.SignIn(deed.user, PASSWORD), *deed.before(self._turn)):
            self.told.hear(request, vault.tell(request))
        request = deed.request(self._turn)
        self._disk.arm(moment, at, Kind.WRITES | Kind.SYNCS)
        self.told.hear(request, vault.tell(request))
        there = bool(self._disk.disarm())
        if there:
            self.places_seen.add((deed.name, moment, at))
        vault.kill_after(0)
        self.kills["vault"] += 1
        self.look(f"{deed.name}, {moment.name} {at}")
        return there

    # ---- the console

    def kill_console(self, chance: random.Random) -> None:
        """Its vault notices, ends and leaves a whole log, whatever it was doing."""
        heard, says = os.pipe()
        console = os.fork()
        if console == 0:
            os.close(heard)
            self._be_a_console(says)
        os.close(says)
        with os.fdopen(heard, "rb", buffering=0) as report:
            begun, call = report.read(8), report.read(32).decode()
            if not begun:
                self.wrong["the console got nowhere"] += 1
                os.waitpid(console, 0)
                return
            deadline = time.perf_counter() + chance.random() * LONGEST
            while time.perf_counter() < deadline:
                pass
            os.kill(console, signal.SIGKILL)
            os.waitpid(console, 0)
            begin = time.perf_counter()
            self._wait_for(int(begun))
            self.slowest = max(self.slowest, time.perf_counter() - begin)
            self.told.shown[call] += len(report.read())
        self.kills["console"] += 1
        self.look("the console")

    def _wait_for(self, vault: int) -> None:
        descriptor = os.pidfd_open(vault)
        try:
            if not select.select([descriptor], [], [], SECONDS)[0]:
                self.wrong["the vault outlived its console"] += 1
                os.kill(vault, signal.SIGKILL)
            os.waitpid(vault, 0)
        finally:
            os.close(descriptor)

    def _be_a_console(self, says: int) -> None:
        vault = self.start()
        for request in (m.SignIn(OPERATOR, PASSWORD), *verified(self.workshop)):
            state = vault.tell(request)
        if not isinstance(state, m.CallState):
            os._exit(1)
        if self._planted == "orphan" and os.fork() == 0:
            time.sleep(2 * SECONDS)  # the planted fault: another process has a hold of the console's end
            os._exit(0)
        os.write(says, f"{vault.pid:8d}{state.call.id}".encode())
        while True:
            vault.ask(m.RevealField(ADDRESS))
            os.write(says, b"1")
            vault.ask(m.EndShowing(ADDRESS, "key"))

    # ---- what is found

    def look(self, what: str) -> None:
        keeper = self.workshop.keeper()
        try:
            vault, _ = keeper.open(UserName(LEAD), Secret(PASSWORD))
            try:
                self.wrong.update(f"{what}: {fault}" for fault in self._faults(vault))
            finally:
                vault.close()
        except Exception as error:  # noqa: BLE001 - a killed vault opens
            self.wrong[f"{what}: {type(error).__name__} {error}"] += 1
        finally:
            keeper.close()

    def _faults(self, vault: Any) -> Iterator[str]:
        told, rows = self.told, vault.customers._database.rows
        if not vault.log.writable:
            yield "log broken"
        if told.users - {user for (user,) in rows("SELECT user FROM account")}:
            yield "a user is gone"
        if rows("SELECT max(version) FROM policy")[0][0] < told.policy:
            yield "a policy is gone"
        if rows("SELECT count(*) FROM customer")[0][0] < told.customers:
            yield "customers are gone"
        if rows("SELECT count(*) FROM memo")[0][0] < told.memos:
            yield "a memo is gone"
        yield from self._log_faults(vault)

    def _log_faults(self, vault: Any) -> Iterator[str]:
        """The entries since the last look, every seal from time to time."""
        new = vault.log.stored(self.told.entries, 1 << 30)
        written = Counter(e.call for e in (decode(s.record) for s in new) if e.action is Action.REVEAL)
        if new and new[0].sequence != self.told.entries + 1:
            yield "entries are gone"
        if self.told.shown - written:
            yield "shown without entry"
        self.revealed += written.total()
        self.told.shown.clear()
        self.told.entries += len(new)
        if self.kills.total() % 50 == 0 or self._over:
            yield from log_check(vault, self.workshop.first_key)


def never_commit() -> None:
    """The planted fault: what was answered is stored some time later."""

    @contextmanager
    def begun(connection: Any, _: Path) -> Iterator[None]:
        connection.execute("BEGIN IMMEDIATE")
        yield

    database.transaction = begun


def run(kills: int, seed: int, planted: str) -> dict[str, Any]:
    disk, begin, chance = the_disk(), time.monotonic(), random.Random(seed)
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    files = disk.folder.parent / "files"
    files.mkdir()
    killings, progress = Killings(disk, planted), Progress()
    plant(planted)
    if planted == "late":
        never_commit()
    known = known_deeds(killings.workshop, files, planted)
    chance.shuffle(known)
    for deed in cycle(known):
        for _ in killings.places(deed):
            progress.tell(killings.kills.total(), killings.wrong)
            if killings.kills["vault"] % 3 == 0:
                killings.kill_console(chance)
            if killings.kills.total() >= kills or (planted and killings.wrong):
                killings.finish()
                return _result(killings, seed, begin)
            if killings.kills.total() >= killings.vaults * LIFE:
                killings.finish()
                killings.begin_anew()
    raise AssertionError("there is always one kill more")


def known_deeds(workshop: Workshop, files: Path, planted: str) -> list[Deed]:
    """Return the use cases that are interrupted; they fit every vault, as each has the same customer."""
    if planted == "late":
        met = verified(workshop)
        return [Deed("after a memo", OPERATOR, lambda _: m.EndCall(), lambda _: [*met, m.SaveMemo(MEMO)])]
    return [deed for deed in deeds(workshop, files) if not planted or deed.name == "reveal"]


def _result(killings: Killings, seed: int, begin: float) -> dict[str, Any]:
    return {
        "kills": killings.kills["vault"] + killings.kills["console"],
        "of_the_console": killings.kills["console"],
        "places": len(killings.places_seen),
        "vaults": killings.vaults,
        "seed": seed,
        "entries": killings.entries,
        "reveals": killings.revealed,
        "wrong": killings.wrong.total(),
        "found": dict(killings.wrong.most_common(10)),
        "slowest_end": round(killings.slowest, 3),
        "seconds": round(time.monotonic() - begin, 1),
    }


def main() -> int:
    under_the_shim("tests.faults.kill_at_every_write")
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--planted", choices=PLANTED, default="")
    arguments = parser.parse_args()
    result = run(arguments.kills, arguments.seed, arguments.planted)
    print(json.dumps(result))
    return 1 if result["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
