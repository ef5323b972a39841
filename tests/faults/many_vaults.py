"""Lets many vault processes work on one folder, kills them at random, and holds what they said against what is there.

    python -m tests.faults.many_vaults --consoles 8 --lives 40 [--seed N] [--planted log|turns]

A console is a process of its own with an account of its own: operators find and reveal, administrators import, change
the policy and make accounts; everybody also types wrong passwords. Prints one JSON object; exits 1 when the log is not
one whole chain, a value was shown without its entry, an attempt or anything else that was promised is lost, or somebody
was refused what others merely did at the same time.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import quantiles
from time import perf_counter, sleep
from typing import Any

from operator_console.domain.actions import Action
from operator_console.domain.ids import ItemId, PurposeId, UserName
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.protocol import messages as m
from operator_console.services.ports import Account
from operator_console.storage import log_key_file, turns
from tests.faults.deeds import ADDRESS
from tests.faults.workshop import (
    CLIENT,
    LEAD,
    NUMBER,
    PASSWORD,
    PURPOSE,
    ForkedVault,
    Workshop,
    errors,
    make_workshop,
)

ROWS = 60
"""In a file that is imported: three batches."""
ROUNDS = 40
"""Vaults in which a planted fault may show, at most."""
SLOW = 0.003
LONGEST_WORK = 0.02
"""Seconds; a kill falls anywhere in what is being done."""
DISK = Path("/var/tmp")
"""Where consoles wait for a disk, and so meet each other; in memory they hardly do."""
EXPECTED = frozenset({Code.SIGN_IN_WRONG, Code.POLICY_INVALID})
"""What a console may be refused: a wrong password, and a policy when another administrator was quicker."""


@dataclass
class Told:
    """What one console was told, and has to find again."""

    shown: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    imported: int = 0
    policies: list[int] = field(default_factory=list)
    accounts: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    kills: int = 0


class Ended(Exception):  # noqa: N818 - no error: a life is over
    """The vault is gone, or does not serve this console any more."""


class Console:
    """One console: begins one vault process after the other."""

    def __init__(self, workshop: Workshop, user: str, chance: random.Random, told: Told) -> None:
        self.user = user
        self.told = told
        self.chance = chance
        self._workshop = workshop
        self._vault: ForkedVault | None = None

    def live(self, work: Callable[["Console"], None]) -> None:
        """Sign in, work, and end in one way or another."""
        self._vault = self._workshop.start()
        with suppress(Ended):
            if self.chance.random() < 0.5:
                self._guess()
            self.ask(m.SignIn(self.user, PASSWORD))
            work(self)
        self._end()

    def ask(self, request: m.Request[Any]) -> m.Reply:
        """Return the answer; a refusal ends this life, unless a kill does it first."""
        assert self._vault is not None
        if self.chance.random() < 0.06:
            with suppress(BrokenPipeError):
                self._vault.send(request)
            heard = self._vault.kill_after(self.chance.random() * LONGEST_WORK)
            self._vault = None
            self.told.kills += 1
            self.note(request, *heard)
            raise Ended
        begun = perf_counter()
        reply = self._vault.tell(request)
        if isinstance(request, m.RevealField):
            self.told.seconds.append(perf_counter() - begun)
        if reply is None:
            self.told.refused.append(f"{type(request).__name__}: ended")
            raise Ended
        if isinstance(reply, m.Refused):
            if reply.code not in EXPECTED:
                self.told.refused.append(f"{type(request).__name__}: {reply.code}")
            raise Ended
        self.note(request, reply)
        return reply

    def note(self, request: m.Request[Any], *heard: m.Reply) -> None:
        """Remember what was promised."""
        for reply in heard:
            if isinstance(reply, m.Imported):
                self.told.imported += reply.imported
            elif isinstance(reply, m.PolicySaved):
                self.told.policies.append(reply.session.policy_version)
            elif isinstance(request, m.AddUser) and isinstance(reply, m.Users):
                self.told.accounts.append(request.user)

    def _guess(self) -> None:
        """Type a wrong password under a name that nobody holds back, because nobody else uses it."""
        assert self._vault is not None
        name = f"nobody-{self.chance.randrange(1 << 48)}"
        reply = self._vault.tell(m.SignIn(name, "wrong"))
        if isinstance(reply, m.Refused) and reply.code is Code.SIGN_IN_WRONG:
            self.told.wrong.append(name)
        else:
            self.told.refused.append(f"guess: {reply}")

    def _end(self) -> None:
        if self._vault is None:
            return
        if self.chance.random() < 0.5:
            self._vault.kill_after(0)
            self.told.kills += 1
        else:
            self._vault.tell(m.Lock(m.LockCause.HOTKEY))
            os.waitpid(self._vault.pid, 0)
            self._vault.close()


def take_a_call(workshop: Workshop) -> Callable[[Console], None]:
    """What an operator does."""
    name, born = workshop.person["name"], workshop.person["birth_date"]  # type: ignore[index]

    def work(console: Console) -> None:
        console.ask(m.OpenCall(CLIENT, PurposeId(PURPOSE)))
        console.ask(m.FindCustomer({NUMBER: workshop.person[NUMBER]}))
        console.ask(m.AnswerItem(ItemId("name"), name))
        state = console.ask(m.AnswerItem(ItemId("birth_date"), born))
        assert isinstance(state, m.CallState)
        for _ in range(console.chance.randrange(1, 6)):
            if isinstance(console.ask(m.RevealField(ADDRESS)), m.Revealed):
                shown = console.told.shown
                shown[state.call.id] = shown.get(state.call.id, 0) + 1
        if console.chance.random() < 0.5:
            console.ask(m.EndCall())

    return work


def administer(folder: Path) -> Callable[[Console], None]:
    """What an administrator does: an import, a policy, an account."""

    def work(console: Console) -> None:
        for deed in console.chance.sample([_import, _policy, _account], 2):
            deed(console, folder)

    return work


def _import(console: Console, folder: Path) -> None:
    path = folder / f"{console.user}-{console.chance.randrange(1 << 48)}.csv"
    number = console.chance.randrange(1 << 40)
    rows = [f"T-{number + each:015d},見本 花子" for each in range(ROWS)]
    path.write_text("\n".join(["顧客番号,氏名", *rows]), encoding="utf-8")
    console.ask(m.ImportFile(str(path)))


def _policy(console: Console, _: Path) -> None:
    now = console.ask(m.ReadPolicy())
    assert isinstance(now, m.PolicyText)
    console.ask(m.SavePolicy(now.text.replace(f"version = {now.version}", f"version = {now.version + 1}", 1)))


def _account(console: Console, _: Path) -> None:
    name = f"new-{console.chance.randrange(1 << 40)}"
    console.ask(m.AddUser(name, "", Role.OPERATOR, PASSWORD))


def plant(fault: str) -> None:
    """Take a lock away, in this process and in those it starts; who writes without one takes its time over it."""
    if fault == "log":
        log_key_file._lock = lambda _: None  # type: ignore[attr-defined]
        log_key_file._write_at = slowly(log_key_file._write_at)
    elif fault == "turns":
        turns.try_lock = lambda *_, **__: True


def slowly(write: Callable[[int, int, bytes], int]) -> Callable[[int, int, bytes], int]:
    """In memory nobody would come in between by chance."""

    def written(*given: Any) -> int:
        sleep(SLOW)
        return write(*given)

    return written


def run(consoles: int, lives: int, seed: int, planted: str) -> dict[str, Any]:
    """Whether consoles meet is a matter of chance: a planted fault gets one vault after the other until it shows."""
    result: dict[str, Any] = {}
    for more in range(ROUNDS if planted else 1):
        result = _on_one_vault(consoles, lives, seed + more, planted)
        if result["wrong"]:
            break
    return result


def _on_one_vault(consoles: int, lives: int, seed: int, planted: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(dir=DISK if DISK.is_dir() else None) as root:
        workshop = _shared_workshop(Path(root), consoles)
        told = _all_at_once(workshop, Path(root), consoles, lives, seed, planted)
        figures = {"consoles": consoles, "lives": consoles * lives, "seed": seed, **_figures(told)}
        waiting = {f"{name}_wal_kb": _size(workshop.folder / f"{name}.db-wal") // 1024 for name in ("customers", "log")}
        try:
            return {**figures, **waiting, "wrong": _held_against(workshop, told)}
        except Refusal as refused:
            return {**figures, "wrong": [f"afterwards: {refused.code}"]}


def _shared_workshop(root: Path, consoles: int) -> Workshop:
    """A vault with an account for every console: one in four is an administrator's."""
    workshop = replace(make_workshop(root), shared=True)
    keeper = workshop.keeper()
    vault, _ = keeper.open(UserName(LEAD), Secret(PASSWORD))
    for number in range(consoles):
        role, clients = (Role.OPERATOR, (CLIENT,)) if number % 4 else (Role.ADMINISTRATOR, ())
        account = Account(UserName(f"person-{number}"), "", role, must_change_password=False, clients=clients)
        vault.accounts.add(account, Secret(PASSWORD))
    vault.close()
    keeper.close()
    return workshop


