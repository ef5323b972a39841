"""The caller waits: nothing of the customer is on the screen, only how to come back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from operator_console.ui.call.middle import put_in_the_middle
from operator_console.ui.call.part import Part
from operator_console.ui.call.sentence import Sentence
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph


class HoldPane(Part):
    """One button, and what to say when it is pressed."""

    def __init__(self, back: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = Button(self.tr("Take the caller back (F8)"), back, kind="primary")
        card = Card(margin=24)
        card.body.addWidget(Label(self.tr("On hold"), size="title"))
        card.body.addWidget(Paragraph(self.tr("Everything is masked. A check that was met still counts."), ink="muted"))
        sentence = Sentence(self.tr("Say this when you are back"))
        sentence.say(self.tr("Thank you for waiting."))
        card.body.addWidget(sentence)
        card.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        put_in_the_middle(card, self)

    def take_focus(self) -> None:
        """Put the focus on the way back."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)
