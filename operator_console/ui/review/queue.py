"""The day's queue: what is to be reviewed, why, and how much of it is left."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from operator_console.domain.refusals import Refusal
from operator_console.domain.review import CaseId, CaseState, CaseView
from operator_console.protocol.messages import ReviewCases, ReviewQueue
from operator_console.ui.models.lines import Lines
from operator_console.ui.models.table import Table
from operator_console.ui.review.words import CaseWords
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.long_work import LongWork
from operator_console.ui.widgets.stack import Stack

TO_DO = frozenset({CaseState.OPEN, CaseState.ANSWERED})
"""What waits for a reviewer; a case that was asked about waits for the operator."""
_WIDTHS = (110, 138, 86, 160)
_WHY = 420


class Queue(QWidget):
    """Reads when it is told to. ``opened`` carries the case that the reviewer wants to see."""

    opened = Signal(str)

    def __init__(self, words: CaseWords, work: LongWork) -> None:
        super().__init__()
        self._words, self.work = words, work
        self._reply = ReviewCases((), 0, 0, "", "")
        self._known = False
        self.counter, self.counted = Label(size="lead"), Paragraph(size="small", ink="muted")
        self.decided = QCheckBox(self.tr("Show what is &decided too"))
        self.lines: Lines[CaseView] = Lines(words.headers())
        self.table = Table(self.lines, _WIDTHS, _WHY)
        self.empty, self.reasons = Paragraph(ink="muted"), Paragraph()
        self.begin = Button(self.tr("Begin with the first (&N)"), self._begin, kind="primary")
        self.more = Button("", self._read_more)
        self._lay_out()
        self.decided.toggled.connect(self.read)
        self.table.opened.connect(self._open)
        self.table.row_changed.connect(self._chosen)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self.counter)
        head.addWidget(self.counted, 1)
        head.addWidget(self.decided)
        head.addWidget(self.begin)
        self.table.setAccessibleName(self.tr("Cases to review"))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = Stack()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._why = Card(margin=14)
        self._why.body.addWidget(self.reasons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._why)

    # ---- what it holds -----------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Ask for the queue as it is now."""
        self.counter.setText(self.tr("Reading …"))
        self.work.run(ReviewQueue(decided=self.decided.isChecked()), self._arrived, self._not_read)

    def _read_more(self) -> None:
        """Ask for the cases behind the last one that is listed."""
        if self._reply.cases and self._reply.left_out:
            last = self._reply.cases[-1].id
            self.work.run(ReviewQueue(decided=self.decided.isChecked(), after=last), self._more_arrived, self._not_read)

    def left(self) -> int:
        """Return how many cases still wait for this reviewer."""
        return sum(map(is_to_do, self._reply.cases))

    def next_after(self, case: CaseId | str) -> CaseView | None:
        """Return the next case that waits for this reviewer, behind this one or from the top."""
        cases = self._reply.cases
        place = next((at for at, each in enumerate(cases) if each.id == case), -1) + 1
        return next(filter(is_to_do, (*cases[place:], *cases[:place])), None)

    def left_words(self) -> str:
        """Return how many cases still wait for this reviewer, in words."""
        left = self.left()
        if not self._known:
            return self.tr("Not read")
        if self._reply.left_out:
            return self.tr("{count} left, and more not listed yet").format(count=f"{left:,}")
        return self.tr("{count} left").format(count=f"{left:,}") if left else self.tr("All reviewed")

    def take(self, case: CaseView) -> None:
        """Put a case as it is after a decision into its line."""
        cases = tuple(case if each.id == case.id else each for each in self._reply.cases)
        self._reply = msgspec.structs.replace(self._reply, cases=cases)
        self._draw(self.table.current_row())

    def to_table(self) -> None:
        """Put the focus on the table."""
        self.table.setFocus()

    def _arrived(self, reply: ReviewCases) -> None:
        before = self.lines.thing(self.table.current_row())
        self._reply, self._known = reply, True
        place = next((at for at, each in enumerate(reply.cases) if before and each.id == before.id), 0)
        self._draw(place)

    def _more_arrived(self, reply: ReviewCases) -> None:
        first = len(self._reply.cases)
        self._reply = msgspec.structs.replace(reply, cases=(*self._reply.cases, *reply.cases))
        self._draw(first)
        self.table.setFocus()

    def _not_read(self, _: Refusal) -> None:
        self._draw(self.table.current_row())

    def _draw(self, row: int) -> None:
        cases = self._reply.cases
        self.lines.show([(case, self._words.cells(case)) for case in cases])
        self.counter.setText(self.left_words())
        self.counted.tell(self._numbers())
        self.begin.setEnabled(self.left() > 0)
        self.more.setText(self.tr("Read {count} &more").format(count=f"{self._reply.left_out:,}"))
        self.more.setVisible(self._reply.left_out > 0)
        nothing = self.tr("Nothing is waiting to be reviewed. New calls are looked through when you read again.")
        unread = self.tr(
            "The queue has not been read, so nothing can be said about what is waiting. F5 reads it again."
        )
        self.empty.tell(nothing if self._known else unread)
        self._stack.setCurrentWidget(self.table if cases else self.empty)
        self._why.setVisible(bool(cases))
        if cases:
            self.table.go_to(min(max(0, row), len(cases) - 1))

    def _numbers(self) -> str:
        if not self._known:
            return ""
        cases = self._reply.cases
        asked = sum(case.state is CaseState.ASKED for case in cases)
        own = sum(case.own for case in cases)
        words = [self.tr("{count} calls in all").format(count=f"{self._reply.calls:,}")]
        words += [self.tr("{count} waiting for an answer").format(count=asked)] if asked else []
        words += [self.tr("{count} of your own").format(count=own)] if own else []
        words += [self.tr("times: {zone}").format(zone=self._words.time.name)]
        return "　".join(words)

    def _chosen(self, row: int) -> None:
        case = self.lines.thing(row)
        self.reasons.tell("\n".join(self._words.reasons(case)) if case else "")

    def _open(self, row: int) -> None:
        case = self.lines.thing(row)
        if case is not None:
            self.opened.emit(case.id)

    def _begin(self) -> None:
        case = self.next_after("")
        if case is not None:
            self.opened.emit(case.id)


def is_to_do(case: CaseView) -> bool:
    """Return whether a case waits for this reviewer."""
    return case.state in TO_DO and not case.own
