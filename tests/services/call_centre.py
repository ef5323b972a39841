"""A call centre on a real vault, cheap to open: people who sign in, two clients' customers, and a clock set by hand."""

import atexit
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from operator_console.audit.record import Entry
from operator_console.demo.schedule import SetClock
from operator_console.domain.actions import Action, LockCause
from operator_console.domain.calls import Call
from operator_console.domain.ids import ClientId, FieldName, ItemId, PurposeId
from operator_console.domain.matching import canonical
from operator_console.domain.policy_file import read_policy
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.domain.views import SessionView
from operator_console.resource_files import resource
from operator_console.services import unlock
from operator_console.services.approve import Approval
from operator_console.services.call import open_call
from operator_console.services.desk import Desk
from operator_console.services.find_customer import find_customer
from operator_console.services.import_rows import NUMBER, field_value
from operator_console.services.ports import LogFilter
from operator_console.services.set_up import Person, confirm, prepare
from operator_console.services.verify_caller import answer
from operator_console.storage.device_secret import SecretPlaces
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.keyrings import Keyring
from operator_console.storage.keys import Argon2Cost
from operator_console.storage.machine import this_place

CHEAP = Argon2Cost(memory_kib=64, passes=1, lanes=1)
START = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)
AOZORA, HINATA = ClientId("aozora"), ClientId("hinata")
STAFF = {
    "hana": Role.OPERATOR,
    "taro": Role.OPERATOR,
    "lead": Role.LEAD,
    "admin": Role.ADMINISTRATOR,
}
CUSTOMER = {
    "number": "A-00000001",
    "name": "見本 花子",
    "kana": "ミホン ハナコ",
    "birth_date": "1985-04-01",
    "phone": "03-1234-5678",
    "email": "hanako@example.jp",
    "postal_code": "000-0001",
    "address": "東京都見本区見本町1-2-3",
    "contract": "K-12345678",
    "note": "次回は午前に折り返し",
}
"""The customer of the first client; every value is found nowhere else."""
OF_HINATA = {**CUSTOMER, "number": "H-00000001", "name": "見本 次郎", "kana": "ミホン ジロウ", "phone": "06-1234-9999"}
REASON = "人の生命・身体・財産の保護のため"


def password(user: str) -> Secret[str]:
    return Secret(f"{user} no aikotoba")


def no_keyring() -> Keyring:
    raise Refusal(Code.KEYRING_UNAVAILABLE)


@contextmanager
def refused(code: Code) -> Iterator[pytest.ExceptionInfo[Refusal]]:
    with pytest.raises(Refusal) as caught:
        yield caught
    assert caught.value.code is code, caught.value.params


@cache
def _newly_made(policy_text: str, staff: tuple[tuple[str, Role], ...]) -> Path:
    """Return where a vault with this policy, this staff and both customers was made, once, to be copied."""
    made = Path(tempfile.mkdtemp(prefix="call-centre-"))
    atexit.register(shutil.rmtree, made)
    clock = SetClock(START)
    keeper = VaultKeeper(made / "vault", SecretPlaces(no_keyring, made / "secrets"), clock, CHEAP)
    people = [Person(name, "", role, password(name), must_change=False) for name, role in staff]
    prepared = prepare(keeper, people, policy_text, device_secret="file")
    vault = confirm(prepared, prepared.recovery_code.reveal(), clock, this_place("standalone"))
    policy = read_policy(policy_text)
    for client, person in ((AOZORA, CUSTOMER), (HINATA, OF_HINATA)):
        fields = {FieldName(n): field_value(policy.fields[FieldName(n)], text) for n, text in person.items()}
        vault.customers.insert(client, canonical(policy.fields[NUMBER].kind, person["number"]), fields)
    vault.close()
    keeper.close()
    return made


