"""What the services need around a vault: time, place, the files that people name, and the counts of OS users."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from operator_console.domain.ids import UserName
from operator_console.domain.modes import Mode
from operator_console.domain.rates import Rate, Span

# ---- time and place --------------------------------------------------------------------------------------------------


class Clock(Protocol):
    """Time, passed in so that a test or the demo can set it."""

    def now(self) -> datetime:
        """Return the wall time, UTC, aware."""

    def monotonic_ns(self) -> int:
        """Return nanoseconds since boot, counting sleep where the system can."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where this process runs; goes into every entry."""

    os_user: str
    device: str
    boot_id: str
    build: str
    mode: str

    @property
    def guarded(self) -> bool:
        """Whether another OS user than the operator's own serves the vault; ``os_user`` is the operator's."""
        return self.mode == Mode.GUARDED


# ---- files that people name ------------------------------------------------------------------------------------------


class Files(Protocol):
    """How a file that somebody names is opened: nothing else in the vault's process opens one."""

    def open_to_read(self, path: Path) -> BinaryIO:
        """Return it, open, from its beginning; refuse ``FILE_UNREADABLE`` or ``FILE_NOT_HANDED``."""

    def create(self, path: Path) -> AbstractContextManager[BinaryIO]:
        """Give a new file for writing and reading back: whole when the block ends, nothing when anything goes wrong.

        Refuses with ``FILE_EXISTS``, ``FILE_UNWRITABLE``, ``DISK_FULL`` or ``FILE_NOT_HANDED``.
        """


# ---- OS users --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RateCount:
    """How often an OS user did something in the span that ``begins`` (seconds since 1970 UTC), and what was refused.

    ``name`` is the account whose request was the first to be refused.
    """

    os_user: str
    rate: Rate
    span: Span
    begins: int
    used: int = 0
    refused: int = 0
    name: UserName | str = ""


class RateStore(Protocol):
    """How often each OS user did what, shared by every process on the vault."""

    def change(self) -> AbstractContextManager[None]:
        """One transaction, alone among all processes; it outlives the process but not a power cut."""

    def of(self, os_user: str, rate: Rate) -> list[RateCount]:
        """Return what has been counted, one for each span."""

    def refused(self) -> list[RateCount]:
        """Return the counts of everybody in which something was refused."""

    def put(self, counts: Iterable[RateCount]) -> None:
        """Write counts in place of what there was."""
