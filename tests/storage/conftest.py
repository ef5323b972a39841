"""Vaults in a folder of the test's own: real SQLCipher, real files, and a password that is cheap to try."""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from operator_console.domain.ids import UserName
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.resource_files import resource
from operator_console.services.ports import Account, FirstAccount
from operator_console.storage.device_secret import SecretPlaces
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.keys import Argon2Cost

CHEAP = Argon2Cost(memory_kib=64, passes=1, lanes=1)
PEOPLE = {"admin": Role.ADMINISTRATOR, "operator": Role.OPERATOR, "lead": Role.LEAD}


@dataclass
class StoppedClock:
    time: datetime = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)

    def now(self):
        return self.time

    def monotonic_ns(self):
        return 0


def no_keyring():
    raise Refusal(Code.KEYRING_UNAVAILABLE, backend="")


@dataclass
class Site:
    """A machine on which there may be a vault."""

    root: Path
    keyring: object = no_keyring
    clock: StoppedClock = field(default_factory=StoppedClock)
    code: str = ""
    keepers: list = field(default_factory=list)

    @property
    def folder(self):
        return self.root / "vault"

    @property
    def secret_file(self):
        (path,) = (self.root / "secrets").iterdir()
        return path

    def keeper(self, cost=CHEAP):
        """A keeper as a new process would have it: the one before has let go."""
        self.let_go()
        keeper = VaultKeeper(self.folder, SecretPlaces(self.keyring, self.root / "secrets"), self.clock, cost)
        self.keepers.append(keeper)
        return keeper

    def prepare(self, **kind):
        accounts = [FirstAccount(Account(UserName(n), n.title(), r), self.password(n)) for n, r in PEOPLE.items()]
        policy = resource("policies", "default.toml").read_text(encoding="utf-8")
        return self.keeper().prepare(accounts, policy, **({"device_secret": "file"} | kind))

    def make(self, **kind):
        prepared = self.prepare(**kind)
        self.code = prepared.recovery_code.reveal()
        return prepared.write()

    def made(self, **kind):
        """Make a vault, close it, and let go of it."""
        self.make(**kind).close()
        self.let_go()
        return self

    def let_go(self):
        for keeper in self.keepers:
            keeper.close()

    def password(self, user):
        return Secret(f"a password of {user}")

    def open(self, user="operator", password=None):
        return self.keeper().open(UserName(user), password or self.password(user))[0]


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path)
    yield site
    site.let_go()


@pytest.fixture
def vault(site):
    vault = site.make()
    yield vault
    vault.close()


@pytest.fixture
def ordinary_user(tmp_path_factory):
    """Take root's rights away for a while, where the tests run as root; root may write everywhere."""
    if os.name == "nt":
        pytest.skip("Windows has no permission bits to take away")
    root = os.geteuid() == 0
    folders = [tmp_path_factory.getbasetemp(), *tmp_path_factory.getbasetemp().parents]
    modes = [(folder, folder.stat().st_mode) for folder in folders] if root else []
    for folder, mode in modes:
        if folder.owner() == "root" and not mode & 0o001:
            folder.chmod(mode | 0o011)

    def become():
        if root:
            os.seteuid(65534)

    yield become
    if root:
        os.seteuid(0)
        for folder, mode in modes:
            folder.chmod(mode)


def refused(code, call, *args, **kwargs):
    """Return the parameters with which a call is refused with this code."""
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)
    assert caught.value.code is code, (caught.value.code, caught.value.params)
    return caught.value.params


@pytest.fixture(name="refused")
def refused_fixture():
    return refused
