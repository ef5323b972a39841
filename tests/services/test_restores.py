"""Putting a backup back gives the whole vault of its moment, and loses nothing that lies there."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from operator_console.domain.actions import Action
from operator_console.domain.backups import Here
from operator_console.domain.modes import Mode
from operator_console.domain.refusals import Cancelled, Code, Refusal
from operator_console.protocol import messages as m
from operator_console.storage import backup_file, restoring
from operator_console.storage.folder import ATTEMPTS, RESTORED
from tests.services.backup_place import add, backed_up, beside, entries, file_of, nobody, refused, restored
from tests.services.evidence_office import PASSWORD, Office


def test_into_nothing_it_opens_with_the_passwords(place, made):
    backup = made[1]
    shutil.rmtree(place.folder)
    found = nobody(place).ask(m.LookIntoBackup(file_of(place)))
    assert (found.backup, found.here) == (backup, Here.NOTHING)
    done = restored(place)
    assert (done.backup, done.here, done.aside) == (backup, Here.NOTHING, "")
    place.sign_in("admin")
    assert place.desk.vault.customers.count() == 1
    (entry,) = entries(place, Action.RESTORED)
    assert entry.sequence == backup.entries + 1
    told = dict(entry.facts)
    assert (told["backup"], told["made"], told["entries"]) == (backup.backup, backup.made, str(backup.entries))
    assert told["restored_by"] and len(told["head"]) == 64 and "aside" not in told
    assert place.ask(m.VerifyLog()).ok
    last = place.ask(m.ReadBackups()).last
    assert (last.made, last.user, last.bytes) == (backup.made, "", 0)
    backed_up(place)
    assert place.ask(m.ReadBackups()).last.user == "admin"
    place.sign_in("lead")
    assert len(entries(place, Action.RESTORED)) == 1
    assert not (place.folder / RESTORED).exists()


def test_on_another_machine_it_takes_the_recovery_key(place, tmp_path):
    other = Office(tmp_path / "other", recovery=place.recovery)
    other.root.mkdir()
    shutil.copyfile(file_of(place), file_of(other))
    restored(other)
    assert other.ask(m.Hello()).device_secret == "missing"
    with refused(Code.DEVICE_SECRET_MISSING):
        other.sign_in("admin")
    other.ask(m.Recover(other.recovery, "admin", f"{PASSWORD} 2", "file"))
    with refused(Code.SIGN_IN_WRONG):
        other.sign_in("admin")
    nobody(other).ask(m.SignIn("admin", f"{PASSWORD} 2"))
    order = [action for action in other.actions() if action in {Action.RESTORED, Action.RECOVERY}]
    assert order == [Action.RESTORED, Action.RECOVERY]
    other.leave()


def test_a_backup_from_before_a_recovery_takes_the_recovery_key_again(place):
    """The device has another secret by now; the window offers the way that opens it."""
    nobody(place).ask(m.Recover(place.recovery, "admin", f"{PASSWORD} 2", "file"))
    restored(place, move=True)
    assert nobody(place).ask(m.Hello()).device_secret == "missing"
    with refused(Code.DEVICE_SECRET_WRONG):
        place.ask(m.SignIn("admin", PASSWORD))
    place.ask(m.Recover(place.recovery, "admin", f"{PASSWORD} 3", "file"))
    nobody(place).ask(m.SignIn("admin", f"{PASSWORD} 3"))
    assert len(entries(place, Action.RESTORED)) == 1


def test_a_vault_that_lies_there_is_kept(place, made):
    place.sign_in("admin")
    add(place, "A2")
    newer = backed_up(place)
    place.lock()
    found = nobody(place).ask(m.LookIntoBackup(file_of(place)))
    assert found.here is Here.SAME and found.entries_here > newer.entries > made[1].entries
    with refused(Code.VAULT_EXISTS):
        restored(place)
    done = restored(place, move=True)
    assert done.here is Here.SAME and done.aside.startswith("vault.before-restore-2026")
    place.sign_in("admin")
    assert place.desk.vault.customers.count() == 1
    assert dict(entries(place, Action.RESTORED)[0].facts)["aside"] == done.aside
    place.lock()
    place.folder.rename(place.root / "restored")
    (place.root / done.aside).rename(place.folder)
    place.sign_in("admin")
    assert place.desk.vault.customers.count() == 2
    assert place.ask(m.VerifyLog()).ok


def test_a_record_kept_elsewhere_tells_of_what_is_only_in_the_vault_that_gave_way(place):
    place.sign_in("lead")
    taken = place.ask(m.TakeCheckpoint())
    place.lock()
    restored(place, move=True)
    place.sign_in("lead")
    verified = place.ask(m.VerifyLog((taken.text,)))
    assert not verified.ok
    codes = {finding.code for finding in verified.findings}
    assert "kept_ahead" in codes or "kept_mismatch" in codes
    assert "restored" in codes


def test_a_whole_older_moment_is_no_missing_change(place):
    """The count of changes that the log's key file knows comes from the same moment as the customers."""
    place.sign_in("admin")
    for number in ("B1", "B2", "B3"):
        add(place, number)
    place.lock()
    restored(place, move=True)
    place.sign_in("admin")  # customers.db alone from a backup is refused with CUSTOMERS_OLDER
    assert place.desk.vault.customers.count() == 1


