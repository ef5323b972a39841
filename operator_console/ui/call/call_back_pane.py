"""A call-back to the number on file (折り返し確認): before it is dialled, and while it rings."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from operator_console.ui.call.middle import put_in_the_middle
from operator_console.ui.call.notice import Notice
from operator_console.ui.call.part import Part
from operator_console.ui.call.sentence import Sentence
from operator_console.ui.theme import Theme
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph


class CallBackPane(Part):
    """What to say before hanging up, and who dials: this machine, or the operator by hand."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dial: Callable[[bool], None] = _nothing
        self._words = Paragraph(ink="muted")
        self.notice = Notice(theme)
        self.sentence = Sentence(self.tr("Say this before you hang up"))
        self.dial = Button(self.tr("Dial the number on file"), lambda: self._dial(False), kind="primary")
        self.by_hand = Button(self.tr("I have dialled it by hand"), lambda: self._dial(True))
        self._card = card = Card(margin=24)
        card.body.addWidget(Label(self.tr("Call back to confirm"), size="title"))
        for part in (self._words, self.sentence, self.notice):
            card.body.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.dial)
        row.addWidget(self.by_hand)
        row.addStretch(1)
        card.body.addLayout(row)
        put_in_the_middle(card, self)

    def ask(self, field: str, dial: Callable[[bool], None]) -> None:
        """Ask before dialling the field of this name; ``dial`` takes whether it was dialled by hand."""
        self._dial = dial
        words = self.tr(
            "This calls the {field} on file, whatever number the caller rang from. The number is not shown, and"
            " everything is masked until the call is answered."
        )
        self._words.tell(words.format(field=field))
        said = self.tr("I will call you back at the number that we have on file. Please hang up and wait a moment.")
        self.sentence.say(said)
        self.notice.say("")

    def explain(self, words: str) -> None:
        """Say why it could not be dialled; by hand is the next way."""
        self.notice.say(words, Tone.WARNING)
        self.by_hand.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_compact(self, compact: bool) -> None:
        """Be smaller where the window is low."""
        self.sentence.set_compact(compact)
        self._card.tighten(compact)

    def take_focus(self) -> None:
        """Put the focus on dialling."""
        self.dial.setFocus(Qt.FocusReason.OtherFocusReason)


class CallingPane(Part):
    """While it rings nothing of the customer is on the screen. 1 and 2 say how it went; Enter alone says nothing."""

    def __init__(self, answered: Callable[[bool], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answered = answered
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Calling back"))
        self.sentence = Sentence(self.tr("Say this when somebody answers"))
        self.sentence.say(self.tr("Thank you for waiting. May I have your full name, please?"))
        self.reached = Button(self.tr("1  Whom I spoke with answered"), lambda: answered(True), kind="primary")
        self.not_reached = Button(self.tr("2  Nobody answered, or somebody else"), lambda: answered(False))
        self._card = card = Card(margin=24)
        card.body.addWidget(Label(self.tr("Calling back"), size="title"))
        words = self.tr(
            "Everything is masked and the number is not shown. If somebody else answers, say nothing about the"
            " customer."
        )
        card.body.addWidget(Paragraph(words, ink="muted"))
        card.body.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.reached)
        row.addWidget(self.not_reached)
        row.addStretch(1)
        card.body.addLayout(row)
        put_in_the_middle(card, self)

    def set_compact(self, compact: bool) -> None:
        """Be smaller where the window is low."""
        self.sentence.set_compact(compact)
        self._card.tighten(compact)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take the result by its number."""
        if event.key() in (Qt.Key.Key_1, Qt.Key.Key_2):
            self._answered(event.key() == Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)


def _nothing(_: bool) -> None:
    """Do nothing: nothing has been asked yet."""
