"""Which customer, in which days, with or without the names of staff."""

from datetime import datetime, timedelta
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QGridLayout, QLineEdit

from operator_console.domain.views import ClientView
from operator_console.protocol.messages import ProveUnseen, WhoSaw
from operator_console.ui.office_time import OfficeTime, midnight
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.day_range import begin_with_last_days
from operator_console.ui.widgets.form_row import FormRow

DAYS = 30
"""How far back the range reaches until somebody changes it."""


class SeenQuestion(Card):
    """The fields. ``wanted`` is emitted by Enter in any of them."""

    wanted = Signal()

    def __init__(self, clients: tuple[ClientView, ...], time: OfficeTime) -> None:
        super().__init__(margin=14)
        self._time = time
        self.client, self.customer = QComboBox(), QLineEdit()
        self.since, self.until = QDateEdit(), QDateEdit()
        self.names = QCheckBox(self.tr("Names of &staff"))
        self.names.setChecked(True)
        for client in clients:
            self.client.addItem(client.name, client.id)
        self.customer.setMaxLength(64)
        self.customer.setPlaceholderText(self.tr("Number or reference"))
        begin_with_last_days(self.since, self.until, time, DAYS)
        self._lay_out()

    def _lay_out(self) -> None:
        self.number = FormRow(self.tr("Cus&tomer"), self.customer)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        fields = (
            FormRow(self.tr("Client company"), self.client),
            self.number,
            FormRow(self.tr("From"), self.since),
            FormRow(self.tr("To"), self.until),
        )
        for column, (field, stretch) in enumerate(zip(fields, (3, 6, 2, 2), strict=True)):
            grid.addWidget(field, 0, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, stretch)
        grid.addWidget(self.names, 0, len(fields), Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(grid)

    def is_whole(self) -> bool:
        """Return whether a customer is named, and say so at the field where none is."""
        whole = bool(self.customer.text().strip())
        self.number.say_wrong("" if whole else self.tr("Type a number."))
        if not whole:
            self.customer.setFocus()
        return whole

    def who_saw(self) -> WhoSaw:
        """Return the request for the showings."""
        since, until = self._bounds()
        return WhoSaw(self._customer(), self._client(), since, until, self.names.isChecked())

    def prove(self) -> ProveUnseen:
        """Return the request for a statement; it cannot reach beyond now."""
        since, until = self._bounds()
        return ProveUnseen(self._customer(), since, min(until, self._time.utc(self._time.now())), self._client())

    def _customer(self) -> str:
        return self.customer.text().strip()

    def _client(self) -> str:
        return str(self.client.currentData() or "")

    def _bounds(self) -> tuple[str, str]:
        first = cast("datetime", self.since.dateTime().toPython())
        last = cast("datetime", self.until.dateTime().toPython())
        return self._time.utc(midnight(first)), self._time.utc(midnight(last, 1) - timedelta(milliseconds=1))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter in any field asks."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
        else:
            super().keyPressEvent(event)
