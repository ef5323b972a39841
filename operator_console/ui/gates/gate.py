"""What every gate is: one calm card in the middle of the window that asks for one thing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from operator_console.domain.refusals import Refusal
from operator_console.protocol.messages import Reply
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.styled import mark

if TYPE_CHECKING:
    from operator_console.wording import Wording


NARROW: Final = 420
"""How narrow a card may become before the window scrolls sideways, in device-independent pixels."""


@dataclass(frozen=True)
class GateFace:
    """What a gate is drawn and worded with. ``caps`` tells whether Caps Lock is on, nothing where that is unknown."""

    theme: Theme
    wording: "Wording"
    caps: Callable[[], bool | None] = lambda: None


class Gate(QWidget):
    """A gate asks through :attr:`wanted` and says through :attr:`passed` that there is nothing more to ask.

    It knows no link: whoever shows it sends what it wants and hands it the reply or the refusal.
    """

    wanted = Signal(object)
    """Carries a :class:`Request`; its outcome comes to :meth:`answered` or :meth:`refused`."""
    passed = Signal(object)
    """Carries what this gate was for: a session, or nothing."""
    restore_wanted = Signal()
    """A backup is to be put back instead of what this gate is for."""
    recovery_wanted = Signal()
    """The vault is to be opened with the recovery key instead."""

    def __init__(self, face: GateFace, *, width: int = 460) -> None:
        super().__init__()
        self.face = face
        self.card = Card(margin=36)
        self.card.setMaximumWidth(width)
        self.card.setMinimumWidth(min(width, NARROW))
        self.card.body.setSpacing(16)
        self.said = Paragraph(ink="danger")
        self.said.hide()
        self._arrange()

    def entered(self) -> None:
        """Put the focus where typing begins."""

    def answered(self, reply: Reply) -> None:
        """Take the reply to what was wanted."""

    def refused(self, refusal: Refusal) -> None:
        """Take the refusal of what was wanted: say it on the card."""
        self.say(self.face.wording.refusal(refusal))

    def say(self, sentence: str, ink: str = "danger") -> None:
        """Show a sentence on the card; an empty one hides it."""
        mark(self.said, "ink", ink)
        self.said.tell(sentence)
        self.said.setVisible(bool(sentence))

    def heading(self, title: str, sentence: str = "") -> None:
        """Put a title and a sentence at the top of the card."""
        self.card.body.addWidget(Label(title, size="title"))
        if sentence:
            self.card.body.addWidget(Paragraph(sentence, ink="muted"))

    def _arrange(self) -> None:
        middle = QWidget()
        middle.setProperty("ground", "none")
        column = QVBoxLayout(middle)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(20)
        column.addStretch(2)
        column.addLayout(self._brand())
        row = QHBoxLayout()  # an alignment would measure the card's text at the window's width
        row.addStretch(1)
        row.addWidget(self.card, 1_000)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(middle)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _brand(self) -> QHBoxLayout:
        logo = Label()
        logo.setPixmap(self.face.theme.picture("app", size=36))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(logo)
        row.addWidget(Label(self.tr("Operator Console"), size="lead"))
        row.addStretch(1)
        return row
