"""Demo vaults that are cheap to open, made once and copied for every journey, and a console that a person sits at."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu, QWidget

from operator_console import __version__
from operator_console.demo.people import client_of, customers
from operator_console.demo.vault import USERS, Size, make_demo
from operator_console.domain.ids import FieldName
from operator_console.domain.policy_file import read_policy
from operator_console.domain.roles import Role
from operator_console.protocol.client import VaultPlace
from operator_console.protocol.guarded import GuardedPlace
from operator_console.resource_files import resource
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.keys import Argon2Cost
from operator_console.storage.machine import SystemClock, system_secret_places
from tests.protocol.socket_unit import SocketUnit, place, sound, unit  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from operator_console.console_process import Console
    from tests.guarded.landlord import Tenant

SERVICE = Path(__file__).with_name("guarded_vault.py")
CHEAP = Argon2Cost(memory_kib=64, passes=1, lanes=1)
CUSTOMERS, CALLS, SEED = 60, 4, 3
KNOWN = ("address", "birth_date", "phone", "contract", "email")


@dataclass(frozen=True)
class Site:
    """A vault on this machine, who can sign in to it, and a customer whose values are known."""

    vault: Path
    caller: Mapping[str, str]

    def of(self, role: Role) -> tuple[str, str]:
        """Return a name and a password."""
        return next((user.name, user.password) for user in USERS if user.role is role)

    def values(self, *but: str) -> list[str]:
        """Return everything about the caller that must not be readable anywhere, but for these fields."""
        return [value for name, value in self.caller.items() if len(value) > 3 and name not in but]


def make_site(folder: Path, policy_text: str, calls: int = CALLS, *, misuses: bool = False) -> Site:
    policy = read_policy(policy_text)
    keeper = VaultKeeper(folder, system_secret_places(), SystemClock(), CHEAP)
    size, today = Size(CUSTOMERS, calls, misuses=misuses), datetime.now(UTC)
    make_demo(keeper, policy_text, size, SEED, today=today, build=__version__, tell=lambda *_: None)
    keeper.close()
    people = enumerate(customers(CUSTOMERS, SEED, policy))
    caller = next(
        person
        for index, person in people
        if client_of(index, policy) == next(iter(policy.clients)) and all(person.get(FieldName(name)) for name in KNOWN)
    )
    return Site(folder, {str(name): value for name, value in caller.items() if value})


@pytest.fixture(scope="session")
def copies(tmp_path_factory) -> Callable[[Path, str], Site]:
    """Return what puts a copy of a vault with this policy at a place; each policy's vault is made once."""
    made: dict[str, Site] = {}

    def copy(folder: Path, policy_text: str) -> Site:
        if policy_text not in made:
            made[policy_text] = make_site(tmp_path_factory.mktemp("site") / "vault", policy_text)
        shutil.copytree(made[policy_text].vault, folder)
        return Site(folder, made[policy_text].caller)

    return copy


@pytest.fixture
def policy_text() -> str:
    """The policy that ships."""
    return resource("policies", "default.toml").read_text(encoding="utf-8")


@pytest.fixture
def site(copies, tmp_path, policy_text) -> Site:
    """A vault with the policy that ships."""
    return copies(tmp_path / "vault", policy_text)


@pytest.fixture(scope="session")
def _misused(tmp_path_factory) -> Site:
    text = resource("policies", "default.toml").read_text(encoding="utf-8")
    return make_site(tmp_path_factory.mktemp("misused") / "vault", text, 20, misuses=True)


@pytest.fixture
def misused(_misused, tmp_path) -> Site:
    """A vault whose last working day has every misuse in it that the demo knows."""
    shutil.copytree(_misused.vault, tmp_path / "vault")
    return Site(tmp_path / "vault", _misused.caller)


