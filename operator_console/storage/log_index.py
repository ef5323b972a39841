"""Finds entries by user, action, customer and time; made from the records alone and made again from them at will."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from math import inf
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from operator_console.audit.record import Entry, MalformedRecord, decode
from operator_console.services.ports import LogFilter
from operator_console.storage.sqlcipher import Connection, transaction

BATCH: Final = 500
"""Entries indexed in one transaction: what an entry of another process waits for."""
PAUSE_SECONDS: Final = 0.002
"""Between two batches: twice as long as whoever waits for the log looks away."""

RECORD: Final = "CAST(record AS BLOB)"
"""Bytes always: SQLite lets whoever changes a row put any type into it."""


class LogIndex:
    """The derived tables of one log."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def catch_up(
        self, turn: Callable[[], AbstractContextManager[None]] = nullcontext, seconds: float = inf
    ) -> tuple[int, int]:
        """Index the entries that are not indexed yet, for about so long; return how far it has come, and the newest.

        A record that cannot be read stays out of it. Each batch is done in a ``turn``, and whoever waits to write an
        entry comes in between.
        """
        until = monotonic() + seconds
        newest = _number(self._connection, "SELECT max(sequence) FROM entries")
        while self._reached() < newest:
            with turn(), transaction(self._connection, self._path):
                self._add(self._reached())  # another process may have indexed meanwhile
            if monotonic() >= until:
                break
            if self._reached() < newest:
                sleep(PAUSE_SECONDS)
        return self._reached(), newest

    def _reached(self) -> int:
        return _number(self._connection, "SELECT max(sequence) FROM entry_index")

    def find(self, which: LogFilter, before: int, limit: int) -> list[int]:
        """Return the sequences that match, newest first; those before ``before``, at most ``limit``."""
        since, until = self._between(which)
        terms = {"sequence < ?": min(before, until), "sequence >= ?": since}
        asked: dict[str, int | str] = {
            "user = ?": which.user,
            "action = ?": which.action,
            "customer <> '' AND customer = ?": which.customer,
            "wall_us >= ?": which.since_us,
            "wall_us <= ?": which.until_us,
        }
        wanted = {term: value for term, value in asked.items() if value}
        table = "entry_index" if wanted else "entries"
        where = " AND ".join((*terms, *wanted))
        sql = f"SELECT sequence FROM {table} WHERE {where} ORDER BY sequence DESC LIMIT ?"  # noqa: S608 - our own words
        return [row[0] for row in self._connection.execute(sql, (*terms.values(), *wanted.values(), limit))]

    def read(self, sequence: int) -> list[Entry]:
        """Return the entry, or nothing where its record is gone or cannot be read."""
        row = self._connection.execute(f"SELECT {RECORD} FROM entries WHERE sequence = ?", (sequence,)).fetchone()  # noqa: S608
        try:
            return [decode(row[0])] if row else []
        except MalformedRecord:
            return []

    def distinct(self, column: str) -> list[str]:
        """Return the values of ``user`` or ``action`` that occur, sorted, jumping from one to the next."""
        sql = (
            f"WITH RECURSIVE found(x) AS (SELECT min({column}) FROM entry_index UNION ALL "  # noqa: S608
            f"SELECT (SELECT min({column}) FROM entry_index WHERE {column} > x) FROM found WHERE x IS NOT NULL) "
            "SELECT x FROM found WHERE x <> ''"
        )
        return [row[0] for row in self._connection.execute(sql)]

    def _add(self, reached: int) -> None:
        rows = self._connection.execute(
            f"SELECT sequence, {RECORD} FROM entries WHERE sequence > ? ORDER BY sequence LIMIT ?",  # noqa: S608
            (reached, BATCH),
        ).fetchall()
        found = [_row(sequence, record) for sequence, record in rows]
        self._connection.executemany("INSERT INTO entry_index VALUES (?, ?, ?, ?, ?)", found)
        self._connection.executemany(
            "INSERT INTO entry_times VALUES (?, ?, ?) ON CONFLICT (thousand) DO UPDATE SET "
            "earliest_us = min(earliest_us, excluded.earliest_us), latest_us = max(latest_us, excluded.latest_us)",
            _times(found),
        )

    def _between(self, which: LogFilter) -> tuple[int, int]:
        """The sequences outside which nothing lies in the range of time."""
        since, until = 1, 1 << 62
        if which.since_us:
            sql = "SELECT min(thousand) * 1000 FROM entry_times WHERE latest_us >= ?"
            since = _number(self._connection, sql, (which.since_us,), nothing=until)
        if which.until_us:
            sql = "SELECT max(thousand) * 1000 + 1000 FROM entry_times WHERE earliest_us <= ?"
            until = _number(self._connection, sql, (which.until_us,))
        return max(1, since), until


def _row(sequence: int, record: bytes) -> tuple[int, int, str, str, str]:
    try:
        entry = decode(record)
    except MalformedRecord:
        return sequence, 0, "", "", ""
    return sequence, entry.wall_us, entry.user, entry.action.value, entry.customer


def _times(rows: Sequence[tuple[int, int, str, str, str]]) -> list[tuple[int, int, int]]:
    spans: dict[int, tuple[int, int]] = {}
    for sequence, wall_us, *_ in rows:
        low, high = spans.get(sequence // 1000, (wall_us, wall_us))
        spans[sequence // 1000] = min(low, wall_us), max(high, wall_us)
    return [(thousand, low, high) for thousand, (low, high) in spans.items()]


def _number(connection: Connection, sql: str, values: Sequence[object] = (), *, nothing: int = 0) -> int:
    found = connection.execute(sql, values).fetchone()[0]
    return nothing if found is None else int(found)
