"""What people see of a backup: when it was made and of which vault, and what lies where it would be put back."""

from dataclasses import dataclass
from enum import StrEnum, auto


class Here(StrEnum):
    """What lies in the folder to which a backup would be restored."""

    NOTHING = auto()
    SAME = auto()  # the vault of which it is a backup
    OTHER = auto()  # another vault
    UNREADABLE = auto()  # what is left of a vault, of which nobody can tell which


@dataclass(frozen=True, slots=True)
class BackupView:
    """What a backup says about itself. Its vault has not been opened: nothing here has been authenticated yet.

    ``made`` is ISO 8601 UTC; ``entries`` are those of the log, ``customers`` those of the vault at that moment.
    """

    backup: str
    made: str
    build: str
    mode: str
    vault: str
    entries: int
    customers: int
    bytes: int
    demo: bool


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The last backup that the log tells of. ``user`` made it at ``made`` (ISO 8601 UTC); empty for the one from which
    the vault was put back. ``since_entries`` came after it.
    """

    made: str
    user: str
    bytes: int
    since_entries: int
