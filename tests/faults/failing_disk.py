"""Lets the disk fail at the n-th operation, for every n of every use case, and holds what the vault says against it.

    python -m tests.faults.failing_disk [--every N] [--seed N] [--planted shown|traceback|stuck]

Faults: EIO at a write, a sync or a read; no space at one write or at every one from there on; a write that takes a part
and then no space. Wanted each time: an answer, or a refusal with a code that has a sentence, or the vault's end; no
value without its entry; and as soon as the disk works again the same request is served within five seconds, after
EIO at the latest by a vault that is started anew. Prints one JSON object; exits 1 where that does not hold.
"""

import argparse
import json
import os
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from operator_console.domain.actions import Action
from operator_console.domain.ids import UserName
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.secret import Secret
from operator_console.protocol import messages as m
from operator_console.storage import log_store
from operator_console.vault_process.conversation import Conversation
from tests.faults.deeds import Deed, deeds
from tests.faults.disk import Disk, Fault, Kind, the_disk, under_the_shim
from tests.faults.kill_around_reveals import show_before_the_entry
from tests.faults.workshop import (
    LEAD,
    OPERATOR,
    PASSWORD,
    ForkedVault,
    Routes,
    Workshop,
    errors,
    make_workshop,
)

WAYS: Final = {
    "EIO at a write": (Fault.EIO, Kind.WRITES, False),
    "EIO at a sync": (Fault.EIO, Kind.SYNCS, False),
    "EIO at a read": (Fault.EIO, Kind.READS, False),
    "EIO from a write on": (Fault.EIO, Kind.WRITES | Kind.SYNCS, True),
    "no space at a write": (Fault.ENOSPC, Kind.WRITES, False),
    "no space from a write on": (Fault.ENOSPC, Kind.WRITES, True),
    "a short write, then no space": (Fault.SHORT, Kind.WRITES, True),
}
SECONDS: Final = 5.0
PLANTED = ("shown", "traceback", "stuck")


