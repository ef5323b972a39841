"""Destroying a saved memo by its number in the log, with a reason; its text is never shown."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from operator_console.domain.ids import MemoId
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.messages import DisposeMemo, MemoDisposed
from operator_console.ui.asking import ask
from operator_console.ui.care.sealing import LONGEST
from operator_console.ui.page import PageContext
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.form_row import FormRow
from operator_console.ui.widgets.label import Label, Paragraph

_DIGITS: Final = "[0-9０-９]{1,15}"


class Disposing(Card):
    """Which memo, and why; asked once more, because it cannot be taken back."""

    done = Signal(str)
    """It was done; carries the sentence that says so."""
    failed = Signal(str)
    """It was refused for a reason that no field of this card can mend."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(margin=20)
        self._context = context
        self.memo, self.reason = QLineEdit(), QLineEdit()
        self.memo.setValidator(QRegularExpressionValidator(_DIGITS, self.memo))
        self.reason.setMaxLength(LONGEST)
        self.send = Button(self.tr("&Destroy (Enter)"), self._ask, kind="danger")
        self.memo_row = FormRow(
            self.tr("Number of the memo"), self.memo, self.tr("It stands in the log, in the details of “memo saved”.")
        )
        self.reason_row = FormRow(
            self.tr("Reason"), self.reason, self.tr("It is written to the log. Leave out the customer's data.")
        )
        self._lay_out()

    def _lay_out(self) -> None:
        means = self.tr(
            "The memo is gone for good, with its key. The log keeps that it was there, who wrote it and who destroyed"
            " it. An operator can destroy their own memo only within the call."
        )
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(self.memo_row, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.reason_row, 2, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(Label(self.tr("Destroy a memo"), size="lead"))
        self.body.addWidget(Paragraph(means, ink="muted"))
        self.body.addLayout(line)
        self.body.addWidget(self.send, 0, Qt.AlignmentFlag.AlignLeft)

    def is_begun(self) -> bool:
        """Return whether something has been typed that leaving would lose."""
        return bool(self.memo.text() or self.reason.text())

    def _ask(self) -> None:
        empty = [row for row in (self.memo_row, self.reason_row) if not row.text()]
        for row in empty:
            row.say_wrong(self.tr("Please fill this in."))
        if empty:
            empty[0].field.setFocus()
            return
        request = DisposeMemo(memo=MemoId(int(self.memo_row.text())), reason=self.reason_row.text())
        words = self.tr("Destroy memo {number} for good? It cannot be brought back.")
        ask(self, words.format(number=request.memo), self.tr("&Destroy"), lambda: self._send(request))

    def _send(self, request: DisposeMemo) -> None:
        self._context.link.ask(request, self._sent, on_refused=self._refused)

    def _sent(self, _: MemoDisposed) -> None:
        self.memo.clear()
        self.reason.clear()
        self.memo.setFocus()
        self.done.emit(self.tr("The memo has been destroyed."))

    def _refused(self, refusal: Refusal) -> None:
        sentence = self._context.wording.refusal(refusal)
        row = {Code.MEMO_UNKNOWN: self.memo_row, Code.REASON_EMPTY: self.reason_row}.get(refusal.code)
        if row is None:
            self.failed.emit(sentence)
            return
        row.say_wrong(sentence)
        row.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter in a field goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        else:
            super().keyPressEvent(event)
