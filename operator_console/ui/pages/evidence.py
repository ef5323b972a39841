"""How far the log is fixed outside this machine, taking a record away, exporting the log for those who verify it."""

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from operator_console.domain.evidence import EvidenceView, Way
from operator_console.domain.refusals import Refusal
from operator_console.domain.roles import DUTIES, Duty
from operator_console.protocol.messages import CheckpointTaken, Deliver, EvidenceState, ReadEvidence, TakeCheckpoint
from operator_console.ui.choosing_file import choose_new_file
from operator_console.ui.evidence.auditors import Auditors
from operator_console.ui.evidence.delivery import Delivery
from operator_console.ui.evidence.export import Export
from operator_console.ui.evidence.words import EvidenceWords
from operator_console.ui.office_time import OfficeTime
from operator_console.ui.page import KeyHint, Page, PageContext, PageSpec
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.focus_follower import FocusFollower
from operator_console.ui.widgets.label import Badge, Label, Paragraph
from operator_console.ui.widgets.scroll import Scroll
from operator_console.ui.widgets.styled import mark


class EvidencePage(Page):
    """Everybody sees how old the last delivered record is and can deliver one; who verifies the log can export it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        time = OfficeTime(context.session.utc_offset_minutes)
        self.words = EvidenceWords(time, context.wording)
        self.state, self.last, self.since = Badge(""), Paragraph(), Paragraph()
        self.limit, self.pin = Paragraph(size="small", ink="muted"), Paragraph(size="small", ink="muted")
        self.take = Button(self.tr("&Take a record"), self.take_record, kind="primary")
        self.again = Button(self.tr("Look again (F5)"), self._look)
        self.delivery, self.export, self.auditors = Delivery(time), Export(context), Auditors(context)
        self._lay_out()
        self.delivery.hide()
        self.export.setVisible(Duty.READ_LOG in DUTIES[context.session.role])
        self.auditors.setVisible(Duty.MANAGE_USERS in DUTIES[context.session.role])
        self.auditors.changed.connect(self._tell)
        self.delivery.delivered.connect(self._deliver)
        self.delivery.file_wanted.connect(self.open_dialog)
        QShortcut(QKeySequence("F5"), self, self._look)

    def _lay_out(self) -> None:
        card = Card(margin=16)
        card.body.setSpacing(8)
        card.body.addWidget(self.state, 0, Qt.AlignmentFlag.AlignLeft)
        for words in (self.last, self.since, self.limit, self.pin):
            card.body.addWidget(words)
        buttons = QHBoxLayout()
        buttons.addWidget(self.take)
        buttons.addWidget(self.again)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        self._area = Scroll(self)
        inner = QWidget(self._area.inside)
        inner.setProperty("ground", "none")
        cards = QVBoxLayout(inner)
        cards.setContentsMargins(0, 0, 8, 0)
        cards.setSpacing(12)
        for each in (card, self.delivery, self.export, self.auditors):
            cards.addWidget(each)
        cards.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(Label(_title(), size="title"))
        self._area.hold(inner)
        column.addWidget(self._area, 1)
        FocusFollower(self._area, self.export.form, self.export.nonce, self.auditors.key, self.auditors.recovery)

    def entered(self) -> None:
        """Look at the evidence as it is now."""
        self._look()
        self.take.setFocus()

    def may_leave(self) -> str:
        """Leaving during an export loses it."""
        return self.tr("The log is still being exported.") if self.export.running else ""

    def keys(self) -> tuple[KeyHint, ...]:
        """Return the keys of this page."""
        duties = DUTIES[self.context.session.role]
        export = (
            KeyHint("Alt+E", self.tr("Export the log")),
            KeyHint("Alt+Q", self.tr("Type the auditor's question for an export")),
        )
        auditors = (
            KeyHint("Alt+U", self.tr("Type the key of an auditor")),
            KeyHint("Alt+K", self.tr("Add the auditor's key")),
        )
        return (
            KeyHint("Alt+T", self.tr("Take a record of the log")),
            KeyHint("Alt+C", self.tr("The code was told")),
            KeyHint("Alt+P", self.tr("The picture was taken")),
            KeyHint("Alt+F", self.tr("Save the record as a file")),
            *(export if Duty.READ_LOG in duties else ()),
            *(auditors if Duty.MANAGE_USERS in duties else ()),
            KeyHint("F5", self.tr("Look again")),
        )

    # ---- the record --------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        self.context.link.ask(ReadEvidence(), self._told, on_refused=self._refused)

    def _told(self, reply: EvidenceState) -> None:
        self._tell(reply.evidence)

    def _tell(self, view: EvidenceView) -> None:
        state, tone = self.words.verdict(view)
        self.state.setText(state)
        mark(self.state, "badge", tone)
        self.last.tell(self.words.last(view))
        self.since.tell(self.words.since(view))
        self.limit.tell(self.words.limit(view))
        self.pin.tell(self.tr("First key (written down at set-up): {pin}").format(pin=view.pin) if view.pin else "")
        self.take.setEnabled(view.writable)
        self.auditors.show_state(view)

    def take_record(self) -> None:
        """Make a record of the log as it is now."""
        self.context.link.ask(TakeCheckpoint(), self._taken, on_refused=self._refused)

    def _taken(self, reply: CheckpointTaken) -> None:
        self.delivery.show_taken(reply)
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.delivery, 0, 0))
        self._look()

    def _deliver(self, entries: int, way: Way, path: str = "") -> None:
        self.context.link.ask(Deliver(entries, way, path), self._delivered, on_refused=self._refused)

    def _delivered(self, reply: EvidenceState) -> None:
        self.delivery.hide()
        self._told(reply)
        self.take.setFocus()
        words = self.tr("Written down as delivered: the entries up to no. {entries}.")
        self.context.say(words.format(entries=f"{reply.evidence.delivered_entries:,}"), Tone.GOOD)

    def _refused(self, refusal: Refusal) -> None:
        self.context.say(self.context.wording.refusal(refusal), Tone.WARNING)

    def open_dialog(self) -> None:
        """Let the person choose where the record goes."""
        title = self.tr("Save the record as a file")
        choose_new_file(self, title, self.save_to, suffix="txt", name=self.delivery.suggestion())

    def save_to(self, path: str) -> None:
        """Ask the vault to write the record to a new file, which delivers it."""
        if self.delivery.taken is not None:
            self._deliver(self.delivery.taken.entries, Way.FILE, path)


def _title() -> str:
    return QCoreApplication.translate("EvidencePage", "Record of the log")


SPEC = PageSpec(title=_title, duty=None, make=EvidencePage, key="evidence")
