"""What an administrator asks about backups, and what is asked, before anyone has signed in, to put one back."""

from operator_console.domain.backups import BackupView, Here, LastBackup
from operator_console.protocol.replies import Reply
from operator_console.protocol.request import FileToRead, NewFile, Request


class BackupState(Reply, frozen=True):
    """The last backup that was finished; none where the log tells of none."""

    last: LastBackup | None


class BackupMade(Reply, frozen=True):
    """A backup has been written, checked and read back."""

    backup: BackupView


class BackupFound(Reply, frozen=True):
    """What a backup says about itself, and what lies where it would be put back.

    ``entries_here`` is how many entries the same vault's log has there; 0 where that is not known.
    """

    backup: BackupView
    here: Here
    entries_here: int = 0


class BackupRestored(Reply, frozen=True):
    """The vault is there. What lay there is kept beside it under the name ``aside``; empty where nothing did."""

    backup: BackupView
    here: Here
    aside: str


class ReadBackups(Request[BackupState], frozen=True):
    """When the last backup was made."""

    reply = BackupState


class MakeBackup(Request[BackupMade], frozen=True):
    """Write everything that the vault needs to one new file; sends progress and can be cancelled.

    The device secret is not in it: on another machine the recovery key is needed.
    """

    path: NewFile
    reply = BackupMade


class LookIntoBackup(Request[BackupFound], frozen=True):
    """What a backup says about itself, and what lies in its way; before anyone has signed in."""

    path: FileToRead
    reply = BackupFound


class RestoreBackup(Request[BackupRestored], frozen=True):
    """Put a vault back; sends progress and can be cancelled. Before anyone has signed in.

    A vault that lies there is refused, or with ``move`` kept beside the new one under another name; not in Guarded
    mode.
    """

    path: FileToRead
    move: bool = False
    reply = BackupRestored
