"""Interrupts making a backup, putting one back and the first opening after it, at every change of the disk.

    python -m tests.faults.cut_restores [--every N] [--planted in-place|unsettled|half|twice]

Killed before, in the midst of or after the n-th write, renaming or sync, or the disk failing from there on, with a
backup of every older schema: afterwards there is a whole backup under its name or none, and in the vault's place lies
wholly the old vault, or wholly the one from the backup with the old one beside it; it opens with every row, and its log
says once from which backup it is. Prints one JSON object; exits 1 where that does not hold.
"""

import hashlib
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from operator_console import whole_files
from operator_console.domain.actions import Action
from operator_console.domain.refusals import Refusal
from operator_console.protocol import messages as m
from operator_console.storage import backup_file, folder, restoring
from operator_console.storage.header import read_header
from operator_console.storage.log_key_file import LogKeyFile
from operator_console.storage.log_store import KEY_FILE, LogStore
from operator_console.storage.sqlcipher import require_whole_pages
from tests.faults.cut_migrations import DATABASES, Older, key_of, steps_of
from tests.faults.cutting import CHANGES, LASTING, WAYS, Cutting, command
from tests.faults.disk import Disk, Fault, the_disk
from tests.faults.failing_disk import openable
from tests.faults.workshop import LEAD, PASSWORD, Workshop, errors, make_workshop

AT_THE_END: Final = 5
"""Changes of the disk at the end of each work that are interrupted always: names are changed there."""
Content = dict[str, str]
"""The vault's files by name, each as its SHA-256."""


def content_of(place: Path, *without: str) -> Content:
    names = [name for name in backup_file.KEPT if name not in without and (place / name).exists()]
    return {name: backup_file.digest_of(place / name) for name in names}


def packed(workshop: Workshop, file: Path) -> None:
    """Write a closed vault into a backup, as a build that knew its older schema would have done."""
    keys, header = key_of(workshop), read_header(workshop.folder)
    schemas = {
        name: require_whole_pages(workshop.folder / name, key)
        for name, key in (("customers.db", keys.customers_database), ("log.db", keys.log_database))
    }
    told = LogKeyFile.open(workshop.folder / KEY_FILE, keys.log_state, header.log_id)
    state = told.state
    told.close()
    names = [name for name in backup_file.KEPT if (workshop.folder / name).exists()]
    parts = [
        backup_file.Part(name, (workshop.folder / name).stat().st_size, backup_file.digest_of(workshop.folder / name))
        for name in names
    ]
    manifest = backup_file.Manifest(
        backup=hashlib.sha256(str(file).encode()).hexdigest()[:16],
        made="2026-04-01T09:00:00+00:00",
        build="0.0.1",
        mode=header.mode.value,
        demo=False,
        vault=header.vault_id.hex(),
        entries=state.entries,
        head=state.head.hex(),
        customers=1,
        schemas=schemas,
        parts=tuple(parts),
    )
    whole = b"".join((workshop.folder / name).read_bytes() for name in names)
    file.write_bytes(backup_file.front_of(manifest.sealed(keys.seal_of_files)) + whole)


