"""Bars with their numbers, each against a line of comparison where there is one; painted in the inks of the theme."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from operator_console.ui.theme import Theme
from operator_console.ui.widgets.lettering import text_font

_TOP: Final = 26.0
_BOTTOM: Final = 26.0
_LEAST_GAP: Final = 8.0
_WIDEST: Final = 72.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label below, its height, its number above, and the height to compare with (negative: none)."""

    label: str
    value: float
    words: str
    against: float = -1.0


class Bars(QWidget):
    """Paints bars side by side. Labels that would touch are left out; the table beside the picture has them all."""

    def __init__(self, theme: Theme, against: str = "", parent: QWidget | None = None) -> None:
        """``against`` is what the line of comparison is called."""
        super().__init__(parent)
        self._theme, self._against = theme, against
        self._bars: tuple[Bar, ...] = ()
        self.setMinimumHeight(96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is painted."""
        return self._bars

    def show_bars(self, bars: tuple[Bar, ...], name: str) -> None:
        """Paint these; ``name`` is what a screen reader says instead."""
        self._bars = bars
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a size at which a month of days can be read."""
        return QSize(420, 210)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground line, the bars, the line of comparison and what it is called."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(text_font("small"))
        room = QRectF(self.rect()).adjusted(4, _TOP, -4, -_BOTTOM)
        painter.setPen(QColor(self._theme.tokens.border))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        most = max((max(bar.value, bar.against) for bar in self._bars), default=0.0)
        if self._bars and most > 0:
            self._paint_bars(painter, room, most)
        painter.end()

    def _paint_bars(self, painter: QPainter, room: QRectF, most: float) -> None:
        tokens, step = self._theme.tokens, room.width() / len(self._bars)
        width = min(_WIDEST, step * 0.7)
        for at, bar in enumerate(self._bars):
            middle = room.left() + step * (at + 0.5)
            height = room.height() * bar.value / most
            painter.fillRect(QRectF(middle - width / 2, room.bottom() - height, width, height), QColor(tokens.accent))
        self._paint_against(painter, room, step, most)
        self._paint_words(painter, room, step, most)

    def _paint_against(self, painter: QPainter, room: QRectF, step: float, most: float) -> None:
        tokens = self._theme.tokens
        painter.setPen(QPen(QColor(tokens.warning), 3))
        for at, bar in enumerate(self._bars):
            if bar.against >= 0:
                y = room.bottom() - room.height() * bar.against / most
                left = room.left() + step * at
                painter.drawLine(int(left + 1), int(y), int(left + step - 1), int(y))
        if any(bar.against >= 0 for bar in self._bars):
            words = QRectF(room.left(), 0, room.width(), 18)
            painter.setPen(QColor(tokens.warning))
            painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"━ {self._against}")

    def _paint_words(self, painter: QPainter, room: QRectF, step: float, most: float) -> None:
        tokens, metrics = self._theme.tokens, QFontMetricsF(painter.font())
        ends = {True: -1e9, False: -1e9}  # how far the numbers and the labels reach to the right
        for at, bar in enumerate(self._bars):
            middle = room.left() + step * (at + 0.5)
            top = room.bottom() - room.height() * bar.value / most
            for is_number, words, y in ((True, bar.words, top - 19), (False, bar.label, room.bottom() + 4)):
                width = metrics.horizontalAdvance(words)
                if middle - width / 2 < ends[is_number] + _LEAST_GAP or (is_number and not bar.value):
                    continue
                painter.setPen(QColor(tokens.text if is_number else tokens.muted))
                box = QRectF(middle - width / 2 - 2, y, width + 4, 18)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
                ends[is_number] = middle + width / 2
