"""The first sign-in: the password that somebody else chose is replaced by one's own before anything else."""

from dataclasses import replace

from operator_console.domain.refusals import Refusal
from operator_console.domain.secret import Secret
from operator_console.domain.views import SessionView
from operator_console.protocol.messages import ChangePassword, Done, Reply
from operator_console.ui.gates.gate import Gate, GateFace
from operator_console.ui.gates.new_password import NewPassword
from operator_console.ui.widgets.button import Button


class FirstPasswordGate(Gate):
    """Passes with the session once the password is changed. ``old`` is the one that was just signed in with."""

    def __init__(self, face: GateFace, session: SessionView, old: Secret[str]) -> None:
        super().__init__(face)
        self._session = session
        self._old = old
        self.heading(
            self.tr("Choose your own password"),
            self.tr("{name}, the password you signed in with is known to whoever made your account.").format(
                name=session.display
            ),
        )
        self.new = NewPassword(face, session.password_length, lambda: session.user)
        self.new.finished.connect(self._submit)
        self.button = Button(self.tr("Change the password and begin"), self._submit, kind="primary")
        for part in (self.new, self.said, self.button):
            self.card.body.addWidget(part)

    def entered(self) -> None:
        """Put the focus on the new password."""
        self.new.first.setFocus()

    def answered(self, reply: Reply) -> None:
        """Go on with the session."""
        if isinstance(reply, Done):
            self.passed.emit(replace(self._session, must_change_password=False))

    def refused(self, refusal: Refusal) -> None:
        """Say why not and let it be tried again."""
        super().refused(refusal)
        self.button.setEnabled(True)
        self.new.first.setFocus()

    def _submit(self) -> None:
        self.say("")
        if not self.button.isEnabled() or not self.new.accepted():
            return
        self.button.setEnabled(False)
        self.wanted.emit(ChangePassword(old=self._old.reveal(), new=self.new.take()))
