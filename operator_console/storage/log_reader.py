"""Reads a whole log in order, a run at a time, on a connection of its own that keeps few pages."""

import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from struct import Struct
from typing import Any, Final, NamedTuple

from operator_console.storage.sqlcipher import Connection

RUN: Final = 2000
"""Entries read by one statement."""
AHEAD: Final = 2
"""Runs that are read before somebody asks for them."""
TURN_S: Final = 0.0005
"""How long one thread keeps the interpreter while another waits: by default ten times as long, and the reader lags."""
CACHE_KIB: Final = 1024
"""Pages are read once each, so that a verification of any length needs no more."""
_JOINED: Final = (
    "SELECT max(sequence), CAST(group_concat(record, '') AS BLOB), group_concat(octet_length(record), 's') || 's' "
    "FROM entries WHERE sequence > ? AND sequence <= ?1 + ?"
)
"""A run as one value, and its lengths as ``struct`` takes them.

SQLite joins what Python would otherwise take row by row, and does so beside Python. It goes through a range of rowids
in their order, and joins what is not bytes as the bytes of its text, which is as many as ``octet_length`` says. To have
the rows sorted or counted first takes a third longer.
"""
_NUMBERS: Final = "SELECT sequence FROM entries WHERE sequence > ? AND sequence <= ?1 + ? ORDER BY sequence"
_NEXT: Final = "SELECT min(sequence) FROM entries WHERE sequence > ?"


class Run(NamedTuple):
    """Entries in the order of the database: their sequences there, and their records."""

    sequences: Sequence[int]
    records: Sequence[bytes]


class LogReader:
    """Reads the next runs while the last one is being looked at."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}").fetchall()
        connection.execute("PRAGMA query_only = ON").fetchall()
        self._beside = ThreadPoolExecutor(1)
        self._reached = 0

    def runs(self) -> Iterator[Run]:
        """Give every entry in order, run by run, up to those that are written meanwhile."""
        with _short_turns():
            asked = deque(self._beside.submit(self._read) for _ in range(AHEAD))
            while (found := asked.popleft().result()) is not None:
                asked.append(self._beside.submit(self._read))
                numbers, joined, lengths = found
                yield Run(numbers, Struct(lengths).unpack(joined))

    def close(self) -> None:
        """Wait for what was asked, then close the connection."""
        self._beside.shutdown(cancel_futures=True)
        self._connection.close()

    def _read(self) -> tuple[Sequence[int], bytes, str] | None:
        """The sequences of the next run, its records joined, and their lengths; None where there are no more."""
        after = self._reached
        last, joined, lengths = self._row(_JOINED, after, RUN)
        if last is None:
            (following,) = self._row(_NEXT, after)
            if following is None:
                return None
            after = following - 1  # more are missing than a run is long
            last, joined, lengths = self._row(_JOINED, after, RUN)
        self._reached = last
        numbers: Sequence[int] = range(after + 1, last + 1)
        if len(numbers) != lengths.count("s"):
            numbers = [row[0] for row in self._connection.execute(_NUMBERS, (after, RUN))]
        return numbers, joined, lengths

    def _row(self, sql: str, *place: int) -> Any:
        return self._connection.execute(sql, place).fetchone()


@contextmanager
def _short_turns() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(TURN_S)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
