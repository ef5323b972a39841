"""An entry of the log in words: what stands in each column, and everything there is to say about one."""

from typing import Final

from PySide6.QtCore import QObject

from operator_console.domain.actions import Action
from operator_console.domain.roles import Role
from operator_console.domain.views import LogRow, SessionView
from operator_console.ui.log.local_time import shown, shown_exactly
from operator_console.wording import Wording

WIDTHS: Final = (168, 110, 156, 88, 120, 180, 200)
REASON: Final = 280
"""Columns in device-independent pixels, and the least of the last one."""
SHORT: Final = 8
"""Digits of a customer's reference in a column; the details show all of them."""


class EntryWords(QObject):
    """Turns codes, ids and field names into what people read. Unknown ones are shown as they stand."""

    def __init__(self, session: SessionView, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._labels = {str(name): label for name, label in session.field_labels}
        self._clients = {str(client.id): client.name for client in session.clients}
        self._purposes = {str(p.id): p.label for client in session.clients for p in client.purposes}

    def headers(self, zone: str) -> tuple[str, ...]:
        """Return the headings of the columns; ``zone`` is what the local time is called."""
        return (
            self.tr("Time ({zone})").format(zone=zone),
            self.tr("Operator"),
            self.tr("Action"),
            self.tr("Result"),
            self.tr("Customer"),
            self.tr("Purpose"),
            self.tr("Fields"),
            self.tr("Reason"),
        )

    def cell(self, entry: LogRow, column: int) -> str:
        """Return what stands in a column."""
        return _CELLS[column](self, entry)

    def time(self, entry: LogRow) -> str:
        """Return when, to the second."""
        return shown(entry.time)

    def user(self, entry: LogRow) -> str:
        """Return who; a dash for the vault itself."""
        return entry.user or "—"

    def action(self, entry: LogRow) -> str:
        """Return what was done."""
        return self._wording.action(entry.action)

    def outcome(self, entry: LogRow) -> str:
        """Return how it went."""
        return self._wording.outcome(entry.outcome)

    def customer(self, entry: LogRow) -> str:
        """Return the beginning of the customer's reference."""
        return f"{entry.customer[:SHORT]}…" if len(entry.customer) > SHORT else entry.customer

    def purpose(self, entry: LogRow) -> str:
        """Return what the call was about."""
        return self._purposes.get(entry.purpose, entry.purpose)

    def fields(self, entry: LogRow) -> str:
        """Return the fields by their labels."""
        return "、".join(self._labels.get(name, str(name)) for name in entry.fields)

    def reason(self, entry: LogRow) -> str:
        """Return why, where a reason was given."""
        if entry.action is Action.LOCK:
            return self._wording.lock_cause(entry.reason)
        return self._wording.fact_value("reason", entry.reason)

    def details(self, entry: LogRow) -> list[tuple[str, str]]:
        """Return everything about an entry as pairs of a heading and its words; what is empty is left out."""
        pairs = [
            (self.tr("Entry no."), str(entry.sequence)),
            (self.tr("Time"), shown_exactly(entry.time)),
            (self.tr("Operator"), self._user_and_role(entry)),
            (self.tr("Action"), self.action(entry)),
            (self.tr("Result"), self.outcome(entry)),
            (self.tr("Purpose"), self.purpose(entry)),
            (self.tr("Fields"), self.fields(entry)),
            (self.tr("Reason"), self.reason(entry)),
            (self.tr("Customer reference"), str(entry.customer)),
            (self.tr("Call"), entry.call),
        ]
        pairs += [(self._wording.fact(name), self._fact(name, value)) for name, value in entry.facts]
        return [(heading, words) for heading, words in pairs if words]

    def _fact(self, name: str, value: str) -> str:
        """The policy names its own clients, purposes and fields; the rest are times, codes or numbers."""
        if name == "when":
            return shown(value)
        if name == "action":
            return self._wording.action(value)
        named = {"client": self._clients, "from": self._purposes, "field": self._labels}.get(name, {})
        return named.get(value) or self._wording.fact_value(name, value)

    def _user_and_role(self, entry: LogRow) -> str:
        if entry.role in set(Role):
            return self.tr("{user} ({role})").format(user=self.user(entry), role=self._wording.role(Role(entry.role)))
        return self.user(entry)


_CELLS: Final = (
    EntryWords.time,
    EntryWords.user,
    EntryWords.action,
    EntryWords.outcome,
    EntryWords.customer,
    EntryWords.purpose,
    EntryWords.fields,
    EntryWords.reason,
)
