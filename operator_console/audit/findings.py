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
    CLOCK_BACK = auto()  # seconds: how far the wall clock went back from the entry before
    SHOWING_UNCLOSED = auto()  # call, field: a reveal whose end was never written

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return Severity.NOTE if self in _NOTES else Severity.ERROR


_NOTES: Final = frozenset({FindingCode.CLOCK_BACK, FindingCode.SHOWING_UNCLOSED})
