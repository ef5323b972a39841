"""What a lead does for a customer without seeing them: seal them, open them again, destroy a memo."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from operator_console.domain.roles import Duty
from operator_console.ui.care.disposing import Disposing
from operator_console.ui.care.sealing import Sealing
from operator_console.ui.page import KeyHint, Page, PageContext, PageSpec
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.label import Label

WIDEST = 820
"""Device-independent pixels; a longer line is hard to follow."""


class CarePage(Page):
    """Two cards; each asks once more before it does anything."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.sealing, self.disposing = Sealing(context), Disposing(context)
        self._lay_out()
        for card in (self.sealing, self.disposing):
            card.done.connect(lambda words: context.say(words, Tone.GOOD))
            card.failed.connect(lambda words: context.say(words, Tone.WARNING))

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("ground", "none")
        cards = QVBoxLayout()
        cards.setSpacing(14)
        for card in (self.sealing, self.disposing):
            card.setMaximumWidth(WIDEST)
            cards.addWidget(card)
        row = QHBoxLayout()  # in a row the height is measured for the width that the cards really have
        row.addLayout(cards, 1)
        row.addStretch(0)
        around = QVBoxLayout(inner)
        around.setContentsMargins(0, 0, 8, 0)
        around.addLayout(row)
        around.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(Label(_title(), size="title"))
        column.addWidget(scroll, 1)

    def entered(self) -> None:
        """Stand where the work begins, unless it has begun."""
        if not self.may_leave():
            self.sealing.number.setFocus()

    def may_leave(self) -> str:
        """Leaving loses what has been typed."""
        begun = self.sealing.is_begun() or self.disposing.is_begun()
        return self.tr("What has been typed is not done yet.") if begun else ""

    def keys(self) -> tuple[KeyHint, ...]:
        """Return the keys of this page."""
        return (
            KeyHint("Tab", self.tr("Next field")),
            KeyHint("← →", self.tr("Seal or open again")),
            KeyHint("Enter", self.tr("Go on; you are asked once more")),
        )


def _title() -> str:
    return QCoreApplication.translate("CarePage", "Customer protection")


SPEC = PageSpec(title=_title, duty=Duty.SEAL_CUSTOMERS, make=CarePage, key="care")
