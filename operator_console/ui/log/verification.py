"""The verification of the log as a person follows it: how far it is, what was found, what it cannot know."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.views import Finding, Severity
from operator_console.protocol.messages import LogVerified, Progress, VerifyLog
from operator_console.ui.evidence.kept import KeptRecords
from operator_console.ui.models.lines import Lines
from operator_console.ui.models.table import ROW_HEIGHT, Table
from operator_console.ui.page import PageContext
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.focus_follower import FocusFollower
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.styled import mark

MOST_SHOWN = 1000
"""Findings in the table at most; the sentence above it always says how many there are."""
SENTENCE = 780
"""Room for the longest finding, in device-independent pixels."""
_CELL = 28
"""Room round the words of a cell."""
IN_THE_CHAIN = frozenset({"malformed", "foreign_log", "gap", "reordered", "duplicate", "chain_broken", "mac_wrong"})
"""Errors at a place of the chain; what comes after them still joins up to the end."""


class Verification(QScrollArea):
    """Runs one verification at a time and shows its result until the next."""

    jump = Signal(int)
    """Show the entry with this sequence."""
    closed = Signal()
    """Back to the entries."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._request = 0
        self.running = False
        self.bar, self.count = QProgressBar(), Label(ink="muted")
        self.verdict = Label(size="lead")
        self.checked, self.trust, self.limits = Paragraph(), Paragraph(), Paragraph(ink="muted")
        self.kept = KeptRecords(context.wording)
        self.kept.wanted.connect(self.start)
        self.lines: Lines[Finding] = Lines((self.tr("Entry no."), self.tr("What was found")))
        self.findings = Table(self.lines, (110,), SENTENCE)
        self.stop = Button(self.tr("&Stop"), self._stop)
        self.again = Button(self.tr("Verify a&gain"), self.start)
        self.back = Button(self.tr("&Back to the entries"), self._close)
        self.show_entry = Button(self.tr("Show this &entry"), lambda: self._open(self.findings.current_row()))
        self.finding = Paragraph(size="small", ink="muted")
        self.findings.opened.connect(self._open)
        self.findings.row_changed.connect(self._tell)
        self._lay_out()

    # ---- building ----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.progress, self.result = self._progress_card(), self._result_card()
        self.findings.setAccessibleName(self.tr("What was found"))
        buttons = QHBoxLayout()
        for button in (self.back, self.again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.show_entry)
        self.findings.setMinimumHeight(4 * ROW_HEIGHT)
        inner = QWidget()
        inner.setProperty("ground", "none")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (Label(self.tr("Verification of the log"), size="lead"), self.progress, self.result):
            column.addWidget(part)
        column.addWidget(self.findings, 1)
        column.addWidget(self.finding)
        column.addLayout(buttons)
        column.addWidget(self.kept)
        column.addStretch(0)
        self.setWidgetResizable(True)
        self.setWidget(inner)
        FocusFollower(self, self.kept.field)

    def _progress_card(self) -> Card:
        card = Card(margin=20)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the verification"))
        line = QHBoxLayout()
        line.addWidget(self.count, 1)
        line.addWidget(self.stop)
        card.body.addWidget(self.bar)
        card.body.addLayout(line)
        return card

    def _result_card(self) -> Card:
        card = Card(margin=20)
        for label in (self.verdict, self.checked, self.trust, self.limits):
            card.body.addWidget(label)
        return card

    # ---- running -----------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin, unless one is running."""
        if self.running:
            return
        self.running = True
        self.bar.setRange(0, 0)
        self.count.setText(self.tr("Counting the entries …"))
        self._show_parts(running=True, findings=False)
        self._request = self._context.link.ask(
            VerifyLog(self.kept.texts()), self._finished, on_refused=self._refused, on_progress=self._progressed
        )
        self.stop.setFocus()

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self._context.link.cancel(self._request)

    def _progressed(self, progress: Progress) -> None:
        if progress.total:
            self.bar.setRange(0, 1000)
            self.bar.setValue(progress.done * 1000 // progress.total)
            words = self.tr("{done} of {total} entries checked")
            self.count.setText(words.format(done=f"{progress.done:,}", total=f"{progress.total:,}"))

    def _refused(self, refusal: Refusal) -> None:
        if refusal.code is Code.CANCELLED:
            words = self.tr("The verification was stopped. Nothing has been decided.")
        else:
            words = self._context.wording.refusal(refusal)
        self._conclude("warning", self.tr("Not verified"), words, "")
        if refusal.code is Code.KEPT_CODE_WRONG:
            self.kept.say_wrong(refusal)

    def _finished(self, result: LogVerified) -> None:
        checked = self.tr(
            "{count} entries were checked: what each one says, its number, that it joins to the one before it, and that"
            " the end is the one in the key file."
        ).format(count=f"{result.entries:,}")
        self.limits.tell(self._limits(result.good_until))
        errors = [finding for finding in result.findings if finding.severity is Severity.ERROR]
        notes = [finding for finding in result.findings if finding.severity is Severity.NOTE]
        count = f"{len(notes if result.ok else errors):,}"
        if not result.ok:
            verdict = self.tr("The log is not as it was written: {count} findings").format(count=count)
            self._conclude("danger", verdict, checked, self._trusted(result.findings), result.findings)
        elif notes:
            verdict = self.tr("The log is whole; {count} things to look at").format(count=count)
            self._conclude("warning", verdict, checked, self._whole(), result.findings)
        else:
            self._conclude("good", self.tr("The log is in order"), checked, self._whole(), result.findings)

    def _limits(self, good_until: int) -> str:
        """Return up to where a record kept elsewhere vouches for the log, and what nothing does."""
        if good_until:
            words = self.tr(
                "A record kept elsewhere fixes the entries up to no. {entries}: they are as they were when it was"
                " taken away. What came later could have been put back to an older state."
            )
            return words.format(entries=f"{good_until:,}")
        return self.tr(
            "A check on this machine alone cannot rule out that the whole folder was put back to an older state:"
            " only a record kept elsewhere can show that."
        )

    def _whole(self) -> str:
        return self.tr("No entry is missing, and none has been changed, added or moved within the chain.")

    def _trusted(self, findings: tuple[Finding, ...]) -> str:
        """Trust comes from the end, which the key file names, and reaches back to the last break and no further."""
        grave = [finding for finding in findings if finding.severity is Severity.ERROR]
        if not grave or any(finding.code not in IN_THE_CHAIN for finding in grave):
            words = self.tr(
                "The end does not fit the key file, so no part of the log can be relied on by this check alone. Leave"
                " the folder as it is and tell the auditor."
            )
        else:
            words = self.tr(
                "After entry {last} the log joins up to its end and can be relied on. Whether the entries before that"
                " are true, this check cannot tell. Leave the folder as it is and tell the auditor."
            )
        return words.format(last=max((finding.sequence for finding in grave), default=0))

    def _conclude(self, tone: str, verdict: str, checked: str, trust: str, findings: tuple[Finding, ...] = ()) -> None:
        self.running = False
        self.verdict.setText(verdict)
        self.checked.tell(checked)
        self.trust.tell(trust)
        self.trust.setVisible(bool(trust))
        self.limits.setVisible(bool(trust))
        mark(self.verdict, "ink", tone)
        self.lines.show([(f, (str(f.sequence), self._context.wording.finding(f))) for f in findings[:MOST_SHOWN]])
        self._show_parts(running=False, findings=bool(findings))
        if findings:
            self.findings.go_to(0)
            self.findings.setFocus()
        else:
            self.back.setFocus()

    def _tell(self, row: int) -> None:
        """Say a finding below the table where its line there has no room for all of it."""
        finding = self.lines.thing(row)
        sentence = self._context.wording.finding(finding) if finding else ""
        fits = self.findings.fontMetrics().horizontalAdvance(sentence) + _CELL < self.findings.columnWidth(1)
        self.finding.tell("" if fits else sentence)
        self.finding.setVisible(bool(self.finding.sentence))
        self.findings.setAccessibleDescription(sentence)

    def _close(self) -> None:
        self.closed.emit()

    def _open(self, row: int) -> None:
        finding = self.lines.thing(row)
        if finding is not None:
            self.jump.emit(finding.sequence)

    def _show_parts(self, *, running: bool, findings: bool) -> None:
        self.progress.setVisible(running)
        self.stop.setEnabled(running)
        self.result.setVisible(not running)
        self.kept.setVisible(not running)
        self.findings.setVisible(findings)
        self.finding.hide()
        self.show_entry.setVisible(findings)
        self.again.setVisible(not running)
