"""What the services need of the log: entries in, pages and stored bytes out, and the checkpoints over them."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from math import inf
from typing import NamedTuple, Protocol

from operator_console.audit.record import Entry
from operator_console.domain.actions import Action, Outcome
from operator_console.domain.ids import CallId, CustomerRef, FieldName, UserName


class Draft(NamedTuple):
    """An entry before the log gives it its place: what the services say; the log puts chain and log id before it.

    Its parts are those of :class:`operator_console.audit.record.Entry`, in their order.
    """

    wall_us: int
    monotonic_ns: int
    boot_id: str
    user: UserName | str
    role: str
    os_user: str
    device: str
    session: str
    action: Action
    build: str
    mode: str
    outcome: Outcome = Outcome.DONE
    call: CallId | str = ""
    customer: CustomerRef | str = ""
    fields: tuple[FieldName, ...] = ()
    purpose: str = ""
    reason: str = ""
    checklist: str = ""
    policy_version: int = 0
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which entries: every field that is not empty must match. Times are microseconds since 1970 UTC, 0 for open."""

    user: str = ""
    action: str = ""
    customer: str = ""
    since_us: int = 0
    until_us: int = 0


class StoredEntry(NamedTuple):
    """An entry as it lies in the database; a tuple, because a verification reads a million of them."""

    sequence: int
    record: bytes
    mac: bytes


@dataclass(frozen=True, slots=True)
class LogEnd:
    """Where the log ends according to its key file, which lies outside the database."""

    entries: int
    head: bytes


@dataclass(frozen=True, slots=True)
class LogAnswer:
    """What a vault answers to a challenge: where its log ends, and the proof that it has the key of that turn."""

    entries: int
    head: bytes
    answer: bytes


class KeptCheckpoint(NamedTuple):
    """A checkpoint as it is kept beside the log. Times are microseconds since 1970 UTC; 0 while not delivered."""

    entries: int
    made_us: int
    content: bytes
    delivered_us: int = 0
    way: str = ""


class Checkpoints(Protocol):
    """The signed checkpoints of one log."""

    @property
    def first_public(self) -> bytes:
        """The first public key, 32 bytes; empty where it is lost."""

    def newest(self) -> KeptCheckpoint | None:
        """Return the last one made."""

    def over(self, entries: int) -> KeptCheckpoint | None:
        """Return the one that covers just so many entries."""

    def delivered(self) -> KeptCheckpoint | None:
        """Return the newest one that was taken away."""

    def mark_delivered(self, entries: int, way: str, wall_us: int) -> None:
        """Remember that it was taken away."""

    def stored(self) -> Iterable[KeptCheckpoint]:
        """Return every checkpoint in the order in which they were made."""

    def reach(self) -> int | None:
        """Return how many entries the newest one covers according to the signing key's file; None where it is lost."""


class Collector(Protocol):
    """Where checkpoints may be sent by themselves, away from this machine; nothing fulfils it yet."""

    def deliver(self, checkpoint: bytes) -> None:
        """Keep these bytes where this machine cannot change them; refuse where that failed."""


class Reader(Protocol):
    """Reads a log from its beginning to its end."""

    def runs(self) -> Iterable[tuple[Sequence[int], Sequence[bytes]]]:
        """Give every entry in order, run by run: the sequences in the database, and the records."""


class LogStore(Protocol):
    """The log of one vault."""

    log_id: bytes

    @property
    def writable(self) -> bool:
        """Whether entries can be written; a broken log is only read."""

    @property
    def checkpoints(self) -> Checkpoints:
        """Its checkpoints."""

    def checkpoint(self, wall_us: int) -> KeptCheckpoint:
        """Sign the log as it is now, or return the checkpoint that has; refuses where it cannot."""

    def answer(self, nonce: bytes, *, from_disk: bool = False) -> LogAnswer | None:
        """Answer a challenge with the key in memory, or with the one on disk now; None where there is none."""

    def count_since(self, action: Action, after: int, at_most: int) -> int:
        """Return how many entries after ``after`` are of this action, counting no further than ``at_most``."""

    def append(self, draft: Draft) -> int:
        """Seal and commit an entry, then advance the key; return its sequence. The entry is durable by then."""

    def rest(self) -> None:
        """Nobody waits now: do what an entry has left to be done, so that the next one need not."""

    def page(self, which: LogFilter, before: int, limit: int) -> list[Entry]:
        """Return entries older than ``before`` (0: from the newest), newest first."""

    def look_through(self, seconds: float) -> tuple[int, int]:
        """Look through the log for its filters for about so long; return up to which entry that is done, and the last.

        A filtered :meth:`page` looks through all that is left, however long it takes.
        """

    def choices(self, seconds: float = inf) -> tuple[list[str], list[str]]:
        """Return the users and the actions that occur in the log, as far as it is looked through in this time."""

    def stored(self, after: int, limit: int) -> Sequence[StoredEntry]:
        """Return at most ``limit`` stored entries in order of sequence, those after sequence ``after``."""

    def reading(self) -> AbstractContextManager[Reader]:
        """Read the whole log in order, beside everybody else."""

    def end(self) -> LogEnd | None:
        """Return where the log ends according to the key file; None where that cannot be read."""
