"""What came of the last step, in a sentence beside the place where the next one is taken."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from operator_console.ui.theme import Theme
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.styled import mark


class Notice(QFrame):
    """An icon and a sentence; unlike the window's message bar it stays until the next step."""

    def __init__(self, theme: Theme, *, size: str = "lead", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = Tone.INFO
        self._icon = Label(parent=self)
        self._words = Paragraph(size=size, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        theme.changed.connect(self._draw)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said, empty when nothing is."""
        return self._words.sentence

    def say(self, sentence: str, tone: Tone = Tone.INFO) -> None:
        """Say it; an empty sentence hides the notice."""
        self._tone = tone
        self._words.tell(sentence)
        self.setAccessibleName(sentence)
        self._draw()
        self.setVisible(bool(sentence))

    def _draw(self) -> None:
        mark(self, "tone", self._tone.value)
        ink = "accent" if self._tone is Tone.INFO else self._tone.value
        self._icon.setPixmap(self._theme.picture(self._tone.value, ink, 22))