@dataclass
class CallCentre:
    """One vault; one person sits at it at a time."""

    folder: Path
    policy_text: str
    clock: SetClock = field(default_factory=lambda: SetClock(START))
    desk: Desk | None = None
    os_user: str = ""
    """Who is at the other end of a Guarded vault; empty for Standalone."""
    keeper: VaultKeeper = field(init=False)

    def __post_init__(self) -> None:
        shutil.copytree(_newly_made(self.policy_text, tuple(STAFF.items())), self.folder, dirs_exist_ok=True)
        self.keeper = self._keeper()

    def _keeper(self) -> VaultKeeper:
        places = SecretPlaces(no_keyring, self.folder / "secrets")
        return VaultKeeper(self.folder / "vault", places, self.clock, CHEAP, os_user=self.os_user)

    def restart(self) -> None:
        """End the process and start another one."""
        self.leave()
        self.keeper.close()
        self.keeper = self._keeper()

    def come_as(self, os_user: str) -> None:
        """From now on this OS user is at the other end, and the vault is Guarded."""
        self.os_user = os_user
        self.restart()

    def leave(self, cause: LockCause = LockCause.HOTKEY) -> None:
        if self.desk is not None:
            unlock.leave(self.desk, cause)
            self.desk.vault.close()
            self.desk = None

    def sign_in(self, user: str, secret: Secret[str] | None = None) -> SessionView:
        self.leave()
        place = this_place("standalone")
        if self.os_user:
            place = replace(place, mode="guarded", os_user=self.os_user)
        self.desk, session = unlock.sign_in(self.keeper, self.clock, place, user, secret or password(user))
        return session

    def sit(self, user: str = "hana") -> Desk:
        self.sign_in(user)
        assert self.desk is not None
        return self.desk

    def entries(self, action: Action | None = None) -> list[Entry]:
        """The log, newest first."""
        assert self.desk is not None
        which = LogFilter(action=action.value if action else "")
        return self.desk.vault.log.page(which, 0, 200)

    def close(self) -> None:
        self.leave()
        self.keeper.close()


def default_text(change: Callable[[str], str] = lambda text: text) -> str:
    return change(resource("policies", "default.toml").read_text(encoding="utf-8"))


def roomy(text: str) -> str:
    """The same policy, under which a customer's answers of a day do not run out."""
    return text.replace("attempts_per_customer_day = 10", "attempts_per_customer_day = 999")


def guarded_text(**rules: int | bool) -> str:
    """The standard policy with these rules of its ``[guarded]`` table."""
    text = default_text()
    for name, value in rules.items():
        text, found = re.subn(rf"^{name} = \w+", f"{name} = {str(value).lower()}", text, flags=re.MULTILINE)
        assert found == 1, name
    return text


def in_call(desk: Desk, purpose: str = "contact_change", *, found: bool = True) -> Call:
    """A call for the first client, with its customer found."""
    call = open_call(desk, AOZORA, PurposeId(purpose))
    return find_customer(desk, {NUMBER: CUSTOMER["number"]}) if found else call


def say(desk: Desk, item: str, heard: str = "") -> Call:
    """Answer one question, rightly unless something else was heard."""
    field_name = desk.policy.items[ItemId(item)].field
    return answer(desk, ItemId(item), heard or CUSTOMER[field_name])


def verified(desk: Desk, purpose: str = "contact_change") -> Call:
    """A call whose check is met."""
    call = in_call(desk, purpose)
    for item in (*call.check.required, *call.check.others[: call.check.at_least]):
        call = say(desk, item)
    return call


def lead(reason: str = REASON, user: str = "lead", secret: Secret[str] | None = None) -> Approval:
    return Approval(user, secret or password(user), reason)


class Spy:
    """Stands in front of a store and counts what is asked for by name; the store behind is the real one."""

    def __init__(self, store: Any, *names: str) -> None:
        self._store = store
        self._names = names
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name in self._names:
            self.asked.append(name)
        return getattr(self._store, name)


class RefusingLog:
    """A log whose disk is full for one kind of entry."""

    def __init__(self, log: Any, *actions: Action) -> None:
        self._log = log
        self._actions = actions

    def append(self, draft: Any) -> int:
        if draft.action in self._actions:
            raise Refusal(Code.DISK_FULL)
        return int(self._log.append(draft))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._log, name)


def refuse_entries(desk: Desk, *actions: Action) -> None:
    """From now on entries of these kinds cannot be written."""
    desk.journal = replace(desk.journal, log=RefusingLog(desk.journal.log, *actions))


@dataclass
class Dialled:
    """A telephone that remembers what it was told to dial, and can be out of order."""

    works: bool = True
    commands: list[Sequence[str]] = field(default_factory=list)

    def __call__(self, command: Sequence[str]) -> None:
        if not self.works:
            raise Refusal(Code.DIAL_FAILED)
        self.commands.append(command)
