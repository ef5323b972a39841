"""One case: why it is looked at, what happened, what else the same person did, and the decision."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from operator_console.domain.review import CallLine, CaseDetail, CaseKind, CaseView, TimelineRow
from operator_console.ui.models.lines import Lines
from operator_console.ui.models.table import ROW_HEIGHT, Table
from operator_console.ui.review.verdict import Verdict
from operator_console.ui.review.words import CaseWords
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph

WIDE = 900
"""From this width on (device-independent pixels) the decision stands beside what happened."""
SIDE = 330
_TIMELINE = (104, 170, 120, 150, 78)
_CALLS = (104, 130, 80, 70, 110, 110)
_OTHERS = (110, 138, 86, 160)


class CasePane(QScrollArea):
    """Shows one case after the other. ``opened`` carries another case to look at."""

    opened = Signal(str)

    def __init__(self, words: CaseWords) -> None:
        super().__init__()
        self._words = words
        self.detail: CaseDetail | None = None
        self.title, self.purpose = Label(size="lead"), Label(size="small", ink="muted")
        self.why, self.entry = Paragraph(), Paragraph(size="small", ink="muted")
        self.nothing = Paragraph(
            self.tr("There is no call in this case. The page of the access log has what was done on this day."),
            ink="muted",
        )
        self.timeline: Lines[TimelineRow] = Lines(words.timeline_headers())
        self.calls: Lines[CallLine] = Lines(words.call_headers())
        self.others: Lines[CaseView] = Lines(words.headers())
        self.events = Table(self.timeline, _TIMELINE, 160)
        self.day = Table(self.calls, _CALLS, 160)
        self.more = Table(self.others, _OTHERS, 300)
        self.verdict = Verdict(words)
        self._lay_out()
        self.events.row_changed.connect(self._tell_entry)
        self.day.opened.connect(self._open_call)
        self.more.opened.connect(self._open_other)

    def _lay_out(self) -> None:
        self.events.setAccessibleName(self.tr("What happened in the call"))
        self.day.setAccessibleName(self.tr("The calls of the day; Enter opens one"))
        self.more.setAccessibleName(self.tr("Other cases of this operator; Enter opens one"))
        for table in (self.events, self.day):
            table.setMinimumHeight(4 * ROW_HEIGHT)
        self.more.setFixedHeight(4 * ROW_HEIGHT)
        head = Card(margin=14)
        head.body.setSpacing(6)
        for part in (self.title, self.purpose, self.why):
            head.body.addWidget(part)
        self._heading, self._others_heading = Label(size="small", ink="muted"), Label(size="small", ink="muted")
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(head)
        left.addWidget(self._heading)
        left.addWidget(self.events, 1)
        left.addWidget(self.entry)
        left.addWidget(self.day, 1)
        left.addWidget(self.nothing, 1)
        left.addWidget(self._others_heading)
        left.addWidget(self.more)
        inner = QWidget()
        inner.setProperty("ground", "none")
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(12)
        self._sides.addLayout(left, 1)
        self._sides.addWidget(self.verdict)
        self.setWidgetResizable(True)
        self.setWidget(inner)

    def show_case(self, detail: CaseDetail) -> None:
        """Show this case from its beginning, with the focus where the reading begins."""
        self.detail = detail
        case, words = detail.case, self._words
        is_call = case.kind is CaseKind.CALL
        self.title.setText(words.title(case))
        facts = (words.state(case.state), words.age(case), words.purpose(case))
        self.purpose.setText("　".join(filter(None, facts)))
        self.why.tell("\n".join(words.reasons(case)) or words.why(case))
        self.timeline.show([(row, words.timeline_cells(row)) for row in detail.timeline])
        self.calls.show([(call, words.call_cells(call)) for call in detail.calls])
        self.others.show([(each, words.cells(each)) for each in detail.others])
        self.events.setVisible(is_call)
        self.entry.setVisible(is_call)
        self.day.setVisible(bool(detail.calls) and not is_call)
        self.nothing.setVisible(not is_call and not detail.calls)
        self._heading.setVisible(is_call or bool(detail.calls))
        self._heading.setText(
            self.tr("What happened in the call (times: {zone})").format(zone=words.time.name)
            if is_call
            else self.tr("The calls of the day (times: {zone}; Enter opens one)").format(zone=words.time.name)
        )
        others = self.tr("Other cases of this operator: {count} (Enter opens one)").format(count=len(detail.others))
        self._others_heading.setText(others)
        for part in (self.more, self._others_heading):
            part.setVisible(bool(detail.others))
        self.verdict.show_case(detail)
        self.verticalScrollBar().setValue(0)
        self.to_events()

    def to_events(self) -> None:
        """Put the focus on what happened."""
        table = next((each for each in (self.events, self.day, self.more) if not each.isHidden()), None)
        if table is None:
            self.setFocus()
            return
        if table.model().rowCount():
            table.go_to(0)
        table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the decision below where there is no room beside."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(beside if wide else below)
        self.verdict.setMaximumWidth(SIDE if wide else 16_777_215)
        self.verdict.setMinimumWidth(SIDE if wide else 0)

    def _tell_entry(self, row: int) -> None:
        entry = self.timeline.thing(row)
        self.entry.tell(self._words.more_about(entry) if entry else "")
        self.events.setAccessibleDescription(self.entry.sentence)

    def _open_call(self, row: int) -> None:
        call = self.calls.thing(row)
        if call is not None:
            self.opened.emit(f"{CaseKind.CALL}:{call.call}")

    def _open_other(self, row: int) -> None:
        case = self.others.thing(row)
        if case is not None:
            self.opened.emit(case.id)
