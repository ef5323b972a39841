"""How often each OS user did what, for every process on this vault: it outlives them, but not a power cut."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final

from operator_console.domain.rates import Rate, Span
from operator_console.resource_files import resource
from operator_console.services.ports import RateCount
from operator_console.storage.database import Database
from operator_console.storage.folder import RATES
from operator_console.storage.migrations import migrate
from operator_console.storage.private_files import refusing_files
from operator_console.storage.sqlcipher import PAGE_SIZE, open_database
from operator_console.storage.turns import Turn

TURN: Final = "rates.lock"


class Rates:
    """Fulfils :class:`operator_console.services.ports.RateStore`.

    Written lightly: a count that a power cut takes back costs nothing, and a showing is not to wait for the disk twice.
    It has a database of its own, so that a showing does not wait for an import either.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def change(self) -> AbstractContextManager[None]:
        """One transaction, alone among all processes."""
        return self._database.light_change()

    def of(self, os_user: str, rate: Rate) -> list[RateCount]:
        """Return what has been counted, one for each span."""
        rows = self._database.rows("SELECT * FROM rate WHERE os_user = ? AND rate = ?", os_user, rate.value)
        return [_count_of(row) for row in rows]

    def refused(self) -> list[RateCount]:
        """Return the counts of everybody in which something was refused."""
        return [_count_of(row) for row in self._database.rows("SELECT * FROM rate WHERE refused > 0")]

    def put(self, counts: Iterable[RateCount]) -> None:
        """Write counts in place of what there was."""
        self._database.run_each(
            "INSERT OR REPLACE INTO rate (os_user, rate, span, begins, used, refused, name)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(c.os_user, c.rate.value, c.span.value, c.begins, c.used, c.refused, c.name) for c in counts],
        )


def open_rates(folder: Path, key: bytes) -> Database:
    """Open rates.db, and make it where there is none, or one that a sudden end left without its first page."""
    path = folder / RATES
    with Turn(folder / TURN).taken(), refusing_files(path):
        new = not path.exists() or path.stat().st_size < PAGE_SIZE
        if new:
            path.unlink(missing_ok=True)
        connection = open_database(path, key, create=new)
        try:
            migrate(connection, path, resource("migrations", "rates"))
        except BaseException:
            connection.close()
            raise
        return Database(connection, path)


def _count_of(row: Any) -> RateCount:
    os_user, rate, span, begins, used, refused, name = row
    return RateCount(os_user, Rate(rate), Span(span), begins, used, refused, name)
