"""A vault to be broken: real SQLCipher and real files, one customer whose values are known, cheap to open."""

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from operator_console.audit.findings import FindingCode, Severity
from operator_console.audit.verifier import Verdict, Verifier
from operator_console.demo.people import customers
from operator_console.domain.fields import Kind
from operator_console.domain.ids import ClientId, FieldName, ItemId, PurposeId
from operator_console.domain.matching import canonical
from operator_console.domain.policy_file import read_policy
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.protocol import messages as m
from operator_console.protocol.client import ConversationCore
from operator_console.protocol.inbox import Lease
from operator_console.protocol.server import Handlers, serve
from operator_console.protocol.streams import Streams
from operator_console.resource_files import resource
from operator_console.services.files import FilesByPath
from operator_console.services.import_rows import field_value
from operator_console.services.set_up import Person, confirm, plain, prepare
from operator_console.storage.device_secret import SecretPlaces
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.keys import Argon2Cost
from operator_console.storage.log_anchor import first_key_with
from operator_console.storage.machine import SystemClock, this_place
from operator_console.storage.recovery import typed
from operator_console.vault_process import backups, broken_log, call, gate, lead, log, memo, office, policy, review
from operator_console.vault_process.conversation import Conversation, Machine
from tests.faults import disk

CHEAP = Argon2Cost(memory_kib=64, passes=1, lanes=1)
OPERATOR, LEAD, PASSWORD = "operator", "lead", "a password to break things"
CLIENT, PURPOSE = ClientId("aozora"), "delivery"
NUMBER = FieldName("number")
Routes = list[m.Route]


def no_keyring() -> Any:
    raise Refusal(Code.KEYRING_UNAVAILABLE, backend="")


@dataclass(frozen=True)
class Workshop:
    """Where the vault is, whom it knows, and the log's first key, which only the recovery key opens."""

    folder: Path
    secrets: Path
    person: dict[FieldName, str]
    first_key: bytes
    recovery: str
    """The recovery key as it was written down."""
    shared: bool = False
    """Whether several vault processes may work on the folder at once."""

    def keeper(self) -> VaultKeeper:
        places = SecretPlaces(no_keyring, self.secrets)
        return VaultKeeper(self.folder, places, SystemClock(), CHEAP, shared=self.shared)

    def moved(self, root: Path) -> "Workshop":
        """Return the same vault as it lies, or will lie, below ``root``."""
        return replace(self, folder=root / "vault", secrets=root / "secrets")

    def copied(self, root: Path) -> "Workshop":
        """Return a copy of the vault and its secrets below ``root``, in the place of whatever lies there."""
        copy = self.moved(root)
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.folder, copy.folder)
        shutil.copytree(self.secrets, copy.secrets)
        return copy

    def start(self, change: Callable[[Routes, Conversation], Routes] = lambda routes, _: routes) -> "ForkedVault":
        """Fork a vault process; ``change`` may plant a fault in what answers."""
        to_vault, from_vault = os.pipe(), os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(to_vault[1])
            os.close(from_vault[0])
            self._serve(Streams(to_vault[0], from_vault[1]), change)
        os.close(to_vault[0])
        os.close(from_vault[1])
        return ForkedVault(pid, to_vault[1], from_vault[0])

    def _serve(self, streams: Streams, change: Callable[[Routes, Conversation], Routes]) -> None:
        if disk.CONTROL in os.environ:
            disk.the_disk().listen(streams.output)
        lease = Lease(60.0)
        machine = Machine(lambda: "", lambda: ())
        conversation = Conversation(
            self.keeper(), SystemClock(), this_place("standalone"), machine, lease, FilesByPath()
        )
        parts = (gate, backups, call, memo, lead, log, office, policy, review)
        routes = broken_log.guarded(conversation, [route for part in parts for route in part.routes(conversation)])
        serve(
            Handlers(change(routes, conversation)),
            streams=streams,
            lease=lease,
            at_rest=conversation.resting,
            on_end=conversation.ending,
        )

    def verdict(self) -> Verdict:
        """Open the vault as a lead would and check every entry and every seal of its log."""
        keeper = self.keeper()
        vault, _ = keeper.open(LEAD, Secret(PASSWORD))
        try:
            check = Verifier(vault.log.log_id, self.first_key)
            while batch := vault.log.stored(check.last, 1000):
                check.feed(batch)
            return check.finish(vault.log.end())
        finally:
            vault.close()
            keeper.close()

    def entries(self) -> list[Any]:
        keeper = self.keeper()
        vault, _ = keeper.open(LEAD, Secret(PASSWORD))
        try:
            return list(_pages(vault))
        finally:
            vault.close()
            keeper.close()