def _all_at_once(workshop: Workshop, root: Path, consoles: int, lives: int, seed: int, planted: str) -> list[Told]:
    """Fork a process for each console and return what each was told."""
    children = []
    for number in range(consoles):
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                plant(planted)
                told = _one_console(workshop, root, number, lives, seed)
                (root / f"told-{number}.json").write_text(json.dumps(asdict(told)), encoding="utf-8")
                code = 0
            except BaseException:  # noqa: BLE001 - a fork must not go on as its parent
                traceback.print_exc()
            finally:
                os._exit(code)
        children.append(pid)
    for pid in children:
        os.waitpid(pid, 0)
    found = [root / f"told-{number}.json" for number in range(consoles)]
    return [Told(**json.loads(path.read_text(encoding="utf-8"))) for path in found]


def _one_console(workshop: Workshop, root: Path, number: int, lives: int, seed: int) -> Told:
    told = Told()
    console = Console(workshop, f"person-{number}", random.Random(seed * 1000 + number), told)
    work = take_a_call(workshop) if number % 4 else administer(root)
    for _ in range(lives):
        console.live(work)
    return told


def _figures(told: list[Told]) -> dict[str, Any]:
    seconds = [0.0, 0.0, *(each for console in told for each in console.seconds)]
    cuts = quantiles(seconds, n=100)
    return {
        "kills": sum(each.kills for each in told),
        "values_shown": sum(sum(each.shown.values()) for each in told),
        "wrong_passwords": sum(len(each.wrong) for each in told),
        "rows_imported": sum(each.imported for each in told),
        "policies": sum(len(each.policies) for each in told),
        "accounts": sum(len(each.accounts) for each in told),
        "reveal_p50_ms": round(cuts[49] * 1000, 1),
        "reveal_p99_ms": round(cuts[98] * 1000, 1),
    }


