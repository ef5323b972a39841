"""A moment to wait, with a sentence and a bar that says how far it is."""

from PySide6.QtWidgets import QProgressBar

from operator_console.ui.gates.gate import Gate, GateFace
from operator_console.ui.widgets.label import Paragraph


class StartingGate(Gate):
    """Shown while the vault is being opened or a demo vault is being made."""

    def __init__(self, face: GateFace, sentence: str) -> None:
        super().__init__(face)
        self.words = Paragraph(sentence)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.card.body.addWidget(self.words)
        self.card.body.addWidget(self.bar)

    def show_progress(self, _stage: str, done: int, total: int) -> None:
        """Show how far it is; a total of 0 is not known yet."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
