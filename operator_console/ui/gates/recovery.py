"""No password opens the vault: an administrator opens it with the recovery key and a new password."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from operator_console.domain.modes import Mode
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.messages import Done, Recover, Reply, Welcome
from operator_console.ui.gates.device_choice import DeviceChoice
from operator_console.ui.gates.gate import Gate, GateFace
from operator_console.ui.gates.new_password import NewPassword
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.form_row import FormRow


class RecoveryGate(Gate):
    """Passes with nothing once the vault has been recovered; the administrator then signs in.

    Where the device's secret is there, somebody has asked for this page and may leave it again.
    """

    left = Signal()
    """Back to the sign-in page."""

    def __init__(self, face: GateFace, welcome: Welcome) -> None:
        super().__init__(face, width=560)
        missing = welcome.device_secret == "missing"  # noqa: S105 - the state of a secret, not a secret
        self.heading(*(self._lost() if missing else self._asked()))
        self.code = QLineEdit()
        self.user = QLineEdit()
        self.new = NewPassword(face, welcome.password_length, self.user.text)
        self.device = DeviceChoice(welcome.keyring)
        if welcome.mode == Mode.GUARDED:
            self.device.hide()  # a service keeps its secret as it was installed to
        self.button = Button(self.tr("Recover the vault"), self._submit, kind="primary")
        self._code_row = FormRow(self.tr("Recovery key"), self.code, self.tr("As it was written down at the set-up."))
        self.card.body.addWidget(self._code_row)
        self.card.body.addWidget(FormRow(self.tr("Administrator's user name"), self.user))
        for part in (self.new, self.device, self.said):
            self.card.body.addWidget(part)
        self.restore = Button(self.tr("Restore from a backup …"), self.restore_wanted.emit)
        if welcome.mode == Mode.GUARDED:
            self.restore.hide()  # a service moves nothing that is there
        self.back = Button(self.tr("Back"), self.left.emit)
        self.back.setVisible(not missing)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addWidget(self.restore)
        buttons.addStretch(1)
        buttons.addWidget(self.button)
        self.card.body.addLayout(buttons)
        self.code.returnPressed.connect(self.user.setFocus)
        self.user.returnPressed.connect(self.new.first.setFocus)
        self.new.finished.connect(self._submit)

    def _lost(self) -> tuple[str, str]:
        return self.tr("This device no longer knows the vault"), self.tr(
            "The secret of this device is missing, so no password opens the vault. Nothing is lost: "
            "with the recovery key an administrator opens it again. Everybody else then gets a new first password."
        )

    def _asked(self) -> tuple[str, str]:
        return self.tr("Open with the recovery key"), self.tr(
            "If you have forgotten your password, an administrator gives you a new one on the users page. "
            "Where no administrator can sign in, or the vault says that its files are older than the log, "
            "an administrator opens it here. Everybody else then gets a new first password."
        )

    def entered(self) -> None:
        """Put the focus on the recovery key."""
        self.code.setFocus()

    def answered(self, reply: Reply) -> None:
        """It has been recovered."""
        if isinstance(reply, Done):
            self.passed.emit(None)

    def refused(self, refusal: Refusal) -> None:
        """Say why not, at the key when it is the key."""
        self.button.setEnabled(True)
        if refusal.code is Code.RECOVERY_WRONG:
            self._code_row.say_wrong(self.face.wording.refusal(refusal))
            self.code.setFocus()
            return
        super().refused(refusal)

    def _submit(self) -> None:
        self.say("")
        for field in (self.code, self.user):
            if not field.text().strip():
                field.setFocus()
                return
        if not self.button.isEnabled() or not self.new.accepted():
            return
        self.button.setEnabled(False)
        code, user = self.code.text().strip(), self.user.text().strip()
        self.wanted.emit(Recover(code=code, user=user, password=self.new.take(), device_secret=self.device.chosen))
