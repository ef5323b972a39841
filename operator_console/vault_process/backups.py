"""Answers an administrator who makes a backup, and whoever puts one back before anyone has signed in."""

from collections.abc import Generator
from functools import partial
from pathlib import Path

from operator_console.protocol import messages as m
from operator_console.services import back_up, restore
from operator_console.vault_process.conversation import Conversation, told


def routes(c: Conversation) -> list[m.Route]:
    """Bind the requests to what answers them."""
    return [
        m.ReadBackups.answered_by(partial(_last, c)),
        m.MakeBackup.answered_by(partial(_make, c)),
        m.LookIntoBackup.answered_by(partial(_look, c)),
        m.RestoreBackup.answered_by(partial(_restore, c)),
    ]


def _last(c: Conversation, _: m.ReadBackups) -> m.BackupState:
    return m.BackupState(back_up.last_backup(c.desk))


def _make(c: Conversation, request: m.MakeBackup) -> Generator[m.Progress, None, m.BackupMade]:
    return m.BackupMade((yield from told(back_up.back_up(c.desk, c.files, Path(request.path)))))


def _look(c: Conversation, request: m.LookIntoBackup) -> m.BackupFound:
    c.refuse_signed_in()
    found = restore.look_into(c.keeper, c.files, Path(request.path))
    return m.BackupFound(found.backup, found.here, found.entries_here)


def _restore(c: Conversation, request: m.RestoreBackup) -> Generator[m.Progress, None, m.BackupRestored]:
    c.refuse_signed_in()
    c.prepared = None
    work = restore.restore(c.keeper, c.files, c.clock, c.place, Path(request.path), move=request.move)
    done = yield from told(work)
    return m.BackupRestored(done.backup, done.here, done.aside)
