"""A step that wants a second look before it is taken: what would be lost, and the two keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from operator_console.ui.call.middle import put_in_the_middle
from operator_console.ui.call.part import Part
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph


class QuestionPane(Part):
    """Stands in the place of the call, not in a window of its own; the focus is on staying."""

    def __init__(self, stay: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._do: Callable[[], None] = stay
        self._title = Label(size="title")
        self._words = Paragraph(size="lead")
        self.yes = Button("", self._confirm, kind="danger")
        self.no = Button(self.tr("Stay in the call (Esc)"), stay)
        card = Card(margin=24)
        card.body.addWidget(self._title)
        card.body.addWidget(self._words)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        row.addStretch(1)
        card.body.addSpacing(12)
        card.body.addLayout(row)
        put_in_the_middle(card, self)

    def ask(self, title: str, words: str, yes: str, do: Callable[[], None]) -> None:
        """Ask; ``do`` is what the second button does."""
        self._title.setText(title)
        self._words.tell(words)
        self.yes.setText(yes)
        self._do = do

    def asks_for(self, step: Callable[[], None]) -> bool:
        """Return whether this is the step that is being asked about."""
        return self.isVisible() and self._do == step

    def take_focus(self) -> None:
        """Put the focus on staying."""
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm(self) -> None:
        self._do()
