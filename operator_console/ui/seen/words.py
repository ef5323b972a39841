"""Who saw a customer, and the statement that nobody did, in words for the screen and for paper."""

from PySide6.QtCore import QObject

from operator_console.domain.review import SeenRow, SeenView, Statement
from operator_console.domain.roles import Role
from operator_console.domain.views import SessionView
from operator_console.ui.office_time import OfficeTime
from operator_console.wording import Wording


class SeenWords(QObject):
    """Turns showings and statements into what people read."""

    def __init__(self, session: SessionView, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self.time = OfficeTime(session.utc_offset_minutes)
        self._labels = {str(name): label for name, label in session.field_labels}
        self._clients = {str(client.id): client.name for client in session.clients}
        self._purposes = {str(p.id): p.label for client in session.clients for p in client.purposes}

    def headers(self) -> tuple[str, ...]:
        """Return the headings of the table."""
        return (
            self.tr("Time ({zone})").format(zone=self.time.name),
            self.tr("Shown for"),
            self.tr("Staff"),
            self.tr("Role"),
            self.tr("Client company"),
            self.tr("Purpose"),
            self.tr("Fields"),
        )

    def cells(self, row: SeenRow) -> tuple[str, ...]:
        """Return a line of the table."""
        seconds = self.tr("{count} s").format(count=row.seconds)
        fields = "、".join(self._labels.get(name, name) for name in row.fields)
        approved = self.tr(" (approved by a lead, without the check)") if row.approved else ""
        return (
            self.time.shown(row.time),
            seconds if row.seconds is not None else self.tr("End unknown"),
            row.staff or self.tr("Staff {number}").format(number=row.number),
            self._wording.role(row.role) if row.role in set(Role) else row.role,
            self._clients.get(row.client, row.client),
            self._purposes.get(row.purpose, row.purpose),
            fields + approved,
        )

    def summary(self, seen: SeenView) -> str:
        """Return how often the customer was shown, and to how many."""
        if not seen.rows:
            words = self.tr("Nothing was shown in this time. The record was found in {opened} calls.")
            return words.format(opened=seen.opened)
        words = self.tr("Shown {rows} times to {people} people; the record was found in {opened} calls.")
        text = words.format(rows=seen.showings, people=seen.people, opened=seen.opened)
        older = self.tr(" The oldest {count} are not listed yet.").format(count=seen.left_out) if seen.left_out else ""
        return text + older

    def range(self, since: str, until: str) -> str:
        """Return the time that was asked about."""
        return self.tr("{since} to {until}").format(since=self.time.shown(since), until=self.time.shown(until))

    def verdict(self, statement: Statement) -> str:
        """Return in one sentence what a statement says; gaps take its certainty."""
        if statement.exposures:
            words = self.tr("In this time, fields of this customer were shown {count} times.")
            return words.format(count=statement.exposures)
        if statement.gaps:
            return self.tr("The log has no showing of this customer in this time, but there are the gaps below.")
        return self.tr("No field of this customer was shown in this time.")

    def gaps(self, statement: Statement) -> tuple[str, ...]:
        """Return what the statement cannot vouch for, a sentence each."""
        return tuple(self._wording.gap(gap) for gap in statement.gaps)

    def signed(self, statement: Statement) -> str:
        """Return whether the statement is signed, and by what it can be checked."""
        if not statement.signature:
            return self.tr("This statement is NOT signed: the vault could not sign. It is the console's word alone.")
        words = self.tr("Signed by the vault: a checkpoint covers entry {entry}, which has this statement's SHA-256.")
        return words.format(entry=statement.entry)
