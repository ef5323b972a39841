"""The first run: people, the device's secret, the recovery key; nothing is on the disk before the last step."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from operator_console.domain.modes import Mode
from operator_console.domain.refusals import Refusal
from operator_console.protocol.messages import ConfirmVault, Done, PrepareVault, RecoveryCode, Reply, Welcome
from operator_console.ui.gates.device_choice import DeviceChoice
from operator_console.ui.gates.gate import Gate, GateFace
from operator_console.ui.gates.recovery_key import RecoveryKeyProof, RecoveryKeySheet
from operator_console.ui.gates.setup_people import SetupPeople
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.stack import Stack

PEOPLE, DEVICE, KEY, PROOF = range(4)


class SetupGate(Gate):
    """Passes with nothing once the vault has been written."""

    def __init__(self, face: GateFace, welcome: Welcome, place: str) -> None:
        super().__init__(face, width=860)
        self._code = ""
        self.step = Label(size="small", ink="muted")
        self.people = SetupPeople(face, welcome.password_length)
        self.device = DeviceChoice(welcome.keyring)
        self.sheet = RecoveryKeySheet()
        self.proof = RecoveryKeyProof()
        self.steps = Stack()
        self._guarded = welcome.mode == Mode.GUARDED
        self._order = (PEOPLE, KEY, PROOF) if self._guarded else (PEOPLE, DEVICE, KEY, PROOF)
        self.back = Button(self.tr("Back"), self._back)
        self.restore = Button(self.tr("Restore from a backup …"), self.restore_wanted.emit)
        self.go_on = Button(self.tr("Next"), self._next, kind="primary")
        self._fill(place)
        self._show(PEOPLE)

    def entered(self) -> None:
        """Put the focus on the first name."""
        self.people.lines[0].user.setFocus()

    def answered(self, reply: Reply) -> None:
        """Go on to the key, or pass when the vault is written."""
        self.go_on.setEnabled(True)
        if isinstance(reply, RecoveryCode):
            self._code = reply.code
            self.sheet.show_code(reply.code)
            self._show(KEY)
        elif isinstance(reply, Done):
            self.people.forget()
            self._forget_code()
            self.passed.emit(None)

    def refused(self, refusal: Refusal) -> None:
        """Say why not and let it be tried again."""
        self.go_on.setEnabled(True)
        super().refused(refusal)

    def _next(self) -> None:
        self.say("")
        {PEOPLE: self._people_done, DEVICE: self._prepare, KEY: self._to_proof, PROOF: self._confirm}[self._at]()

    def _people_done(self) -> None:
        problem = self.people.problem()
        if problem:
            self.say(problem)
        elif self._guarded:
            self._prepare()  # a service keeps its secret as it was installed to
        else:
            self._show(DEVICE)

    def _prepare(self) -> None:
        administrator, operator, lead = self.people.people()
        self.go_on.setEnabled(False)
        self.wanted.emit(
            PrepareVault(administrator=administrator, operator=operator, lead=lead, device_secret=self.device.chosen)
        )

    def _to_proof(self) -> None:
        self._show(PROOF)
        self.proof.ask(self._code)

    def _confirm(self) -> None:
        if not self.proof.is_right():
            self.say(
                self.tr("That is not what is on the sheet. Compare the groups letter by letter, or go back to see it.")
            )
            self.proof.fields[0].setFocus()
            return
        self.go_on.setEnabled(False)
        self.wanted.emit(ConfirmVault(code=self._code))

    def _back(self) -> None:
        self.say("")
        if self._at == KEY:
            self._forget_code()
        self._show(self._order[self._order.index(self._at) - 1])

    def _forget_code(self) -> None:
        self._code = ""
        self.sheet.show_code("")

    @property
    def _at(self) -> int:
        return self.steps.currentIndex()

    def _show(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        self.step.setText(
            self.tr("Step {number} of {count}").format(number=self._order.index(step) + 1, count=len(self._order))
        )
        self.back.setVisible(step != PEOPLE)
        self.restore.setVisible(step == PEOPLE)
        self.sheet.save.setVisible(step == KEY)
        words = {KEY: self.tr("I have written it down"), PROOF: self.tr("Make the vault")}
        self.go_on.setText(words.get(step, self.tr("Next")))
        if step in (DEVICE, KEY):
            self.go_on.setFocus()

    def _fill(self, place: str) -> None:
        self.card.body.addWidget(self.step)
        folder = self.tr("There is no vault in this folder yet: {place}")
        service = self.tr("The vault service has no vault yet: {place}")
        enough = self.tr("Three people are enough to begin; others follow later.")
        intro = f"{service if self._guarded else folder}\n{enough}"
        self._add(self.tr("Make a new vault"), intro.format(place=place), self.people)
        self._add(
            self.tr("Where does this device keep its secret?"),
            self.tr("A password alone does not open the vault: this device adds a secret of its own."),
            self.device,
        )
        self._add(
            self.tr("Write down the recovery key"),
            self.tr("It opens the vault when this device is lost or broken. It is shown this once and kept nowhere."),
            self.sheet,
        )
        self._add(
            self.tr("Check what you wrote down"),
            self.tr("Type these two groups from your sheet. Until then nothing is written to the disk."),
            self.proof,
        )
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addWidget(self.restore)
        row.addWidget(self.sheet.save)
        row.addStretch(1)
        row.addWidget(self.go_on)
        for part in (self.steps, self.said):
            self.card.body.addWidget(part)
        self.card.body.addLayout(row)
        self.proof.fields[1].returnPressed.connect(self._next)
        self.people.lines[-1].password.returnPressed.connect(self._next)

    def _add(self, title: str, sentence: str, content: QWidget) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(Label(title, size="title"))
        column.addWidget(Paragraph(sentence, ink="muted"))
        column.addWidget(content)
        column.addStretch(1)
        self.steps.addWidget(page)
