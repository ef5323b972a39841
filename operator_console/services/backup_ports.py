"""What the services need of storage to make backups and to put them back."""

from collections.abc import Generator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

from operator_console.domain.backups import BackupView, Here

Step = tuple[str, int, int]
"""How far long work has come: stage, done, total (0 while unknown)."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What a backup is to say about itself besides what the vault knows: its name, and when and by what it was made."""

    backup: str
    made: str
    build: str


@dataclass(frozen=True, slots=True)
class RestoredFrom:
    """From which backup a vault was put back, when, by which OS user; ``aside`` is the folder that gave way, by name.

    Its backup has been authenticated; who did it, when and in place of what is what the restoring process said.
    """

    backup: BackupView
    head: str
    """The head of the last entry that is in the backup (hex)."""
    restored: str
    os_user: str
    aside: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a backup says about itself, and what lies in its way.

    ``entries_here`` is how many entries the same vault's log has there by now, as far as it can be told without a key.
    """

    backup: BackupView
    here: Here
    entries_here: int


@dataclass(frozen=True, slots=True)
class PutBack:
    """What was put back, what had lain there, and to where that was moved; empty where nothing had."""

    backup: BackupView
    here: Here
    aside: str


class StagedBackup(Protocol):
    """A copy of a vault as it was at one moment, which nobody else sees."""

    def written(self, file: BinaryIO) -> Generator[Step, None, BackupView]:
        """Check the copy, write it into a file and read that back; return what the backup says about itself."""


class BackupSource(Protocol):
    """An open vault, of which backups are made, and which knows whether it has just been put back."""

    def staged(self, moment: Moment) -> AbstractContextManager[StagedBackup]:
        """Copy the vault as it is now. Refuses ``BUSY`` while another backup is made, ``DISK_FULL`` …"""

    def restored_from(self) -> RestoredFrom | None:
        """Return from which backup it was put back, until that has been told."""

    def restore_told(self) -> None:
        """It is in the log now."""


class BackupTarget(Protocol):
    """A folder into which a backup can be put back."""

    def look_into(self, file: BinaryIO) -> Found:
        """Return what a backup says about itself, and what lies in its way. Refuses what cannot be put back."""

    def put_back(self, file: BinaryIO, *, when: datetime, os_user: str, move: bool) -> Generator[Step, None, PutBack]:
        """Put a vault back, wholly or not at all. What lies there is kept under another name, where ``move`` lets it.

        Refuses with ``VAULT_EXISTS`` what lies there and may not be moved.
        """
