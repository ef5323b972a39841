"""Who can check every seal of the log: the auditors' keys, and one more that is added with the recovery key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from operator_console.domain.evidence import EvidenceView
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.messages import AddAuditorKey, EvidenceState
from operator_console.ui.page import PageContext
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.form_row import FormRow
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.password_field import PasswordField


class Auditors(Card):
    """For an administrator. ``changed`` carries the evidence after a key was added."""

    changed = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__(margin=16)
        self._context = context
        self.known = Paragraph(size="small")
        self.key, self.recovery = QLineEdit(), PasswordField(context.theme)
        self.add = Button(self.tr("Add the &key"), self._add)
        self._lay_out()
        self.key.returnPressed.connect(lambda: self.recovery.setFocus())
        self.recovery.returnPressed.connect(self._add)

    def _lay_out(self) -> None:
        what = self.tr(
            "An auditor makes a pair of keys on a machine of their own (operator-console auditor-key) and gives you the"
            " code. Whoever has the other half can then check the seal of every entry in an export."
        )
        self.key.setMaxLength(120)
        self.key_row = FormRow(self.tr("A&uditor's key"), self.key, self.tr("14 groups of 4 characters."))
        hint = self.tr("As it was written down at the set-up; only it opens what the auditor is given.")
        self.recovery_row = FormRow(self.tr("Reco&very key"), self.recovery, hint)
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addStretch(1)
        self.body.addWidget(Label(self.tr("Auditors' keys"), size="lead"))
        self.body.addWidget(Paragraph(what, ink="muted"))
        for part in (self.known, self.key_row, self.recovery_row):
            self.body.addWidget(part)
        self.body.addLayout(line)

    def show_state(self, view: EvidenceView) -> None:
        """Show whose keys there are; a broken log takes no more."""
        nobody = self.tr("No auditor has a key yet: nobody outside this machine can check the seals.")
        self.known.tell("\n".join(view.auditors) if view.auditors else nobody)
        self.add.setEnabled(view.writable)

    def _add(self) -> None:
        if not self.add.isEnabled():
            return
        wanted = ((self.key_row, self.tr("Type the code of the auditor's key.")), (self.recovery_row, self._missing()))
        for row, sentence in wanted:
            row.say_wrong("" if row.text() else sentence)
        empty = next((row for row, _ in wanted if not row.text()), None)
        if empty is not None:
            empty.field.setFocus()
            return
        self.add.setEnabled(False)
        request = AddAuditorKey(self.key_row.text(), self.recovery.take().strip())
        self._context.link.ask(request, self._added, on_refused=self._refused)

    def _missing(self) -> str:
        return self.tr("Type the recovery key.")

    def _added(self, reply: EvidenceState) -> None:
        self.key.clear()
        self.show_state(reply.evidence)
        self.key.setFocus()
        self._context.say(self.tr("The auditor's key has been added. It counts from the next export on."), Tone.GOOD)
        self.changed.emit(reply.evidence)

    def _refused(self, refusal: Refusal) -> None:
        self.add.setEnabled(True)
        rows = {Code.AUDITOR_KEY_WRONG: self.key_row, Code.RECOVERY_WRONG: self.recovery_row}
        row = rows.get(refusal.code)
        sentence = self._context.wording.refusal(refusal)
        if row is None:
            self._context.say(sentence, Tone.WARNING)
            return
        row.say_wrong(sentence)
        row.field.setFocus()