def _held_against(workshop: Workshop, told: list[Told]) -> list[str]:
    """Return everything that is not as it was told."""
    last = workshop.start()  # whoever signs in next writes what is missing
    wrong = [f"refused: {text}" for each in told for text in each.refused]
    signed_in, verified = last.tell(m.SignIn(LEAD, PASSWORD)), last.tell(m.VerifyLog())
    if not isinstance(signed_in, m.SignedIn) or not isinstance(verified, m.LogVerified):
        return [*wrong, f"afterwards: {signed_in} {verified}"]
    last.lock()
    wrong += [f"verified: {found.code}" for found in verified.findings if found.severity == "error"]
    wrong += [f"log: {found}" for found in errors(workshop.verdict())]
    entries = workshop.entries()
    wrong += _missing_showings(entries, told) + _missing_attempts(entries, told) + _imports_without_end(entries)
    return (wrong + _missing_content(workshop, told))[:40]


def _missing_showings(entries: list[Any], told: list[Told]) -> list[str]:
    written = Counter(entry.call for entry in entries if entry.action is Action.REVEAL)
    shown = {call: number for each in told for call, number in each.shown.items()}
    return [
        f"shown without entry: {number - written[call]}" for call, number in shown.items() if number > written[call]
    ]


def _missing_attempts(entries: list[Any], told: list[Told]) -> list[str]:
    written = Counter(dict(entry.facts)["name"] for entry in entries if entry.action is Action.SIGN_IN_FAILED)
    lost = [f"lost attempt of {name}" for each in told for name in each.wrong if not written[name]]
    # An entry whose writer was killed before it said so is written again; nothing else may be there twice.
    twice = sum(number > 1 for number in written.values())
    kills = sum(each.kills for each in told)
    return lost + ([f"attempts written twice: {twice}"] if twice > kills // 10 else [])


def _imports_without_end(entries: list[Any]) -> list[str]:
    begun = {str(entry.sequence): entry for entry in entries if entry.action is Action.IMPORT_BEGUN}
    ended = Counter(entry.session for entry in entries if entry.action is Action.IMPORT_ENDED)
    settled = Counter(dict(entry.facts)["import"] for entry in entries if entry.action is Action.VAULT_SETTLED)
    wrong = []
    for number, entry in begun.items():
        ends = settled[number] + ended[entry.session]
        if ends != 1:
            wrong.append(f"import {number} ended {ends} times")
    return wrong


def _missing_content(workshop: Workshop, told: list[Told]) -> list[str]:
    keeper = workshop.keeper()
    vault, _ = keeper.open(UserName(LEAD), Secret(PASSWORD))
    try:
        versions = {version for version, _ in vault.policies.all()}
        people = {account.user for account in vault.accounts.list()}
        locked_out = [
            name
            for each in told
            for name in each.accounts
            if not vault.accounts.check(UserName(name), Secret(PASSWORD))
        ]
        rows = sum(each.imported for each in told)
        wrong = [f"lost policy {version}" for each in told for version in each.policies if version not in versions]
        wrong += [f"lost account {name}" for each in told for name in each.accounts if name not in people]
        wrong += [f"lost slot {name}" for name in locked_out]
        return wrong + ([f"rows {vault.customers.count()} of {rows}"] if vault.customers.count() < rows else [])
    finally:
        vault.close()
        keeper.close()


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--consoles", type=int, default=8)
    parser.add_argument("--lives", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--planted", choices=("log", "turns"), default="")
    arguments = parser.parse_args()
    result = run(arguments.consoles, arguments.lives, arguments.seed, arguments.planted)
    print(json.dumps(result))
    return 1 if result["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
