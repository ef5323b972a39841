"""An administrator at a real vault, and files to be imported into it."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.policy_file import read_policy
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.resource_files import resource
from operator_console.services.desk import Desk
from operator_console.services.files import FilesByPath
from operator_console.services.import_customers import ImportResult, import_file
from operator_console.services.journal import Journal
from operator_console.services.ports import LogFilter
from operator_console.services.set_up import Person, confirm, prepare
from operator_console.storage.device_secret import SecretPlaces
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.keyrings import Keyring
from operator_console.storage.keys import Argon2Cost
from operator_console.storage.machine import SystemClock, this_place
from tests.services.backup_place import made_once, own_machine  # noqa: F401 - fixtures


def no_keyring() -> Keyring:
    raise Refusal(Code.KEYRING_UNAVAILABLE)


@pytest.fixture(scope="module")
def import_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An administrator's desk at a real vault."""
    folder = tmp_path_factory.mktemp("import")
    clock, place = SystemClock(), this_place("standalone")
    places = SecretPlaces(no_keyring, folder / "secrets")
    keeper = VaultKeeper(folder / "vault", places, clock, Argon2Cost(memory_kib=64, passes=1, lanes=1))
    text = resource("policies", "default.toml").read_text(encoding="utf-8")
    person = Person("admin", "", Role.ADMINISTRATOR, Secret("mihon-kanri-5"), must_change=False)
    prepared = prepare(keeper, [person], text, device_secret="file")
    vault = confirm(prepared, prepared.recovery_code.reveal(), clock, place)
    journal = Journal(vault.log, clock, place, "session", person.user, person.role)
    yield Desk(vault, read_policy(text), vault.accounts.list()[0], clock, journal)
    vault.close()
    keeper.close()


numbers = (f"T-{number:06d}" for number in count(1))


@pytest.fixture
def number() -> str:
    """A customer number that is not in the vault."""
    return next(numbers)


class Importing:
    """Imports a text and keeps what it was told on the way."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk = desk
        self.path = folder / "見本.csv"
        self.steps: list[tuple[str, int, int]] = []

    def work(self, text: str, existing: str = "reject", encoding: str = "utf-8", client: str = "") -> Any:
        self.path.write_bytes(text.encode(encoding))
        return import_file(self._desk, FilesByPath(), self.path, client=client, existing=existing, encoding="")

    def __call__(self, text: str, **how: str) -> ImportResult:
        return self.finish(self.work(text, **how))

    def finish(self, work: Any) -> ImportResult:
        try:
            while True:
                self.steps.append(next(work))
        except StopIteration as end:
            result: ImportResult = end.value
            return result

    def last_facts(self, action: Action, outcome: Outcome) -> dict[str, str]:
        """The facts of the newest entry, which must be this one."""
        (entry,) = self._desk.vault.log.page(LogFilter(), 0, 1)
        assert (entry.action, entry.outcome) == (action, outcome)
        return dict(entry.facts)


@pytest.fixture
def importing(import_desk: Desk, tmp_path: Path) -> Importing:
    return Importing(import_desk, tmp_path)
