"""A pane that scrolls inside itself, so that the page as a whole never does."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class Scroll(QScrollArea):
    """Scrolls up and down, never sideways; what it holds keeps to the top.

    Make what it will hold with :attr:`inside` as its parent: Qt dresses everything anew that gets another one.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget(self.viewport())
        self.inside.setProperty("ground", "none")
        self._column = QVBoxLayout(self.inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch(1)
        self.setWidget(self.inside)

    def hold(self, content: QWidget) -> None:
        """Take this in, below what is held already."""
        self._column.insertWidget(self._column.count() - 1, content)