def test_failed_sign_ins_are_not_forgotten(place):
    for _ in range(3):
        with refused(Code.SIGN_IN_WRONG):
            nobody(place).ask(m.SignIn("admin", "a wrong one"))
    count = (place.folder / ATTEMPTS).read_bytes()
    restored(place, move=True)
    assert (place.folder / ATTEMPTS).read_bytes() == count
    assert len(place.conversation.keeper.failures("admin")) == 3


def test_what_is_left_of_a_broken_vault_gives_way_too(place):
    (place.folder / "vault.json").write_bytes(b"{")
    found = nobody(place).ask(m.LookIntoBackup(file_of(place)))
    assert found.here is Here.UNREADABLE
    done = place.ask(m.RestoreBackup(file_of(place), move=True))
    assert (place.root / done.aside / "vault.json").read_bytes() == b"{"
    place.sign_in("admin")


def test_a_folder_with_something_else_in_it_is_left_alone(place):
    shutil.rmtree(place.folder)
    place.folder.mkdir()
    (place.folder / "a letter").write_text("kept")
    with refused(Code.FILE_EXISTS):
        restored(place, move=True)
    assert (place.folder / "a letter").read_text() == "kept"


def test_nobody_puts_it_back_who_has_signed_in(place):
    place.sign_in("admin")
    for request in (m.LookIntoBackup(file_of(place)), m.RestoreBackup(file_of(place), move=True)):
        with refused(Code.ALREADY_SIGNED_IN):
            place.ask(request)


def test_what_is_no_backup_changes_nothing(place):
    shutil.copyfile(file_of(place), file_of(place, "copy"))
    whole = Path(file_of(place)).read_bytes()
    front = len(backup_file.MARK) + 4
    cases = {
        "empty": (b"", Code.BACKUP_FOREIGN),
        "a letter": (b"a letter", Code.BACKUP_FOREIGN),
        "cut in its mark": (whole[:5], Code.BACKUP_FOREIGN),
        "cut in its front": (whole[: front + 40], Code.BACKUP_DAMAGED),
        "cut at its end": (whole[:-1], Code.BACKUP_DAMAGED),
        "longer": (whole + b"\0", Code.BACKUP_DAMAGED),
        "another length": (whole[: front - 4] + b"\xff\xff\xff\xff" + whole[front:], Code.BACKUP_DAMAGED),
        "a changed front": (whole[: front + 60] + b"#" + whole[front + 61 :], Code.BACKUP_DAMAGED),
        "a changed page": (whole[:-5000] + b"####" + whole[-4996:], Code.BACKUP_DAMAGED),
    }
    for name, (content, code) in cases.items():
        path = Path(file_of(place, "copy"))
        path.write_bytes(content)
        with refused(code):
            restored(place, "copy", move=True)
        assert beside(place) == ["copy"], name
    place.sign_in("admin")


