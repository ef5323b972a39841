"""Sealing a customer, or opening them again, by their number and with a reason; nothing of them is shown."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLineEdit, QRadioButton

from operator_console.domain.ids import ClientId
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.messages import Done, SealCustomer
from operator_console.ui.asking import ask
from operator_console.ui.page import PageContext
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.form_row import FormRow
from operator_console.ui.widgets.label import Label, Paragraph

LONGEST = 200
"""Characters of a number or a reason."""


class Sealing(Card):
    """Which customer, sealed or opened, and why; asked once more before it is done."""

    done = Signal(str)
    """It was done; carries the sentence that says so."""
    failed = Signal(str)
    """It was refused for a reason that no field of this card can mend."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(margin=20)
        self._context = context
        self.client, self.number, self.reason = QComboBox(), QLineEdit(), QLineEdit()
        self.seal, self.unseal = QRadioButton(self.tr("Seal")), QRadioButton(self.tr("Open again"))
        self.send = Button(self.tr("Go &on (Enter)"), self._ask, kind="primary")
        for client in context.session.clients:
            self.client.addItem(client.name, client.id)
        for edit in (self.number, self.reason):
            edit.setMaxLength(LONGEST)
        self.number_row = FormRow(self.tr("Customer number"), self.number)
        self.reason_row = FormRow(
            self.tr("Reason"), self.reason, self.tr("It is written to the log. Leave out the customer's data.")
        )
        self._lay_out()

    def _lay_out(self) -> None:
        means = self.tr(
            "A sealed customer (for example after stalking or violence) is not found: operators are answered as for a"
            " number that nobody has. Only with a lead's approval at the operator's console can the call go on."
        )
        ways = QHBoxLayout()
        self._ways = QButtonGroup(self)
        for way in (self.seal, self.unseal):
            self._ways.addButton(way)
            ways.addWidget(way)
        ways.addStretch(1)
        whose = QHBoxLayout()
        whose.setSpacing(14)
        whose.addWidget(FormRow(self.tr("Customer of"), self.client), 1, Qt.AlignmentFlag.AlignTop)
        whose.addWidget(self.number_row, 1, Qt.AlignmentFlag.AlignTop)
        self.seal.setChecked(True)
        self.body.addWidget(Label(self.tr("Sealed customers"), size="lead"))
        self.body.addWidget(Paragraph(means, ink="muted"))
        self.body.addLayout(ways)
        self.body.addLayout(whose)
        self.body.addWidget(self.reason_row)
        self.body.addWidget(self.send, 0, Qt.AlignmentFlag.AlignLeft)

    def is_begun(self) -> bool:
        """Return whether something has been typed that leaving would lose."""
        return bool(self.number.text() or self.reason.text())

    def request(self) -> SealCustomer:
        """Return what is asked for."""
        return SealCustomer(
            client=ClientId(self.client.currentData() or ""),
            number=self.number.text().strip(),
            sealed=self.seal.isChecked(),
            reason=self.reason.text().strip(),
        )

    def _ask(self) -> None:
        empty = [row for row in (self.number_row, self.reason_row) if not row.text()]
        for row in empty:
            row.say_wrong(self.tr("Please fill this in."))
        if empty:
            empty[0].field.setFocus()
            return
        request = self.request()
        question = self.tr("Seal the customer with number {number} of {client}? Nobody finds them any more.")
        if not request.sealed:
            question = self.tr("Open the customer with number {number} of {client} again? Every operator finds them.")
        words = question.format(number=request.number, client=self.client.currentText())
        yes = self.tr("&Seal") if request.sealed else self.tr("&Open again")
        ask(self, words, yes, lambda: self._send(request))

    def _send(self, request: SealCustomer) -> None:
        self._context.link.ask(request, lambda done: self._sent(request, done), on_refused=self._refused)

    def _sent(self, request: SealCustomer, _: Done) -> None:
        self.number.clear()
        self.reason.clear()
        self.seal.setChecked(True)
        self.number.setFocus()
        sealed, opened = self.tr("The customer is sealed."), self.tr("The customer can be found again.")
        self.done.emit(sealed if request.sealed else opened)

    def _refused(self, refusal: Refusal) -> None:
        sentence = self._context.wording.refusal(refusal)
        rows = {Code.FIND_NOTHING: self.number_row, Code.FIND_BAD_VALUE: self.number_row}
        row = {**rows, Code.REASON_EMPTY: self.reason_row}.get(refusal.code)
        if row is None:
            self.failed.emit(sentence)
            return
        unknown = self.tr("No customer of this company has this number.")
        row.say_wrong(unknown if refusal.code is Code.FIND_NOTHING else sentence)
        row.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter in a field goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        else:
            super().keyPressEvent(event)
