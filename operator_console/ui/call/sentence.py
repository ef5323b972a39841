"""A sentence for the operator to say, set so large that it can be read aloud at a glance."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.styled import mark


class Sentence(QFrame):
    """A caption (whose words these are) above the words themselves."""

    def __init__(self, caption: str, *, size: str = "title", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "tone", "info")
        self._caption = Label(caption, size="small", ink="muted")
        self._words = Paragraph(size=size)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(4)
        column.addWidget(self._caption)
        column.addWidget(self._words)

    @property
    def words(self) -> str:
        """The sentence that is shown."""
        return self._words.sentence

    def say(self, words: str, caption: str = "") -> None:
        """Show another sentence; an empty ``caption`` leaves the one there is."""
        self._words.tell(words)
        if caption:
            self._caption.setText(caption)
        self.setAccessibleName(words)
