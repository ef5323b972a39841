"""An entry of the log in words: what stands in each column, and everything there is to say about one."""

from typing import Final

from PySide6.QtCore import QObject

from operator_console.domain.actions import Action
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.views import LogRow, SessionView
from operator_console.ui.office_time import OfficeTime
from operator_console.wording import Wording

WIDTHS: Final = (168, 110, 182, 88, 120, 180, 200)
REASON: Final = 280
"""Columns in device-independent pixels, and the least of the last one."""
SHORT: Final = 8
"""Digits of a customer's reference in a column; the details show all of them."""
GROUP: Final = 8
"""Digits of a long number that stand together; the line can break between them."""


class EntryWords(QObject):
    """Turns codes, ids and field names into what people read. Unknown ones are shown as they stand."""

    def __init__(self, session: SessionView, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self.time_of = OfficeTime(session.utc_offset_minutes)
        self._labels = {str(name): label for name, label in session.field_labels}
        self._clients = {str(client.id): client.name for client in session.clients}
        self._purposes = {str(p.id): p.label for client in session.clients for p in client.purposes}

    def headers(self, zone: str) -> tuple[str, ...]:
        """Return the headings of the columns; ``zone`` is what the office's time is called."""
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
        return self.time_of.shown(entry.time)

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
        return "、".join(self._field(name) for name in entry.fields)

    def reason(self, entry: LogRow) -> str:
        """Return why, where a reason was given."""
        if entry.action is Action.LOCK:
            return self._wording.lock_cause(entry.reason)
        if entry.action is Action.MEMO_REFUSED and entry.reason == Code.MEMO_FORBIDDEN:
            found = {name: value for name, value in entry.facts if name == "memo_kind"}
            return self._wording.refusal(Refusal(Code.MEMO_FORBIDDEN, **found)).what
        return self._wording.fact_value("reason", entry.reason)

    def details(self, entry: LogRow) -> list[tuple[str, str]]:
        """Return everything about an entry as pairs of a heading and its words; what is empty is left out."""
        lead, others = self._facts(entry)
        pairs = [
            (self.tr("Entry no."), str(entry.sequence)),
            (self.tr("Time"), self.time_of.shown_exactly(entry.time)),
            (self.tr("Operator"), self._user_and_role(entry)),
            *lead,
            (self.tr("Action"), self.action(entry)),
            (self.tr("Result"), self.outcome(entry)),
            (self.tr("Purpose"), self.purpose(entry)),
            (self.tr("Fields"), self.fields(entry)),
            (self.tr("Reason"), self.reason(entry)),
            *others,
            (self.tr("Customer reference"), str(entry.customer)),
            (self.tr("Call"), entry.call),
            (self.tr("Computer"), entry.device),
            (self.tr("OS user"), entry.os_user),
        ]
        return [(heading, words) for heading, words in pairs if words]

    def _fact(self, name: str, value: str) -> str:
        """The policy names its own clients, purposes and fields; the rest are times, codes or numbers."""
        if name in ("when", "since", "until"):
            return self._moment(value)
        if name == "action":
            return self._wording.action(value)
        if name == "field":
            return self._field(value)
        if name == "clients":
            return "、".join(self._clients.get(client, client) for client in value.split()) or self.tr("None")
        if name == "digest":
            return " ".join(value[at : at + GROUP] for at in range(0, len(value), GROUP))
        named = {"client": self._clients, "from": self._purposes}.get(name, {})
        return named.get(value) or self._wording.fact_value(name, value)

    def _moment(self, text: str) -> str:
        """A time; what is none, such as a day, stands as it is."""
        try:
            return self.time_of.shown(text) if "T" in text else text
        except ValueError:
            return text

    def _field(self, name: str) -> str:
        """A field by the policy's label; what no policy names, such as the memos, by the console's own word."""
        return self._labels.get(name) or self._wording.fact_value("field", name)

    def _facts(self, entry: LogRow) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Who signed for it, and the other facts."""
        lead: list[tuple[str, str]] = []
        others: list[tuple[str, str]] = []
        for name, value in entry.facts:
            (lead if name == "lead" else others).append((self._wording.fact(name), self._fact(name, value)))
        return lead, others

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
