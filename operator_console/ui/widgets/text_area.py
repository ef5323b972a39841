"""A few lines of text that go into the log: framed like every field, left with Tab, sent with Ctrl+Enter elsewhere."""

from typing import Final

from PySide6.QtWidgets import QPlainTextEdit, QWidget

LINES: Final = 104
"""Height in device-independent pixels: about four lines."""


class TextArea(QPlainTextEdit):
    """Several lines of plain text; Tab leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("area", "framed")
        self.setTabChangesFocus(True)
        self.setFixedHeight(LINES)

    def words(self) -> str:
        """Return what is written, without blanks around it."""
        return self.toPlainText().strip()
