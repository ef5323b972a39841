"""Signing in: a name, a password, and one sentence that never says which of the two was wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from operator_console.domain.refusals import Refusal
from operator_console.protocol.messages import Reply, SignedIn
from operator_console.ui.gates.credentials import Credentials
from operator_console.ui.gates.gate import Gate, GateFace
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of a throw-away vault. Its password is no secret: it is shown on the screen."""

    name: str
    role: str
    password: str


class SignInGate(Gate):
    """Passes with the :class:`SessionView` of whoever signed in. In a demo it shows the accounts to try."""

    def __init__(self, face: GateFace, demo: Sequence[DemoAccount] = ()) -> None:
        super().__init__(face)
        self.heading(self.tr("Sign in"))
        self.credentials = Credentials(face, self.tr("Sign in"))
        self.credentials.submitted.connect(self.wanted)
        self.card.body.addWidget(self.said)
        self.card.body.addWidget(self.credentials)
        self.trouble = Button(self.tr("I cannot sign in …"), self._want_recovery, kind="quiet")
        if demo:
            self.trouble.hide()
            self.card.body.addWidget(self._demo(demo))
        self.card.body.addWidget(self.trouble, 0, Qt.AlignmentFlag.AlignHCenter)

    def entered(self) -> None:
        """Put the focus on the name."""
        self.credentials.entered()

    def answered(self, reply: Reply) -> None:
        """Let whoever signed in pass."""
        if isinstance(reply, SignedIn):
            self.passed.emit(reply.session)

    def refused(self, refusal: Refusal) -> None:
        """Say why not, beside the fields."""
        self.say("")
        self.credentials.refused(refusal)

    def _want_recovery(self) -> None:
        self.recovery_wanted.emit()

    def _demo(self, accounts: Sequence[DemoAccount]) -> Card:
        card = Card(frame="inset", margin=16)
        card.body.addWidget(
            Paragraph(
                self.tr("This is a demo vault. All customers are made up, and it is deleted when you quit."),
                size="small",
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for line, account in enumerate(accounts):
            choose = Button(self.face.wording.role(account.role), partial(self._fill, account), kind="chip")
            choose.setAccessibleDescription(self.tr("Fill in this account"))
            grid.addWidget(choose, line, 0)
            grid.addWidget(Label(account.name), line, 1)
            grid.addWidget(Label(account.password, ink="muted"), line, 2)
        card.body.addLayout(grid)
        return card

    def _fill(self, account: DemoAccount) -> None:
        self.credentials.user.setText(account.name)
        self.credentials.password.setText(account.password)
        self.credentials.button.setFocus()
