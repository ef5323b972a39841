"""Text on the screen: never interpreted as markup, in a size and ink of the theme."""

from html import escape
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

_WIDTHS: Final = 16
"""Of so many widths a paragraph knows its height; a layout asks for a few."""


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
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setProperty("scale", size)
        self.setProperty("ink", ink)
        self.sentence = ""
        self.tell(text)

    def tell(self, text: str) -> None:
        """Show these sentences; markup in them is shown as it stands. What was shown before is gone on return."""
        if text == self.sentence:
            return
        before, self.sentence = self.sentence, text
        self._heights.clear()
        lines = escape(text).replace("\n", "<br>")
        self.setText(f'<p style="line-height:118%; margin:0">{lines}</p>' if text else "")
        if before:
            self.sizeHint()  # Qt keeps it until it lays out what comes instead, which it never does for a hidden label

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height in pixels at this width; Qt would set the text anew each time that a layout asks."""
        if width not in self._heights:
            if len(self._heights) >= _WIDTHS:
                self._heights.clear()
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another font or style has other heights."""
        self._heights.clear()
        super().changeEvent(event)


class Badge(QLabel):
    """A small word on a coloured ground. Tones: info, good, warning, danger; ``key`` for a key of the keyboard."""

    def __init__(self, text: str, tone: str = "info", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("badge", tone)
        self.setText(text)
