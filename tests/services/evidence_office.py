"""A real vault whose people come and go by the protocol's own requests, in this process, with a clock set by hand."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import GeneratorType

from operator_console.domain.actions import LockCause
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.protocol import messages as m
from operator_console.protocol.inbox import Lease
from operator_console.protocol.server import Handlers
from operator_console.resource_files import resource
from operator_console.services.files import FilesByPath
from operator_console.services.set_up import Person, confirm, prepare
from operator_console.storage.device_secret import SecretPlaces
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.keys import Argon2Cost
from operator_console.storage.machine import this_place
from operator_console.vault_process import backups, broken_log, call, gate, lead, log, memo, office, policy
from operator_console.vault_process.conversation import Conversation, Machine

PASSWORD = "a password of the office"
ROLES = {"operator": Role.OPERATOR, "lead": Role.LEAD, "auditor": Role.AUDITOR, "admin": Role.ADMINISTRATOR}


def no_keyring():
    raise Refusal(Code.KEYRING_UNAVAILABLE, backend="")


@dataclass
class Wall:
    """A clock that goes a second further at every look."""

    time: datetime = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
    since: timedelta = timedelta()

    def now(self):
        self.wait(1)
        return self.time + self.since

    def monotonic_ns(self):
        return int(self.since.total_seconds() * 1e9)

    def wait(self, seconds):
        self.since += timedelta(seconds=seconds)


@dataclass
class Office:
    """The vault's folder and who is at the desk."""

    root: Path
    policy: str = field(default_factory=lambda: resource("policies", "default.toml").read_text(encoding="utf-8"))
    wall: Wall = field(default_factory=Wall)
    recovery: str = ""
    conversation: Conversation | None = None

    @property
    def folder(self):
        return self.root / "vault"

    def make(self, **more):
        people = [Person(n, n.title(), r, Secret(PASSWORD), must_change=False) for n, r in ROLES.items()]
        keeper = self._keeper()
        prepared = prepare(keeper, people, self.policy, device_secret="file", **more)
        self.recovery = prepared.recovery_code.reveal()
        confirm(prepared, self.recovery, self.wall, this_place("standalone")).close()
        keeper.close()
        return self

    def sign_in(self, user="lead"):
        """A new process as whom this is; the one before has ended."""
        self.start()
        return self.ask(m.SignIn(user, PASSWORD)).session

    def start(self):
        """A new process at which nobody has signed in; the one before has ended."""
        self.leave()
        machine = Machine(lambda: "", lambda: ())
        place = this_place("standalone")
        self.conversation = c = Conversation(self._keeper(), self.wall, place, machine, Lease(60), FilesByPath())
        routes = [route for part in (gate, backups, call, memo, lead, log, office, policy) for route in part.routes(c)]
        self.handlers = Handlers(broken_log.guarded(c, routes))

    def ask(self, request):
        """Return the reply, or raise the refusal; long work is done to its end."""
        reply = self.handlers.answer(request)
        while isinstance(reply, GeneratorType):
            try:
                next(reply)
            except StopIteration as end:
                reply = end.value
        return reply

    def leave(self):
        if self.conversation is not None:
            self.conversation.keeper.close()
            desk, self.conversation = self.conversation.at_desk, None
            if desk is not None:
                desk.vault.close()

    def lock(self):
        self.conversation.ending(LockCause.HOTKEY)
        self.conversation.keeper.close()
        self.conversation = None

    @property
    def desk(self):
        return self.conversation.desk

    def actions(self):
        """Every action in the log, oldest first."""
        found, before = [], 0
        while page := self.desk.vault.log.page(m_filter(), before, 500):
            found += page
            before = page[-1].sequence
        return [entry.action for entry in reversed(found)]

    def _keeper(self):
        places = SecretPlaces(no_keyring, self.root / "secrets")
        return VaultKeeper(self.folder, places, self.wall, Argon2Cost(memory_kib=64, passes=1, lanes=1))


def m_filter():
    from operator_console.services.ports import LogFilter

    return LogFilter()


def codes(verified):
    """The codes of a verification's findings in order."""
    return [finding.code for finding in verified.findings]