class Cuts(Cutting):
    """Everything that is interrupted, and what was wrong afterwards."""

    def __init__(self, workshop: Workshop, disk: Disk, every: int, *, stop_at_first: bool) -> None:
        super().__init__(workshop, disk, every)
        self._stop_at_first = stop_at_first
        self._safe = disk.folder.parent / "safe"
        self._safe.mkdir()

    # ---- making one

    def backups(self) -> None:
        kept = self._copied("kept", self._safe)

        def work(way: Fault | None, at: int) -> int:
            place = self._copied("making", self._disk.folder, kept)
            out = place.folder.parent / "out"
            out.mkdir()
            vault = place.start()
            vault.tell(m.SignIn("admin", PASSWORD))
            seen = self._interrupted(way, at, lambda: vault.tell(m.MakeBackup(str(out / "file"))))
            vault.kill_after(0)
            self.cuts["backups"] += 1
            self._judge_backup(f"backup, {way and way.name}", place, out)
            return seen

        self._cut_everywhere(work)

    def _judge_backup(self, what: str, place: Workshop, out: Path) -> None:
        file = out / "file"
        if file.exists() and not self._whole(file):
            self.wrong[f"{what}: half a backup"] += 1
        if not openable(place, "admin") or errors(place.verdict()):
            self.wrong[f"{what}: the vault does not open"] += 1
        if (place.folder / folder.STAGED).exists():
            self.wrong[f"{what}: a copy is left"] += 1
        with suppress(FileNotFoundError):
            file.unlink()
        vault = place.start()
        vault.tell(m.SignIn("admin", PASSWORD))
        again = vault.tell(m.MakeBackup(str(file)))
        vault.kill_after(0)
        if not isinstance(again, m.BackupMade) or [path.name for path in out.iterdir()] != ["file"]:
            self.wrong[f"{what}: it cannot be made again"] += 1

    def _whole(self, file: Path) -> bool:
        with file.open("rb") as opened:
            try:
                content, manifest = backup_file.read_front(opened)
                backup_file.require_whole_length(opened, content, manifest)
            except Refusal:
                return False
            return all(hashlib.sha256(opened.read(p.size)).hexdigest() == p.sha256 for p in manifest.parts)

    # ---- putting one back

    def restores(self) -> None:
        schemas = [(name, version) for name in DATABASES for version in range(1, len(steps_of(name)))]
        schemas.append(("customers.db", len(steps_of("customers.db"))))
        for name, version in schemas if self._every == 1 else schemas[:1]:
            place = self._copied("older", self._disk.folder)
            older = Older(place, name, version, self._disk.folder / "scratch")
            file = self._safe / f"{name}-{version}"
            packed(place, file)
            new = content_of(place.folder)
            shutil.rmtree(place.folder.parent)
            for over in (False, True):
                self._restores(f"{name} {version}{' over another' if over else ''}", older, file, new, over=over)
            self._first_openings(f"{name} {version}", file)

    def _restores(self, what: str, older: Older, file: Path, new: Content, *, over: bool) -> None:
        old = content_of(self._workshop.folder) if over else {}

        def work(way: Fault | None, at: int) -> int:
            place = self._copied("older", self._disk.folder)
            if not over:
                shutil.rmtree(place.folder)
            vault = place.start()
            seen = self._interrupted(way, at, lambda: vault.tell(m.RestoreBackup(str(file), move=over)))
            vault.kill_after(0)
            self.cuts["restores"] += 1
            if fault := self._fault(place, older, old, new):
                self.wrong[f"{what}, {way and way.name}: {fault}"] += 1
            return seen

        self._cut_everywhere(work)

    def _fault(self, place: Workshop, older: Older, old: Content, new: Content) -> str:
        """Return what is wrong with what lies there; empty when it is wholly old or wholly new, and opens."""
        keeper = place.keeper()
        try:
            there = keeper.state().present
        except Refusal as refusal:
            return f"{refusal.code}"
        finally:
            keeper.close()
        found = content_of(place.folder) if there else {}
        aside = [path for path in place.folder.parent.iterdir() if ".before-restore-" in path.name]
        if found == old:
            if aside:
                return "the old vault is there twice"
        elif found != new:
            return "neither the old vault nor the one from the backup"
        elif [content_of(path) for path in aside] != ([old] if old else []):
            return "the old vault is gone"
        elif fault := older.fault():
            return fault
        if not there:
            return "" if self._restored(place, older) else "it cannot be put back again"
        return "" if openable(place, LEAD) else "it does not open"

    def _restored(self, place: Workshop, older: Older) -> bool:
        vault = place.start()
        done = vault.tell(m.RestoreBackup(str(self._safe / f"{older.name}-{older.version}")))
        vault.kill_after(0)
        return isinstance(done, m.BackupRestored) and openable(place, LEAD)

    # ---- the first opening

    def _first_openings(self, what: str, file: Path) -> None:
        place = self._copied("older", self._disk.folder)
        shutil.rmtree(place.folder)
        vault = place.start()
        assert isinstance(vault.tell(m.RestoreBackup(str(file))), m.BackupRestored)
        vault.kill_after(0)
        kept = self._copied("restored", self._safe, place)

        def work(way: Fault | None, at: int) -> int:
            place = self._copied("older", self._disk.folder, kept)
            vault = place.start()
            seen = self._interrupted(way, at, lambda: vault.tell(m.SignIn(LEAD, PASSWORD)))
            vault.kill_after(0)
            self.cuts["first openings"] += 1
            if fault := self._untold(place):
                self.wrong[f"{what}, first opening, {way and way.name}: {fault}"] += 1
            return seen

        self._cut_everywhere(work)

    def _untold(self, place: Workshop) -> str:
        vault = place.start()
        signed = vault.tell(m.SignIn(LEAD, PASSWORD))
        vault.kill_after(0)
        if not isinstance(signed, m.SignedIn):
            return f"no sign-in: {signed}"
        told = [entry.sequence for entry in place.entries() if entry.action is Action.RESTORED]
        if len(told) != 1:
            return f"told {len(told)} times"
        return "; ".join(errors(place.verdict()))

    # ---- cutting

    def _cut_everywhere(self, work: Callable[[Fault | None, int], int]) -> None:
        """Do it whole once, and then again with each of its changes of the disk interrupted, in each way.

        Where not every change is interrupted, those that are take the ways in turn. A planted fault may show in a kill
        at one place alone: at those at the end, where names are changed, it gets each kind of kill.
        """
        whole = work(None, 0)
        places = sorted({*range(1, whole + 1, self._every), *range(max(1, whole - AT_THE_END), whole + 1)})
        for turn, at in enumerate(places):
            for way in self._ways(turn, at_the_end=at >= whole - AT_THE_END):
                if self._stop_at_first and self.wrong:
                    return
                work(way, at)

    def _ways(self, turn: int, *, at_the_end: bool) -> Sequence[Fault]:
        if self._every == 1:
            return WAYS
        if self._stop_at_first and at_the_end:
            return [way for way in WAYS if way not in LASTING]
        return [WAYS[turn % len(WAYS)]]

    def _interrupted(self, way: Fault | None, at: int, work: Callable[[], object]) -> int:
        """Return how many changes of the disk there were."""
        if way is None:
            self._disk.count(CHANGES)
        else:
            self._disk.arm(way, at, CHANGES, sticky=way in LASTING)
        work()
        self._disk.disarm()
        return self._disk.seen

    def _copied(self, name: str, where: Path, source: Workshop | None = None) -> Workshop:
        return (source or self._workshop).copied(where / name)


