"""The week as a map: seven days by twenty-four hours, the more the stronger, with the number in every cell."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from operator_console.ui.theme import Theme
from operator_console.ui.widgets.lettering import text_font

HOURS: Final = 24
_LEFT: Final = 34.0
_TOP: Final = 22.0


class HeatMap(QWidget):
    """Paints rows of 24 numbers, a row for each day."""

    def __init__(self, theme: Theme, days: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._days = theme, days
        self._rows: tuple[tuple[int, ...], ...] = ()
        self.setMinimumHeight(160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_rows(self, rows: tuple[tuple[int, ...], ...], name: str) -> None:
        """Paint these; ``name`` is what a screen reader says instead."""
        self._rows = rows
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a size at which every number can be read."""
        return QSize(760, 240)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint headings and cells."""
        painter = QPainter(self)
        painter.setFont(text_font("small"))
        wide = (self.width() - _LEFT) / HOURS
        high = (self.height() - _TOP) / max(1, len(self._days))
        painter.setPen(QColor(self._theme.tokens.muted))
        for hour in range(HOURS):
            painter.drawText(QRectF(_LEFT + hour * wide, 0, wide, _TOP), Qt.AlignmentFlag.AlignCenter, str(hour))
        for at, day in enumerate(self._days):
            painter.drawText(QRectF(0, _TOP + at * high, _LEFT, high), Qt.AlignmentFlag.AlignCenter, day)
        most = max((number for row in self._rows for number in row), default=0)
        for at, row in enumerate(self._rows):
            for hour, number in enumerate(row):
                cell = QRectF(_LEFT + hour * wide + 1, _TOP + at * high + 1, wide - 2, high - 2)
                self._paint_cell(painter, cell, number, most)
        painter.end()

    def _paint_cell(self, painter: QPainter, cell: QRectF, number: int, most: int) -> None:
        tokens = self._theme.tokens
        share = number / most if most else 0.0
        painter.fillRect(cell, _between(tokens.sunken, tokens.accent, share))
        if number:
            painter.setPen(QColor(tokens.on_accent if share > 0.55 else tokens.text))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, f"{number}")


def _between(low: str, high: str, share: float) -> QColor:
    """Return the colour at this share of the way; the middle is left out, where neither ink could be read."""
    first, last = QColor(low), QColor(high)
    way = share * 0.6 if share <= 0.55 else 0.8 + (share - 0.55) * 0.2 / 0.45
    parts = (
        round(a + (b - a) * way)
        for a, b in ((first.red(), last.red()), (first.green(), last.green()), (first.blue(), last.blue()))
    )
    return QColor(*parts)
