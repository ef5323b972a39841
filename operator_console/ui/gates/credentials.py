"""Name and password with all that belongs to them: the Caps Lock hint, a wrong pair, and a hold that counts down."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.messages import SignIn
from operator_console.ui.gates.gate import GateFace
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.caps_hint import CapsHint
from operator_console.ui.widgets.form_row import FormRow
from operator_console.ui.widgets.label import Paragraph
from operator_console.ui.widgets.password_field import PasswordField

SECOND_MS: Final = 1_000


class Credentials(QWidget):
    """Emits the :class:`SignIn` request. With ``user`` given, only the password is asked."""

    submitted = Signal(object)

    def __init__(self, face: GateFace, button: str, *, user: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = face
        self._fixed = user
        self._left = 0
        self.user = QLineEdit()
        self.user.setMaxLength(64)
        self.password = PasswordField(face.theme)
        self.caps = CapsHint(face.theme, face.caps)
        self.said = Paragraph(ink="danger")
        self.button = Button(button, self.submit, kind="primary")
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self._tick)
        self._arrange()
        self._say("")

    def entered(self) -> None:
        """Put the focus on what has to be typed next."""
        (self.password if self._fixed or self.user.text() else self.user).setFocus()

    def submit(self) -> None:
        """Send what was typed; ask for what is missing first."""
        user = self._fixed or self.user.text().strip()
        if not self.button.isEnabled():
            return
        if not user:
            self.user.setFocus()
            return
        if not self.password.text():
            self.password.setFocus()
            return
        self._say("")
        self.button.setEnabled(False)
        self.submitted.emit(SignIn(user=user, password=self.password.take()))

    def refused(self, refusal: Refusal) -> None:
        """Say why not; a hold counts down and lets nobody try until it is over."""
        if refusal.code is Code.SIGN_IN_HELD:
            self._left = int(refusal.params.get("seconds", 1))
            self._second.start()
            self._show_hold()
            return
        self.button.setEnabled(True)
        self._say(self._face.wording.refusal(refusal))
        self.password.setFocus()

    def _tick(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._show_hold()
            return
        self._second.stop()
        self.button.setEnabled(True)
        self._say("")
        self.password.setFocus()

    def _show_hold(self) -> None:
        sentence = self.tr("Too many wrong attempts. You can try again in {time}.")
        self._say(sentence.format(time=self._span()))

    def _span(self) -> str:
        minutes, seconds = divmod(self._left, 60)
        if minutes:
            return self.tr("{minutes} min {seconds} s").format(minutes=minutes, seconds=f"{seconds:02}")
        return self.tr("{seconds} s").format(seconds=seconds)

    def _say(self, sentence: str) -> None:
        self.said.tell(sentence)
        self.said.setVisible(bool(sentence))

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        if not self._fixed:
            column.addWidget(FormRow(self.tr("User name"), self.user))
        column.addWidget(FormRow(self.tr("Password"), self.password))
        column.addWidget(self.caps)
        column.addWidget(self.said)
        column.addWidget(self.button)
        self.user.returnPressed.connect(self.submit)
        self.password.returnPressed.connect(self.submit)
