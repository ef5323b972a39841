"""The one place where the window says what happened and what to do next."""

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from operator_console.ui.theme import Theme
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.styled import mark

CALM_MS: Final = 8_000
"""How long a sentence stays that needs no action; the others stay until they are closed or replaced."""


class MessageBar(QFrame):
    """One sentence at a time, with an icon, so that the colour is never the only sign."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.tone = Tone.INFO
        self._icon = Label()
        self.words = Paragraph()
        self._close = QToolButton(self)
        self._close.setProperty("kind", "quiet")
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.clicked.connect(self.hush)
        self._timer = QTimer(self, interval=CALM_MS, singleShot=True)
        self._timer.timeout.connect(self.hush)
        self._arrange()
        theme.changed.connect(self._draw)
        self.hush()

    def say(self, sentence: str, tone: Tone = Tone.INFO) -> None:
        """Show a sentence; an empty one hides the bar."""
        if not sentence:
            self.hush()
            return
        self.tone = tone
        self.words.tell(sentence)
        self.setAccessibleName(sentence)
        self._draw()
        self.show()
        self._timer.stop()
        if tone in (Tone.INFO, Tone.GOOD):
            self._timer.start()

    def hush(self) -> None:
        """Say nothing more."""
        self._timer.stop()
        self.words.tell("")
        self.setAccessibleName("")
        self.hide()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)

    def _draw(self) -> None:
        ink = "accent" if self.tone is Tone.INFO else self.tone.value
        mark(self, "tone", self.tone.value)
        self._icon.setPixmap(self._theme.picture(self.tone.value, ink, 22))
        self._close.setIcon(self._theme.icon("close", "muted", 16))
