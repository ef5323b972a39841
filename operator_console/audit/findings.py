"""What a verification can find, as a closed list, and how grave each finding is."""

from enum import StrEnum, auto
from typing import Final

from operator_console.domain.views import Severity

__all__ = ["FindingCode", "Severity"]


class FindingCode(StrEnum):
    """What was found; the words are in resources/wording. Parameters stand behind each."""

    MALFORMED = auto()  # not a record of this build
    FOREIGN_LOG = auto()  # a record of another log
    GAP = auto()  # missing: entries that are not there, the first of them at the sequence of the finding
    REORDERED = auto()  # found: the sequence sealed in the record that lies here
    DUPLICATE = auto()  # found: the earlier sequence whose record lies here once more
    CHAIN_BROKEN = auto()  # the record does not name the one before it as that one reads now
    MAC_WRONG = auto()  # the seal was not made with the key of its turn
    END_MISSING = auto()  # missing: entries that the key file knows and the database has not
    END_BEYOND = auto()  # extra: entries that the database has and the key file does not know
    END_HEAD = auto()  # the last entry is not the one that the key file names
    END_UNKNOWN = auto()  # the key file could not be read, so entries may be missing at the end
    CHECKPOINT_BROKEN = auto()  # a stored checkpoint, over as many entries, does not follow from the one before it
    CHECKPOINT_MISMATCH = auto()  # the entry is not the one that the checkpoint over as many entries signed
    CHECKPOINT_MISSING = auto()  # the last checkpoints are gone: the newest known of covers as many entries
    CHECKPOINT_KEY_LOST = auto()  # the signing key's file could not be read, so checkpoints may be missing
    KEPT_MISMATCH = auto()  # the entry is not the one that a checkpoint kept elsewhere names
    KEPT_AHEAD = auto()  # missing: entries that a checkpoint kept elsewhere covers and the log has not
    PIN_MISMATCH = auto()  # the checkpoints begin with another key than the one that was pinned
    STATE_CHANGED = auto()  # the key file is not as the running vault left it
    KEY_NOT_CURRENT = auto()  # the vault did not answer the challenge with the key of its turn
    EXPORT_DAMAGED = auto()  # line: from where on an export is not as it was written
    EXPORT_BROKEN = auto()  # the export says itself that the vault could not write into this log any more
    EXPORT_DIFFERS = auto()  # what an export says beside the record is not what the record says
    ATTACHMENT_DIFFERS = auto()  # policies, names or keys in an export are not those that its entry tells of
    CLOCK_BACK = auto()  # seconds: how far the wall clock went back from the entry before
    CLOCK_JUMP = auto()  # seconds: how far the wall clock went ahead of the time since boot
    SHOWING_UNCLOSED = auto()  # call, field: a reveal whose end was never written
    MODE_CHANGED = auto()  # before, mode
    MODE_MOVED = auto()  # before, mode, lead: the same, and the entry says who approved it
    RESTORED = auto()  # entries, since: the backup from which the vault was put back just before this entry
    BUILD_CHANGED = auto()  # before, build
    OPEN_SINCE_KEPT = auto()  # entries, since: what came after the newest checkpoint that was kept and compared
    OPEN_SINCE_DELIVERED = auto()  # entries, since: what came after the newest delivered one; none was compared
    NEVER_DELIVERED = auto()  # entries: no checkpoint has left the machine
    UNWRITTEN = auto()  # this verification could not be written into the log

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return _SEVERITY.get(self, Severity.ERROR)


_SEVERITY: Final = {
    FindingCode.CLOCK_BACK: Severity.NOTE,
    FindingCode.CLOCK_JUMP: Severity.NOTE,
    FindingCode.SHOWING_UNCLOSED: Severity.NOTE,
    FindingCode.MODE_CHANGED: Severity.NOTE,
    FindingCode.MODE_MOVED: Severity.NOTE,
    FindingCode.RESTORED: Severity.NOTE,
    FindingCode.BUILD_CHANGED: Severity.NOTE,
    FindingCode.OPEN_SINCE_KEPT: Severity.LIMIT,
    FindingCode.OPEN_SINCE_DELIVERED: Severity.LIMIT,
    FindingCode.NEVER_DELIVERED: Severity.LIMIT,
    FindingCode.UNWRITTEN: Severity.LIMIT,
}
