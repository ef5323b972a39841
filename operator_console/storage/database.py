"""One open database of the vault: statements, and transactions that may be asked for inside one another."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from operator_console.storage.reserve import require_reserve
from operator_console.storage.sqlcipher import Connection, Cursor, refusing, transaction
from operator_console.storage.turns import Queue


class Database:
    """A connection and the file it belongs to. Every fault of the file is a refusal."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._writers = Queue(path)
        self._seen = self._version()

    @contextmanager
    def change(self) -> Iterator[None]:
        """Everything inside it or nothing, durable when it ends; inside another one it is part of that.

        Several processes change one file in turn; a read does not wait.
        """
        if self._connection.in_transaction:
            yield
            return
        with self._writers.taken(), transaction(self._connection, self._path):
            yield

    def require_room(self) -> None:
        """Refuse with ``DISK_FULL`` what only adds more, where nothing can be set aside for the log."""
        require_reserve(self._path.parent)

    def changed(self) -> bool:
        """Return whether another connection has changed the file since this was last asked.

        https://sqlite.org/pragma.html#pragma_data_version
        """
        before, self._seen = self._seen, self._version()
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
            with self._writers.taken(), transaction(self._connection, self._path):
                yield
        finally:
            self.run("PRAGMA synchronous = FULL")

    def run(self, sql: str, *parameters: object) -> Cursor:
        """Run one statement that changes something."""
        with refusing(self._path):
            return self._connection.execute(sql, parameters)

    def run_each(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement once for each row."""
        with refusing(self._path):
            self._connection.executemany(sql, rows)

    def rows(self, sql: str, *parameters: object) -> list[Any]:
        """Return every row of a query."""
        with refusing(self._path):
            return self._connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, *parameters: object) -> Any:
        """Return the first row of a query, or None."""
        with refusing(self._path):
            return self._connection.execute(sql, parameters).fetchone()

    def _version(self) -> int:
        return int(self.row("PRAGMA data_version")[0])

    def close(self) -> None:
        """Close it; what was not committed is rolled back."""
        with refusing(self._path):
            self._connection.close()
