"""What every part of the call page is: it knows where its focus belongs, and how to do with less room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class Part(QWidget):
    """One thing that takes the middle of the call page at a point of a call."""

    def take_focus(self) -> None:
        """Put the focus where the next key goes."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_compact(self, compact: bool) -> None:
        """Be smaller where the window is low."""
