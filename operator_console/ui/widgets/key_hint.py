"""The line that says which keys work now; it wraps where the window is narrow."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from operator_console.ui.page import KeyHint
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.lettering import text_font

_LINE = 26.0
_CAP = 20.0
_GAP = 20.0


class KeyHints(QWidget):
    """Paints each key as a cap with what it does beside it; never takes the focus."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hints: tuple[KeyHint, ...] = ()
        self._metrics = QFontMetricsF(text_font("small"))
        self._widths: tuple[tuple[float, float], ...] = ()
        """Of each key's cap, and of what it does."""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def hints(self) -> tuple[KeyHint, ...]:
        """The keys that are shown."""
        return self._hints

    def show_hints(self, hints: tuple[KeyHint, ...]) -> None:
        """Show these keys instead."""
        if hints == self._hints:
            return
        self._hints = hints
        wide = self._metrics.horizontalAdvance
        self._widths = tuple((max(_CAP, wide(hint.key) + 12), wide(hint.does)) for hint in hints)
        self.setAccessibleName("、".join(f"{hint.key} {hint.does}" for hint in hints))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height for the present width."""
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same height; the width may be anything."""
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height in pixels of all lines at this width."""
        places = self._places(width)
        return round(_LINE * (1 + (places[-1].y() / _LINE if places else 0)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width may need another height, which layouts remember."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint every hint at its place."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(text_font("small"))
        for hint, widths, place in zip(self._hints, self._widths, self._places(self.width()), strict=True):
            cap = QRectF(place.x(), place.y() + (_LINE - _CAP) / 2, widths[0], _CAP)
            painter.setPen(QColor(tokens.border))
            painter.setBrush(QColor(tokens.raised))
            painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(QColor(tokens.text))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, hint.key)
            painter.setPen(QColor(tokens.muted))
            words = QRectF(cap.right() + 6, place.y(), widths[1] + 4, _LINE)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, hint.does)
        painter.end()

    def _places(self, width: int) -> list[QPointF]:
        places: list[QPointF] = []
        x = y = 0.0
        for cap, words in self._widths:
            needed = cap + 6 + words
            if x and x + needed > width:
                x, y = 0.0, y + _LINE
            places.append(QPointF(x, y))
            x += needed + _GAP
        return places
