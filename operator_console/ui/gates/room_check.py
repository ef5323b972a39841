"""The check of the workplace before the first call of a day: one question after the other, yes or no by a key."""

from dataclasses import replace

from PySide6.QtCore import Qt

from operator_console.domain.refusals import Refusal
from operator_console.domain.room import RoomQuestion
from operator_console.domain.views import SessionView
from operator_console.protocol.messages import AnswerRoom, Reply, RoomAnswered
from operator_console.ui.gates.gate import Gate, GateFace
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.choice_list import ChoiceList
from operator_console.ui.widgets.label import Label, Paragraph

_YES, _NO = "yes", "no"


class RoomGate(Gate):
    """Passes with the session when calls may be taken. A no says what to do, and is seen by a lead."""

    def __init__(self, face: GateFace, session: SessionView) -> None:
        super().__init__(face, width=620)
        self._session = session
        self._answers: dict[str, bool] = {}
        self.heading(self.tr("Before the first call of the day"), self._why())
        self.left = Label(size="small", ink="muted")
        self.question = Paragraph(size="title")
        self.answer = ChoiceList(face.theme, self.tr("Answer"))
        self.answer.offer(((_YES, self.tr("Yes")), (_NO, self.tr("No"))))
        self.answer.setFixedHeight(2 * 44 + 14)
        self.answer.chosen.connect(self._answered)
        self.advice = Paragraph(size="lead")
        self.again = Button(self.tr("Put it right, answer again"), self._begin, kind="primary")
        self.go_on = Button(self.tr("Go on as it is"), self._pass)
        parts = (self.left, self.question, self.answer, self.advice, self.said, self.again, self.go_on)
        for part in parts:
            self.card.body.addWidget(part)
        self._begin()

    def entered(self) -> None:
        """Put the focus on the answer."""
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def answered(self, reply: Reply) -> None:
        """Go on to work, or say what to do first."""
        if not isinstance(reply, RoomAnswered):
            return
        bad = [question for question in self._session.room.questions if not self._answers[question.id]]
        if not bad:
            self._pass()
            return
        self.left.setText("")
        self.question.tell(self.tr("Please do this first") if reply.due else self.tr("Please do this"))
        self.advice.tell("\n".join(f"{question.label}：{question.advice}" for question in bad))
        self._show(advising=True, may_go=not reply.due)
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def refused(self, refusal: Refusal) -> None:
        """Say why not, and ask again."""
        self._begin()
        super().refused(refusal)

    def _why(self) -> str:
        words = self.tr(
            "At home or in the office: nobody should read along or listen in. Your answers go into the log."
        )
        must = self.tr("Calls can be taken once every answer is yes.")
        return f"{words}\n{must}" if self._session.room.stop else words

    def _begin(self) -> None:
        self._answers = {}
        self.say("")
        self._show(advising=False, may_go=False)
        self._ask()

    def _ask(self) -> None:
        question = self._open()
        if question is None:
            return
        count = len(self._session.room.questions)
        self.left.setText(self.tr("{number} of {count}").format(number=len(self._answers) + 1, count=count))
        self.question.tell(question.ask)
        self.answer.setAccessibleDescription(question.ask)
        self.answer.setCurrentRow(0)
        self.answer.setEnabled(True)
        self.entered()

    def _open(self) -> RoomQuestion | None:
        """The first question without an answer."""
        return next((each for each in self._session.room.questions if each.id not in self._answers), None)

    def _answered(self, answer: str) -> None:
        question = self._open()
        if question is None:
            return
        self._answers[question.id] = answer == _YES
        if self._open() is not None:
            self._ask()
            return
        self.answer.setEnabled(False)
        self.wanted.emit(AnswerRoom(answers=dict(self._answers)))

    def _show(self, *, advising: bool, may_go: bool) -> None:
        self.answer.setVisible(not advising)
        self.left.setVisible(not advising)
        self.advice.setVisible(advising)
        self.again.setVisible(advising)
        self.go_on.setVisible(may_go)

    def _pass(self) -> None:
        self.passed.emit(replace(self._session, room_due=False))
