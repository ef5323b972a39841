"""What a reviewer says about a case: what was said so far, a comment, and the three decisions."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from operator_console.domain.review import CaseDetail, CaseState, Decision
from operator_console.ui.review.words import CaseWords
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.form_row import FormRow
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.scroll import Scroll
from operator_console.ui.widgets.text_area import TextArea


class Verdict(Card):
    """``decided`` carries the decision and the comment. A question and a report need a comment."""

    decided = Signal(object, str)

    def __init__(self, words: CaseWords) -> None:
        super().__init__(margin=16)
        self._words = words
        self.said, self.barred = Paragraph(size="small"), Paragraph(ink="warning")
        self.comment = TextArea()
        self.row = FormRow(self.tr("&Comment"), self.comment, self.tr("It stays in the log: nothing about a customer."))
        self.fine = Button(self.tr("Fine, next (Ctrl+Enter)"), lambda: self._decide(Decision.FINE), kind="primary")
        self.question = Button(self.tr("Ask the operator (Alt+&Q)"), lambda: self._decide(Decision.ASK))
        self.incident = Button(self.tr("Report as incident (Alt+&I)"), lambda: self._decide(Decision.ESCALATE))
        self._lay_out()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, lambda: self.fine.click())

    def _lay_out(self) -> None:
        self.body.setSpacing(8)
        self.body.addWidget(Label(self.tr("Decision"), size="lead"))
        self.history = Scroll(self)
        self.history.hold(self.said)
        self.body.addWidget(self.history, 1)
        for part in (self.barred, self.row, self.fine, self.question, self.incident):
            self.body.addWidget(part)

    def show_case(self, detail: CaseDetail) -> None:
        """Show what was said about this case and what can be decided."""
        case = detail.case
        self.comment.clear()
        self.row.say_wrong("")
        nothing = self.tr("Nothing has been said about this case yet.")
        self.said.tell("\n\n".join(self._words.said(each) for each in detail.said) or nothing)
        self.barred.tell(self._words.own(detail) if case.own else "")
        self.barred.setVisible(case.own)
        open_ = not case.own and case.state is not CaseState.FINE
        for part in (self.row, self.fine, self.question, self.incident):
            part.setVisible(open_)
        self.question.setEnabled(bool(case.user))

    def wait(self, waiting: bool) -> None:
        """Let nothing be decided twice while a decision is on its way."""
        for button in (self.fine, self.question, self.incident):
            button.setEnabled(not waiting)

    def _decide(self, decision: Decision) -> None:
        text = self.comment.words()
        if decision is not Decision.FINE and not text:
            self.row.say_wrong(
                self.tr("Write what the operator should answer.")
                if decision is Decision.ASK
                else self.tr("Write what happened, for whoever deals with the incident.")
            )
            self.comment.setFocus()
            return
        self.decided.emit(decision, text)
