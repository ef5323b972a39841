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
CACHE_KIB: Final = 16 * 1024
"""Pages are read once each; a verification of any length stays in this."""
_JOINED: Final = (
    "SELECT max(sequence), CAST(group_concat(record, '') AS BLOB), group_concat(length(record), 's') || 's', "
    "sum(record < x'') FROM (SELECT sequence, record FROM entries WHERE sequence > ? ORDER BY sequence LIMIT ?)"
)
"""A run as one value, and its lengths as ``struct`` takes them. Whatever is not bytes is less than no bytes at all.

SQLite joins what Python would otherwise take row by row, and does so beside Python.
"""
_NUMBERS: Final = "SELECT sequence FROM entries WHERE sequence > ? ORDER BY sequence LIMIT ?"
_SINGLY: Final = "SELECT CAST(record AS BLOB) FROM entries WHERE sequence > ? ORDER BY sequence LIMIT ?"


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
            while (found := asked.popleft().result())[0]:
                asked.append(self._beside.submit(self._read))
                numbers, records = found
                yield Run(numbers, records if isinstance(records, list) else Struct(records[1]).unpack(records[0]))

    def close(self) -> None:
        """Wait for what was asked, then close the connection."""
        self._beside.shutdown(cancel_futures=True)
        self._connection.close()

    def _read(self) -> tuple[Sequence[int], tuple[bytes, str] | list[bytes]]:
        """The sequences, and the records: joined, with their lengths, or one by one."""
        place = self._reached, RUN
        last, joined, lengths, odd = self._connection.execute(_JOINED, place).fetchone()
        if last is None:
            return (), []
        numbers: Sequence[int] = range(self._reached + 1, last + 1)
        self._reached = last
        if len(numbers) != lengths.count("s"):
            numbers = self._column(_NUMBERS, place)
        return numbers, self._column(_SINGLY, place) if odd else (joined, lengths)

    def _column(self, sql: str, place: tuple[int, int]) -> list[Any]:
        return [row[0] for row in self._connection.execute(sql, place)]


@contextmanager
def _short_turns() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(TURN_S)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
