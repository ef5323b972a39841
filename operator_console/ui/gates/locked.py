"""The locked screen: who, since when and why, and nothing whatsoever of a customer."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from operator_console.domain.refusals import Refusal
from operator_console.domain.views import SessionView
from operator_console.protocol.messages import Reply, SignedIn
from operator_console.ui.asking import ask
from operator_console.ui.gates.credentials import Credentials
from operator_console.ui.gates.gate import Gate, GateFace
from operator_console.ui.office_time import OfficeTime
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.label import Label, Paragraph


class LockedGate(Gate):
    """Passes with the session of the same person, or says :attr:`other_person` when somebody else takes over.

    It can be made before it is needed; :meth:`tell` says the rest.
    """

    other_person = Signal()

    def __init__(self, face: GateFace, session: SessionView) -> None:
        super().__init__(face)
        self._session = session
        self.since: datetime | None = None
        """A time of the office; none before the lock."""
        self.call_left = False
        row = QHBoxLayout()
        row.setSpacing(12)
        self._lock = Label()
        face.theme.changed.connect(self._draw)
        self._draw()
        row.addWidget(self._lock)
        row.addWidget(Label(self.tr("Locked"), size="title"), 1)
        self.card.body.addLayout(row)
        self.card.body.addWidget(Label(session.display, size="lead"))
        self.why = Paragraph(ink="muted")
        self.card.body.addWidget(self.why)
        self._since = Label(size="small", ink="muted")
        self.card.body.addWidget(self._since)
        self.credentials = Credentials(face, self.tr("Unlock"), user=session.user)
        self.credentials.submitted.connect(self.wanted)
        self.card.body.addWidget(self.said)
        self.card.body.addWidget(self.credentials)
        other = Button(self.tr("Somebody else signs in"), self._other, kind="quiet")
        self.card.body.addWidget(other, 0, Qt.AlignmentFlag.AlignHCenter)

    def is_for(self, session: SessionView) -> bool:
        """Whether this is the screen of that person, under that name and in that office."""
        return _whose(self._session) == _whose(session)

    def tell(self, why: str, *, call_left: bool) -> None:
        """Say why it is locked, and since now; ``call_left`` is whether a call was open."""
        self.call_left = call_left
        self.why.tell(why)
        self.since = OfficeTime(self._session.utc_offset_minutes).now()
        self._since.setText(self.tr("Since {time}").format(time=f"{self.since:%H:%M}"))

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

    def _other(self) -> None:
        if not self.call_left:
            self.other_person.emit()
            return
        sentence = self.tr("{name} still has a call open. It is left as it is when somebody else signs in.")
        ask(
            self,
            sentence.format(name=self._session.display),
            self.tr("Leave the call and sign in"),
            self.other_person.emit,
        )


def _whose(session: SessionView) -> tuple[str, str, int]:
    return session.user, session.display, session.utc_offset_minutes
