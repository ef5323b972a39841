"""The card in which the client companies of one operator are chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from operator_console.domain.views import UserView
from operator_console.ui.page import PageContext
from operator_console.ui.users.account_form import WIDEST
from operator_console.ui.users.client_choice import ClientChoice
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph


class ClientsForm(Card):
    """Shows what ``whose`` may answer for and takes another choice."""

    sent = Signal()
    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setMaximumWidth(WIDEST)
        self.whose: UserView | None = None
        self.title, self.wrong = Label(size="lead"), Paragraph(ink="danger")
        self.choice = ClientChoice(context.session.clients)
        self.send = Button(self.tr("Grant the&se"), self._send, kind="primary")
        self.leave = Button(self.tr("&Keep as it was (Esc)"), self._leave)
        buttons = QHBoxLayout()
        buttons.addWidget(self.send)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        when = Paragraph(self.tr("It holds from their next step on, also while they are signed in."), ink="muted")
        for part in (self.title, when, self.choice, self.wrong):
            self.body.addWidget(part)
        self.body.addSpacing(8)
        self.body.addLayout(buttons)

    def begin(self, whose: UserView) -> None:
        """Show what this operator may answer for."""
        self.whose = whose
        words = self.tr("Client companies {name} answers for")
        self.title.setText(words.format(name=f"{whose.display} ({whose.user})"))
        self.choice.tick(whose.clients)
        self.say_wrong("")
        self.choice.take_focus()

    def is_begun(self) -> bool:
        """Return whether the choice is another one than what is granted."""
        return self.whose is not None and set(self.choice.ticked()) != self._granted()

    def forget(self) -> None:
        """Be about nobody."""
        self.whose = None

    def say_wrong(self, sentence: str) -> None:
        """Say why it was not done."""
        self.wrong.tell(sentence)
        self.wrong.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter on a tick grants what is ticked."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._send()
        else:
            super().keyPressEvent(event)

    def _granted(self) -> set[str]:
        return {str(each) for each in self.whose.clients if each in self.choice.boxes} if self.whose else set()

    def _send(self) -> None:
        self.sent.emit()

    def _leave(self) -> None:
        self.left.emit()
