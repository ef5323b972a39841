"""Text on the screen: never interpreted as markup, in a size and ink of the theme."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class Label(QLabel):
    """One line or block of plain text. Sizes: small, body, lead, value, title, display. Ink: a tone or ``muted``."""

    def __init__(self, text: str = "", *, size: str = "body", ink: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("scale", size)
        self.setProperty("ink", ink)
        self.setText(text)


class Paragraph(QLabel):
    """Sentences that wrap, with the line height that Japanese needs (about 1.7 of the size)."""

    def __init__(self, text: str = "", *, size: str = "body", ink: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setProperty("scale", size)
        self.setProperty("ink", ink)
        self.sentence = ""
        self.tell(text)

    def tell(self, text: str) -> None:
        """Show these sentences; markup in them is shown as it stands. What was shown before is gone on return."""
        before, self.sentence = self.sentence, text
        lines = escape(text).replace("\n", "<br>")
        self.setText(f'<p style="line-height:118%; margin:0">{lines}</p>' if text else "")
        if before:
            self.sizeHint()  # Qt keeps it until it lays out what comes instead, which it never does for a hidden label


class Badge(QLabel):
    """A small word on a coloured ground. Tones: info, good, warning, danger; ``key`` for a key of the keyboard."""

    def __init__(self, text: str, tone: str = "info", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("badge", tone)
        self.setText(text)
