"""The filters of the log: what they are set to is one request, and they never ask by themselves."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, cast

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from operator_console.domain.actions import Action
from operator_console.domain.ids import UserName
from operator_console.domain.views import ClientView
from operator_console.protocol.messages import LogChoices, ReadLog
from operator_console.ui.office_time import OfficeTime, midnight
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.day_range import look_like_a_field
from operator_console.ui.widgets.form_row import FormRow

ALL, TODAY, YESTERDAY, WEEK, CHOSEN = range(5)
"""The periods in the order of their box."""

NARROWEST, NARROWEST_WITH_TIMES = 150, 172
"""A filter's width at least, in device-independent pixels; a time needs more room than a word."""
_CALENDAR: Final = "yyyy/MM/dd HH:mm"
_REST_OF_A_MINUTE: Final = timedelta(minutes=1) - timedelta(milliseconds=1)
"""The minute that is chosen as the last one is included."""


class FilterBar(QWidget):
    """Operator, action, period, client and customer. ``wanted`` is emitted when the person asks to see."""

    wanted = Signal()

    def __init__(
        self,
        clients: Iterable[ClientView],
        action_word: Callable[[Action], str],
        time: OfficeTime,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._action_word, self._time, self._now = action_word, time, now
        self.user, self.action, self.client, self.period = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.customer = QLineEdit()
        self.since, self.until = QDateTimeEdit(), QDateTimeEdit()
        self.apply = Button(self.tr("&Show"), self._ask, kind="primary")
        self.clear = Button(self.tr("&Clear"), self._clear_and_ask)
        self._fill(clients)
        self._lay_out()
        self.period.currentIndexChanged.connect(self._period_chosen)
        self.reset()

    # ---- building ----------------------------------------------------------------------------------------------------

    def _fill(self, clients: Iterable[ClientView]) -> None:
        for words in (
            self.tr("All days"),
            self.tr("Today"),
            self.tr("Yesterday"),
            self.tr("Last 7 days"),
            self.tr("From – to …"),
        ):
            self.period.addItem(words)
        for client in clients:
            self.client.addItem(client.name, client.id)
        self.offer(LogChoices(users=(), actions=()))
        self.customer.setPlaceholderText(self.tr("Number or reference"))
        self.customer.setMaxLength(64)
        for edit in (self.since, self.until):
            look_like_a_field(edit, _CALENDAR)
            edit.setMinimumWidth(NARROWEST_WITH_TIMES)
        for box in (self.user, self.action, self.client, self.period):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)

    def _lay_out(self) -> None:
        self._bounds_rows = (FormRow(self.tr("From"), self.since), FormRow(self.tr("To"), self.until))
        buttons = QWidget()
        line = QHBoxLayout(buttons)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.apply)
        line.addWidget(self.clear)
        self._cells: tuple[QWidget, ...] = (
            FormRow(self.tr("Operator"), self.user),
            FormRow(self.tr("Action"), self.action),
            FormRow(self.tr("Period"), self.period),
            *self._bounds_rows,
            FormRow(self.tr("Client company"), self.client),
            FormRow(self.tr("Customer"), self.customer),
            buttons,
        )
        for cell in self._cells:
            cell.setParent(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._columns = 0
        self._bounded = False
        steps = (self.user, self.action, self.period, self.since, self.until, self.client, self.customer, self.apply)
        for step, following in pairwise((*steps, self.clear)):
            QWidget.setTabOrder(step, following)

    def _flow(self) -> None:
        """Put the cells that are shown side by side, as many in a line as there is room for."""
        narrowest = NARROWEST_WITH_TIMES if self._bounded else NARROWEST
        columns = max(2, (self.width() + 12) // (narrowest + 12))
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        shown = [cell for cell in self._cells if self._bounded or cell not in self._bounds_rows]
        for place, cell in enumerate(shown):
            self._grid.addWidget(cell, place // columns, place % columns, Qt.AlignmentFlag.AlignBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Flow anew where another cell fits, or no longer fits, into a line."""
        super().resizeEvent(event)
        self._flow()

    # ---- what it is set to -------------------------------------------------------------------------------------------

    def offer(self, choices: LogChoices) -> None:
        """Offer the users and actions that occur in the log; what is chosen stays chosen."""
        _offer(self.user, self.tr("Everyone"), [(user, user) for user in choices.users])
        _offer(self.action, self.tr("Everything"), [(self._action_word(action), action) for action in choices.actions])

    def reset(self) -> None:
        """Set every filter to show everything."""
        for box in (self.user, self.action, self.client, self.period):
            box.setCurrentIndex(0)
        self.customer.clear()
        self._period_chosen(ALL)

    def is_set(self) -> bool:
        """Return whether anything is filtered out."""
        request = self.request()
        return bool(request.user or request.action or request.customer or request.since or request.until)

    def request(self) -> ReadLog:
        """Return the request for the newest entries that the filters let through."""
        customer = self.customer.text().strip()
        since, until = self._bounds()
        return ReadLog(
            user=self.user.currentData() or "",
            action=self.action.currentData() or "",
            customer=customer,
            client=(self.client.currentData() or "") if customer else "",
            since="" if since is None else self._time.utc(since),
            until="" if until is None else self._time.utc(until),
        )

    def only_customer(self, reference: str) -> None:
        """Set the filters to everything about one customer."""
        self.reset()
        self.customer.setText(reference)

    def only_user(self, user: UserName | str) -> None:
        """Set the filters to everything that one user did."""
        self.reset()
        self.user.setCurrentIndex(max(0, self.user.findData(user)))

    def _bounds(self) -> tuple[datetime | None, datetime | None]:
        if self.period.currentIndex() == ALL:
            return None, None
        return _naive(self.since), _naive(self.until) + _REST_OF_A_MINUTE

    def _period_chosen(self, period: int) -> None:
        now = self._now()
        first, after = {TODAY: (0, 1), YESTERDAY: (-1, 0), WEEK: (-6, 1)}.get(period, (0, 1))
        if period != CHOSEN:
            self.since.setDateTime(_qt(midnight(now, first)))
            self.until.setDateTime(_qt(midnight(now, after) - timedelta(minutes=1)))
        self._bounded = period != ALL
        self._flow()
        for row in self._bounds_rows:
            row.setVisible(self._bounded)
            row.setEnabled(period == CHOSEN)

    def _ask(self) -> None:
        self.wanted.emit()

    def _clear_and_ask(self) -> None:
        self.reset()
        self.wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter in any filter asks."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
        else:
            super().keyPressEvent(event)


def _offer(box: QComboBox, everything: str, choices: list[tuple[str, str]]) -> None:
    chosen = box.currentData()
    box.clear()
    box.addItem(everything, "")
    for words, data in choices:
        box.addItem(words, data)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def _qt(when: datetime) -> QDateTime:
    return QDateTime(when.year, when.month, when.day, when.hour, when.minute, when.second)


def _naive(edit: QDateTimeEdit) -> datetime:
    return cast("datetime", edit.dateTime().toPython())
