"""The countdown to the lock, over the top of the page: nothing moves because of it, in the middle of a call."""

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from operator_console.ui.theme import Theme
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.message_bar import MessageBar

EDGE: Final = 12
"""How far it stays from the edges, in device-independent pixels."""


class IdleBanner(MessageBar):
    """Lies over ``over`` while it says something, as wide as that and as high as its words."""

    def __init__(self, over: QWidget, theme: Theme) -> None:
        super().__init__(theme, over)
        self._over = over
        over.installEventFilter(self)

    def say(self, sentence: str, tone: Tone = Tone.INFO) -> None:
        """Show a sentence; an empty one takes the banner away."""
        super().say(sentence, tone)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay as wide as what it lies over."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        width = self._over.width() - 2 * EDGE
        self.setGeometry(EDGE, EDGE, width, self.heightForWidth(width))
        self.raise_()
