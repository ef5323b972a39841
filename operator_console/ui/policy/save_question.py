"""The question before a policy is put in force: what will be different, and from when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph

WIDEST = 760
"""Device-independent pixels; a longer line is hard to follow."""


class SaveQuestion(QScrollArea):
    """Lists the changes; the safe answer has the focus."""

    agreed = Signal(str)
    """Carries the text to put in force."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.changes = Paragraph()
        self.agree = Button(self.tr("&Put it in force"), self._agree, kind="primary")
        self.leave = Button(self.tr("&Back to the text (Esc)"), self._leave)
        self._lay_out()

    def _lay_out(self) -> None:
        card = Card(margin=22)
        card.setMaximumWidth(WIDEST)
        when = self.tr(
            "It holds for you at once and for everybody else from their next step on. The change, with both versions,"
            " goes into the log. Every check names the version it was made under."
        )
        buttons = QHBoxLayout()
        buttons.addWidget(self.leave)
        buttons.addWidget(self.agree)
        buttons.addStretch(1)
        card.body.addWidget(Label(self.tr("Save as a new version?"), size="lead"))
        card.body.addWidget(self.changes)
        card.body.addWidget(Paragraph(when, ink="muted"))
        card.body.addLayout(buttons)
        inner = QWidget()
        inner.setProperty("ground", "none")
        row = QHBoxLayout()  # in a row the height is measured for the width that the card really has
        row.addWidget(card, 1)
        row.addStretch(0)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.addLayout(row)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setWidget(inner)

    def ask(self, text: str, changes: list[str]) -> None:
        """Ask whether this text, which changes so much, is to be put in force."""
        self._text = text
        self.changes.tell("\n".join(f"・{change}" for change in changes))
        self.agree.setEnabled(True)
        self.leave.setFocus()

    def _agree(self) -> None:
        self.agree.setEnabled(False)
        self.agreed.emit(self._text)

    def _leave(self) -> None:
        self.left.emit()
