"""The review desk: a queue with an end, and case after case until it is reached."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.review import CaseId, Decision
from operator_console.domain.roles import Duty
from operator_console.protocol.messages import DecideCase, ReviewCase, ReviewedCase
from operator_console.ui.asking import ask
from operator_console.ui.page import KeyHint, Page, PageContext, PageSpec
from operator_console.ui.review.case import CasePane
from operator_console.ui.review.queue import Queue
from operator_console.ui.review.words import CaseWords
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.cover import RowVeil
from operator_console.ui.widgets.label import Label
from operator_console.ui.widgets.long_work import LongWork
from operator_console.ui.widgets.stack import Stack


class ReviewPage(Page):
    """Two views: the queue, and the case that is looked at."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        words = CaseWords(context.session, context.wording)
        self.work = LongWork(context)
        self.queue, self.case = Queue(words, self.work), CasePane(words)
        for table in (self.queue.table, self.case.events, self.case.day, self.case.more):
            RowVeil(table, context.theme)
        self._back: list[CaseId] = []
        self._deciding = False
        self.left = Label(size="lead", ink="muted")
        self.refresh = Button(self.tr("&Refresh (F5)"), self.queue.read)
        self.to_queue = Button(self.tr("Back (Esc)"), self._leave_case)
        self.views = Stack()
        self._lay_out()
        self._show_queue()
        self.queue.opened.connect(self._open_first)
        self.case.opened.connect(self._open_further)
        self.case.verdict.decided.connect(self._decide)
        for keys, act in (("F5", self._read_again), ("Esc", self._leave_case)):
            QShortcut(QKeySequence(keys), self, act)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(_title(), size="title"))
        head.addSpacing(16)
        head.addWidget(self.left, 1)
        for button in (self.to_queue, self.refresh):
            head.addWidget(button)
        for view in (self.queue, self.case):
            self.views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.work)
        column.addWidget(self.views, 1)

    def entered(self) -> None:
        """Read the queue; a case that was being looked at stays."""
        if self._in_case():
            self.case.to_events()
        else:
            self.queue.read()
            self.queue.to_table()

    def mask_now(self, cause: str) -> None:
        """Stop reading when the page is left; a decision on its way is seen through."""
        if not self._deciding:
            self.work.cancel()

    def may_leave(self) -> str:
        """Leaving loses a comment that is not sent."""
        written = self._in_case() and self.case.verdict.comment.words()
        return self.tr("The comment on this case has not been sent.") if written else ""

    def keys(self) -> tuple[KeyHint, ...]:
        """Return the keys of this page."""
        return (
            KeyHint("Enter", self.tr("Open the case, the call or the other case")),
            KeyHint("Alt+N", self.tr("Begin with the first case that waits")),
            KeyHint("Alt+M", self.tr("Read more of a long queue")),
            KeyHint("Ctrl+Enter", self.tr("Fine, and on to the next case")),
            KeyHint("Alt+Q", self.tr("Ask the operator")),
            KeyHint("Alt+I", self.tr("Report as an incident")),
            KeyHint("Alt+C", self.tr("Write a comment")),
            KeyHint("Esc", self.tr("Back")),
            KeyHint("F5", self.tr("Read the queue again")),
        )

    # ---- cases -------------------------------------------------------------------------------------------------------

    def _in_case(self) -> bool:
        return self.views.currentWidget() is self.case

    def _open_first(self, case: CaseId) -> None:
        self._back = []
        self._open(case)

    def _open_further(self, case: CaseId) -> None:
        self._unless_written(partial(self._go_further, case))

    def _go_further(self, case: CaseId) -> None:
        if self.case.detail is not None:
            self._back.append(self.case.detail.case.id)
        self._open(case)

    def _open(self, case: CaseId) -> None:
        self.work.run(ReviewCase(case), self._show_case)

    def _show_case(self, reply: ReviewedCase) -> None:
        self.left.setText(self.queue.left_words())
        self.views.setCurrentWidget(self.case)
        self.to_queue.show()
        self.refresh.hide()
        self.case.show_case(reply.detail)

    def _leave_case(self) -> None:
        if self._in_case() and not self._deciding:
            self._unless_written(self._go_back)

    def _unless_written(self, go: Callable[[], None]) -> None:
        """Go at once, or ask first where a comment would be lost."""
        sentence = self.may_leave()
        if sentence:
            ask(self, sentence, self.tr("Leave it unsent"), go)
        else:
            go()

    def _go_back(self) -> None:
        if self._back:
            self._open(self._back.pop())
        else:
            self._show_queue()
            self.queue.to_table()

    def _show_queue(self) -> None:
        self._back = []
        self.case.verdict.comment.clear()
        self.left.setText("")
        self.views.setCurrentWidget(self.queue)
        self.to_queue.hide()
        self.refresh.show()

    def _read_again(self) -> None:
        if not self._in_case():
            self.queue.read()

    # ---- deciding ----------------------------------------------------------------------------------------------------

    def _decide(self, decision: Decision, text: str) -> None:
        if self.case.detail is None or self._deciding:
            return
        self._deciding = True
        self.case.verdict.wait(True)
        request = DecideCase(self.case.detail.case.id, decision, text)
        self.work.run(request, lambda reply: self._decided(decision, reply), self._not_decided)

    def _not_decided(self, refusal: Refusal) -> None:
        self._deciding = False
        self.case.verdict.wait(False)
        if refusal.code in (Code.COMMENT_EMPTY, Code.COMMENT_TOO_LONG, Code.COMMENT_FORBIDDEN):
            self.case.verdict.row.say_wrong(self.context.wording.refusal(refusal))
            self.case.verdict.comment.setFocus()

    def _decided(self, decision: Decision, reply: ReviewedCase) -> None:
        case = reply.detail.case
        self._deciding = False
        self.case.verdict.wait(False)
        self.queue.take(case)
        self.context.say(self._done_words(decision), Tone.GOOD)
        if self._back:
            self._open(self._back.pop())
            return
        following = self.queue.next_after(case.id)
        if following is not None:
            self.case.verdict.comment.clear()
            self._open(following.id)
            return
        self._show_queue()
        self.queue.to_table()

    def _done_words(self, decision: Decision) -> str:
        done = {
            Decision.FINE: self.tr("Reviewed."),
            Decision.ASK: self.tr("Asked. The operator answers at the next sign-in."),
            Decision.ESCALATE: self.tr("Reported as an incident."),
        }[decision]
        return f"{done} {self.queue.left_words()}"


def _title() -> str:
    return QCoreApplication.translate("ReviewPage", "Review")


SPEC = PageSpec(title=_title, duty=Duty.REVIEW, make=ReviewPage, key="review")
