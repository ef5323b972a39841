"""Reads a whole log in order, a run at a time, on a connection of its own that keeps few pages."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import accumulate, pairwise
from typing import Final

from operator_console.storage.sqlcipher import Connection

RUN: Final = 1000
"""Entries read by one statement."""
CACHE_KIB: Final = 16 * 1024
"""Pages are read once each; a verification of any length stays in this."""
_JOINED: Final = (
    "SELECT min(sequence), max(sequence), count(*), CAST(group_concat(record, '') AS BLOB), "
    "group_concat(length(CAST(record AS BLOB))), sum(typeof(record) <> 'blob') "
    "FROM (SELECT sequence, record FROM entries WHERE sequence > ? ORDER BY sequence LIMIT ?)"
)
"""A run as one value: SQLite joins what Python would otherwise take row by row, and does so beside Python."""
_SINGLY: Final = (
    "SELECT sequence, CAST(record AS BLOB), CAST(mac AS BLOB) FROM entries WHERE sequence > ? ORDER BY sequence LIMIT ?"
)

Run = Sequence[tuple[int, bytes, bytes]]
"""Sequence, record, and an empty seal: this reader is for whoever has no key to check seals with."""


class LogReader:
    """Asks for the next run while the last one is being looked at."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}").fetchall()
        connection.execute("PRAGMA query_only = ON").fetchall()
        self._beside = ThreadPoolExecutor(1)
        self._next: tuple[int, Future[tuple[Run, int]]] | None = None

    def stored(self, after: int) -> Run:
        """Return the next entries after sequence ``after`` in order; nothing at the end."""
        if self._next is None or self._next[0] != after:
            self._ask(after)
        assert self._next is not None
        rows, last = self._next[1].result()
        if rows:
            self._ask(last)
        return rows

    def close(self) -> None:
        """Wait for what was asked, then close the connection."""
        self._beside.shutdown()
        self._connection.close()

    def _ask(self, after: int) -> None:
        self._next = after, self._beside.submit(self._read, after)

    def _read(self, after: int) -> tuple[Run, int]:
        first, last, count, joined, lengths, odd = self._connection.execute(_JOINED, (after, RUN)).fetchone()
        if not count:
            return [], after
        if odd or last - first + 1 != count:
            return self._connection.execute(_SINGLY, (after, RUN)).fetchall(), last
        edges = accumulate(map(int, lengths.split(",")), initial=0)
        records = [joined[low:high] for low, high in pairwise(edges)]
        return list(zip(range(first, last + 1), records, [b""] * count, strict=True)), last
