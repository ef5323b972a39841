"""What people see of the log's evidence: how far it is fixed, how old the last record kept elsewhere is."""

from dataclasses import dataclass
from enum import StrEnum, auto


class Way(StrEnum):
    """How a checkpoint left the machine."""

    CODE = auto()
    QR = auto()
    FILE = auto()
    COLLECTOR = auto()


class ExportForm(StrEnum):
    """What an export of the log is: for a verifier, for people, for people, for a SIEM."""

    BUNDLE = auto()
    CSV = auto()
    XLSX = auto()
    OCSF = auto()


class ChangeKind(StrEnum):
    """What somebody seems to have done to a log."""

    EDITED = auto()
    REMOVED = auto()
    INSERTED = auto()
    REORDERED = auto()
    CUT = auto()
    CONTINUED = auto()
    PUT_BACK = auto()
    REPLACED = auto()
    DAMAGED = auto()


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """How far the log is fixed. Times are ISO 8601 UTC, empty where there is none yet.

    ``made_entries`` of the log's ``entries`` are covered by a checkpoint, ``delivered_entries`` by one that was taken
    away. ``since_entries``, ``since_reveals`` and ``since_seconds`` tell what came after that one (or after the first
    entry). The limits are the policy's, 0 for none; ``overdue`` says that reveals are refused until one is delivered.
    """

    entries: int
    made_entries: int
    made: str
    delivered_entries: int
    delivered: str
    way: str
    """The :class:`Way` in which it was delivered; empty when none was."""
    since_entries: int
    since_reveals: int
    since_seconds: int
    limit_hours: int
    limit_reveals: int
    overdue: bool
    pin: str
    """The code of the first signing key: whoever wrote it down at set-up can follow every checkpoint."""
    auditors: tuple[str, ...]
    """The keys of auditors who can check every seal, as codes."""
    writable: bool
    """Whether entries can be written; where not, the log is broken and can only be read and verified."""
