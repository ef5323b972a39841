"""Days and times that are asked for: fields with the look of all others, and two that begin with the last days."""

from typing import Final

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QDateTimeEdit

from operator_console.ui.office_time import OfficeTime

_NO_BUTTONS: Final = "QDateTimeEdit::up-button, QDateTimeEdit::down-button { width: 0; border: none; }"
"""Up and Down change a part of the time; ``NoButtons`` leaves the text no room under a style sheet."""


def begin_with_last_days(since: QDateEdit, until: QDateEdit, time: OfficeTime, days: int) -> None:
    """Set the fields to today and to so many days before it, and give them the look of the other fields."""
    now = time.now()
    today = QDate(now.year, now.month, now.day)
    for edit, day in ((since, today.addDays(-days)), (until, today)):
        look_like_a_field(edit, "yyyy/MM/dd")
        edit.setDate(day)


def look_like_a_field(edit: QDateTimeEdit, shown: str) -> None:
    """Give a date or a time the look of the other fields; ``shown`` is Qt's display format."""
    edit.setDisplayFormat(shown)
    edit.setStyleSheet(_NO_BUTTONS)
    edit.lineEdit().setTextMargins(9, 0, 0, 0)
