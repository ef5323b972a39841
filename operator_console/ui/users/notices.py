"""Two cards of the users page: the question before an account is disabled, and the password that is shown once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from operator_console.domain.views import UserView
from operator_console.ui.users.account_form import WIDEST
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph


class DisableQuestion(Card):
    """Says what disabling means; the safe answer has the focus."""

    agreed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumWidth(WIDEST)
        self.whose: UserView | None = None
        self.title, self.wrong = Label(size="lead"), Paragraph(ink="danger")
        self.agree = Button(self.tr("&Disable"), self._agree, kind="danger")
        self.leave = Button(self.tr("&Keep it (Esc)"), self._leave)
        means = self.tr(
            "The account can no longer sign in; its key is destroyed at once. What it did stays in the log. A new first"
            " password enables it again."
        )
        buttons = QHBoxLayout()
        buttons.addWidget(self.leave)
        buttons.addWidget(self.agree)
        buttons.addStretch(1)
        for part in (self.title, Paragraph(means), self.wrong):
            self.body.addWidget(part)
        self.body.addLayout(buttons)

    def ask(self, whose: UserView) -> None:
        """Ask about this account."""
        self.whose = whose
        self.title.setText(self.tr("Disable {name}?").format(name=f"{whose.display} ({whose.user})"))
        self.say_wrong("")
        self.leave.setFocus()

    def say_wrong(self, sentence: str) -> None:
        """Say why it was not done."""
        self.wrong.tell(sentence)
        self.wrong.setVisible(bool(sentence))

    def _agree(self) -> None:
        self.agreed.emit()

    def _leave(self) -> None:
        self.left.emit()


class PasswordShown(Card):
    """Shows a generated first password until it is put away; then it is nowhere any more."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumWidth(WIDEST)
        self.title, self.password = Label(size="lead"), Label(size="title")
        self.password.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.done = Button(self.tr("Handed &over: put it away (Esc)"), self._leave, kind="primary")
        self.body.addWidget(self.title)
        self.body.addWidget(self.password)
        self.body.addWidget(
            Paragraph(
                self.tr(
                    "Hand it to this person and to nobody else. It is shown only now, and it has to be changed at the"
                    " first sign-in."
                ),
                ink="muted",
            )
        )
        buttons = QHBoxLayout()
        buttons.addWidget(self.done)
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def show_password(self, whom: str, password: str) -> None:
        """Show this password for ``whom``."""
        self.title.setText(self.tr("First password of {name}").format(name=whom))
        self.password.setText(password)
        self.done.setFocus()

    def forget(self) -> None:
        """Put the password away."""
        self.password.setText("")

    def shows_password(self) -> bool:
        """Return whether a password can be read now."""
        return bool(self.password.text())

    def _leave(self) -> None:
        self.left.emit()
