"""The team's numbers as pictures, with every number in a table beside its picture."""

from datetime import datetime
from typing import cast

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout

from operator_console.domain.roles import Duty
from operator_console.protocol.messages import Figures, ReviewFigures
from operator_console.ui.figures.views import DaysView, OperatorsView, WeekView
from operator_console.ui.office_time import OfficeTime
from operator_console.ui.page import KeyHint, Page, PageContext, PageSpec
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.day_range import begin_with_last_days
from operator_console.ui.widgets.form_row import FormRow
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.long_work import LongWork

DAYS = 27
"""Four weeks until somebody changes the range."""


class FiguresPage(Page):
    """A range of days, and three views of it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._time = OfficeTime(context.session.utc_offset_minutes)
        self.since, self.until = QDateEdit(), QDateEdit()
        self.show_range = Button(self.tr("Sho&w (F5)"), self.read, kind="primary")
        self.work, self.summary = LongWork(context), Paragraph(ink="muted")
        self.operators, self.week = OperatorsView(context.theme), WeekView(context.theme)
        self.days = DaysView(context.theme)
        self.views = QTabWidget()
        self._told_once = False
        self._lay_out()
        QShortcut(QKeySequence("F5"), self, self.read)
        QShortcut(QKeySequence("Ctrl+Tab"), self, self._turn)

    def _lay_out(self) -> None:
        begin_with_last_days(self.since, self.until, self._time, DAYS)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(_title(), size="title"), 1)
        head.addWidget(FormRow(self.tr("From"), self.since))
        head.addWidget(FormRow(self.tr("To"), self.until))
        head.addWidget(self.show_range, 0, Qt.AlignmentFlag.AlignBottom)
        self.views.addTab(self.operators, self.tr("By operator"))
        self.views.addTab(self.week, self.tr("By weekday and hour"))
        self.views.addTab(self.days, self.tr("Step-ups"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.work)
        column.addWidget(self.summary)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.views)
        column.addWidget(area, 1)

    def entered(self) -> None:
        """Read the range the first time; afterwards what was read stays until it is asked for again."""
        if not self._told_once:
            self.read()
        self.views.tabBar().setFocus()

    def mask_now(self, cause: str) -> None:
        """Stop reading when the page is left."""
        self.work.cancel()

    def keys(self) -> tuple[KeyHint, ...]:
        """Return the keys of this page."""
        return (
            KeyHint("F5", self.tr("Read this range")),
            KeyHint("← →", self.tr("Another view, while the tabs have the focus")),
            KeyHint("Ctrl+Tab", self.tr("The next view")),
            KeyHint("↑ ↓", self.tr("In the table: whose day is drawn")),
        )

    def read(self) -> None:
        """Ask for the numbers of the range."""
        self.work.run(ReviewFigures(_day(self.since), _day(self.until)), self._told)

    def _told(self, reply: Figures) -> None:
        self._told_once, figures = True, reply.figures
        words = self.tr(
            "{calls} calls, {reveals} showings, {step_ups} calls with a step-up, {people} operators (times: {zone})"
        )
        self.summary.tell(
            words.format(
                calls=f"{figures.calls:,}",
                reveals=f"{figures.reveals:,}",
                step_ups=f"{figures.step_ups:,}",
                people=len(figures.operators),
                zone=self._time.name,
            )
        )
        self.operators.show_figures(figures)
        self.week.show_figures(figures)
        self.days.show_figures(figures)

    def _turn(self) -> None:
        self.views.setCurrentIndex((self.views.currentIndex() + 1) % self.views.count())


def _day(edit: QDateEdit) -> str:
    return cast("datetime", edit.dateTime().toPython()).date().isoformat()


def _title() -> str:
    return QCoreApplication.translate("FiguresPage", "Figures")


SPEC = PageSpec(title=_title, duty=Duty.REVIEW, make=FiguresPage, key="figures")
