"""The card in which an account is tied to the OS user from whom alone it may sign in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from operator_console.domain.views import UserView
from operator_console.ui.page import PageContext
from operator_console.ui.users.account_form import WIDEST
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.form_row import FormRow
from operator_console.ui.widgets.label import Label, Paragraph


class OsUserForm(Card):
    """Shows to which OS user ``whose`` is tied and takes another name, or none."""

    sent = Signal()
    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.setMaximumWidth(WIDEST)
        self.whose: UserView | None = None
        self.title, self.name = Label(size="lead"), QLineEdit()
        hint = self.tr("The name with which they sign in to this computer. Empty: tied to nobody.")
        self.row = FormRow(self.tr("OS user"), self.name, hint)
        when = self.tr(
            "Only Guarded mode looks at it, and only where the policy says so (tie_accounts). Then an account without a"
            " tie cannot sign in, but for an administrator's. It holds from the next sign-in."
        )
        self.send = Button(self.tr("&Tie"), self._send, kind="primary")
        self.leave = Button(self.tr("&Keep as it was (Esc)"), self._leave)
        buttons = QHBoxLayout()
        buttons.addWidget(self.send)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        for part in (self.title, Paragraph(when, ink="muted"), self.row):
            self.body.addWidget(part)
        self.body.addSpacing(8)
        self.body.addLayout(buttons)

    def begin(self, whose: UserView) -> None:
        """Show to whom this account is tied."""
        self.whose = whose
        self.title.setText(self.tr("OS user of {name}").format(name=f"{whose.display} ({whose.user})"))
        self.name.setText(whose.os_user)
        self.row.say_wrong("")
        self.name.setFocus()
        self.name.selectAll()

    def is_begun(self) -> bool:
        """Return whether another name stands there than the one that holds."""
        return self.whose is not None and self.row.text() != self.whose.os_user

    def forget(self) -> None:
        """Be about nobody."""
        self.whose = None
        self.name.setText("")

    def say_wrong(self, sentence: str) -> None:
        """Say why it was not done."""
        self.row.say_wrong(sentence)
        self.name.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter in the field ties the account."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._send()
        else:
            super().keyPressEvent(event)

    def _send(self) -> None:
        self.sent.emit()

    def _leave(self) -> None:
        self.left.emit()
