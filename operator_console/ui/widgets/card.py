"""A raised sheet on which related things lie together."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget


class Card(QFrame):
    """A frame with rounded corners and room inside; add to :attr:`body`."""

    def __init__(self, *, frame: str = "card", margin: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", frame)
        self._margin = margin
        self.body = QVBoxLayout(self)
        self.tighten(False)

    def tighten(self, tight: bool) -> None:
        """Leave less room inside where the window is low."""
        margin = self._margin // 2 if tight else self._margin
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(6 if tight else 12)


class Rule(QFrame):
    """A thin line between two parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "rule")