class Run:
    """One vault on a failing disk, and what is found wrong with it."""

    def __init__(self, workshop: Workshop, disk: Disk, every: int, seed: int, planted: str) -> None:
        self.workshop = workshop
        self.disk = disk
        self.every = every
        self.chance = random.Random(seed)
        self.planted = planted
        self.faults = 0
        self.turn = 0
        self.slowest = 0.0
        self.answers: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.shown: Counter[str] = Counter()
        self._call = ""

    # ---- one vault

    def start(self, workshop: Workshop | None = None) -> ForkedVault:
        change = show_before_the_entry if self.planted == "shown" else partial(_bare, self.planted)
        return (workshop or self.workshop).start(change)

    def signed_in(self, user: str) -> ForkedVault:
        vault = self.start()
        self.tell(vault, m.SignIn(user, PASSWORD))
        return vault

    def tell(self, vault: ForkedVault, request: m.Request[Any]) -> m.Reply | None:
        reply = vault.tell(request)
        if isinstance(reply, m.CallState):
            self._call = reply.call.id
        if isinstance(reply, m.Revealed):
            self.shown[self._call] += 1
        return reply

    # ---- one fault

    def places(self) -> Iterator[int]:
        """1, 2, 3 … in the whole size; in a small one some of them, never further apart than two steps."""
        at = 1 + self.chance.randrange(self.every)
        while True:
            yield at
            at += 1 if self.every == 1 else 1 + self.chance.randrange(2 * self.every - 1)

    def fail(self, vault: ForkedVault, request: m.Request[Any], way: str, at: int) -> tuple[m.Reply | None, int]:
        """Send one request on a disk that fails; return the answer and how often it failed."""
        fault, kind, sticky = WAYS[way]
        self.disk.arm(fault, at, kind, sticky=sticky)
        reply = self.tell(vault, request)
        fired = self.disk.disarm()
        self.faults += bool(fired)
        self.answers[_told(reply)] += bool(fired)
        if isinstance(reply, m.Refused) and reply.code in {Code.INTERNAL, Code.REQUEST_UNKNOWN}:
            self.wrong[f"{type(request).__name__}, {way}: {reply.code}"] += 1
        if fired and sticky and isinstance(reply, m.Refused) and "space" in way and reply.code is not Code.DISK_FULL:
            self.wrong[f"{type(request).__name__}, {way}: told as {reply.code}"] += 1
        return reply, fired

    def goes_on(self, vault: ForkedVault, deed: Deed, way: str, first: m.Reply | None) -> ForkedVault:
        """The disk works again: the same request is served, by this vault or, after EIO, by the next one."""
        if served(first, deed.done) and isinstance(first, m.Reply) and not isinstance(first, m.Refused):
            return vault
        begin = time.monotonic()
        reply = None if first is None else self.tell(vault, deed.request(self.turn))
        if not served(reply, deed.done) and (way.startswith("EIO") or first is None):
            vault = self.anew(vault, deed)
            reply = self.tell(vault, deed.request(self.turn))
        took = time.monotonic() - begin
        self.slowest = max(self.slowest, took)
        if not served(reply, deed.done) or took > SECONDS:
            self.wrong[f"{deed.name}, {way}: {_told(first)}, then {_told(reply)} after {took:.0f} s"] += 1
        return vault

    def anew(self, vault: ForkedVault, deed: Deed) -> ForkedVault:
        vault.hang_up()
        vault = self.signed_in(deed.user)
        for request in deed.before(self.turn):
            self.tell(vault, request)
        return vault

    # ---- every n of a use case

    def try_deed(self, deed: Deed) -> None:
        vault = self.signed_in(deed.user)
        for way in WAYS:
            for at in self.places():
                self.turn += 1
                for request in deed.before(self.turn):
                    self.tell(vault, request)
                reply, fired = self.fail(vault, deed.request(self.turn), way, at)
                vault = self.goes_on(vault, deed, way, reply)
                for request in deed.after(self.turn):
                    self.tell(vault, request)
                if not fired:
                    break
        vault.hang_up()

    def try_sign_in(self, user: str) -> None:
        deed = Deed("sign in", user, lambda _: m.SignIn(user, PASSWORD))
        for way in WAYS:
            for at in self.places():
                vault = self.start()
                reply, fired = self.fail(vault, deed.request(0), way, at)
                if not served(reply, frozenset()) or isinstance(reply, m.Refused):
                    self._again(vault, deed, way, reply)
                vault.hang_up()
                if not fired:
                    break

    def _again(self, vault: ForkedVault, deed: Deed, way: str, first: m.Reply | None, *done: Code) -> None:
        begin = time.monotonic()
        reply = None if first is None else self.tell(vault, deed.request(0))
        took = time.monotonic() - begin
        self.slowest = max(self.slowest, took)
        if not served(reply, frozenset(done)) or took > SECONDS:
            self.wrong[f"{deed.name}, {way}: {_told(first)}, then {_told(reply)}"] += 1

    def try_lock(self) -> None:
        """However the disk fails, a lock ends the process, and the next vault opens."""
        for way in WAYS:
            for at in self.places():
                vault = self.signed_in(OPERATOR)
                begin = time.monotonic()
                reply, fired = self.fail(vault, m.Lock(m.LockCause.HOTKEY), way, at)
                vault.hang_up()
                if isinstance(reply, m.Refused) or time.monotonic() - begin > SECONDS:
                    self.wrong[f"lock, {way}: {_told(reply)}"] += 1
                if not fired:
                    break

    def try_set_up(self, root: Path) -> None:
        """A vault that could not be made is not there, and can be made."""
        people = [m.NewUser(name, name, PASSWORD) for name in ("admin", OPERATOR, LEAD)]
        for way in WAYS:
            for at in self.places():
                shutil.rmtree(root, ignore_errors=True)
                place = self.workshop.moved(root)
                vault = self.start(place)
                code = self.tell(vault, m.PrepareVault(*people, "file"))
                assert isinstance(code, m.RecoveryCode), code
                deed = Deed("set up", "", lambda _, c=code: m.ConfirmVault(c.code))  # type: ignore[misc]
                reply, fired = self.fail(vault, deed.request(0), way, at)
                if not isinstance(reply, m.Done):
                    self._again(vault, deed, way, reply, Code.VAULT_EXISTS)
                vault.hang_up()
                if not openable(place, "admin"):
                    self.wrong[f"set up, {way}: {_told(reply)}, and it does not open"] += 1
                if not fired:
                    break

    def try_recovery(self, root: Path) -> None:
        """A recovery that could not be finished can be done again."""
        deed = Deed("recover", "", lambda _: m.Recover(self.workshop.recovery, "admin", PASSWORD, "file"))
        for way in WAYS:
            for at in self.places():
                shutil.rmtree(root, ignore_errors=True)
                shutil.copytree(self.workshop.folder, root / "vault")
                place = self.workshop.moved(root)
                vault = self.start(place)
                reply, fired = self.fail(vault, deed.request(0), way, at)
                if not isinstance(reply, m.Done):
                    self._again(vault, deed, way, reply)
                vault.hang_up()
                if not fired:
                    break


