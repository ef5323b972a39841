"""Writes faintly over a shown value who is shown it and when, so that a photograph of it tells."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from operator_console.ui.widgets.lettering import text_font

STRENGTH: Final = 52
"""Of 255: the value is read through it, and a photograph at half the size still has it."""
_GAP: Final = 22.0


def paint_watermark(painter: QPainter, room: QRectF, stamp: str, ink: QColor) -> None:
    """Write ``stamp`` over ``room``, line below line and each line further in than the one above it."""
    if not stamp:
        return
    font = text_font("small", QFont.Weight.Bold)
    metrics = QFontMetricsF(font)
    step, wide = metrics.height() + 1, metrics.horizontalAdvance(stamp) + _GAP
    ink = QColor(ink)
    ink.setAlpha(STRENGTH)
    painter.save()
    painter.setClipRect(room)
    painter.setFont(font)
    painter.setPen(ink)
    lines = max(1, round(room.height() / step))
    top = room.top() + (room.height() - lines * step) / 2
    for line in range(lines):
        left = room.left() + 6 - (line % 2) * wide / 2
        while left < room.right():
            painter.drawText(QPointF(left, top + line * step + metrics.ascent()), stamp)
            left += wide
    painter.restore()