class StrayWindows(QObject):
    """Notes every window that comes up besides the console's own: a part shown too early flashes as one."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QShowEvent) and isinstance(watched, QWidget) and watched.isWindow():
            wanted = isinstance(watched, QMainWindow | QDialog | QMenu) or watched.windowType() == Qt.WindowType.ToolTip
            if not wanted:
                self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def no_strays(qapp):
    """Fail when a part of the console comes up as a window of its own."""
    strays = StrayWindows()
    qapp.installEventFilter(strays)
    yield
    qapp.removeEventFilter(strays)
    assert strays.seen == []


@pytest.fixture(scope="session")
def guarded(request) -> bool:
    """Whether the journeys are played in Guarded mode."""
    return bool(request.config.getoption("--guarded"))


class Door:
    """Where consoles reach vaults: their folders, or in Guarded mode a service, which is started for one of them."""

    def __init__(self, start: Callable[..., SocketUnit] | None = None, at: GuardedPlace | None = None) -> None:
        self._start = start
        self._at = at
        self._vault: Path | None = None
        self._service: SocketUnit | None = None

    def to(self, vault: Path) -> VaultPlace:
        """Return what a console is to open."""
        if self._start is None or self._at is None:
            return vault
        if self._service is None:
            command = [sys.executable, "-P", str(SERVICE), "--vault", str(vault), "--guarded"]
            self._vault, self._service = vault, self._start(*command)
        assert vault == self._vault, "a machine has one guarded vault"
        return self._at

    def vault_process(self, console: "Console") -> int:
        """Return the id of the process that has the vault of the console that connected last."""
        return console.conductor.link.process_id if self._service is None else self._service.last().pid

    def signal(self, console: "Console", number: int) -> None:
        """Send a signal to that process, as whoever may."""
        os.kill(self.vault_process(console), number)

    def holds(self, vault: Path) -> bool:
        """Whether there is a vault now."""
        return vault.is_dir()


class RentedDoor(Door):
    """Where whoever plays is an operator's uid: root keeps the vaults with a service account, and is asked for them."""

    def __init__(self, tenant: "Tenant") -> None:
        super().__init__()
        self._tenant = tenant

    def to(self, vault: Path) -> VaultPlace:
        if self._at is None:
            told = self._tenant.ask(serve=str(vault))
            self._vault, self._at = vault, GuardedPlace(Path(told["socket"]), told["account"])
        assert vault == self._vault, "a machine has one guarded vault"
        return self._at

    def vault_process(self, console: "Console") -> int:
        return int(self._tenant.ask(pid=str(self._at))["pid"])

    def signal(self, console: "Console", number: int) -> None:
        self._tenant.ask(signal=number, of=str(self._at))

    def holds(self, vault: Path) -> bool:
        return bool(self._tenant.ask(holds=str(self._at))["holds"])

    def close(self) -> None:
        """Close it, whoever is behind it."""
        if self._at is not None:
            self._tenant.ask(close=str(self._at))
        self._tenant.close()


@pytest.fixture
def door(guarded, request) -> Iterator[Door]:
    """Where the consoles of this test reach their vaults."""
    control = os.environ.get("OPERATOR_CONSOLE_LANDLORD", "")
    if not guarded:
        yield Door()
    elif control:
        from tests.guarded.landlord import Tenant

        rented = RentedDoor(Tenant(control))
        yield rented
        rented.close()
    else:
        yield Door(request.getfixturevalue("unit"), request.getfixturevalue("place"))


@pytest.fixture
def seat(qapp, qtbot, tmp_path, monkeypatch, no_strays, door):
    """Return what opens a console on a vault for a person to sit at; everything is closed afterwards."""
    from operator_console.console_process import Console
    from tests.journeys.person import Person

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
    people: list[Person] = []
    locale = QLocale()

    def sit(vault: Path) -> Person:
        console = Console(qapp, "ja")
        qtbot.addWidget(console.window)
        people.append(Person(console))
        console.open(door.to(vault))
        console.window.activateWindow()
        return people[-1]

    yield sit
    for person in people:
        person.console.close()
    QLocale.setDefault(locale)


def is_running(pid: int) -> bool:
    """Whether a process is there and more than a name that nobody has fetched yet."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.fixture
def running() -> Callable[[int], bool]:
    """Return what tells whether a process is still there."""
    if not Path("/proc/self").is_dir():
        pytest.skip("this system has no /proc to look into")
    return is_running
