"""The open call of each operator, so that a lock does not lose it."""

from operator_console.domain.ids import CallId, UserName
from operator_console.services.ports import SavedCall
from operator_console.storage.database import Database


class Calls:
    """Saved calls in the customers' database; fulfils :class:`operator_console.services.ports.CallStore`.

    A call is saved at every step of it, so it is written lightly: a lock cannot lose it, a power cut may.
    That it is over is durable: nobody goes on with a call that has ended.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, call: SavedCall) -> None:
        """Write or replace the operator's open call."""
        with self._database.light_change():
            self._database.run(
                "INSERT INTO saved_call (operator, id, state) VALUES (?, ?, ?)"
                " ON CONFLICT DO UPDATE SET id = excluded.id, state = excluded.state",
                call.operator,
                call.id,
                call.state,
            )

    def load(self, operator: UserName) -> SavedCall | None:
        """Return the operator's open call."""
        row = self._database.row("SELECT id, state FROM saved_call WHERE operator = ?", operator)
        return SavedCall(CallId(row[0]), operator, row[1]) if row else None

    def drop(self, operator: UserName) -> None:
        """Forget it."""
        with self._database.change():
            self._database.run("DELETE FROM saved_call WHERE operator = ?", operator)