def errors(verdict: Verdict) -> list[str]:
    return [f"{f.code}@{f.sequence}" for f in verdict.findings if FindingCode(f.code).severity is Severity.ERROR]


def _pages(vault: Any) -> Iterator[Any]:
    from operator_console.services.ports import LogFilter

    before = 0
    while page := vault.log.page(LogFilter(), before, 1000):
        yield from page
        before = page[-1].sequence


def make_workshop(root: Path) -> Workshop:
    text = resource("policies", "default.toml").read_text(encoding="utf-8")
    text = text.replace("attempts_per_customer_day = 10", "attempts_per_customer_day = 86400")
    rules = read_policy(text)
    folder, secrets = root / "vault", root / "secrets"
    keeper = VaultKeeper(folder, SecretPlaces(no_keyring, secrets), SystemClock(), CHEAP)
    people = [
        Person(OPERATOR, "", Role.OPERATOR, Secret(PASSWORD), must_change=False),
        Person(LEAD, "", Role.LEAD, Secret(PASSWORD), must_change=False),
        Person("admin", "", Role.ADMINISTRATOR, Secret(PASSWORD), must_change=False),
    ]
    prepared = prepare(keeper, people, text, device_secret="file")
    code = prepared.recovery_code.reveal()
    vault = confirm(prepared, code, SystemClock(), this_place("standalone"))
    person = next(each for each in customers(50, 7, rules) if each.get(FieldName("address")))
    with vault.customers.change():
        fields = {name: field_value(rules.fields[name], value) for name, value in person.items() if value}
        vault.customers.insert(CLIENT, canonical(Kind.IDENTIFIER, person[NUMBER]), fields)
    vault.close()
    keeper.close()
    return Workshop(folder, secrets, person, first_key_with(folder, typed(plain(code))), code)


class ForkedVault:
    """The parent's end of one forked vault process."""

    def __init__(self, pid: int, to_vault: int, from_vault: int) -> None:
        self.pid = pid
        self._to, self._from = to_vault, from_vault
        self._core = ConversationCore()
        self.said: list[m.Reply] = []

    def send(self, request: m.Request[Any]) -> None:
        _, line = self._core.request(request)
        os.write(self._to, line)

    def ask(self, request: m.Request[Any]) -> m.Reply:
        """Send and wait for the one answer."""
        self.send(request)
        while True:
            data = os.read(self._from, 1 << 16)
            if not data:
                raise AssertionError(f"the vault ended at {type(request).__name__}")
            for _, reply in self._core.feed(data):
                self.said.append(reply)
                if not isinstance(reply, m.Progress):
                    assert not isinstance(reply, m.Refused), (type(request).__name__, reply)
                    return reply

    def tell(self, request: m.Request[Any]) -> m.Reply | None:
        """Send and return whatever the answer is; None where the vault ends without one."""
        with suppress(BrokenPipeError):
            self.send(request)
        return self.hear()

    def hear(self) -> m.Reply | None:
        """Return the next answer; None where the vault ends without one."""
        while data := os.read(self._from, 1 << 16):
            for _, reply in self._core.feed(data):
                self.said.append(reply)
                if not isinstance(reply, m.Progress):
                    return reply
        return None

    def hang_up(self) -> float:
        """Close both pipes as a console that was killed does; return after how many seconds the vault has ended."""
        begin = time.perf_counter()
        self.close()
        os.waitpid(self.pid, 0)
        return time.perf_counter() - begin

    def kill_after(self, seconds: float) -> list[m.Reply]:
        """Let it work for so long, kill it, and return whatever it had said by then."""
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline:
            pass
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        heard: list[m.Reply] = []
        while data := os.read(self._from, 1 << 16):
            heard += [reply for _, reply in self._core.feed(data)]
        self.close()
        return heard

    def lock(self) -> None:
        self.ask(m.Lock(m.LockCause.HOTKEY))
        os.waitpid(self.pid, 0)
        self.close()

    def close(self) -> None:
        os.close(self._to)
        os.close(self._from)


def verified_call(vault: ForkedVault, workshop: Workshop) -> str:
    """Sign in, open a call, find the customer, meet the check; return the call's id."""
    vault.ask(m.SignIn(OPERATOR, PASSWORD))
    vault.ask(m.OpenCall(CLIENT, PurposeId(PURPOSE)))
    vault.ask(m.FindCustomer({NUMBER: workshop.person[NUMBER]}))
    vault.ask(m.AnswerItem(ItemId("name"), workshop.person[FieldName("name")]))
    state = vault.ask(m.AnswerItem(ItemId("birth_date"), workshop.person[FieldName("birth_date")]))
    assert isinstance(state, m.CallState)
    assert state.call.stage == "verified", state.call.stage
    return state.call.id
