"""How often each OS user did what, for every process on this vault: it outlives them, but not a power cut."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

from operator_console.domain.rates import Rate, Span
from operator_console.services.ports import RateCount
from operator_console.storage.database import Database


class Rates:
    """Fulfils :class:`operator_console.services.ports.RateStore`.

    Written lightly: a count that a power cut takes back costs nothing, and a showing is not to wait for the disk twice.
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


def _count_of(row: Any) -> RateCount:
    os_user, rate, span, *numbers, name = row
    return RateCount(os_user, Rate(rate), Span(span), *numbers, name)
