"""One open database of the vault: statements, and transactions that may be asked for inside one another."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from operator_console.storage.reserve import require_reserve
from operator_console.storage.row_seals import RowSeals
from operator_console.storage.sqlcipher import Connection, Cursor, count_of_others, held_still, refusing, transaction
from operator_console.storage.turns import Queue


class Database:
    """A connection and the file it belongs to. Every fault of the file is a refusal.

    ``seals``: what keeps the sums of its rows, where it has such.
    """

    def __init__(self, connection: Connection, path: Path, seals: RowSeals | None = None) -> None:
        self._connection = connection
        self._path = path
        self._seals = seals
        self._failed = False
        self._writers = Queue(path)
        self._seen = count_of_others(connection, path)

    @contextmanager
    def change(self) -> Iterator[None]:
        """Everything inside it or nothing, durable when it ends; inside another one it is part of that.

        Several processes change one file in turn; a read does not wait.
        """
        if self._connection.in_transaction:
            yield
            return
        with self._writers.taken(), self._whole(durable=True):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Every read inside it sees the same moment, whatever other processes change meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            self.run("COMMIT")

    @contextmanager
    def still(self) -> Iterator[None]:
        """Nobody changes the file meanwhile. Refuses with ``VAULT_IN_USE`` when the turn does not come."""
        with self._writers.taken(), held_still(self._connection, self._path):
            yield

    @property
    def changing(self) -> bool:
        """Whether a transaction is open."""
        return self._connection.in_transaction

    @property
    def seals(self) -> RowSeals:
        """The sums of its rows; a database without them has no use for it: ``AttributeError``."""
        if self._seals is None:
            raise AttributeError("seals")
        return self._seals

    def require_whole(self) -> None:
        """Refuse with ``VAULT_DAMAGED`` rows that do not add up; those of an older form are added up first."""
        seals = self.seals
        if not seals.is_sealed():
            with self.change():
                if not seals.is_sealed():  # another process has opened the vault meanwhile
                    seals.seal_anew()
        with self.snapshot():
            seals.require_whole()

    def require_room(self) -> None:
        """Refuse with ``DISK_FULL`` what only adds more, where nothing can be set aside for the log."""
        require_reserve(self._path.parent)

    def changed(self) -> bool:
        """Return whether another connection has changed the file since this was last asked."""
        before, self._seen = self._seen, count_of_others(self._connection, self._path)
        return self._seen != before

    @contextmanager
    def light_change(self) -> Iterator[None]:
        """As :meth:`change`, and it outlives the process but not a power cut: for what is only a convenience.

        The next durable change makes it durable too (https://sqlite.org/pragma.html#pragma_synchronous, NORMAL in WAL).
        """
        if self._connection.in_transaction:
            yield
            return
        self.run("PRAGMA synchronous = NORMAL")
        try:
            with self._writers.taken(), self._whole(durable=False):
                yield
        finally:
            self.run("PRAGMA synchronous = FULL")

    def run(self, sql: str, *parameters: object) -> Cursor:
        """Run one statement that changes something."""
        try:
            with refusing(self._path):
                return self._connection.execute(sql, parameters)
        except BaseException:
            self._failed = True
            raise

    def run_each(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement once for each row."""
        try:
            with refusing(self._path):
                self._connection.executemany(sql, rows)
        except BaseException:
            self._failed = True
            raise

    def rows(self, sql: str, *parameters: object) -> list[Any]:
        """Return every row of a query."""
        with refusing(self._path):
            return self._connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, *parameters: object) -> Any:
        """Return the first row of a query, or None."""
        with refusing(self._path):
            return self._connection.execute(sql, parameters).fetchone()

    @contextmanager
    def _whole(self, *, durable: bool) -> Iterator[None]:
        """One transaction that ends with the sums of what it changed."""
        seals, committed = self._seals, False
        self._failed = False
        try:
            with transaction(self._connection, self._path):
                if seals:
                    seals.begin()
                yield
                if seals:
                    self._require_unfailed()
                    seals.settle(durable=durable)
            committed = True
        finally:
            if seals:
                seals.end(committed=committed)

    def _require_unfailed(self) -> None:
        """A statement that failed half way has been taken down as if it were done."""
        if self._failed:
            raise RuntimeError("a change goes on after one of its statements failed")

    def close(self) -> None:
        """Close it; what was not committed is rolled back."""
        with refusing(self._path):
            self._connection.close()
        self._seals = None
