"""A case of the review in words: whose work it is, from when, how far its review has come, and why it is looked at."""

from PySide6.QtCore import QDate, QLocale, QObject, Qt

from operator_console.domain.review import CallLine, CaseDetail, CaseKind, CaseState, CaseView, Said, TimelineRow
from operator_console.domain.views import LogRow, SessionView
from operator_console.ui.log.words import SHORT, EntryWords
from operator_console.ui.office_time import OfficeTime
from operator_console.wording import Wording


class CaseWords(QObject):
    """Turns what the vault says about a case into what a reviewer reads."""

    def __init__(self, session: SessionView, wording: Wording) -> None:
        super().__init__()
        self.entry = EntryWords(session, wording)
        self._wording = wording
        self.time = OfficeTime(session.utc_offset_minutes)
        self._purposes = {str(p.id): p.label for client in session.clients for p in client.purposes}

    # ---- the queue ---------------------------------------------------------------------------------------------------

    def headers(self) -> tuple[str, ...]:
        """Return the headings of the queue."""
        return self.tr("State"), self.tr("Day"), self.tr("Open for"), self.tr("Whose work"), self.tr("Why")

    def cells(self, case: CaseView) -> tuple[str, ...]:
        """Return a line of the queue."""
        state = self.tr("Your own") if case.own else self.state(case.state)
        return state, self.day(case), self.age(case), self.who(case), self.why(case)

    def state(self, state: CaseState) -> str:
        """Return how far the review has come."""
        return self._wording.fact_value("case_state", state)

    def day(self, case: CaseView) -> str:
        """Return the day, with the time where it is one call."""
        words = QLocale().toString(QDate.fromString(case.day, Qt.DateFormat.ISODate), "M/d (ddd)")
        return f"{words} {self.time.of(case.begins):%H:%M}" if case.kind is CaseKind.CALL else words

    def age(self, case: CaseView) -> str:
        """Return for how long it has been waiting."""
        return self.tr("{count} days").format(count=case.age_days) if case.age_days else self.tr("Today")

    def who(self, case: CaseView) -> str:
        """Return whose work it is; a customer's day has a reference instead."""
        if case.kind is CaseKind.CUSTOMER:
            return self.tr("Customer {reference}").format(reference=f"{case.customer[:SHORT]}…")
        return case.display or case.user

    def why(self, case: CaseView) -> str:
        """Return the first reason, and how many more there are."""
        sentences = self.reasons(case)
        if not sentences:
            return self.tr("Opened by hand")
        more = self.tr(" (and {count} more)").format(count=len(sentences) - 1) if len(sentences) > 1 else ""
        return sentences[0] + more

    def reasons(self, case: CaseView) -> tuple[str, ...]:
        """Return every reason as its sentence with the numbers, behind the kind of reason that it is."""
        return tuple(
            self.tr("[{group}] {sentence}").format(
                group=self._wording.fact_value("group", found.group), sentence=self._wording.review_finding(found)
            )
            for found in case.findings
        )

    # ---- a case ------------------------------------------------------------------------------------------------------

    def title(self, case: CaseView) -> str:
        """Return the heading of a case."""
        kind = self._wording.fact_value("case_kind", case.kind)
        return self.tr("{kind}: {who}, {day}").format(kind=kind, who=self.who(case), day=self.day(case))

    def purpose(self, case: CaseView) -> str:
        """Return what the call was about; empty for a day."""
        return self._purposes.get(case.purpose, case.purpose)

    def own(self, detail: CaseDetail) -> str:
        """Return why the reader cannot decide this case, and who can."""
        if detail.other_reviewers:
            names = "、".join(detail.other_reviewers)
            return self.tr("You took part in this, so you cannot decide it. {names} can.").format(names=names)
        return self.tr(
            "You took part in this, so you cannot decide it, and nobody else can review it. Ask the administrator to"
            " add a lead or an auditor."
        )

    def said(self, words: Said) -> str:
        """Return one decision or answer with its text."""
        what = self._wording.fact_value("decision", words.decision) if words.decision else self.tr("Answer")
        head = self.tr("{time} {name}: {what}").format(time=self.time.shown(words.time), name=words.display, what=what)
        return f"{head}\n{words.text}" if words.text else head

    def timeline_headers(self) -> tuple[str, ...]:
        """Return the headings of a call's timeline."""
        return (
            self.tr("Time"),
            self.tr("Action"),
            self.tr("Result"),
            self.tr("Fields"),
            self.tr("Shown for"),
            self.tr("Reason"),
        )

    def timeline_cells(self, row: TimelineRow) -> tuple[str, ...]:
        """Return a line of a call's timeline."""
        entry, words = as_entry(row), self.entry
        seconds = self.tr("{count} s").format(count=row.seconds) if row.seconds is not None else ""
        return (
            f"{self.time.of(row.time):%H:%M:%S}",
            words.action(entry),
            words.outcome(entry),
            words.fields(entry),
            seconds,
            words.reason(entry),
        )

    def more_about(self, row: TimelineRow) -> str:
        """Return in one line what the log has about an entry and its line of the timeline has not, or not whole."""
        known = {*self.timeline_headers()} - {self.tr("Reason")}
        _, operator, _, _, _, purpose, *_ = self.entry.headers("")
        left_out = known | {operator, purpose}
        pairs = self.entry.details(as_entry(row))
        return "　".join(
            self.tr("{heading}: {words}").format(heading=heading, words=words)
            for heading, words in pairs
            if heading not in left_out
        )

    def call_headers(self) -> tuple[str, ...]:
        """Return the headings of a day's calls."""
        return (
            self.tr("Begun"),
            self.tr("Operator"),
            self.tr("Check"),
            self.tr("Searches"),
            self.tr("Answers (wrong)"),
            self.tr("Shown (refused)"),
            self.tr("Purpose"),
        )

    def call_cells(self, call: CallLine) -> tuple[str, ...]:
        """Return a line of a day's calls."""
        return (
            f"{self.time.of(call.time):%H:%M:%S}",
            call.user,
            self.tr("Met") if call.verified else self.tr("Not met"),
            f"{call.searches}",
            f"{call.answers} ({call.mismatches})",
            f"{call.reveals} ({call.refused})",
            self._purposes.get(call.purpose, call.purpose),
        )


def as_entry(row: TimelineRow) -> LogRow:
    """Return a row of a timeline as the log's page has it, without its role."""
    return LogRow(
        sequence=row.sequence,
        time=row.time,
        user=row.user,  # type: ignore[arg-type]
        role="",
        action=row.action,
        outcome=row.outcome,
        call=row.call,
        customer=row.customer,
        purpose=row.purpose,
        fields=row.fields,
        reason=row.reason,
        facts=row.facts,
    )
