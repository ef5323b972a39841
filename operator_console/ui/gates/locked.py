"""The locked screen: who, since when and why, and nothing whatsoever of a customer."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from operator_console.domain.refusals import Refusal
from operator_console.protocol.messages import Reply, SignedIn
from operator_console.ui.asking import ask
from operator_console.ui.gates.credentials import Credentials
from operator_console.ui.gates.gate import Gate, GateFace
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.label import Label, Paragraph


@dataclass(frozen=True, slots=True)
class LockNotice:
    """What the locked screen says. ``since`` is a time of the office; ``call_left`` is whether a call was open."""

    user: str
    display: str
    since: datetime
    why: str
    call_left: bool


class LockedGate(Gate):
    """Passes with the session of the same person, or says :attr:`other_person` when somebody else takes over."""

    other_person = Signal()

    def __init__(self, face: GateFace, notice: LockNotice) -> None:
        super().__init__(face)
        self.notice = notice
        row = QHBoxLayout()
        row.setSpacing(12)
        self._lock = Label()
        face.theme.changed.connect(self._draw)
        self._draw()
        row.addWidget(self._lock)
        row.addWidget(Label(self.tr("Locked"), size="title"), 1)
        self.card.body.addLayout(row)
        self.card.body.addWidget(Label(notice.display, size="lead"))
        self.why = Paragraph(notice.why, ink="muted")
        self.card.body.addWidget(self.why)
        self.card.body.addWidget(Label(self._since(), size="small", ink="muted"))
        self.credentials = Credentials(face, self.tr("Unlock"), user=notice.user)
        self.credentials.submitted.connect(self.wanted)
        self.card.body.addWidget(self.said)
        self.card.body.addWidget(self.credentials)
        other = Button(self.tr("Somebody else signs in"), self._other, kind="quiet")
        self.card.body.addWidget(other, 0, Qt.AlignmentFlag.AlignHCenter)

    def entered(self) -> None:
        """Put the focus on the password."""
        self.credentials.entered()

    def answered(self, reply: Reply) -> None:
        """Let the person back in."""
        if isinstance(reply, SignedIn):
            self.passed.emit(reply.session)

    def refused(self, refusal: Refusal) -> None:
        """Say why not, beside the field."""
        self.credentials.refused(refusal)

    def _draw(self) -> None:
        self._lock.setPixmap(self.face.theme.picture("lock", "accent", 28))

    def _since(self) -> str:
        return self.tr("Since {time}").format(time=f"{self.notice.since:%H:%M}")

    def _other(self) -> None:
        if not self.notice.call_left:
            self.other_person.emit()
            return
        sentence = self.tr("{name} still has a call open. It is left as it is when somebody else signs in.")
        ask(
            self,
            sentence.format(name=self.notice.display),
            self.tr("Leave the call and sign in"),
            self.other_person.emit,
        )
