"""What a reviewer asked about one's own work: answered one question after the other, before the first call."""

from dataclasses import replace

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from operator_console.domain.refusals import Refusal
from operator_console.domain.review import AskedView, CaseKind
from operator_console.domain.views import SessionView
from operator_console.protocol.messages import AnswerReview, Reply, ReviewAnswered
from operator_console.ui.gates.gate import Gate, GateFace
from operator_console.ui.office_time import OfficeTime
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.form_row import FormRow
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.text_area import TextArea


class SelfReviewGate(Gate):
    """Passes with the session once nothing is left to answer. ``session.asked`` has one question at least."""

    def __init__(self, face: GateFace, session: SessionView) -> None:
        super().__init__(face, width=620)
        self._session = session
        self._asked = session.asked
        self._purposes = {str(p.id): p.label for client in session.clients for p in client.purposes}
        self.heading(
            self.tr("A question about your work"),
            self.tr("Answer before your first call. Question and answer stay in the log."),
        )
        self.left, self.about = Label(ink="accent"), Paragraph(ink="muted", size="small")
        self.question = Paragraph()
        self.answer = TextArea()
        self.row = FormRow(self.tr("Your &answer"), self.answer, self.tr("Write nothing that belongs to a customer."))
        self.button = Button("", self._submit, kind="primary")
        self._lay_out()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._submit)
        self._show_first()

    def _lay_out(self) -> None:
        box = Card(frame="inset", margin=14)
        box.body.addWidget(self.about)
        box.body.addWidget(self.question)
        for part in (self.left, box, self.row, self.said, self.button):
            self.card.body.addWidget(part)

    def entered(self) -> None:
        """Put the focus on the answer."""
        self.answer.setFocus()

    def answered(self, reply: Reply) -> None:
        """Go on to the next question, or to work."""
        if not isinstance(reply, ReviewAnswered):
            return
        self._asked = reply.asked
        if self._asked:
            self._show_first()
        else:
            self.passed.emit(replace(self._session, asked=()))

    def refused(self, refusal: Refusal) -> None:
        """Say why not; what was written stays."""
        self.row.say_wrong(self.face.wording.refusal(refusal))
        self.button.setEnabled(True)
        self.answer.setFocus()

    def _show_first(self) -> None:
        asked = self._asked[0]
        self.left.setText(self.tr("{count} to answer").format(count=len(self._asked)))
        self.about.tell(self._about(asked))
        self.question.tell(asked.question)
        self.answer.setAccessibleDescription(f"{self._about(asked)} {asked.question}")
        self.answer.clear()
        self.row.say_wrong("")
        last = len(self._asked) == 1
        self.button.setText(
            self.tr("Answer and begin (Ctrl+Enter)") if last else self.tr("Answer, next question (Ctrl+Enter)")
        )
        self.button.setEnabled(True)
        self.answer.setFocus()

    def _about(self, asked: AskedView) -> str:
        day = QLocale().toString(QDate.fromString(asked.day, Qt.DateFormat.ISODate), "M/d (ddd)")
        if asked.case.startswith(f"{CaseKind.CALL}:"):
            purpose = self._purposes.get(asked.purpose, asked.purpose)
            what = self.tr("A call of {day}: {purpose}").format(day=day, purpose=purpose)
        else:
            what = self.tr("Your work of {day}").format(day=day)
        time = OfficeTime(self._session.utc_offset_minutes).shown(asked.time)
        return self.tr("{what}. Asked by {name}, {time}").format(what=what, name=asked.asked_by, time=time)

    def _submit(self) -> None:
        if not self.button.isEnabled():
            return
        text = self.answer.words()
        if not text:
            self.row.say_wrong(self.tr("Write your answer."))
            self.answer.setFocus()
            return
        self.row.say_wrong("")
        self.button.setEnabled(False)
        self.wanted.emit(AnswerReview(case=self._asked[0].case, answer=text))
