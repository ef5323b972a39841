"""A backup is the vault as it was at one moment, in one file, and what goes wrong leaves nothing of one."""

import shutil
from pathlib import Path

import pytest

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.refusals import Cancelled, Code
from operator_console.protocol import messages as m
from operator_console.storage import backups
from operator_console.storage.folder import STAGED
from tests.services.backup_place import backed_up, beside, entries, file_of, refused, restored
from tests.services.evidence_office import Office


def test_a_backup_says_of_what_and_when_it_is(made):
    office, backup = made
    assert (backup.customers, backup.mode, backup.demo) == (1, "standalone", False)
    assert backup.made.startswith("2026-04-01T09:0")
    assert backup.bytes == (office.root / "first.ocbackup").stat().st_size


def test_that_it_was_begun_is_an_entry_before_and_how_it_ended_is_one_after(place):
    place.sign_in("admin")
    backup = backed_up(place)
    begun, ended = entries(place, Action.BACKUP_BEGUN)[-1], entries(place, Action.BACKUP_ENDED)[-1]
    assert begun.sequence == backup.entries == ended.sequence - 1
    assert dict(begun.facts) == {"backup": backup.backup}
    assert dict(ended.facts) == {
        "backup": backup.backup,
        "entries": str(backup.entries),
        "customers": "1",
        "bytes": str(backup.bytes),
    }


def test_the_last_backup_is_told(place):
    place.sign_in("admin")
    before = place.ask(m.ReadBackups()).last
    assert before is not None and before.user == "admin"
    backup = backed_up(place)
    last = place.ask(m.ReadBackups()).last
    assert (last.bytes, last.since_entries) == (backup.bytes, 0)
    assert last.made > before.made


def test_a_vault_without_a_backup_says_so(tmp_path):
    office = Office(tmp_path).make()
    office.sign_in("admin")
    assert office.ask(m.ReadBackups()).last is None
    office.leave()


@pytest.mark.parametrize("user", ["operator", "lead", "auditor"])
def test_it_is_the_administrators_duty(place, user):
    place.sign_in(user)
    with refused(Code.NOT_YOUR_DUTY):
        backed_up(place)
    with refused(Code.NOT_YOUR_DUTY):
        place.ask(m.ReadBackups())
    assert not Path(file_of(place, "later.ocbackup")).exists()


def test_neither_a_device_secret_nor_a_value_is_in_it(place):
    content = Path(file_of(place)).read_bytes()
    (secret,) = (place.root / "secrets").iterdir()
    assert secret.read_bytes() not in content
    assert bytes.fromhex(secret.read_text()) not in content
    assert "はなこ".encode() not in content and "ハナコ".encode() not in content


def test_another_file_of_that_name_stays(place):
    place.sign_in("admin")
    Path(file_of(place, "later.ocbackup")).write_bytes(b"something else")
    with refused(Code.FILE_EXISTS):
        backed_up(place)
    assert Path(file_of(place, "later.ocbackup")).read_bytes() == b"something else"


def test_a_folder_that_is_not_there_is_refused(place):
    place.sign_in("admin")
    with refused(Code.FILE_UNWRITABLE):
        backed_up(place, "nowhere/later.ocbackup")


def test_stopped_at_any_step_it_leaves_nothing(place):
    place.sign_in("admin")
    at, stopped = 0, True
    while stopped:
        work = place.handlers.answer(m.MakeBackup(file_of(place, f"stopped{at}")))
        try:
            for _ in range(at + 1):
                next(work)
            with refused(Code.CANCELLED):
                work.throw(Cancelled())
        except StopIteration:
            stopped = False
            break
        assert entries(place, Action.BACKUP_ENDED)[-1].outcome is Outcome.CANCELLED
        assert beside(place) == []
        assert not (place.folder / STAGED).exists()
        at += 1
    assert at > 10


def test_a_lock_in_its_midst_stops_it(place):
    place.sign_in("admin")
    work = place.handlers.answer(m.MakeBackup(file_of(place, "stopped")))
    for _ in range(4):
        next(work)
    work.close()
    assert entries(place, Action.BACKUP_ENDED)[-1].outcome is Outcome.CANCELLED
    assert beside(place) == []


def test_without_room_for_the_copy_the_reserve_stays(place, monkeypatch):
    place.sign_in("admin")
    free = shutil.disk_usage(place.folder)._replace(free=backups.SIZE + backups.LOW)
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _: free)
    with refused(Code.DISK_FULL):
        backed_up(place)
    assert entries(place, Action.BACKUP_ENDED)[-1].outcome is Outcome.FAILED
    assert beside(place) == []


@pytest.mark.parametrize("name", ["customers.db", "log.db"])
def test_a_page_that_is_not_as_it_was_sealed_makes_no_backup(place, monkeypatch, name):
    """The copy is damaged here, so that the vault itself still opens."""
    place.sign_in("admin")
    copy = backups._copy_database

    def damaging(files, path, target):
        copy(files, path, target)
        if path.name == name:
            with (target / name).open("r+b") as file:
                file.seek(3 * 8192 + 100)
                file.write(b"\0\0\0\0")

    monkeypatch.setattr(backups, "_copy_database", damaging)
    with refused(Code.VAULT_DAMAGED) as caught:
        backed_up(place)
    assert caught.value.params == {"file": name}
    assert beside(place) == []


def test_a_file_that_does_not_keep_what_is_written_is_no_backup(place, monkeypatch):
    place.sign_in("admin")
    front = backups.read_front
    monkeypatch.setattr(backups, "read_front", lambda file: (file.read(3), front(file))[1])
    with refused(Code.FILE_UNWRITABLE) as caught:
        backed_up(place)
    assert caught.value.params == {"path": file_of(place, "later.ocbackup")}
    assert beside(place) == []


def test_two_backups_at_once_are_one(place):
    place.sign_in("admin")
    with place.desk.vault.staged(backups.Moment("x", "", "")), refused(Code.BUSY):
        backed_up(place)
    backed_up(place)


def test_what_a_sudden_end_left_of_a_copy_goes_at_the_next_opening(place):
    (place.folder / STAGED).mkdir()
    (place.folder / STAGED / "log.db").write_bytes(b"half")
    place.sign_in("admin")
    assert not (place.folder / STAGED).exists()


def test_a_reader_does_not_keep_entries_out_of_it(place):
    """Whoever reads the log keeps its write-ahead log from being brought home."""
    place.sign_in("admin")
    with place.desk.vault.log.reading() as reader:
        next(iter(reader.runs()))
        backup = backed_up(place)
    place.leave()
    shutil.rmtree(place.folder)
    restored(place, "later.ocbackup")
    place.sign_in("admin")
    assert entries(place, Action.RESTORED)[0].sequence == backup.entries + 1
