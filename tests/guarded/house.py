"""A guarded machine in small: root's door, a vault behind it that a service account keeps, and those who call there."""

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from operator_console.demo.people import client_of, customers
from operator_console.domain.ids import ClientId, FieldName
from operator_console.domain.matching import canonical
from operator_console.domain.modes import Mode
from operator_console.domain.policy_file import read_policy
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.protocol import messages as m
from operator_console.protocol.client import VaultClient
from operator_console.protocol.guarded import GuardedPlace
from operator_console.resource_files import resource
from operator_console.services.import_rows import NUMBER, field_value
from operator_console.services.set_up import Person, confirm, prepare
from operator_console.storage.device_secret import SecretPlaces
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.keys import Argon2Cost
from operator_console.storage.machine import SystemClock, guarded_secret_places, this_place
from tests.guarded.people import OsUser, other_python, people
from tests.protocol.socket_unit import REAL, RealSocketUnit, SocketUnit, sound_folder

CHEAP = Argon2Cost(memory_kib=64, passes=1, lanes=1)
STAFF = {
    "hana": Role.OPERATOR,
    "taro": Role.OPERATOR,
    "lead": Role.LEAD,
    "admin": Role.ADMINISTRATOR,
}
SEED = 3
PATIENCE = 20.0
VAULT = ("-P", "-m", "operator_console", "vault")


def password(user: str) -> str:
    return f"{user} no aikotoba"


def default_policy() -> str:
    return resource("policies", "default.toml").read_text(encoding="utf-8")


def lifted_policy() -> str:
    """The policy that ships without the limits of OS users, so that an attack meets what lies behind them."""
    text, found = re.subn(
        r"^((?:reveals|searches|answers|steps)_per_(?:minute|hour|day)) = \d+",
        r"\1 = 1000000",
        default_policy(),
        flags=re.MULTILINE,
    )
    assert found == 12
    return text


@dataclass(frozen=True)
class Known:
    """A customer as a stolen list would have them."""

    client: ClientId
    values: Mapping[FieldName, str]


@dataclass
class House:
    """``service`` keeps the vault in ``state``; whoever is in ``group`` may come to ``place``."""

    root: Path
    place: GuardedPlace
    group: str
    who: dict[str, OsUser]
    list: Sequence[Known]
    python: str
    _unit: SocketUnit | RealSocketUnit | None = None
    _clients: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    @property
    def state(self) -> Path:
        return self.root / "state"

    @property
    def vault(self) -> Path:
        return self.state / "vault"

    @property
    def service(self) -> OsUser:
        return self.who["service"]

    def listen(self, program: Sequence[str] = VAULT, **environment: str) -> None:
        """Open the door: root listens, and starts the vault as the service account for each who comes."""
        started = [self.python, *program, "--vault", str(self.vault), "--guarded"]
        command = ["/usr/bin/setsid", *self.service.as_them(*started, **environment)]  # as the service manager does
        self._unit = (RealSocketUnit if REAL else SocketUnit)(self.place.socket, command)
        self._unit.start()
        shutil.chown(self.place.socket, "root", self.group)
        self.place.socket.chmod(0o660)

    def relay(self, who: str, socket: Path | None = None, **environment: str) -> list[str]:
        """Return the command with which somebody's console speaks to the vault, or to what is at another socket."""
        told = ["--socket", str(socket or self.place.socket), "--account", self.place.account]
        command = [self.python, "-P", "-m", "operator_console", "connect", *told]
        return self.who[who].as_them(*command, **environment)

    def console(self, who: str, user: str = "", **environment: str) -> VaultClient:
        """Return a console of an OS user, signed in as ``user`` where one is named; it ends with the house."""
        client = self._clients.enter_context(VaultClient(self.relay(who, **environment), stderr=subprocess.DEVNULL))
        if user:
            client.ask(m.SignIn(user, password(user)))
        return client

    def vaults(self) -> list[int]:
        """Return the processes of the service account that serve somebody, the oldest first."""
        return vault_processes(self.service.uid, self.vault)

    def wait_for_vaults(self, count: int) -> list[int]:
        """Wait until just so many serve; return them."""
        deadline = time.monotonic() + PATIENCE
        while len(found := self.vaults()) != count:
            assert time.monotonic() < deadline, f"{len(found)} vaults, not {count}"
            os.sched_yield()
        return found

    def close(self) -> None:
        self._clients.close()
        if self._unit is not None:
            self._unit.close()


@contextlib.contextmanager
def guarded_house(count: int = 3, policy: str = "") -> Iterator[House]:
    """A house with ``count`` customers whose door is still closed. Nothing of it is left afterwards."""
    callers = [("operator", True), ("other", True), ("lead", True), ("stranger", False), ("service", False)]
    with people(*callers) as (group, who), contextlib.ExitStack() as ending:
        root = Path(tempfile.mkdtemp(prefix="operator-console-", dir="/var/tmp"))
        ending.callback(shutil.rmtree, root)
        root.chmod(0o711)
        door = sound_folder()
        assert door is not None, "root has no folder of its own here"
        ending.callback(shutil.rmtree, door)
        door.chmod(0o755)
        place = GuardedPlace(door / "vault.sock", who["service"].name)
        house = House(root, place, group, who, _stolen_list(count, policy or default_policy()), other_python())
        _move_in(house, policy or default_policy())
        ending.callback(house.close)
        yield house


def _stolen_list(count: int, policy_text: str) -> list[Known]:
    policy = read_policy(policy_text)
    return [Known(client_of(i, policy), values) for i, values in enumerate(customers(count, SEED, policy))]


def furnish(
    folder: Path, list_: Sequence[Known], policy_text: str, places: SecretPlaces, mode: Mode, uid: int | None = None
) -> None:
    """Make a vault as it is after a set-up, with these customers in it and its device secret in a file."""
    shared = mode is Mode.GUARDED
    keeper = VaultKeeper(folder, places, SystemClock(), CHEAP, shared=shared, mode=mode)
    staff = [Person(name, "", role, Secret(password(name)), must_change=False) for name, role in STAFF.items()]
    prepared = prepare(keeper, staff, policy_text, device_secret="file")
    vault = confirm(prepared, prepared.recovery_code.reveal(), SystemClock(), this_place(mode, uid))
    policy = read_policy(policy_text)
    with vault.customers.change():
        for known in list_:
            fields = {n: field_value(policy.fields[n], text) for n, text in known.values.items()}
            number = canonical(policy.fields[NUMBER].kind, known.values[NUMBER])
            vault.customers.insert(known.client, number, fields)
    vault.close()
    keeper.close()


def _move_in(house: House, policy_text: str) -> None:
    """Make the house's vault and give all of it to the service account alone."""
    house.state.mkdir(mode=0o700)
    places = guarded_secret_places(house.vault)
    furnish(house.vault, house.list, policy_text, places, Mode.GUARDED, house.service.uid)
    for path in (house.state, *house.state.rglob("*")):
        os.chown(path, house.service.uid, house.service.gid)


def vault_processes(uid: int, vault: Path) -> list[int]:
    """Return the processes of an OS user that serve a vault, the oldest first."""
    return sorted(_serving(uid, os.fsencode(vault)))


def _serving(uid: int, vault: bytes) -> Iterator[int]:
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            running = (process / "stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
            if running and process.stat().st_uid == uid and vault in (process / "cmdline").read_bytes().split(b"\0"):
                yield int(process.name)
