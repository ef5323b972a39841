"""Makes a backup of the vault in one file, for an administrator; that it was begun is an entry, and how it ended."""

import secrets
from collections.abc import Generator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.backups import BackupView, LastBackup
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Duty
from operator_console.services.desk import Desk
from operator_console.services.ports import Files, LogFilter, Moment, Step

_LOOKED_AT: Final = 100
"""Backups back from the newest one, among which one that was finished is looked for."""


def back_up(desk: Desk, files: Files, path: Path) -> Generator[Step, None, BackupView]:
    """Write everything that the vault needs into a new file; yields the stage, what is done of it, and all of it.

    The backup is the vault as it was just after the entry with which it begins. Throwing ``Refusal(CANCELLED)`` stops
    it; then, and after any other fault, nothing is left. Refuses with ``BUSY``, ``FILE_EXISTS``, ``FILE_UNWRITABLE``,
    ``DISK_FULL``, or ``VAULT_DAMAGED`` where a page of the copy is not as it was sealed.
    """
    desk.require(Duty.BACK_UP)
    facts = (("backup", backup := secrets.token_hex(8)),)
    moment = Moment(backup, _second(desk.clock.now()), desk.journal.place.build)
    begun = False
    try:
        with files.create(path) as file:
            desk.journal.write(Action.BACKUP_BEGUN, facts=facts)
            begun = True
            yield "copying", 0, 0
            with desk.vault.staged(moment) as copy:
                made = yield from _named(path, copy.written(file))
    except BaseException as fault:
        if begun:
            with suppress(Refusal):  # what is told is why there is no backup
                desk.journal.write(Action.BACKUP_ENDED, _outcome(fault), facts=facts)
        raise
    counted = (("entries", str(made.entries)), ("customers", str(made.customers)), ("bytes", str(made.bytes)))
    desk.journal.write(Action.BACKUP_ENDED, facts=(*facts, *counted))
    return made


def last_backup(desk: Desk) -> LastBackup | None:
    """Return the last backup that was finished, or the one from which the vault was put back since; None for none."""
    desk.require(Duty.BACK_UP)
    log = desk.vault.log
    end = log.end()
    entries = end.entries if end else 0
    ended = log.page(LogFilter(action=Action.BACKUP_ENDED), 0, _LOOKED_AT)
    done = next((entry for entry in ended if entry.outcome is Outcome.DONE), None)
    restored = next(iter(log.page(LogFilter(action=Action.RESTORED), 0, 1)), None)
    if restored is not None and (done is None or restored.sequence > done.sequence):
        made = dict(restored.facts).get("made", "")
        return LastBackup(made, "", 0, max(0, entries - restored.sequence + 1))
    if done is None:
        return None
    made = _second(datetime.fromtimestamp(done.wall_us / 1_000_000, UTC))
    return LastBackup(made, done.user, int(dict(done.facts).get("bytes", "0")), max(0, entries - done.sequence))


def _named(path: Path, work: Generator[Step, None, BackupView]) -> Generator[Step, None, BackupView]:
    """Storage knows the file, and not what its owner calls it."""
    try:
        return (yield from work)
    except Refusal as refusal:
        if refusal.code is Code.FILE_UNWRITABLE:
            raise Refusal(Code.FILE_UNWRITABLE, path=str(path)) from None
        raise


def _outcome(fault: BaseException) -> Outcome:
    stopped = isinstance(fault, GeneratorExit) or (isinstance(fault, Refusal) and fault.code is Code.CANCELLED)
    return Outcome.CANCELLED if stopped else Outcome.FAILED


def _second(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
