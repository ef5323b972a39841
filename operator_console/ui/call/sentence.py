"""A sentence for the operator to say, set so large that it can be read aloud at a glance."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.styled import mark


class Sentence(QFrame):
    """A caption (whose words these are) above the words themselves."""

    def __init__(self, caption: str, *, size: str = "title", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "tone", "info")
        self._caption = Label(caption, size="small", ink="muted", parent=self)
        self._words = Paragraph(size=size, parent=self)
        self._size = size
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self._column.addWidget(self._caption)
        self._column.addWidget(self._words)
        self.set_compact(False)

    @property
    def words(self) -> str:
        """The sentence that is shown."""
        return self._words.sentence

    def set_compact(self, compact: bool) -> None:
        """Be smaller where the window is low."""
        mark(self._words, "scale", "lead" if compact else self._size)
        self._column.setContentsMargins(*((14, 8, 14, 10) if compact else (20, 14, 20, 16)))

    def say(self, words: str, caption: str = "") -> None:
        """Show another sentence; an empty ``caption`` leaves the one there is."""
        self._words.tell(words)
        if caption:
            self._caption.setText(caption)
        self.setAccessibleName(words)
