"""A QR code painted module by module, dark on light whatever the theme, with the quiet zone that readers need."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET: Final = 4
"""Light modules around the picture (ISO/IEC 18004)."""
SIDE: Final = 268
"""Width and height at least, in device-independent pixels."""


class QrPicture(QWidget):
    """Shows rows of ``0`` and ``1`` (dark); nothing before it was given any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[str, ...] = ()
        self.setMinimumSize(SIDE, SIDE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_code(self, rows: tuple[str, ...], name: str) -> None:
        """Show these modules; ``name`` is what a screen reader says instead."""
        self._rows = rows
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size that is asked for."""
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint whole pixels, so that no grey line lies between two modules."""
        if not self._rows:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        modules = len(self._rows) + 2 * QUIET
        side = min(self.width(), self.height()) // modules
        left = (self.width() - side * modules) // 2 + QUIET * side
        top = (self.height() - side * modules) // 2 + QUIET * side
        for y, row in enumerate(self._rows):
            for x, module in enumerate(row):
                if module == "1":
                    painter.fillRect(QRect(left + x * side, top + y * side, side, side), Qt.GlobalColor.black)
        painter.end()
