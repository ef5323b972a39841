"""A new password typed twice, with the one rule it must keep said first (NIST SP 800-63B-4: length, not riddles)."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from operator_console.domain.passwords import check_password, user_name
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.secret import Secret
from operator_console.ui.gates.gate import GateFace
from operator_console.ui.widgets.caps_hint import CapsHint
from operator_console.ui.widgets.form_row import FormRow
from operator_console.ui.widgets.password_field import PasswordField


class NewPassword(QWidget):
    """Two fields that must agree. ``user`` returns whose password it is, because it must not be the name."""

    finished = Signal()
    """Enter was pressed in the second field."""

    def __init__(self, face: GateFace, minimum: int, user: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._minimum = minimum
        self._user = user
        self.first = PasswordField(face.theme)
        self.second = PasswordField(face.theme)
        rule = self.tr(
            "{count} characters or more. A short sentence is easy to remember; it must not be your user name."
        )
        self._row = FormRow(self.tr("New password"), self.first, rule.format(count=minimum))
        self._again = FormRow(self.tr("New password again"), self.second)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.finished)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._row)
        column.addWidget(self._again)
        column.addWidget(CapsHint(face.theme, face.caps))

    def accepted(self) -> bool:
        """Return whether both fields hold the same good password; otherwise say at the field what is wrong."""
        if not self._is_strong():
            self._row.say_wrong(
                self.tr(
                    "Too easy to guess. Use {count} characters or more, not one repeated and not your user name."
                ).format(count=self._minimum)
            )
            self.first.setFocus()
            return False
        if self.first.text() != self.second.text():
            self._again.say_wrong(self.tr("The two passwords differ. Type the second one again."))
            self.second.setFocus()
            return False
        return True

    def take(self) -> str:
        """Return the password and empty both fields."""
        self.second.take()
        return self.first.take()

    def _is_strong(self) -> bool:
        try:
            check_password(Secret(self.first.text()), user_name(self._user()), self._minimum)
        except Refusal as refusal:
            return refusal.code is not Code.PASSWORD_WEAK
        return True