def rewritten(place, change):
    """The backup with another manifest, as somebody without the vault's key could write it."""
    with Path(file_of(place)).open("rb") as file:
        _, manifest = backup_file.read_front(file)
        rest = file.read()
    content = change(manifest).sealed(b"k" * 32)
    Path(file_of(place, "copy")).write_bytes(backup_file.front_of(content) + rest)


def test_a_later_form_is_refused_in_words(place, monkeypatch):
    rewritten(place, lambda manifest: replace(manifest, schemas={**manifest.schemas, "log.db": 999}))
    with refused(Code.VAULT_NEWER) as caught:
        restored(place, "copy", move=True)
    assert caught.value.params["found"] == 999
    monkeypatch.setattr(backup_file, "FORMAT", 2)
    rewritten(place, lambda manifest: manifest)
    monkeypatch.setattr(backup_file, "FORMAT", 1)
    with refused(Code.VAULT_NEWER):
        restored(place, "copy", move=True)


@pytest.mark.parametrize("name", ["../escaped", "lock", "device_secret", "reserve"])
def test_no_other_file_is_written_than_a_vault_has(place, name):
    rewritten(place, lambda manifest: replace(manifest, parts=(*manifest.parts, backup_file.Part(name, 0, ""))))
    with refused(Code.BACKUP_DAMAGED):
        restored(place, "copy", move=True)
    assert beside(place) == ["copy"]


def test_a_backup_that_no_open_vault_made_is_not_opened(place):
    """Its files may be the vault's own, but what it says of itself would go into the log."""
    rewritten(place, lambda manifest: replace(manifest, made="1999-01-01T00:00:00+00:00"))
    restored(place, "copy", move=True)
    place.leave()
    with refused(Code.VAULT_DAMAGED) as caught:
        place.sign_in("admin")
    assert caught.value.params == {"file": RESTORED}


def test_a_vault_of_the_other_mode_is_refused_before_anything_is_moved(place):
    nobody(place).conversation.keeper._mode = Mode.GUARDED
    with refused(Code.MODE_WRONG):
        place.ask(m.RestoreBackup(file_of(place), move=True))
    assert beside(place) == []


def test_where_several_processes_serve_a_folder_nothing_in_it_is_moved(place):
    nobody(place).conversation.keeper._shared = True
    with refused(Code.VAULT_EXISTS):
        place.ask(m.RestoreBackup(file_of(place), move=True))
    assert beside(place) == []


def test_stopped_at_any_step_the_old_vault_is_there(place):
    at = 0
    while True:
        work = nobody(place).handlers.answer(m.RestoreBackup(file_of(place), move=True))
        try:
            for _ in range(at + 1):
                next(work)
        except StopIteration:
            break
        with refused(Code.CANCELLED):
            work.throw(Cancelled())
        assert beside(place) == []
        at += 1
    assert at > 4
    place.sign_in("admin")
    assert len(entries(place, Action.RESTORED)) == 1


def test_a_sudden_end_between_its_entry_and_its_note_writes_it_once(place, monkeypatch):
    restored(place, move=True)

    def full(_):
        raise Refusal(Code.DISK_FULL)

    with monkeypatch.context() as patch:
        patch.setattr(restoring, "forget", full)
        place.sign_in("admin")
        place.lock()
    assert (place.folder / RESTORED).exists()
    place.sign_in("admin")
    assert len(entries(place, Action.RESTORED)) == 1
    assert not (place.folder / RESTORED).exists()