def served(reply: m.Reply | None, done: frozenset[Code]) -> bool:
    """Whether that is an answer, or says that an earlier try had been one."""
    return reply is not None and (not isinstance(reply, m.Refused) or reply.code in done)


def openable(workshop: Workshop, user: str) -> bool:
    keeper = workshop.keeper()
    try:
        vault, _ = keeper.open(UserName(user), Secret(PASSWORD))
        vault.close()
    except Refusal:
        return False
    finally:
        keeper.close()
    return True


def _told(reply: m.Reply | None) -> str:
    if reply is None:
        return "the vault ended"
    return reply.code if isinstance(reply, m.Refused) else "answered"


def _bare(planted: str, routes: Routes, conversation: Conversation) -> Routes:
    """Plant what a careless vault does: let an error of the system through, or never look again after one."""
    if planted == "traceback":
        log_store.refusal_of_log = lambda fault, _: fault  # type: ignore[assignment, return-value]
    if planted == "stuck":
        log_store.LogStore._abandon = lambda self: setattr(self, "writable", False)  # type: ignore[method-assign]
    return routes


def quiet() -> Path:
    """Let everything that the vaults say on standard error go into a file; return it."""
    said = the_disk().folder.parent / "said"
    descriptor = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(descriptor, 2)
    return said


def run(every: int, seed: int, planted: str) -> dict[str, Any]:
    disk, begin = the_disk(), time.monotonic()
    workshop = make_workshop(disk.folder)
    files = disk.folder / "files"
    files.mkdir()
    tried = Run(workshop, disk, every, seed, planted)
    said = quiet()
    for deed in deeds(workshop, files):
        if not planted or deed.name in {"reveal", "hold"}:
            tried.try_deed(deed)
    if not planted:
        for user in (OPERATOR, LEAD, "admin"):
            tried.try_sign_in(user)
        tried.try_lock()
        tried.try_set_up(disk.folder / "new")
        tried.try_recovery(disk.folder / "moved")
    verdict = workshop.verdict()
    written = Counter(e.call for e in workshop.entries() if e.action is Action.REVEAL)
    words = said.read_text(encoding="utf-8", errors="replace")
    return {
        "faults": tried.faults,
        "seed": seed,
        "answers": dict(tried.answers.most_common()),
        "wrong": tried.wrong.total(),
        "found": dict(tried.wrong.most_common(40)),
        "values_shown": tried.shown.total(),
        "shown_without_entry": (tried.shown - written).total(),
        "log_errors": errors(verdict)[:10],
        "said": words[-3000:],
        "slowest_return": round(tried.slowest, 2),
        "seconds": round(time.monotonic() - begin, 1),
    }


def main() -> int:
    under_the_shim("tests.faults.failing_disk")
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--planted", choices=PLANTED, default="")
    arguments = parser.parse_args()
    own = os.dup(2)
    try:
        result = run(arguments.every, arguments.seed, arguments.planted)
    finally:
        os.dup2(own, 2)
    print(json.dumps(result))
    return 1 if result["wrong"] or result["shown_without_entry"] or result["log_errors"] or result["said"] else 0


if __name__ == "__main__":
    sys.exit(main())
