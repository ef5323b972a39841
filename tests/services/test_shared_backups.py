"""A backup is of one moment although other vault processes work on the same folder meanwhile."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from operator_console.domain.actions import Action
from operator_console.domain.backups import BackupView
from operator_console.domain.ids import UserName
from operator_console.services.back_up import back_up
from operator_console.services.desk import Desk
from operator_console.services.files import FilesByPath
from operator_console.services.journal import Journal
from operator_console.services.ports import LogFilter
from operator_console.services.restore import restore, tell_of_restore
from operator_console.services.unlock import sign_in
from operator_console.services.verify_log import verify_log
from operator_console.storage.device_secret import SecretPlaces
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.machine import this_place
from tests.services.call_centre import CHEAP, STAFF, default_text, no_keyring, password
from tests.services.test_many_processes import SharedCentre

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="one process alone serves a vault there")


def whole(work: Any) -> Any:
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[SharedCentre]:
    made = SharedCentre(tmp_path / "site", default_text())
    yield made
    made.close()


def restored(centre: SharedCentre, file: Path) -> tuple[VaultKeeper, Desk]:
    """Put a backup back elsewhere on the same machine, and sign in there."""
    place, secrets = this_place("standalone"), centre.folder / "secrets"
    keeper = VaultKeeper(file.with_suffix(""), SecretPlaces(no_keyring, secrets), centre.clock, CHEAP)
    whole(restore(keeper, FilesByPath(), centre.clock, place, file, move=False))
    return keeper, sign_in(keeper, centre.clock, place, "admin", password("admin"))[0]


def test_each_backup_is_of_one_moment(centre: SharedCentre, tmp_path: Path) -> None:
    """The count of changes in the log's key file, the sums over the customers and the log all fit together."""
    desk = centre.sit("admin")
    command = [sys.executable, "-m", "tests.services.other_process", str(centre.folder), "change", "lead"]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout and other.stdout.readline().strip() == "changing"
        made: list[tuple[Path, BackupView]] = []
        for number in range(6):
            file = tmp_path / f"{number}.ocbackup"
            made.append((file, whole(back_up(desk, FilesByPath(), file))))
        changed = int(other.communicate("\n", timeout=60)[0])
    finally:
        other.kill()
        other.communicate()
    assert made[0][1].entries < made[-1][1].entries
    assert made[0][1].customers < made[-1][1].customers <= changed + desk.vault.customers.count()
    for file, backup in made:
        keeper, there = restored(centre, file)
        (told,) = there.vault.log.page(LogFilter(action=Action.RESTORED), 0, 10)
        assert told.sequence == backup.entries + 1
        assert there.vault.customers.count() == backup.customers
        assert whole(verify_log(there)).ok
        there.vault.close()
        keeper.close()
    assert whole(verify_log(desk)).ok


def test_no_other_process_is_kept_from_its_work_for_long(centre: SharedCentre, tmp_path: Path) -> None:
    """What is slow, checking and writing, is done on a copy: entries are written and customers changed meanwhile."""
    desk = centre.sit("admin")
    keeper = centre._keeper()
    other = sign_in(keeper, centre.clock, this_place("guarded"), "lead", password("lead"))[0]
    stages = set()
    for stage, _, _ in back_up(desk, FilesByPath(), tmp_path / "file"):
        stages.add(stage)
        other.journal.write(Action.LOG_READ)
        other.vault.accounts.note_sign_in(UserName("lead"), "2026-11-22T00:00:00+00:00")
    assert stages == {"copying", "checking", "hashing", "writing", "reading_back"}
    other.vault.close()
    keeper.close()


def test_two_who_open_a_restored_vault_at_once_tell_of_it_once(centre: SharedCentre, tmp_path: Path) -> None:
    desk = centre.sit("admin")
    file = tmp_path / "file"
    whole(back_up(desk, FilesByPath(), file))
    centre.close()
    shutil.rmtree(centre.folder / "vault")
    keepers = [centre._keeper() for _ in range(2)]
    place = this_place("guarded")
    whole(restore(keepers[0], FilesByPath(), centre.clock, place, file, move=False))
    vaults = [keeper.open(UserName(user), password(user))[0] for keeper, user in zip(keepers, STAFF, strict=False)]
    for keeper, vault in zip(keepers, vaults, strict=True):
        tell_of_restore(keeper, vault, Journal(vault.log, centre.clock, place, "session"))
    assert len(vaults[1].log.page(LogFilter(action=Action.RESTORED), 0, 10)) == 1
    for keeper, vault in zip(keepers, vaults, strict=True):
        vault.close()
        keeper.close()
