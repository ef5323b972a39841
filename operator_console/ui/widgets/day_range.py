"""From one day to another: two fields that look alike and begin with the last days of the office's calendar."""

from typing import Final

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit

from operator_console.ui.office_time import OfficeTime

_NO_BUTTONS: Final = "QDateEdit::up-button, QDateEdit::down-button { width: 0; border: none; }"


def begin_with_last_days(since: QDateEdit, until: QDateEdit, time: OfficeTime, days: int) -> None:
    """Set the fields to today and to so many days before it, and give them the look of the other fields."""
    now = time.now()
    today = QDate(now.year, now.month, now.day)
    for edit, day in ((since, today.addDays(-days)), (until, today)):
        edit.setDisplayFormat("yyyy/MM/dd")
        edit.setStyleSheet(_NO_BUTTONS)
        edit.lineEdit().setTextMargins(9, 0, 0, 0)
        edit.setDate(day)
