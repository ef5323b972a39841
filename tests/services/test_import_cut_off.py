"""A process that dies in the middle of an import leaves whole batches and a log that says, at the next opening, so."""

import subprocess
import sys
from pathlib import Path

from operator_console.domain.actions import Action
from operator_console.domain.fields import Kind
from operator_console.domain.ids import ClientId, FieldName
from operator_console.domain.matching import canonical
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.resource_files import resource
from operator_console.services.import_customers import BATCH
from operator_console.services.ports import LogFilter
from operator_console.services.set_up import Person, confirm, prepare
from operator_console.services.unlock import sign_in
from operator_console.storage.device_secret import SecretPlaces
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.keyrings import Keyring
from operator_console.storage.keys import Argon2Cost
from operator_console.storage.machine import SystemClock, this_place

PASSWORD = "mihon-kanri-5"
WHOLE = 3
IMPORTS_UNTIL_IT_DIES = f"""
import os, sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parent)!r})
import test_import_cut_off as here
from operator_console.services.files import FilesByPath
from operator_console.services.import_customers import import_file

desk = here.opened(Path(sys.argv[1]))[1]
work = import_file(desk, FilesByPath(), Path(sys.argv[2]), client="", existing="reject", encoding="")
left = {WHOLE}
for stage, done, total in work:
    left -= stage == "importing"
    if not left:
        change = desk.vault.customers.change()
        change.__enter__()
        desk.vault.customers.insert(here.CLIENT, "half", {{}})
        os._exit(9)
"""
CLIENT = ClientId("aozora")


def no_keyring() -> Keyring:
    raise AssertionError("a file was asked for")


def keeper_of(folder: Path) -> VaultKeeper:
    places = SecretPlaces(no_keyring, folder / "secrets")
    return VaultKeeper(folder / "vault", places, SystemClock(), Argon2Cost(memory_kib=64, passes=1, lanes=1))


def opened(folder: Path):
    keeper = keeper_of(folder)
    desk, _ = sign_in(keeper, SystemClock(), this_place("standalone"), "admin", Secret(PASSWORD))
    return keeper, desk


def make(folder: Path) -> None:
    text = resource("policies", "default.toml").read_text(encoding="utf-8")
    keeper = keeper_of(folder)
    person = Person("admin", "", Role.ADMINISTRATOR, Secret(PASSWORD), must_change=False)
    prepared = prepare(keeper, [person], text, device_secret="file")
    confirm(prepared, prepared.recovery_code.reveal(), SystemClock(), this_place("standalone")).close()
    keeper.close()


def test_a_killed_import_is_settled_at_the_next_sign_in(tmp_path: Path) -> None:
    make(tmp_path)
    rows = "".join(f"T-{number},見本 {number}\n" for number in range(10 * BATCH))
    (tmp_path / "rows.csv").write_text(f"顧客番号,氏名\n{rows}", encoding="utf-8")
    died = subprocess.run(
        [sys.executable, "-c", IMPORTS_UNTIL_IT_DIES, str(tmp_path), str(tmp_path / "rows.csv")],
        check=False,
        capture_output=True,
    )
    assert (died.returncode, died.stderr) == (9, b"")

    keeper, desk = opened(tmp_path)
    (settled,) = desk.vault.log.page(LogFilter(action=Action.VAULT_SETTLED), 0, 2)
    assert dict(settled.facts)["imported"] == str(WHOLE * BATCH)
    assert desk.vault.customers.count() == WHOLE * BATCH
    last = desk.vault.customers.find(
        CLIENT, {FieldName("number"): canonical(Kind.IDENTIFIER, f"T-{WHOLE * BATCH - 1}")}, 2
    )
    assert len(last) == 1
    desk.vault.close()
    keeper.close()