def plant(fault: str) -> None:
    """Let the vaults that are forked do it carelessly."""
    if fault == "in-place":
        restoring.make_beside = _itself  # type: ignore[assignment, attr-defined]
        restoring.put_in_place = restoring._swap = lambda *_: None  # type: ignore[assignment, attr-defined]
    elif fault == "unsettled":
        restoring.settle = lambda _: None  # type: ignore[assignment]
    elif fault == "half":
        whole_files.Unnamed.make = classmethod(_named_at_once)  # type: ignore[assignment, method-assign]
        whole_files.Unnamed.appear = lambda _: None  # type: ignore[assignment, method-assign]
    elif fault == "twice":
        restoring.forget = lambda _: None  # type: ignore[assignment]
        LogStore.count_since = lambda *_: 0  # type: ignore[method-assign]


def _itself(place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    return place


def _named_at_once(kind: Any, path: str) -> Any:
    descriptor = whole_files._open(path)
    return kind(descriptor, path, path, 0, 0)


def run(every: int, planted: str) -> dict[str, Any]:
    disk = the_disk()
    cuts = Cuts(make_workshop(disk.folder), disk, every, stop_at_first=bool(planted))
    plant(planted)
    if planted != "half":
        cuts.restores()
    if planted in {"", "half"}:
        cuts.backups()
    return cuts.result()


def main() -> int:
    return command("cut_restores", ["in-place", "unsettled", "half", "twice"], run)


if __name__ == "__main__":
    sys.exit(main())
